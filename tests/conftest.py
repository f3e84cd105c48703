"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cassette_guard import Guard
from hypothesis import HealthCheck, settings

# How long an example takes says what else the machine is doing.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "mismatch: the test replays something that the recording does not fit")


@pytest.fixture(autouse=True)
def _every_recorded_reply_is_used(request: pytest.FixtureRequest) -> Iterator[None]:
    with Guard().watching() as guard:
        yield
    if request.node.get_closest_marker("mismatch") is None:
        assert guard.complaints() == []
