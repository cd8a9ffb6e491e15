"""Small files that would fill the memory or take for ever: each is told, or does no harm, within bounds. With -s a
table of megabytes and of seconds of the processor."""

from __future__ import annotations

import json
import subprocess
import sys

from campaign_calendar.cli import CONTENT
from tests.campaigns import CHECKOUT, environment

MEGABYTES = 300  # the program, its libraries and Pillow take a good quarter of them
# Large or odd, but no more than it seems.
HARMLESS = {
    *("large and harmless", "stars and tables"),
    *("unpacks-to-400-mb.png", "text-of-400-mb.png", "profile-of-400-mb.png", "white-24-mp.png", "white-60-mp.jpg"),
    *("noise-9-mp.jpg", "one-long-row.png", "one-long-row.jpg", "frames.gif", "white-13-mp.webp"),
    "twenty-megabytes.jpg",
}


def test_every_bomb_is_told_or_does_no_harm() -> None:
    command = [sys.executable, "-m", "tests.security.bombs"]
    ran = subprocess.run(command, cwd=CHECKOUT, env=environment(), capture_output=True, check=True)
    came = [json.loads(line) for line in ran.stdout.splitlines()]
    print(
        "\n",
        *(f"{each['bomb']:36}{each['code']:4}{each['MB']:6} MB{each['seconds']:8.2f} s" for each in came),
        sep="\n",
    )
    assert not [each for each in came if "Traceback" in each["said"] or "fault" in each["said"]]
    assert {each["bomb"] for each in came if each["code"] == 0} == HARMLESS
    refused = [each for each in came if each["bomb"] not in HARMLESS]
    assert len(refused) > 40 and [each for each in refused if each["code"] != CONTENT] == []
    assert [each["bomb"] for each in came if each["MB"] > MEGABYTES] == []
