"""Exercises inside a module: each can be tried on the page, with the reason, and nothing of it is kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.exercises import MissingExercise, OrderExercise
from app.onboarding.practising import pick, put_in_order
from tests.progress.tiny_content import write_module

PAGE = """
## The first part

Some words.

[practice: what-lacks]

## The second part

[practice: in-order]

[practice: say-it]

## On one screen

!!! note "What to keep"
    Keep this.
"""
PRACTICE = """\
exercises:
- id: what-lacks
  kind: missing
  text: What is not there?
  handover: Tills down. Ring Ann.
  missing: [users]
  told: [service, contact]
  why: Nobody counted.
- id: in-order
  kind: order
  text: Which comes first?
  order: [Wake up, Eat, Go to work]
  why: A morning goes like that.
- id: say-it
  kind: rewrite
  text: Say how many.
  now: 2026-11-24T09:20
  told: '"All of us here, forty-two of forty-four."'
  line: loads of us
  items:
    users: {truth: "42 of the 44 people on the floor", count: 42, of: 44, unit: people}
  good: 42 of 44 people
  why: A number can be acted on.
"""
AT = "/pack/first/practice"


@pytest.fixture(autouse=True)
def with_exercises(app, tmp_path: Path) -> None:
    write_module(tmp_path / "content", "first", PAGE)
    (tmp_path / "content" / "modules" / "first" / "practice.yml").write_text(PRACTICE)


def test_exercises_stand_where_the_page_places_them(visit, cast):
    page = visit(cast.asha).get("/pack/first").text
    places = [
        page.index(words) for words in ("Some words.", "What is not there?", 'id="the-second-part"', "Say how many.")
    ]
    assert places == sorted(places)
    assert "[practice:" not in page
    assert "Nobody counted." not in page
    assert "A number can be acted on." not in page


def test_steps_are_not_shown_in_their_right_order(visit, cast):
    page = visit(cast.asha).get("/pack/first").text
    shown = [page.index(f">{step}</label>") for step in ("Wake up", "Eat", "Go to work")]
    assert shown != sorted(shown)


@pytest.mark.parametrize(
    ("chosen", "headline"),
    [
        (["users"], "Right."),
        (["users", "service"], "Not yet: one of one found, one too many."),
        (["contact"], "Not yet: none of one found, one too many."),
    ],
)
def test_what_is_picked_is_answered_with_the_reason(visit, cast, chosen, headline):
    answer = visit(cast.asha).post(f"{AT}/what-lacks", data={"chosen": chosen}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert headline in answer.text
    assert "Nobody counted." in answer.text
    assert "<html" not in answer.text


def test_without_scripts_the_page_comes_back_with_the_answer_in_its_place(visit, cast):
    answer = visit(cast.asha).post(f"{AT}/what-lacks", data={"chosen": ["users"]})
    assert answer.status_code == 200
    assert "<html" in answer.text
    assert answer.text.index("Right.") < answer.text.index('id="the-second-part"')


@pytest.mark.parametrize(
    ("places", "code", "words"),
    [
        ({"place_0": 1, "place_1": 2, "place_2": 3}, 200, "Right."),
        ({"place_0": 2, "place_1": 1, "place_2": 3}, 200, "Not yet: one of three is in its place."),
        ({"place_0": 1, "place_1": 1, "place_2": 3}, 422, "Give each step a place of its own."),
        ({"place_0": "first"}, 422, "Give each step a place of its own."),
        ({}, 422, "Give each step a place of its own."),
    ],
)
def test_an_order_is_held_against_the_right_one(visit, cast, places, code, words):
    answer = visit(cast.asha).post(f"{AT}/in-order", data=places, headers={"HX-Request": "true"})
    assert (answer.status_code, words in answer.text) == (code, True)


def test_a_line_is_marked_by_the_real_marker(visit, cast):
    client = visit(cast.asha)
    vague = client.post(f"{AT}/say-it", data={"text": "loads of us"}).text
    assert "Not captured yet." in vague
    assert "Nothing answers" in vague
    exact = client.post(f"{AT}/say-it", data={"text": "42 of 44 people on the floor"}).text
    assert "Captured." in exact
    assert "A number can be acted on." in exact


@pytest.mark.parametrize(
    ("text", "why"), [(" ", "Write the line first."), ("x" * 1_001, "This line has 1,001 characters")]
)
def test_nothing_and_too_much_come_back_with_the_words(visit, cast, text, why):
    answer = visit(cast.asha).post(f"{AT}/say-it", data={"text": text})
    assert answer.status_code == 422
    assert why in answer.text
    assert text.strip() in answer.text


def test_no_markup_of_a_line_is_rendered(visit, cast):
    answer = visit(cast.asha).post(f"{AT}/say-it", data={"text": "<b>42</b> of 44 people <script>alert(1)</script>"})
    assert "<script>alert" not in answer.text
    assert "<b>42" not in answer.text


def test_an_exercise_that_is_not_there_is_not_found(visit, cast):
    assert visit(cast.asha).post(f"{AT}/nothing").status_code == 404
    assert visit(cast.asha).post("/pack/nothing/practice/say-it").status_code == 404


def test_nobody_practises_without_signing_in(visit):
    assert visit(None).post(f"{AT}/say-it", data={"text": "x"}).status_code == 303


def test_a_try_asks_only_who_is_there(visit, cast, count_statements):
    client = visit(cast.asha)
    client.get("/pack/first")
    with count_statements() as seen:
        client.post(f"{AT}/say-it", data={"text": "42 of 44"}, headers={"HX-Request": "true"})
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1


MISSING = MissingExercise(id="m", kind="missing", text="t", handover="h", missing=("a", "b"), told=("c", "d"), why="w")
ORDER = OrderExercise(id="o", kind="order", text="t", order=("one", "two", "three", "four"), why="w")


@given(st.sets(st.sampled_from("abcdxyz")))
def test_only_all_that_is_missing_and_nothing_else_is_right(chosen):
    assert pick(MISSING, chosen).right == (chosen & set("abcd") == {"a", "b"})


@given(st.lists(st.one_of(st.none(), st.integers(-2, 6)), min_size=4, max_size=4))
def test_only_each_step_in_its_place_is_right(places):
    tried = put_in_order(ORDER, places)
    assert tried.right == (places == [1, 2, 3, 4])
    assert bool(tried.mistake) == (sorted(place or 0 for place in places) != [1, 2, 3, 4])
