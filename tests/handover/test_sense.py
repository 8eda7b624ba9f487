"""A sentence is laid beside a point by what both mean: the point in other words is heard, another matter is not."""

from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np
import pytest

from app.handover.sense import HEAD_FILE, LONGEST, Kept, shipped_sense
from app.handover.side_by_side import Floats, Side

ORDERS = ("no orders on the tablets", "order list empty")


def compared(item: str, ways: tuple[str, ...], text: str, section: str | None = None) -> float:
    sense = shipped_sense()
    (((said, _),),) = sense.compare([sense.point(item, ways)], [sense.sentence(text, section)]).tolist()
    return float(said)


@pytest.mark.parametrize(
    ("item", "ways", "text"),
    [
        ("symptom", ORDERS, "Nothing whatsoever comes through on the drivers' tablets any more"),
        ("workaround", ("paper slips", "orders on paper by runner"), "They have gone back to pen and paper"),
        ("tried", ("router restarted", "restarted the router"), "we switched the router off and on"),
        ("told", ("ward managers informed", "wards know"), "I have let the ward managers know"),
    ],
)
def test_a_point_is_heard_in_other_words(item: str, ways: tuple[str, ...], text: str) -> None:
    assert compared(item, ways, text) >= 0.5


@pytest.mark.parametrize(
    ("item", "ways", "text"),
    [
        ("symptom", ORDERS, "The canteen is closed on Saturdays"),
        ("workaround", ("paper slips", "orders on paper by runner"), "Ring Rosalind on 0131 496 0274"),
        ("told", ("ward managers informed", "wards know"), "Started at ten past nine"),
    ],
)
def test_another_matter_does_not_say_it(item: str, ways: tuple[str, ...], text: str) -> None:
    assert compared(item, ways, text) <= 0.2


@pytest.mark.parametrize("text", ["", "?", "漢字", "x" * 2_000, "why " * 500, "\u0000\ufffd", "🙂🙂"])
def test_any_text_is_read(text: str) -> None:
    assert 0 <= compared("symptom", (text or "-",), text) <= 1


def test_a_text_is_cut_where_the_encoder_can_read_no_further() -> None:
    assert len(shipped_sense().sentence("why " * 500, None).vectors) == LONGEST + 2


def test_the_same_texts_always_give_the_same_numbers() -> None:
    assert compared("symptom", ORDERS, "the list is blank") == compared("symptom", ORDERS, "the list is blank")


def test_what_a_point_is_compared_beside_changes_nothing() -> None:
    sense = shipped_sense()
    points = [sense.point("symptom", ORDERS), sense.point("told", ("wards know",)), sense.point("error", ("FS-204",))]
    sentence = sense.sentence("the list on the tablets is blank, FS-204", None)
    alone = [sense.compare([point], [sentence])[0].tolist() for point in points]
    for order in permutations(range(3)):
        assert sense.compare([points[at] for at in order], [sentence]).tolist() == [alone[at] for at in order]


def test_what_a_sentence_is_compared_beside_changes_nothing() -> None:
    sense = shipped_sense()
    points = [sense.point("symptom", ORDERS), sense.point("told", ("wards know",))]
    texts = ("the list on the tablets is blank", "Wards know.", "closed", "nobody has any orders")
    sentences = [sense.sentence(text, None) for text in texts] * 20
    alone = [sense.compare(points, [sentence])[:, 0].tolist() for sentence in sentences]
    together = sense.compare(points, sentences)
    assert [together[:, at].tolist() for at in range(len(sentences))] == alone
    assert sense.compare(points, []).shape == (2, 0, 2)


TEXTS = [
    ("the list is blank", None),
    ("Ward 4 and 5", "sites"),
    ("", None),
    ("since ten past nine, all of them " * 9, "started"),
]


def test_a_text_is_read_alike_whatever_is_read_beside_it() -> None:
    sense = shipped_sense()
    together = sense.sentences(TEXTS)
    for text, side in zip(TEXTS, together, strict=True):
        alone = sense.sentence(*text)
        assert np.allclose(alone.vectors, side.vectors, atol=1e-5)
        assert np.allclose([*alone.heeds, *alone.mean], [*side.heeds, *side.mean], atol=1e-5)


def test_more_texts_than_are_read_in_one_go_keep_their_order() -> None:
    sense = shipped_sense()
    many = [(f"{number} tills at the Hexham branch", None) for number in range(150)]
    assert [len(side.vectors) for side in sense.sentences(many)] == [
        len(sense.sentence(*text).vectors) for text in many
    ]


def test_what_was_read_lately_is_not_read_again() -> None:
    read = []

    def once(texts: Sequence[str]) -> list[Side]:
        read.extend(texts)
        return [shipped_sense().sentence(text, None) for text in texts]

    kept = Kept[str](2, once)
    assert kept(["a", "b", "a"])[0] is kept(["a"])[0]
    assert [side.mean.tolist() for side in kept(["b", "c", "d"])] == [
        shipped_sense().sentence(text, None).mean.tolist() for text in "bcd"
    ]
    kept(["a"])
    assert read == ["a", "b", "c", "d", "a"]


def by_hand(point: Side, sentence: Side) -> Floats:
    """What the head makes of one pair, piece by piece (arXiv:1606.01933)."""
    with np.load(HEAD_FILE) as head:
        return laid_by_hand(head, point, sentence)


def laid_by_hand(head: Mapping[str, Floats], point: Side, sentence: Side) -> Floats:
    alike = point.even @ sentence.even.T
    steep = np.exp(alike * 5 * np.exp(head["steepness"]) / 20)

    def bent(x: Floats) -> Floats:
        return x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))

    def piece(one: Floats, other: Floats, best: float) -> Floats:
        together = np.concatenate([one, other, one * other, np.abs(one - other), [best]])
        return bent(head["compares"] @ together + head["compares_offset"])

    best = alike.max(axis=1)
    of_point = np.array(
        [
            piece(one, (row / row.sum()) @ sentence.vectors, most)
            for one, row, most in zip(point.vectors, steep, best, strict=True)
        ]
    )
    of_sentence = np.array(
        [
            piece((column / column.sum()) @ point.vectors, one, most)
            for one, column, most in zip(sentence.vectors, steep.T, alike.max(axis=0), strict=True)
        ]
    )
    signs = [
        *(point.heeds @ of_point),
        *of_point.max(axis=0),
        *(sentence.heeds @ of_sentence),
        3 * point.mean @ sentence.mean,
        3 * point.heeds @ best,
        best.min(),
    ]
    told = head["says"] @ bent(head["joins"] @ np.array(signs) + head["joins_offset"]) + head["says_offset"]
    found: Floats = 1 / (1 + np.exp(-told))
    return found


def test_the_head_computes_what_it_says_it_does() -> None:
    sense = shipped_sense()
    points = [sense.point("symptom", ORDERS), sense.point("told", ("wards know",))]
    sentences = [
        sense.sentence("the list on the tablets is blank", "symptom"),
        sense.sentence("no orders; wards know", None),
    ]
    expected = [[by_hand(point, each) for each in sentences] for point in points]
    assert sense.compare(points, sentences) == pytest.approx(np.array(expected), abs=2e-3)
