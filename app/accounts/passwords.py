"""Passwords as Argon2id hashes: made, checked in equal time with or without one, renewed when settings change."""

import threading
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_turns = threading.BoundedSemaphore(2)  # each check takes its memory; a crowd at the door must not take it all


def hashed(password: str, memory_kib: int) -> str:
    """The hash to keep of a password. Slow on purpose: call it outside any write transaction."""
    with _turns:
        return _hasher(memory_kib).hash(_plain(password))


def matches(kept: str | None, password: str, memory_kib: int) -> bool:
    """Whether the password is the one behind the kept hash; without one it takes as long and answers no."""
    stand_in = _stand_in(memory_kib)
    with _turns:
        try:
            _hasher(memory_kib).verify(kept or stand_in, _plain(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str, memory_kib: int) -> bool:
    """Whether the hash was made with other settings than today's."""
    return _hasher(memory_kib).check_needs_rehash(kept)


def _plain(password: str) -> str:
    """One form for letters that keyboards compose differently."""
    return unicodedata.normalize("NFC", password)


@lru_cache(maxsize=4)
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=memory_kib, parallelism=1)


@lru_cache(maxsize=4)
def _stand_in(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")
