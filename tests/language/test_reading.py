"""Folding, references, names, clauses and headings."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.folding import fold
from app.language.headings import heading_key
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, PhoneMention
from app.language.names import find_name, name_from, same_word
from app.language.reading import read
from app.language.vocabulary import VOCABULARY, stem

HEADINGS = {"impact": "impact", "team": "team", "since": "started"}


# Characters that fold to none, to several, to spaces or to the ends of lines, among plain ones.
ODD = st.text(st.sampled_from("ab Z9-/.\n\r\t\u00a0\u0301\u200b½ﬁß…•–’é¨\u2028İ中"), max_size=60)
TEXTS = st.one_of(st.text(max_size=300), ODD)


@given(TEXTS)
def test_every_folded_character_leads_back_into_the_text(text: str) -> None:
    folded = fold(text)
    spans = [folded.as_typed(place, place + 1) for place in range(len(folded.text))]
    assert all(start >= 0 and end == start + 1 <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    for (start, end), character in zip(spans, folded.text, strict=True):
        assert character in fold(f"x{text[start:end]}x").text[1:-1]


@given(TEXTS)
def test_folding_a_text_is_folding_its_characters_and_squeezing_spaces(text: str) -> None:
    each = "".join(fold(f"x{character}x").text[1:-1] for character in text)
    assert fold(text).text == re.sub(" *\n *", "\n", re.sub(" +", " ", each).removeprefix(" "))


@given(TEXTS)
def test_a_place_of_the_text_leads_to_the_first_character_typed_there_or_later(text: str) -> None:
    folded = fold(text)
    typed = [folded.as_typed(place, place + 1)[0] for place in range(len(folded.text))]
    for place in range(len(text) + 1):
        assert folded.place_of(place) == next((at for at, start in enumerate(typed) if start >= place), len(typed))


@given(st.text(max_size=200))
def test_any_text_is_read_and_mentions_lie_inside_it(text: str) -> None:
    reading = read(text)
    for mention in reading.mentions:
        start, end = reading.folded.as_typed(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
    ends = [(mention.start, mention.end) for mention in reading.mentions]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


FRAGMENTS = (  # noqa: SIM905
    "half|past|quarter|ten|to|nine|10|9|pm|p.m.|ish|-|or so|at|since|from|oh|two|hundred|and|a|dozen|40|50|of|the|14|"
    "%|3/4|hours|1h30|20m|ago|in|three|£2m|12k|INC0012345|0113 496 0182|ext 4410|,|.|:|noon|today|double|one|an hour"
    "|1 1/2"
).split("|")


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12), st.sampled_from([" ", ""]))
def test_no_two_values_overlap_however_they_are_strung_together(fragments: list[str], between: str) -> None:
    mentions = read(between.join(fragments)).mentions
    assert all(first.end <= second.start for first, second in pairwise(mentions))


def test_folding_evens_out_how_it_is_typed() -> None:
    assert fold("It’s  “DOWN” – café\u00a0ﬁx").text == 'it\'s "down" - cafe fix'
    assert fold("a\r\nb").text.split() == ["a", "b"]


@pytest.mark.parametrize("written", ["INC0093417", "inc 0093417", "INC-0093417", "Inc: 93417", "incident 0093417"])
def test_references_with_any_separator(written: str) -> None:
    [found] = [m for m in read(f"see {written} please").mentions if isinstance(m, IdentifierMention)]
    assert (found.letters, found.bare) == ("inc", "93417")


@pytest.mark.parametrize(
    "written", ["0113 496 0182", "01134960182", "+44 113 496 0182", "(0113) 496-0182", "0113/4960182"]
)
def test_telephone_numbers_with_any_separator(written: str) -> None:
    [found] = [m for m in read(f"ring {written} now").mentions if isinstance(m, PhoneMention)]
    assert same_phone(found.digits, "01134960182")


def test_a_number_without_its_area_code_is_the_same() -> None:
    assert same_phone("4960182", "01134960182")
    assert not same_phone("4960183", "01134960182")
    assert not same_phone("", "01134960182")


def test_names_are_found_with_a_slip_shortened_or_under_an_alias() -> None:
    name = name_from("Unified Communications", ["ucomms"], {"unified", "communications"})
    for text in ("Unified Communications", "unified comms", "Unifed Communications", "ask ucomms", "communications"):
        assert find_name(read(text), name), text
    assert not find_name(read("the party line"), name)


def test_a_name_of_two_things_is_found_by_their_initials() -> None:
    name = name_from("Print and Device Services", [], {"print", "device"})
    assert find_name(read("P&D need dragging out of bed"), name)


def test_short_words_allow_no_slip() -> None:
    assert not same_word("mail", "main", shortened=False)
    assert same_word("stcokline", "stockline", shortened=False)


def test_headings_open_sections() -> None:
    reading = read("Impact: queues\nSince: 09:04\n\nthe rest", HEADINGS)
    assert [clause.section for clause in reading.clauses] == ["impact", "started", None]


def test_a_heading_in_the_middle_of_a_line_holds_for_its_sentence() -> None:
    reading = read("Tills down. Team: Payments. They know.", HEADINGS)
    assert [clause.section for clause in reading.clauses] == [None, "team", None]


def test_flags_tell_what_a_clause_does() -> None:
    flags = [clause.flags for clause in read("it might be the firewall, Leeds is fine, no change").clauses]
    assert "hedges" in flags[0]
    assert "fine" in flags[1]
    assert "negators" in flags[2]


def test_a_question_by_its_first_word_is_told_from_a_doubt() -> None:
    asks, doubts = read("Which site is it? Files renamed??").clauses
    assert asks.asks
    assert not doubts.asks
    assert doubts.question


def test_a_very_long_sentence_is_cut_at_its_commas() -> None:
    text = ", ".join(["the tills of all stores in the north are frozen since nine"] * 4)
    assert len({clause.sentence for clause in read(text).clauses}) == 2
    assert len({clause.sentence for clause in read(text[:100]).clauses}) == 1


@pytest.mark.parametrize(("word", "whole"), [("workin", "working"), ("failin", "failing"), ("printin'", "printing")])
def test_a_swallowed_g_is_heard(word: str, whole: str) -> None:
    assert [each.stem for each in read(word).words] == [stem(whole)]
    assert stem("admin") == "admin"


def test_inflections_share_a_stem() -> None:
    assert stem("printing") == stem("printed") == stem("prints") == "print"
    assert stem("refused") == stem("refuses")
    assert heading_key(" Who knows:") == "who knows"


def test_the_vocabulary_is_in_order() -> None:
    assert {"hedges", "negators", "not_known", "fine", "broken"} <= set(VOCABULARY.phrases)
    assert all(entry == entry.strip() for entry in VOCABULARY.headings)


def test_no_phrase_reaches_over_the_end_of_a_sentence() -> None:
    assert read("Hull and Goole the same. Since nine this morning.").phrase_places("steady") == []
    assert read("It has been the same since nine this morning.").phrase_places("steady")


def test_asking_to_be_joined_to_a_ticket_is_no_trend() -> None:
    assert read("Same as the ticket from last night, please join it to that.").phrase_places("worse") == []
    assert read("More joining by the minute.").phrase_places("worse")
