"""Headings by their layout: whatever stands between a heading and its answer, the answer is the item's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.reading import read
from app.language.vocabulary import VOCABULARY

HEADINGS = VOCABULARY.headings
FORM = (("Service", "TillPay", "service"), ("Where", "Leeds", "sites"), ("Trend", "flat", "trend"))
BETWEEN = ("{}: {}", "{} - {}", "{} -> {}", "{} => {}", "[{}] {}", "({}) {}", "{}\t{}", "| {} | {} |", "- **{}:** {}")


def sections(text: str) -> list[tuple[str, str | None]]:
    """Each clause with the item whose heading it stands under."""
    reading = read(text, HEADINGS)
    return [(reading.folded.text[clause.start : clause.end], clause.section) for clause in reading.clauses]


@given(st.sampled_from(BETWEEN), st.permutations(FORM))
def test_lines_of_a_form_answer_their_headings(form: str, lines: list[tuple[str, str, str]]) -> None:
    text = "\n".join(form.format(heading, answer) for heading, answer, _ in lines)
    assert sections(text) == [(answer.lower(), item) for _, answer, item in lines]


@given(st.sampled_from([", ", "; ", ". ", " / ", " | ", " "]), st.permutations(FORM))
def test_headings_in_one_line_end_each_others_answers(joint: str, lines: list[tuple[str, str, str]]) -> None:
    text = joint.join(f"{heading}: {answer}" for heading, answer, _ in lines)
    assert sections(text) == [(answer.lower(), item) for _, answer, item in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("W/A none, |", [("w/a none", "workaround")]),
        ("W/A | none, | x", [("none", "workaround"), ("x", None)]),
        ("| W/A none | NEXT call |", [("w/a none", "workaround"), ("next call", None)]),
        ("|", []),
        ("a | | b", [("a", None), ("b", None)]),
    ],
)
def test_a_bar_ends_an_answer_also_when_nothing_was_told_before(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert sections(text) == expected


HEADING_WORDS = ["W/A", "none", ",", "|", ":", "Trend", "flat", "-", "3.2", "\n"]


@given(st.lists(st.sampled_from(HEADING_WORDS), max_size=12))
def test_no_order_of_headings_and_signs_breaks_the_reading(words: list[str]) -> None:
    assert all(clause for clause, _ in sections(" ".join(words)))


@given(st.sampled_from(["{}) ", "{}. ", "({}) ", "{}.1 "]), st.sampled_from(["123", "abc"]))
def test_lines_of_a_form_may_be_numbered(mark: str, marks: str) -> None:
    marks = "123" if ".1" in mark else marks
    text = "\n".join(f"{mark.format(n)}{h}: {a}" for n, (h, a, _) in zip(marks, FORM, strict=True))
    assert [each for each in sections(text) if each[1]] == [(answer.lower(), item) for _, answer, item in FORM]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", ""])
def test_a_heading_alone_on_its_line_holds_for_the_list_below(bullet: str) -> None:
    text = f"IMPACT\n{bullet}queues\n{bullet}walk-outs\n{bullet}refunds\n\nTREND\n{bullet}flat"
    assert [item for _, item in sections(text)] == ["impact"] * 3 + ["trend"]


def test_a_list_below_a_heading_is_all_its_answer() -> None:
    assert {item for _, item in sections("Impact:\n- queues\n- walk-outs\n- refunds\n- fines")} == {"impact"}


def test_capitals_open_a_section_where_several_do() -> None:
    text = "IMPACT queues to the door\nTREND flat"
    assert sections(text) == [("queues to the door", "impact"), ("flat", "trend")]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Current impact: queues", "impact"),
        ("Workaround (if any): cash", "workaround"),
        ("Who is affected? 40 clerks", "users"),
        ("Has anything changed? A release", "change"),
    ],
)
def test_headings_in_more_words_are_known(text: str, item: str) -> None:
    assert sections(text)[0][1] == item


@pytest.mark.parametrize(
    "text",
    [
        "Where\nThe tills in Leeds are down since 09:04",
        "INC 20418 raised for the tills",
        "CALLER says tills down\nAll of them",
        "He said: it is broken",
        "Hi all\nTills are down\nThanks",
    ],
)
def test_words_that_head_nothing_open_no_section(text: str) -> None:
    assert {item for _, item in sections(text)} == {None}


@pytest.mark.parametrize("text", ["Owner: ??", "Team??", "Team: ?"])
def test_a_heading_answered_by_a_question_mark_is_left_open(text: str) -> None:
    [clause] = read(text, HEADINGS).clauses
    assert clause.section == "team"
    assert clause.question
