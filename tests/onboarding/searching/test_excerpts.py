"""The words around a match, with the match marked and nothing else changed."""

from hypothesis import given
from hypothesis import strategies as st

from app.onboarding.searching.asked import sought
from app.onboarding.searching.excerpts import excerpt, marked
from app.onboarding.searching.vocabulary import vocabulary_of

NONE = vocabulary_of([])
LONG = f"{'Something else is told here first. ' * 20}Ask for the read-back at once. {'More follows after it. ' * 20}"


def found(text, typed):
    return [piece.text for piece in excerpt(text, sought(typed, NONE)) if piece.marked]


def test_every_form_is_marked():
    assert found("Engage them; they are engaged. Engaging helps.", "engage") == ["Engage", "engaged", "Engaging"]


def test_a_phrase_is_marked_as_one():
    assert found("The message: the first message.", '"first message"') == ["first message"]


def test_a_word_written_as_one_marks_the_one_with_a_hyphen():
    assert found("Ask for the read-back.", "readback") == ["read-back"]


def test_an_excerpt_begins_with_the_sentence_and_says_that_more_stands_around():
    pieces = excerpt(LONG, sought("read-back", NONE))
    text = "".join(piece.text for piece in pieces)
    assert text.startswith("… Something else is told here first. ")
    assert "Ask for the read-back at once." in text
    assert text.endswith(" …")
    assert len(text) < 340


def test_an_excerpt_shows_the_place_where_most_of_it_stands():
    text = f"One handover. {'Filler words stand here. ' * 30}A handover names the service. {'Filler follows. ' * 30}"
    assert found(text, "handover service") == ["handover", "service"]


def test_where_only_the_name_matched_the_text_begins_at_its_beginning():
    assert excerpt("Short text.", sought("nowhere", NONE))[0].text == "Short text."


@given(st.text(max_size=600), st.text(max_size=40))
def test_pieces_put_together_are_the_text(text, typed):
    wanted = sought(typed, NONE)
    assert "".join(piece.text for piece in marked(text, wanted)) == text
    shown = "".join(piece.text for piece in excerpt(text, wanted))
    assert shown.removeprefix("… ").removesuffix(" …") in text or shown in text
