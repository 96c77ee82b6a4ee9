"""Facts in words: how a language was fitted, on one line."""

from __future__ import annotations

from leaflet.manifest import Output


def fitted(output: Output) -> str:
    """`de  11.5 pt  2 pages  fit 97 %  spacing set  tightest: move/text.2`."""
    pages = f"{output.pages} page{'s' * (output.pages > 1)}"
    facts = [f"  {output.language:<5}", f"{output.size_pt:g} pt", pages, f"fit {output.fit_percent} %"]
    facts += [f"spacing {output.spacing}", f"tightest: {output.tightest or '-'}"]
    if output.black:
        facts.append(f"black {' + '.join(output.black)} % of the page{'s' * (len(output.black) > 1)}")
    if output.dropped:
        facts.append(f"left out: {', '.join(output.dropped)}")
    return "  ".join(facts)
