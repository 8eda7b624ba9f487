"""A text is cut into the pieces the encoder knows, whatever was typed."""

import pytest

from app.language.wordpieces import UNKNOWN, pieces

SPELT = [UNKNOWN, "what", "start", "##ed", "##s", "e", "?", "'", "£", "cafe", "s", "##t", "##a", "##r"]
KNOWN = {piece: number for number, piece in enumerate(SPELT)}


def spelt(text: str) -> list[str]:
    return [SPELT[number] for number in pieces(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("what started?", ["what", "start", "##ed", "?"]),
        ("What STARTS", ["what", "start", "##s"]),
        ("what's", ["what", "'", "s"]),
        ("café", ["cafe"]),
        ("star", ["s", "##t", "##a", "##r"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_the_longest_piece_is_taken_first(text: str, cut: list[str]) -> None:
    assert spelt(text) == cut


@pytest.mark.parametrize("text", ["zebra", "startz", "漢字", "s" * 61, "\N{PILE OF POO}"])
def test_a_word_that_cannot_be_spelt_is_one_unknown_piece(text: str) -> None:
    assert set(spelt(text)) == {UNKNOWN}


def test_an_unknown_word_does_not_swallow_its_neighbours() -> None:
    assert spelt("what zebra started") == ["what", UNKNOWN, "start", "##ed"]
