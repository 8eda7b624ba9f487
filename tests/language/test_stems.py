"""Stems by the Snowball stemmer."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from app.language.stems import stem

BEGINNINGS, MIDDLES = ("re", "un", "over", ""), ("start", "affect", "connect", "lock", "print")
ENDINGS = ("ed", "ing", "s", "ations", "ability", "")
WORDS = ["".join(parts) for parts in product(BEGINNINGS, MIDDLES, ENDINGS)]


def test_forms_of_a_word_share_a_stem() -> None:
    assert {stem(word) for word in ("connect", "connected", "connecting", "connection", "connections")} == {"connect"}


def test_many_threads_at_once_get_the_stems_that_one_gets() -> None:
    alone = [stem(word) for word in WORDS]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(stem, WORDS * 40)) == alone * 40
    finally:
        sys.setswitchinterval(usual)
