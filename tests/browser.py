"""Chromium at hand: pages go in as files; what is measured, painted, printed or asked for comes out.

Spoken to over a pair of pipes (Chrome DevTools Protocol), so that no page needs a script of its own and no port is
opened.  What a test runs in the page is not held back by the page's own policy.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "chrome-headless-shell")
PATIENCE = 60.0  # seconds for one answer
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
         "--disable-background-networking", "--remote-debugging-pipe")  # fmt: skip


def program() -> str | None:
    """The browser that this machine has."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Browser:
    """One browser with one page; `heard` are the events since the page was opened."""

    process: subprocess.Popen[bytes]
    to: int
    back: int
    heard: list[dict[str, Any]] = field(default_factory=list)
    session: str = ""
    number: int = 0
    buffer: bytes = b""

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command, and its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        message |= {"sessionId": self.session} if self.session else {}
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self.number:
                assert "error" not in said, f"{method}: {said['error']}"
                return dict(said["result"])
            self.heard.append(said)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.back], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            data = os.read(self.back, 1 << 20)
            assert data, "the browser has gone"
            self.buffer += data
        message, _, self.buffer = self.buffer.partition(b"\0")
        return dict(json.loads(message))

    def begin(self) -> None:
        """One page for all that follows."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def open(self, file: Path, width: int, dark: bool = False, media: str = "") -> None:
        """Show a page in a window of so many CSS pixels."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.heard.clear()
        self.ask("Page.navigate", url=file.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.heard):
            self.heard.append(self._next())
        self.run("document.fonts.ready.then(() => true)")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def requests(self) -> list[str]:
        """Everything that the page asked for, itself first."""
        asked = [event for event in self.heard if event.get("method") == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in asked]

    def complaints(self) -> list[str]:
        """What the browser had to say of the page: things held back by its policy, broken pictures."""
        return [event["params"]["entry"]["text"] for event in self.heard if event.get("method") == "Log.entryAdded"]

    def print(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def picture(self) -> bytes:
        """The whole page as PNG."""
        shot = self.ask("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        os.close(self.to)
        os.close(self.back)


def start(folder: Path) -> Browser:
    """Start the browser with a profile of its own in a folder."""
    name = program()
    assert name is not None
    theirs, to = os.pipe()
    back, answers = os.pipe()
    # the browser reads file 3 and writes file 4: the shell puts the pipes there, by way of numbers that are free
    command = f'exec 103<&{theirs} 104>&{answers}; exec 3<&103 4>&104; exec "$0" "$@"'
    words = ["bash", "-c", command, name, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(words, pass_fds=(theirs, answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(theirs)
    os.close(answers)
    browser = Browser(process, to, back)
    browser.begin()
    return browser
