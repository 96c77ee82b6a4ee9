"""Builds leaflets from `translations/`: see README.md, or run it with --help."""

import sys

from leaflet.cli import main

if __name__ == "__main__":
    sys.exit(main())
