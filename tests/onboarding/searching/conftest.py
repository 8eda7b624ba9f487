"""The app with the shipped content, on both engines."""

import pytest

from tests.conftest import app  # noqa: F401  the folder above has an app on content of a few lines


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql"))])
def engine(request: pytest.FixtureRequest) -> str:
    """What is found is the same on every engine."""
    return str(request.param)
