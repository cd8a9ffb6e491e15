"""What the tests of feeds share: the campaigns, each built once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.conformance.sites import SITES, Campaign, built


@pytest.fixture(scope="session")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Campaign]:
    return cache(lambda name: built(name, tmp_path_factory.mktemp(name)))


@pytest.fixture(params=SITES)
def campaign(request: pytest.FixtureRequest, campaigns: Callable[[str], Campaign]) -> Campaign:
    return campaigns(request.param)
