"""Where the server listens, and the address it is named by."""

import pytest
from gunicorn.util import parse_address

import config


@pytest.mark.parametrize(
    ("host", "listens", "address"),
    [
        ("127.0.0.1", ("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        ("localhost", ("localhost", 8000), "http://localhost:8000"),
        ("0.0.0.0", ("0.0.0.0", 8000), "http://127.0.0.1:8000"),  # noqa: S104  nothing listens in this test
        ("::", ("::", 8000), "http://127.0.0.1:8000"),
        ("[::]", ("::", 8000), "http://127.0.0.1:8000"),
        ("::1", ("::1", 8000), "http://[::1]:8000"),
        ("[::1]", ("::1", 8000), "http://[::1]:8000"),
    ],
)
def test_an_ipv6_host_is_listened_on_and_named_with_brackets_or_without(
    host: str, listens: tuple[str, int], address: str
) -> None:
    settings = config.load({"BATON_HOST": host})
    assert parse_address(settings.bind) == listens
    assert settings.address == address


def test_a_public_address_stands_before_the_one_listened_on() -> None:
    settings = config.load({"BATON_HOST": "::", "BATON_PUBLIC_URL": "https://baton.example.org/"})
    assert settings.address == "https://baton.example.org"
