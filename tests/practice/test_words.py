"""The handover cut into pieces: put together they are the text, exactly."""

from hypothesis import given
from hypothesis import strategies as st

from app.practice.rules.words import Evidence, Segment, segments

VERDICTS = st.sampled_from(["captured", "partial", "unknown_stated", "wrong"])


@st.composite
def marked_texts(draw):
    text = draw(st.text(max_size=60))
    place = st.integers(-2, len(text) + 2)
    spans = draw(st.lists(st.tuples(place, place, st.integers(1, 17), VERDICTS), max_size=12))
    evidence = [Evidence(start, end, number, f"item{number}", verdict) for start, end, number, verdict in spans]
    return text, evidence, draw(st.lists(st.tuples(place, place), max_size=4))


@given(marked_texts())
def test_the_pieces_are_the_text_exactly(marked):
    text, evidence, unsupported = marked
    assert "".join(piece.text for piece in segments(text, evidence, unsupported)) == text


@given(marked_texts())
def test_no_piece_is_empty_and_each_lies_wholly_inside_or_outside_every_mark(marked):
    text, evidence, unsupported = marked
    at = 0
    for piece in segments(text, evidence, unsupported):
        assert piece.text
        end = at + len(piece.text)
        over = [mark for mark in evidence if 0 <= mark.start <= at and end <= mark.end <= len(text)]
        touching = [m for m in evidence if 0 <= m.start < m.end <= len(text) and m.start < end and at < m.end]
        assert touching == [mark for mark in over if mark.start < mark.end]
        assert (piece.verdict is not None) == bool(touching)
        at = end


@given(marked_texts())
def test_every_item_whose_words_are_in_the_text_has_its_number_behind_them_once_an_end(marked):
    text, evidence, unsupported = marked
    shown = [(mark.number, mark.end) for piece in segments(text, evidence, unsupported) for mark in piece.ends]
    wanted = {(mark.number, mark.end) for mark in evidence if 0 <= mark.start < mark.end <= len(text)}
    assert sorted(shown) == sorted(wanted)


def test_overlapping_verdicts_show_the_worst_and_both_numbers():
    pieces = segments(
        "tills down since 9",
        [Evidence(0, 18, 1, "service", "captured", first=True), Evidence(11, 18, 4, "started", "wrong")],
    )
    assert [(piece.text, piece.verdict) for piece in pieces] == [("tills down ", "captured"), ("since 9", "wrong")]
    assert pieces[0].leads == ("service",)
    assert [mark.number for mark in pieces[1].ends] == [1, 4]


def test_an_unsupported_claim_is_marked_without_a_verdict():
    assert segments("about 300", (), [(6, 9)]) == (
        Segment("about ", None, False, (), ()),
        Segment("300", None, True, (), ()),
    )


def test_spans_outside_the_text_are_left_out():
    pieces = segments("short", [Evidence(3, 99, 1, "service", "captured"), Evidence(4, 2, 2, "symptom", "wrong")])
    assert [(piece.text, piece.verdict) for piece in pieces] == [("short", None)]


def test_no_text_is_no_piece():
    assert segments("", []) == ()
