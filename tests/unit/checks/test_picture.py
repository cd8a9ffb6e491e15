"""Pictures: each has words for those who cannot see it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.unit.checks import CAMPAIGN, expect


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    return made.getvalue()


FILES = {"media/hall.png": _picture(), "media/agenda.pdf": b"%PDF-1.4\n"}
WITHOUT = {
    "an image": "- {id: a, area: delta, start: 2018-11-22, image: {file: ‹picture›media/hall.png}}",
    "an image with a credit": (
        "- {id: a, area: delta, start: 2018-11-22, image: {file: ‹picture›media/hall.png, credit: B}}"
    ),
    "an image with empty words": (
        '- {id: a, area: delta, start: 2018-11-22, image: {file: ‹picture›media/hall.png, alt: " "}}'
    ),
    "the image of one date": """
        - id: a
          title: A
          area: delta
          start: 2018-11-22
          repeat: {every: week, count: 2}
          image: {file: media/hall.png, alt: The hall}
          changes: [{on: 2018-11-29, image: {file: ‹picture›media/hall.png}}]
        """,
    "in a description": '- {id: a, area: delta, start: 2018-11-22, description: ‹picture›"A ![](media/hall.png)"}',
    "in an outcome": '- {id: a, area: delta, start: 2018-11-22, outcome: {text: ‹picture›"![ ](media/hall.png)"}}',
    "in a description of one date": """
        - id: a
          title: A
          area: delta
          start: 2018-11-22
          repeat: {every: week, count: 2}
          changes: [{on: 2018-11-29, description: ‹picture›"![](media/hall.png)"}]
        """,
    "by reference": """
        - id: a
          title: A
          area: delta
          start: 2018-11-22
          description: ‹picture›|
            ![][hall]

            [hall]: media/hall.png
        """,
    "as HTML": """- {id: a, area: delta, start: 2018-11-22, description: ‹picture›'<img src="media/hall.png">'}""",
    "several in one text, told once for each file": (
        '- {id: a, area: delta, start: 2018-11-22, description: ‹picture›"![](media/hall.png) ![](media/hall.png)"}'
    ),
}
WITH = {
    "an image": "- {id: a, area: delta, start: 2018-11-22, image: {file: media/hall.png, alt: The hall}}",
    "in a text": '- {id: a, area: delta, start: 2018-11-22, description: "![The hall](media/hall.png)"}',
    "as HTML": (
        """- {id: a, area: delta, start: 2018-11-22, description: '<img src="media/hall.png" alt="The hall">'}"""
    ),
    "a link to a document": '- {id: a, area: delta, start: 2018-11-22, description: "[agenda](media/agenda.pdf)"}',
    "a link without words": '- {id: a, area: delta, start: 2018-11-22, description: "[](event:a)"}',
    "code": '- {id: a, area: delta, start: 2018-11-22, description: "`![](media/hall.png)`"}',
    "a title that looks like one": '- {id: a, title: "Look![](media/hall.png)", area: delta, start: 2018-11-22}',
    "a draft": "- {id: a, area: delta, start: 2018-11-22, image: {file: media/hall.png}, draft: yes}",
}


@pytest.mark.parametrize("events", WITHOUT.values(), ids=WITHOUT.keys())
def test_pictures_without_words(events: str) -> None:
    expect("picture", events, files=FILES)


@pytest.mark.parametrize("events", WITH.values(), ids=WITH.keys())
def test_pictures_with_words(events: str) -> None:
    expect("picture", events, files=FILES)


def test_pictures_in_notes_each_at_its_place() -> None:
    note = """\
---
title: What to bring
---
![The hall](media/hall.png) and ![](‹picture›media/hall.png)

![](‹picture›media/hall.png) and <img alt="The hall" src="media/hall.png">
"""
    expect("picture", "", files={**FILES, "notes/what-to-bring.md": note})


def test_words_in_one_language_are_a_matter_of_translation() -> None:
    campaign = CAMPAIGN.replace("[en]", "[en, hi]")
    event = "- {id: a, area: delta, start: 2018-11-22, image: {file: media/hall.png, alt: {hi: The hall}}}"
    expect("picture", event, campaign=campaign, files=FILES)


def test_what_is_said_names_the_file() -> None:
    event = "- {id: a, area: delta, start: 2018-11-22, image: {file: ‹picture›media/hall.png}}"
    [said] = expect("picture", event, files=FILES).said
    assert said.startswith('"media/hall.png" has no words for those who cannot see it')


def test_accepted_and_only_that() -> None:
    outcome = expect(
        "picture",
        """
        - {id: a, area: delta, start: 2018-11-22, image: {file: media/hall.png}, accept: {picture: A mere pattern}}
        - {id: b, area: gorge, start: 2018-11-22, image: {file: ‹picture›media/hall.png}, accept: {share: Fine}}
        """,
        files=FILES,
    )
    assert outcome.reasons == [("picture", "A mere pattern")]
