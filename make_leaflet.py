"""Builds leaflets from `translations/`: see README.md, or run it with --help."""

import signal
import sys

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while modules are read ends quietly; `main` answers later

from leaflet.cli import main

if __name__ == "__main__":
    sys.exit(main())
