"""What is asked, in which order, and what an answer comes to: the same for the same seed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.module import KnowledgeCheck, Question
from app.onboarding import rules

OPTIONS = [{"text": "red"}, {"text": "green", "right": True}, {"text": "blue", "right": True}, {"text": "grey"}]
SEVERAL = Question.model_validate({"id": "b", "kind": "multiple", "text": "?", "options": OPTIONS, "why": "."})
ONE = Question.model_validate(
    {"id": "a", "kind": "single", "text": "?", "options": OPTIONS[:2] + OPTIONS[3:], "why": "."}
)
STEPS = Question.model_validate({"id": "c", "kind": "ordering", "text": "?", "order": ["x", "y", "z"], "why": "."})
CHECK = KnowledgeCheck.model_validate(
    {"draw": 4, "questions": [ONE.model_copy(update={"id": f"q{number}"}) for number in range(9)]}
)


@settings(max_examples=50, deadline=None)
@given(st.integers(), st.sets(st.sampled_from([f"q{number}" for number in range(9)])))
def test_the_draw_takes_what_was_not_answered_right_before_it_repeats(seed, known):
    drawn = rules.draw_questions(CHECK, known, rules.chance_of(seed, "draw"))
    assert drawn == rules.draw_questions(CHECK, known, rules.chance_of(seed, "draw"))
    assert len(drawn) == len(set(drawn)) == 4
    assert len([question for question in drawn if question not in known]) == min(4, 9 - len(known))


@settings(max_examples=50, deadline=None)
@given(st.integers(), st.text(max_size=20))
def test_options_stand_in_an_order_of_the_attempts_own(seed, question_id):
    shown = rules.shown_order(SEVERAL, rules.chance_of(seed, question_id))
    assert shown == rules.shown_order(SEVERAL, rules.chance_of(seed, question_id))
    assert sorted(shown) == [0, 1, 2, 3]


def test_seeds_differ_in_what_they_show():
    assert len({tuple(rules.shown_order(SEVERAL, rules.chance_of(seed, "b"))) for seed in range(40)}) > 10


@settings(max_examples=50, deadline=None)
@given(st.integers())
def test_steps_are_never_shown_in_the_right_order(seed):
    assert rules.shown_order(STEPS, rules.chance_of(seed, "draw")) != [0, 1, 2]


@pytest.mark.parametrize(
    ("question", "given", "right", "verdict"),
    [
        (ONE, {"chosen": [1]}, True, "Right."),
        (ONE, {"chosen": [0]}, False, "Not yet."),
        (SEVERAL, {"chosen": [1, 2]}, True, "Right."),
        (SEVERAL, {"chosen": [1]}, False, "Not yet: one of two found."),
        (SEVERAL, {"chosen": [0, 1, 2, 3]}, False, "Not yet: two of two found, two too many."),
        (SEVERAL, {"chosen": [0]}, False, "Not yet: none of two found, one too many."),
        (STEPS, {"order": [0, 1, 2]}, True, "Right."),
        (STEPS, {"order": [2, 1, 0]}, False, "Not yet: one of three is in its place."),
    ],
)
def test_an_answer_comes_to_a_sentence_that_says_what_of_it_holds(question, given, right, verdict):
    assert rules.is_right(question, given) is right
    assert rules.verdict(question, given) == verdict


def test_only_a_sure_mistake_and_a_lucky_guess_are_remarked_on():
    assert "sure of this one" in rules.remark(right=False, sureness="sure")
    assert "guess" in rules.remark(right=True, sureness="guess")
    assert rules.remark(right=True, sureness="sure") == rules.remark(right=False, sureness="fairly") == ""


def test_a_pass_mark_is_not_reached_by_rounding():
    assert rules.per_cent(5, 6) == 83
    assert rules.per_cent(2, 3) == 66
    assert rules.per_cent(6, 6) == 100


def test_headlines_are_sentences_with_their_counts():
    assert rules.result_headline(5, 6, passed=True) == "Passed: five of six right."
    assert rules.result_headline(1, 6, passed=False) == "Not yet: one of six right."
    assert rules.pack_headline(1, 3, required=True) == "One of three modules is done."
    assert rules.pack_headline(3, 3, required=True) == "Every module is done."
    assert rules.pack_headline(0, 3, required=True) == "Three modules to read, each with a short check."
    assert rules.pack_headline(0, 1, required=False) == "One module to read when you like."
    assert rules.pack_headline(0, 0, required=False) == "There are no modules yet."
    assert rules.checklist_headline(3, 2) == "Three things the Major Incident team needs. Two are critical."
    assert rules.checklist_headline(1, 0) == "One thing the Major Incident team needs."
