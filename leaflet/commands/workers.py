"""Leaflets made in processes of their own.  Sources go in; their steps come out in the order of the sources."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from leaflet.commands.building import Step, build_leaflet
from leaflet.commands.order import Order, Source
from leaflet.manifest import Manifest


def in_parallel(order: Order, manifest: Manifest, sources: Sequence[Source]) -> Iterator[Step]:
    """As many leaflets at a time as were allowed; Ctrl-C lets those that are begun finish, and begins no other."""
    pool = ProcessPoolExecutor(min(order.jobs, len(sources)), initializer=_leave_interrupts_to_the_parent)
    try:
        for begun in [pool.submit(_made, order, manifest, source) for source in sources]:
            yield from begun.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _made(order: Order, manifest: Manifest, source: Source) -> list[Step]:
    return list(build_leaflet(order, manifest, source))
