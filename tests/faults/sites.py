"""A site with two states of its content, whose two outputs are known octet by octet before anything goes wrong."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from traceback import format_exception
from unittest.mock import patch

from campaign_calendar import problems
from campaign_calendar.cli import main
from campaign_calendar.release import cache_folder
from tests.campaigns import (
    CAMPAIGN,
    EPOCH,
    EVENTS,
    NOTES,
    TINY_CAMPAIGN,
    TINY_EVENTS,
    tree,
    write_content,
)

VARIABLES = {"SOURCE_DATE_EPOCH": str(EPOCH), "LANGUAGE": "C"}  # in C no translations of argparse are looked for
Tree = dict[str, bytes]
Texts = Mapping[str, str]

TINY: Texts = {"campaign.yaml": TINY_CAMPAIGN, **TINY_EVENTS}
TINY_EDITED: Texts = {
    "campaign.yaml": TINY_CAMPAIGN.replace("2018-11-30", "2018-12-31"),
    "events/reading-evening.yaml": TINY_EVENTS["events/reading-evening.yaml"].replace("17:30", "17:00"),
    "events/later/book-fair.yaml": "id: book-fair\ntitle: Book fair\narea: littleton\nstart: 2018-12-01\n",
}
SMALL: Texts = {"campaign.yaml": CAMPAIGN, **EVENTS, **NOTES}
SMALL_EDITED: Texts = {
    **SMALL,
    "campaign.yaml": CAMPAIGN.replace("River cleaning", "Stream cleaning").replace("नदी सफाई", "धारा सफाई"),
    "events/added.yaml": "id: added\ntitle: {hi: नया, en: Added}\narea: delta\nstart: 2018-11-29\n",
}


class Site:
    """What is built is stamped from one record of publication, so that each state of the content has one output."""

    def __init__(self, folder: Path, plain: Texts = SMALL, edited: Texts = SMALL_EDITED) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.options: tuple[str, ...] = ()
        self._plain = plain
        self._edited = edited
        self.undo()
        assert self.build() == (0, "")
        shutil.copytree(self.output, folder / "published")
        self.options = ("--published", str(folder / "published"))
        self.edit()
        assert self.build() == (0, "")
        self.new = tree(self.output)
        self.undo()
        assert self.build() == (0, "")
        self.old = tree(self.output)
        assert self.new.keys() - self.old.keys()

    def edit(self) -> None:
        self._write(self._edited)

    def undo(self) -> None:
        self._write(self._plain)

    def _write(self, texts: Texts) -> None:
        shutil.rmtree(self.folder / "content", ignore_errors=True)
        write_content(self.folder, texts)

    def arguments(self) -> list[str]:
        return ["build", "--site", str(self.folder), *self.options]

    def build(self) -> tuple[int, str]:
        """Build through the command line, in this process: the exit code and what was said on stderr. As in a new
        process no message is remembered."""
        problems.catalogue.cache_clear()
        said = io.BytesIO()
        with (
            redirect_stderr(io.TextIOWrapper(said, encoding="utf-8")) as err,
            redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")),
            patch.dict(os.environ, VARIABLES),
        ):
            try:
                code = main(self.arguments())
            except Exception as uncaught:
                return 1, "".join(format_exception(uncaught))
            err.flush()
            return code, said.getvalue().decode()

    def published(self) -> Tree | None:
        return tree(self.output) if self.output.is_dir() else None

    def forget(self) -> None:
        """As if there had never been a build."""
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.rmtree(cache_folder(self.output), ignore_errors=True)
