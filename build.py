#!/usr/bin/env python3
"""The command line of a clone: `python build.py` builds content/ into output/."""

import sys

from campaign_calendar.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
