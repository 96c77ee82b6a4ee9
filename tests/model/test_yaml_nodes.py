"""YAML to nodes: what is typed is kept, what harms is refused with its line."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model.yaml_nodes import Map, Scalar, Seq, at, parse_nodes, read_nodes


def scalar(text, *path):
    """The scalar at a path of a YAML text that has no problems."""
    node, problems = parse_nodes(text.encode(), "x.yaml")
    assert problems == ()
    found = at(node, *path)
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    "typed", ["no", "1.10", "2026-11", "2028-11-01", "010", "1e3", "yes", "12:30:45", "=", ".inf", "0x1F"]
)
def test_plain_text_stays_as_typed(typed):
    assert scalar(f"version: {typed}\n", "version").text == typed


@pytest.mark.parametrize("typed", ["", "~", "null", "NULL"])
def test_nothing_is_null_and_quoted_null_is_text(typed):
    assert scalar(f"a: {typed}\n", "a").is_null
    assert not scalar(f"a: '{typed}'\n", "a").is_null


def test_nodes_know_their_lines():
    node, problems = parse_nodes(b"# head\na: 1\nb:\n  - x\n  - y: 2\n    z: 3\n", "x.yaml")
    assert problems == ()
    assert isinstance(node, Map) and [(key, line) for key, line, _ in node.entries] == [("a", 2), ("b", 3)]
    assert isinstance(at(node, "b"), Seq)
    assert [at(node, *path).line for path in (["a"], ["b"], ["b", 0], ["b", 1], ["b", 1, "z"])] == [2, 4, 4, 5, 6]
    assert at(node, "b", 7) is None and at(node, "a", "b") is None


@pytest.mark.parametrize("header", ["|", ">", "|-", ">+", "| # remark"])
def test_block_text_keeps_its_lines(header):
    found = scalar(f"a: {header}\n  one\n  two\n\n  - three\n  - four\nb: 1\n", "a")
    assert found.text.rstrip("\n").split("\n") == ["one", "two", "", "- three", "- four"]
    assert (found.line, found.first_line) == (1, 2)


def test_plain_text_over_several_lines_keeps_them():
    assert scalar("a: one\n  - two\n\n  three # remark\n", "a").text == "one\n- two\n\nthree"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_counts(line_end):
    found = scalar(line_end.join(["a: |", "  one", "  two", "b: x", ""]), "b")
    assert found.line == 4


def test_a_utf8_mark_is_accepted():
    node, problems = parse_nodes(b"\xef\xbb\xbfa: 1\n", "x.yaml")
    assert problems == () and isinstance(at(node, "a"), Scalar)


BAD = [
    ("latin-1", "a: 1\nb: caf\u00e9\n".encode("latin-1"), "source/encoding", 2),
    ("utf-16", "a: 1\n".encode("utf-16"), "source/encoding", 0),
    ("utf-16 without mark", "a: 1\n".encode("utf-16-le"), "source/control-character", 1),
    ("tab", b"a:\n  b: 1\n\tc: 2\n", "source/tab", 3),
    ("tab after spaces", b"a:\n  - b\n \t- c\n", "source/tab", 3),
    ("tab on a blank end", b"a: 1\n\t", "source/tab", 2),
    ("NUL", b"a: 1\nb: x\0y\n", "source/control-character", 2),
    ("bell", b"a: 1\n\nb: x\x07y\n", "source/control-character", 3),
    ("delete", b"a: \x7f\n", "source/control-character", 1),
    ("line separator", "a: 1\nb: x\u2028y\n".encode(), "source/control-character", 2),
    ("inner byte order mark", "a: 1\nb: \ufeffx\n".encode(), "source/control-character", 2),
    ("escaped NUL", b'a: 1\nb: "x\\0y"\n', "source/control-character", 2),
    ("colon", b"a: 1\nb: c: d\n", "source/syntax", 2),
    ("open quote", b"a: 1\nb: 'c\nd: 1\n", "source/syntax", 2),
    ("open bracket", b"a: 1\nb: [1\nc: 2\n", "source/syntax", 2),
    ("bold unquoted", b"a: 1\nb: **bold**\n", "source/syntax", 2),
    ("at sign", b"a: @b\n", "source/syntax", 1),
    ("escape", b'a: "\\q"\n', "source/syntax", 1),
    ("bad code point", b'a: "\\U00110000"\n', "source/syntax", 1),
    ("bad tag bytes", b"a: !<%ff> x\n", "source/syntax", 1),
    ("list and keys", b"- a\nb: 1\n", "source/syntax", 2),
    ("key twice", b"a: 1\nb: 2\na: 3\n", "source/duplicate-key", 3),
    ("alias", b"a: 1\nb: *a\n", "source/alias", 2),
    ("alias as key", b"a: 1\n*a : 2\n", "source/alias", 2),
    ("anchor", b"a: 1\nb: &b 2\n", "source/alias", 2),
    ("merge key", b"a: 1\n<<: {b: 2}\n", "source/merge-key", 2),
    ("Python tag", b"a: 1\nb: !!python/object/apply:os.system ['x']\n", "source/tag", 2),
    ("own tag", b"a: !foo 1\n", "source/tag", 1),
    ("bare tag", b"a: ! x\n", "source/tag", 1),
    ("tag on a list", b"a: !!set [x]\n", "source/tag", 1),
    ("tag on a key", b"a: 1\n!!str b: 2\n", "source/tag", 2),
    ("two documents", b"a: 1\n---\nb: 2\n", "source/several-documents", 2),
    ("empty", b"", "source/empty", 0),
    ("only remarks", b"# nothing\n\n", "source/empty", 0),
    ("empty document", b"---\n", "source/empty", 0),
    ("null document", b"null\n", "source/empty", 0),
    ("deep lists", b"a:\n  " + b"[" * 60 + b"]" * 60 + b"\n", "source/too-deep", 2),
    ("very deep lists", b"[" * 900_000, "source/too-deep", 1),
    ("deep maps", b"{a: " * 60 + b"1" + b"}" * 60, "source/too-deep", 1),
    ("list as key", b"a: 1\n? [b]\n: 2\n", "source/key", 2),
    ("map as key", b"{a: 1}: 2\n", "source/key", 1),
    ("too large", b"a: " + b"x" * 1_000_001, "source/too-large", 0),
]


@pytest.mark.parametrize(("data", "code", "line"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_bad_yaml_is_refused_with_code_line_and_hint(data, code, line):
    _, problems = parse_nodes(data, "x.yaml")
    assert [(problem.code, problem.where.file, problem.where.line) for problem in problems] == [(code, "x.yaml", line)]
    assert problems[0].hint


def test_wrong_encoding_names_byte_line_and_column():
    _, (problem,) = parse_nodes("a: 1\nb: \u00e9t\u00e9\n".encode("latin-1"), "x.yaml")
    assert str(problem).startswith("x.yaml:2: error: byte 0xe9 in column 4 is not UTF-8; looks like Latin-1")


def test_a_column_counts_characters_not_bytes():
    _, (problem,) = parse_nodes("a: \u20ac\u20ac".encode() + b"\xe9", "x.yaml")
    assert "column 6" in problem.text


def test_a_key_twice_names_both_lines_and_keeps_the_first():
    node, (problem,) = parse_nodes(b"a: 1\nb: 2\na: 3\n", "x.yaml")
    assert problem.where.line == 3 and "line 1" in problem.text
    assert at(node, "a") == Scalar("1", 1)


def test_what_is_never_closed_is_shown_where_it_was_opened():
    _, (problem,) = parse_nodes(b"a: 1\nb: 'c\nd: 1\n", "x.yaml")
    assert "column 4: the quoted text that begins here never ends" in problem.text


@pytest.mark.parametrize("char", "@`%")
def test_a_character_that_cannot_begin_a_text_is_named(char):
    _, (problem,) = parse_nodes(f"a: {char}b\n".encode(), "x.yaml")
    assert f"no text can begin with '{char}'" in problem.text and "quotes" in problem.hint


def test_all_tags_and_doubles_of_a_file_are_reported_at_once():
    _, problems = parse_nodes(b"a: !x 1\na: 2\n<<: 3\nb: &c 4\n", "x.yaml")
    assert [problem.where.line for problem in problems] == [1, 2, 3, 4]


def test_a_bomb_of_anchors_ends_at_its_first_alias():
    bomb = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120))
    node, problems = parse_nodes(bomb, "x.yaml")
    assert node is None and {problem.code for problem in problems} == {"source/alias"} and len(problems) <= 3


def test_a_flood_of_problems_is_cut():
    node, problems = parse_nodes(b"- !x 1\n" * 100_000, "x.yaml")
    assert node is None and len(problems) == 50


def refusal(path):
    node, (problem,) = read_nodes(path, "shown.yaml")
    assert node is None and problem.where.file == "shown.yaml" and problem.hint
    return problem.code


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "file.yaml").write_text("a: 1\n", encoding="utf-8")
    assert refusal(tmp_path / "none.yaml") == "source/missing"
    assert refusal(tmp_path / "file.yaml" / "below.yaml") == "source/missing"
    assert refusal(tmp_path) == "source/unreadable"
    assert refusal(tmp_path / "loop") == "source/unreadable"
    assert refusal(tmp_path / "nul\0.yaml") == "source/unreadable"
    assert refusal(tmp_path / ("n" * 5000)) == "source/unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refusal(tmp_path / "pipe.yaml") == "source/unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "secret.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    path.chmod(0)
    assert refusal(path) == "source/unreadable"


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(type(path), "open", lambda *_: pytest.fail("the file was opened"))
    assert refusal(path) == "source/too-large"


@given(st.binary(max_size=300))
def test_no_bytes_raise(data):
    node, problems = parse_nodes(data, "x.yaml")
    assert node is not None or problems


PIECES = (
    *(
        "a: ",
        "b: ",
        "- ",
        "\n",
        "  ",
        "    ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "? ",
        ": ",
        "'",
        '"',
        "\\",
        "|",
        "|\n",
        ">",
        ">-",
    ),
    *("*a", "&a ", "!", "!!str ", "<<: ", "%TAG ! x", "---", "...", "#", " #", "~", "\t", "\u00e9", "\0", "\r", "\\0"),
    *("\\ud800", "@", "`", "-", "**", "0x1F"),
)
YAMLISH = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(YAMLISH)
def test_no_yamlish_text_raises(text):
    node, problems = parse_nodes(text.encode(), "x.yaml")
    assert node is not None or problems
    assert all(problem.code.startswith("source/") and problem.hint for problem in problems)


@given(st.lists(st.text("ab -.:\u00a0\u00e9", min_size=1, max_size=12), min_size=1, max_size=6))
def test_folded_text_says_what_literal_text_says(lines):
    """'>' and '|' differ only in how YAML folds, and we keep the lines of both."""
    lines = ["x" + line.strip(" ") for line in lines]
    body = "".join(f"  {line}\n" for line in lines)
    assert scalar(f"a: >\n{body}", "a") == Scalar("\n".join(lines) + "\n", 1, ">")
    assert scalar(f"a: |\n{body}", "a") == Scalar("\n".join(lines) + "\n", 1, "|")
