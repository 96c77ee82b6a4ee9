"""Where the program's own data is: fonts, designs, profiles, locale facts."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
# Installed from a wheel the data lies inside the package, in a checkout beside it.
ASSETS = _HERE / "assets" if (_HERE / "assets").is_dir() else _HERE.parent / "assets"
