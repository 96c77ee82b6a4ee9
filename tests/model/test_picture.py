"""Pictures by name: which file may be opened, and what it turns out to be."""

from __future__ import annotations

import io
import os
import pathlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from leaflet.model import raster
from leaflet.model.drawing import Drawing
from leaflet.model.picture import read_picture, safe_path
from leaflet.model.raster import Raster
from leaflet.problems import Problem, Where

WHERE = Where("leaflet.yaml", 12, "massage")
SVG = b'\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<path d="M0 0h1v1z"/></svg>'


def png() -> bytes:
    file = io.BytesIO()
    Image.new("L", (3, 2)).save(file, "PNG")
    return file.getvalue()


def problem_of(path: pathlib.Path, shown_as: str = "images/a.svg") -> Problem:
    picture, (problem,) = read_picture(path, shown_as, WHERE)
    assert picture is None and problem.hint
    return problem


def test_content_decides_not_the_suffix(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.png").write_bytes(SVG)
    (tmp_path / "a.svg").write_bytes(png())
    (tmp_path / "bom.svg").write_bytes(b"\xef\xbb\xbf" + SVG.lstrip())
    (tmp_path / "wide.svg").write_bytes(SVG.decode().strip().encode("utf-16"))
    for name, kind in {"a.png": Drawing, "a.svg": Raster, "bom.svg": Drawing, "wide.svg": Drawing}.items():
        picture, problems = read_picture(tmp_path / name, name, WHERE)
        assert isinstance(picture, kind) and not problems


def test_problems_inside_are_reported_in_the_picture(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(SVG.replace(b"path", b"text"))
    assert problem_of(path).where == Where("images/a.svg", 3, "massage")
    path.write_bytes(png()[:40])
    assert problem_of(path).where == Where("images/a.svg", 0, "massage")


def test_problems_with_the_file_are_reported_where_it_is_named(tmp_path: pathlib.Path) -> None:
    missing = problem_of(tmp_path / "none.svg")
    assert (missing.code, missing.where) == ("picture/missing", WHERE)
    assert "images/a.svg" in missing.text and str(tmp_path) not in str(missing)
    assert "folder" in problem_of(tmp_path).text
    (tmp_path / "file").write_bytes(b"x")
    assert problem_of(tmp_path / "file" / "a.svg").code == "picture/missing"
    assert problem_of(tmp_path / "a\0b").code == "picture/unreadable"
    assert problem_of(tmp_path / ("a" * 5000)).code == "picture/unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: pathlib.Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes on this system")
    os.mkfifo(tmp_path / "pipe")
    assert problem_of(tmp_path / "pipe").code == "picture/not-a-file"


def test_no_permission(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.svg").write_bytes(SVG)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "the whole path")

    monkeypatch.setattr(pathlib.Path, "open", refuse)
    problem = problem_of(tmp_path / "a.svg")
    assert problem.code == "picture/unreadable" and "Permission denied" in problem.text
    assert "whole path" not in str(problem)


def test_too_large_is_not_even_read(tmp_path: pathlib.Path) -> None:
    with (tmp_path / "big.png").open("wb") as file:
        file.truncate(raster.MOST_BYTES + 1)
    assert problem_of(tmp_path / "big.png").code == "picture/too-large"


def test_compressed_svg_is_named(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.svgz").write_bytes(b"\x1f\x8b\x08rest")
    assert "SVGZ" in problem_of(tmp_path / "a.svgz").text


@pytest.mark.parametrize("name", ["a.svg", "icons/a.svg", "./a.svg", "not there.png", "..a.svg", "a..b/c", "ü/图.png"])
def test_names_inside(tmp_path: pathlib.Path, name: str) -> None:
    path, problems = safe_path(tmp_path, name, WHERE)
    assert path == tmp_path / name and not problems


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "/",
        "./",
        "..",
        "../a.svg",
        "icons/../../a.svg",
        "icons/..",
        "/etc/passwd",
        "//server/share/a.svg",
        "icons\\a.svg",
        "..\\a.svg",
        "C:/a.svg",
        "c:a.svg",
        "a.svg:stream",
        "https://example.org/a.svg",
        "a\0.svg",
        "a\n.svg",
        "a\u202e.svg",
        "a\ud800.svg",
        "é" * 128,
        "a/" * 501 + "a",
    ],
)
def test_names_outside(tmp_path: pathlib.Path, name: str) -> None:
    path, (problem,) = safe_path(tmp_path, name, WHERE)
    assert path is None
    assert (problem.code, problem.where) == ("picture/path", WHERE)
    assert problem.hint and problem.text.isprintable()


def test_links_may_not_leave(tmp_path: pathlib.Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.svg").write_bytes(SVG)
    (root / "b.svg").write_bytes(SVG)
    (root / "folder").symlink_to(outside)
    (root / "file.svg").symlink_to(outside / "a.svg")
    (root / "inner.svg").symlink_to(root / "b.svg")
    (root / "loop").symlink_to(root / "loop")
    assert safe_path(root, "inner.svg", WHERE) == (root / "inner.svg", ())
    for name in ("folder/a.svg", "file.svg"):
        path, (problem,) = safe_path(root, name, WHERE)
        assert path is None and "link" in problem.text
    path, problems = safe_path(root, "loop", WHERE)
    assert path is None or read_picture(path, "loop", WHERE)[0] is None


def test_root_may_itself_be_a_link(tmp_path: pathlib.Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "root").symlink_to(tmp_path / "real")
    assert safe_path(tmp_path / "root", "a.svg", WHERE)[0] == tmp_path / "root" / "a.svg"


@given(st.one_of(st.text(max_size=30), st.text(alphabet="./\\aC: ~", max_size=12)))
def test_no_name_leaves(name: str) -> None:
    root = pathlib.Path("somewhere", "safe")
    path, problems = safe_path(root, name, WHERE)
    assert (path is None) == bool(problems)
    if path:
        assert path.resolve().is_relative_to(root.resolve()) and path.resolve() != root.resolve()
        assert read_picture(path, name, replace(WHERE, line=0))[0] is None
