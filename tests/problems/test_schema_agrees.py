"""The schema and the reader are of one mind about what is absent, and refuse or accept the same odd values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.problems.as_json import fits
from tests.problems.test_bad_content import HERE, campaign_with, outcome

CAMPAIGN = (HERE / "campaigns/bare/campaign.yaml").read_text(encoding="utf-8")
EVENT = "id: evening\ntitle: शाम\narea: ward-7\nstart: 2018-11-22\n"


def readable(folder: Path, path: str, text: str) -> bool:
    over = "bare" if path == "campaign.yaml" else "full"
    content = campaign_with(folder / "content", over, **{path: text.encode()})
    return outcome(content)[0] is not None


def changed(text: str, was: str, now: str) -> str:
    assert was in text
    return text.replace(was, now)


ACCEPTED = [
    ("campaign.yaml", f"{CAMPAIGN}public_holidays: {{country: IND}}\n"),
    ("campaign.yaml", f"{CAMPAIGN}public_holidays: {{country: in}}\n"),
    ("campaign.yaml", changed(CAMPAIGN, "reading.example.org", "3.5")),
    ("campaign.yaml", changed(CAMPAIGN, "name: पढ़ने का अभियान", "name: 'null'")),
    ("events/evening.yaml", f"{EVENT}attendance: \U00011138\U00011136\n"),
    ("events/evening.yaml", f"{EVENT}phase: ' '\nfor: ' '\nvenue: ' '\ntags: ' '\nnotes: ' '\n"),
    ("events/evening.yaml", f"{EVENT}audience: null\nspeakers: [~]\n"),
    ("events/evening.yaml", f"{EVENT}audience: {{hi: }}\ntags: []\nnotes: ['']\n"),
]
REFUSED = [
    *(("campaign.yaml", changed(CAMPAIGN, "[hi]", value)) for value in ("[]", "['']", "~", "")),
    *(
        ("campaign.yaml", changed(CAMPAIGN, "name: पढ़ने का अभियान", f"name: {value}"))
        for value in ("", "{}", "{hi: }", "' '", "null", "~")
    ),
    *(("campaign.yaml", changed(CAMPAIGN, "name: नगर", f"name: {value}")) for value in ("{}", "null", "' '")),
    *(
        ("campaign.yaml", CAMPAIGN[: CAMPAIGN.index(f"{name}:")] + f"{name}: {value}\n")
        for name in ("levels", "areas")
        for value in ("[]", "['']")
    ),
    *(("events/evening.yaml", changed(EVENT, "ward-7", value)) for value in ("[]", "['']", "' '", "", "~")),
    *(("events/evening.yaml", changed(EVENT, "id: evening", f"id: {value}")) for value in ("", "null", "~", "''")),
]


@pytest.mark.parametrize("path, text", ACCEPTED)
def test_accepted_by_both(path: str, text: str, tmp_path: Path) -> None:
    assert readable(tmp_path, path, text) and fits(text, path) and fits(text, path, resolved=False)


@pytest.mark.parametrize("path, text", REFUSED)
def test_refused_by_both(path: str, text: str, tmp_path: Path) -> None:
    assert not readable(tmp_path, path, text)
    assert not fits(text, path)
