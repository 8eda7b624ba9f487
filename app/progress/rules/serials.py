"""Serials of certificates: made of signs that nobody takes for one another, and read however they are typed."""

from collections.abc import Callable

SERIAL_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none of 0 O 1 I L, which tired eyes take for one another
_SERIAL_PREFIX = "BTN"
_SERIAL_LENGTH = 8


def new_serial(choose: Callable[[str], str]) -> str:
    """A serial such as BTN-7K3M-9QXD; `choose` picks one sign of those it is given."""
    return _written("".join(choose(SERIAL_SIGNS) for _ in range(_SERIAL_LENGTH)))


def canonical_serial(typed: str) -> str | None:
    """The serial meant by what somebody typed, in any case, with or without hyphens or BTN; None for no serial."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) == len(_SERIAL_PREFIX) + _SERIAL_LENGTH:
        signs = signs.removeprefix(_SERIAL_PREFIX)
    if len(signs) != _SERIAL_LENGTH or not set(signs) <= set(SERIAL_SIGNS):
        return None
    return _written(signs)


def _written(signs: str) -> str:
    return f"{_SERIAL_PREFIX}-{signs[:4]}-{signs[4:]}"
