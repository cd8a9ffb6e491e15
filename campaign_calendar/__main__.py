"""`python -m campaign_calendar` is the command line."""

import sys

from campaign_calendar.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
