#!/usr/bin/env python3
"""The command line of a clone: `python build.py` builds content/ into output/."""

import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv"  # what `make` sets up

if __name__ == "__main__":
    try:
        from campaign_calendar.cli import main
    except ModuleNotFoundError as missing:
        python = ENVIRONMENT / "bin/python"
        if python.exists() and Path(sys.prefix) != ENVIRONMENT:
            sys.stdout.flush()
            os.execv(python, [str(python), *sys.argv])
        print(f"build.py: {missing.name} is not installed; run `make site` once", file=sys.stderr)
        sys.exit(3)
    sys.exit(main(sys.argv[1:]))
