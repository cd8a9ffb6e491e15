"""What all tests share: `tests.campaigns` can be imported from wherever they are run, and a site to work on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.campaigns import write_campaign


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the small campaign's content, not yet built."""
    folder = tmp_path / "site"
    folder.mkdir()
    write_campaign(folder)
    return folder
