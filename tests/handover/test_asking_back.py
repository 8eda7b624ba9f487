"""What the Major Incident Manager asks back, and how an answer is marked."""

from pathlib import Path

import pytest

from app.content.library import load_library
from app.handover.asking_back import MOST_QUESTIONS, answers, mark_answer, questions
from app.handover.marking import mark
from app.handover.recount import NotMarked
from app.handover.scorecard import FieldSpan, Handover
from tests.handover.cases import MODEL, checklist, library, marked


def asked(text: str) -> list[str]:
    return [question.item for question in questions(checklist(), library(), marked(text))]


def test_nothing_is_asked_after_a_complete_handover() -> None:
    assert asked(MODEL) == []


def test_what_a_pass_needs_comes_first_and_of_it_the_dearest() -> None:
    assert asked("LoanDesk is down.") == ["impact", "contact", "symptom"]


def test_there_are_three_at_most_and_none_for_what_costs_less_than_a_minute() -> None:
    assert len(asked("")) == MOST_QUESTIONS
    assert asked(MODEL.replace("Recent change CHG0051234, database upgrade at 08:30.", "")) == ["change"]
    assert asked(MODEL.replace("Started 09:12,", "Started this morning,")) == ["started"]


def test_a_wrong_value_is_asked_for_once_more_without_a_word_of_the_truth() -> None:
    impact = "Borrowers leave without books, school visits are cancelled."
    text = MODEL.replace("09:12", "10:47").replace(impact, "Impact is not known yet.")
    found = {each.item: each.text for each in questions(checklist(), library(), marked(text))}
    assert set(found) == {"started", "impact"}
    assert "look at this once more" in found["started"]
    assert "perhaps somebody near you can say" in found["impact"]
    assert not any(word in " ".join(found.values()) for word in ("09:12", "10:47", "school", "books"))


def test_each_question_ends_with_the_words_of_the_checklist_and_opens_in_its_own_way() -> None:
    found = questions(checklist(), library(), marked("LoanDesk is down."))
    assert all(each.text.endswith(checklist()[each.item].ask) for each in found)
    assert len({each.text.split(".")[0] for each in found}) == len(found)


@pytest.mark.parametrize("slug", ["prices", "exams", "reports"])
def test_no_question_of_a_shipped_call_gives_its_truth_away(slug: str) -> None:
    content = load_library(Path("content"))
    scenario = content.scenarios[slug]
    card = mark(content.checklist, scenario, Handover("It is broken.", decision="raise"), 300)
    for question in questions(content.checklist, scenario, card):
        truth = scenario.items[question.item].truth
        assert truth.casefold() not in question.text.casefold()
        assert not {word for word in truth.split() if any(c.isdigit() for c in word)} & set(question.text.split())


def test_an_answer_is_read_as_said_about_its_item() -> None:
    answer = mark_answer(checklist(), library(), "users", "36 of 52", 400)
    assert (answer.item, answer.verdict, answers(answer)) == ("users", "captured", True)
    assert answer.field_evidence == (FieldSpan("users", 0, 8),)
    assert "36 of 52" in answer.reason


@pytest.mark.parametrize(
    ("item", "words", "verdict"),
    [
        ("started", "09:12", "captured"),
        ("started", "08:15", "wrong"),
        ("started", "I don't know", "unknown_stated"),
        ("impact", "Borrowers leave without books", "partial"),
        ("contact", "not known yet", "unknown_stated"),
        ("sites", "I asked, nobody knows", "unknown_stated"),
        ("trend", "no idea", "unknown_stated"),
        ("told", "Branch managers know", "captured"),
        ("contact", "", "missing"),
    ],
)
def test_the_verdict_is_the_markers(item: str, words: str, verdict: str) -> None:
    answer = mark_answer(checklist(), library(), item, words, 400)
    assert (answer.verdict, answers(answer)) == (verdict, verdict == "captured")
    assert answer.reason.endswith(".")


def test_there_is_no_mark_for_an_item_the_scenario_has_not() -> None:
    with pytest.raises(NotMarked):
        mark_answer(checklist(), library(), "weather", "rain", 400)
