"""Knowledge checks: begun, answered once a question with how sure one is, marked at the end, tried again."""

import re

import pytest

from app.database import db
from app.extensions import library
from app.onboarding.models import CheckAnswer, CheckAttempt
from app.onboarding.queries.checks import asked_question
from app.progress.models import Completion
from tests.progress.tiny_content import write_module

RIGHT = {"choose-one": {1}, "choose-some": {0, 2}, "find-missing": {0}}


@pytest.fixture
def asha(visit, cast):
    return visit(cast.asha)


def start(client, slug="first"):
    """The address of an attempt just begun."""
    answer = client.post(f"/pack/{slug}/check")
    assert answer.status_code == 303
    return answer.location


def waiting(client, attempt):
    """The address of the question the attempt waits at."""
    return client.get(attempt).location


def form_for(app, address, right=True, sureness="fairly"):
    """What to send for the right, or a wrong, answer to the question at this address."""
    attempt_id, question_id = re.search(r"/check/(\d+)/(.+)$", address).groups()
    with app.app_context():
        asked = asked_question(db.session.get_one(CheckAttempt, int(attempt_id)), question_id, library())
        db.session.remove()
    if asked.question.kind == "ordering":
        places = [number + 1 for number in asked.shown] if right else [1, 2, 3]
        return {f"place_{position}": str(place) for position, place in enumerate(places)} | {"sureness": sureness}
    wanted = RIGHT[question_id] if right else {0, 1, 2} - RIGHT[question_id]
    positions = [str(position) for position, number in enumerate(asked.shown) if number in wanted]
    return {"chosen": positions[:1] if asked.question.kind == "single" else positions, "sureness": sureness}


def go_through(app, client, slug="first", wrong=0, sureness="fairly"):
    """Answers a whole check with so many mistakes; answers its address."""
    attempt = start(client, slug)
    for number in range(4):
        address = waiting(client, attempt)
        client.post(address, data=form_for(app, address, right=number >= wrong, sureness=sureness))
    return attempt


def rows(app, table):
    with app.app_context():
        found = db.session.query(table).order_by(table.id).all()
        db.session.remove()
        return found


def test_starting_pins_the_version_and_draws_the_questions(app, asha, cast):
    attempt = start(asha)
    (row,) = rows(app, CheckAttempt)
    with app.app_context():
        module = library().modules["first"]
    assert attempt == f"/pack/first/check/{row.id}"
    assert (row.person_id, row.module, row.content_hash, row.score, row.finished_at) == (
        (cast.asha, "first", module.hash, None, None)
    )
    assert sorted(row.questions) == sorted(question.id for question in module.check.questions)


def test_starting_twice_goes_on_with_the_open_attempt(app, asha):
    assert start(asha) == start(asha)
    assert len(rows(app, CheckAttempt)) == 1
    assert "Go on with your check" in asha.get("/pack/first").text


def test_a_question_is_shown_with_its_number_and_gives_nothing_away(asha):
    attempt = start(asha)
    page = asha.get(waiting(asha, attempt)).text
    assert "1 of 4" in page
    assert "Because" not in page
    assert "How sure are you?" in page
    assert page.count("button go") == 1


def test_the_same_question_shows_its_options_in_the_same_order_again(asha):
    address = waiting(asha, start(asha))
    labels = re.findall(r"<span>([^<]+)</span>", asha.get(address).text)
    assert labels == re.findall(r"<span>([^<]+)</span>", asha.get(address).text)


@pytest.mark.parametrize("right", [True, False])
def test_each_kind_of_question_takes_an_answer_and_says_what_it_came_to(app, asha, right):
    attempt = start(asha)
    for _ in range(4):
        address = waiting(asha, attempt)
        answer = asha.post(address, data=form_for(app, address, right=right, sureness="sure"))
        assert (answer.status_code, answer.location) == (303, address)
        page = asha.get(address).text
        assert ("<h1>Right.</h1>" in page) is right
        assert ("<h1>Not yet" in page) is not right
        assert ("You were sure of this one" in page) is not right
        assert "Because" in page
    answers = rows(app, CheckAnswer)
    assert len(answers) == 4
    assert {answer.right for answer in answers} == {right}
    assert {answer.sureness for answer in answers} == {"sure"}


def test_feedback_is_given_for_what_was_chosen_and_what_would_have_been_right(app, asha):
    attempt = start(asha)
    while not (address := waiting(asha, attempt)).endswith("choose-one"):
        asha.post(address, data=form_for(app, address))
    asha.post(address, data=form_for(app, address, right=False))
    page = asha.get(address).text
    assert page.count("Your answer, not yet") == 1
    assert "Green it is." in page
    assert ("Red is loud." in page) != ("Blue is far." in page)


def test_passing_records_the_completion_with_its_score(app, asha, cast):
    attempt = go_through(app, asha, wrong=1)
    (held,) = rows(app, CheckAttempt)
    (done,) = rows(app, Completion)
    assert (held.score, held.passed) == (75, True)
    assert (done.person_id, done.kind, done.slug, done.score, done.content_hash) == (
        (cast.asha, "check", "first", 75, held.content_hash)
    )
    assert "Passed: three of four right." in asha.get(attempt).text


def test_after_a_failed_try_the_first_page_tells_of_it_until_the_check_is_passed(app, asha):
    asha.post("/pack/first/read")
    assert "You have read it." in asha.get("/").text
    attempt = go_through(app, asha, wrong=2)
    page = asha.get("/").text
    assert f'<a href="{attempt}">50&nbsp;% right</a>, not passed yet.' in page
    assert "You have read it." not in page
    go_through(app, asha)
    assert "not passed yet" not in asha.get("/").text


def test_failing_records_no_completion_and_offers_another_try(app, asha):
    attempt = go_through(app, asha, wrong=2)
    assert rows(app, Completion) == []
    page = asha.get(attempt).text
    assert "Not yet: two of four right." in page
    assert "75 % to pass" in page
    assert "Try again with other questions" in page


def test_mistakes_one_was_sure_of_come_first(app, asha):
    attempt = start(asha)
    for right, sureness in ((False, "guess"), (False, "sure"), (True, "guess"), (True, "sure")):
        address = waiting(asha, attempt)
        asha.post(address, data=form_for(app, address, right=right, sureness=sureness))
    page = asha.get(attempt).text
    assert page.index("You were sure of this one") < page.index("To look at again") < page.index("called it a guess")
    assert "Read the module again" in page


def test_a_worse_try_after_a_pass_lowers_nothing(app, asha):
    go_through(app, asha)
    go_through(app, asha, wrong=4)
    assert [row.score for row in rows(app, CheckAttempt)] == [100, 0]
    assert [row.score for row in rows(app, Completion)] == [100]
    page = asha.get("/pack/first").text
    assert "Your attempts" in page
    assert "100 %" in page


def test_earlier_attempts_are_listed_with_their_result(app, asha):
    first = go_through(app, asha, wrong=4)
    second = go_through(app, asha)
    page = asha.get(second).text
    assert first in page
    assert "Your other attempts" in page


def test_an_answer_cannot_be_changed_and_a_double_click_lands_on_its_feedback(app, asha):
    address = waiting(asha, start(asha))
    asha.post(address, data=form_for(app, address, right=True))
    answer = asha.post(address, data=form_for(app, address, right=False))
    assert (answer.status_code, answer.location) == (303, address)
    (kept,) = rows(app, CheckAnswer)
    assert kept.right is True


def test_a_question_whose_turn_has_not_come_is_not_found(app, asha):
    attempt = start(asha)
    (row,) = rows(app, CheckAttempt)
    later = f"{attempt}/{row.questions[1]}"
    assert asha.get(later).status_code == 404
    assert asha.post(later, data={"chosen": "0", "sureness": "sure"}).status_code == 404
    assert asha.get(f"{attempt}/no-such-question").status_code == 404
    assert rows(app, CheckAnswer) == []


def test_somebody_elses_attempt_is_not_found(app, asha, visit, cast):
    attempt = start(asha)
    address = waiting(asha, attempt)
    bo = visit(cast.bo)
    assert bo.get(attempt).status_code == 404
    assert bo.get(address).status_code == 404
    assert bo.post(address, data=form_for(app, address)).status_code == 404
    assert rows(app, CheckAnswer) == []


def test_an_attempt_is_not_found_below_another_module(asha):
    attempt = start(asha)
    assert asha.get(attempt.replace("first", "second")).status_code == 404
    assert asha.get("/pack/first/check/999").status_code == 404


def test_a_missing_choice_is_named_and_how_sure_one_was_is_kept(app, asha):
    attempt = start(asha)
    while not (address := waiting(asha, attempt)).endswith("choose-one"):
        asha.post(address, data=form_for(app, address))
    before = len(rows(app, CheckAnswer))
    answer = asha.post(address, data={"sureness": "sure"})
    assert answer.status_code == 422
    assert "Choose one answer." in answer.text
    assert re.search(r'<fieldset[^>]*aria-labelledby="question" aria-describedby="chosen-mistake"', answer.text)
    assert re.search(r'<input checked[^>]*value="sure"', answer.text)
    assert len(rows(app, CheckAnswer)) == before


def test_missing_sureness_is_named_and_what_was_chosen_is_kept(app, asha):
    attempt = start(asha)
    while not (address := waiting(asha, attempt)).endswith("choose-some"):
        asha.post(address, data=form_for(app, address))
    answer = asha.post(address, data={"chosen": ["0", "2"]})
    assert answer.status_code == 422
    assert "Say how sure you are" in answer.text
    assert re.search(r'<fieldset class="field sureness bad" aria-describedby="sureness-mistake"', answer.text)
    assert len(re.findall(r'<input checked[^>]*type="checkbox"', answer.text)) == 2


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (("1", "1", "2"), "Two steps have the same place."),
        (("1", "2", ""), "Give every step a place."),
        (("1", "2", "9"), "Give every step a place."),
        (("1", "2", "-3"), "Give every step a place."),
    ],
)
def test_an_order_that_is_no_order_is_refused_with_the_places_kept(app, asha, places, words):
    attempt = start(asha)
    while not (address := waiting(asha, attempt)).endswith("put-in-order"):
        asha.post(address, data=form_for(app, address))
    data = {f"place_{position}": place for position, place in enumerate(places)}
    answer = asha.post(address, data=data | {"sureness": "guess"})
    assert answer.status_code == 422
    assert words in answer.text
    assert re.search(r'<fieldset[^>]*aria-describedby="order-mistake"', answer.text)
    assert answer.text.count('id="order-mistake"') == 1
    assert '<option selected value="1">1</option>' in answer.text


@pytest.mark.parametrize(
    "data",
    [
        {"chosen": "7", "sureness": "sure"},
        {"chosen": "x", "sureness": "sure"},
        {"chosen": "-1", "sureness": "sure"},
        {"chosen": "0", "sureness": "certain"},
        {},
    ],
)
def test_values_nobody_was_offered_are_refused(app, asha, data):
    attempt = start(asha)
    while (address := waiting(asha, attempt)).endswith("put-in-order"):
        asha.post(address, data=form_for(app, address))
    before = len(rows(app, CheckAnswer))
    assert asha.post(address, data=data).status_code == 422
    assert len(rows(app, CheckAnswer)) == before


def test_an_attempt_goes_on_in_its_own_version_when_the_module_changes(app, asha, tmp_path):
    attempt = start(asha)
    write_module(tmp_path / "content", "first", more="\nA new line.\n")
    del app.extensions["baton.library"]
    for _ in range(4):
        address = waiting(asha, attempt)
        assert asha.get(address).status_code == 200
        asha.post(address, data=form_for(app, address))
    held, done = rows(app, CheckAttempt)[0], rows(app, Completion)[0]
    with app.app_context():
        assert held.content_hash == done.content_hash != library().modules["first"].hash
    assert "Passed" in asha.get(attempt).text


def test_a_new_attempt_is_begun_on_the_new_version(app, asha, tmp_path):
    first = start(asha)
    write_module(tmp_path / "content", "first", more="\nA new line.\n")
    del app.extensions["baton.library"]
    assert start(asha) != first


def test_anybody_signed_in_may_take_a_check_and_nobody_else(app, visit, cast):
    assert start(visit(cast.mina)).startswith("/pack/first/check/")
    assert visit(None).post("/pack/first/check").status_code == 303
    assert len(rows(app, CheckAttempt)) == 1


def test_the_pages_of_a_check_take_a_fixed_number_of_statements(app, asha, count_statements):
    attempt = start(asha)
    counts = []
    for _ in range(4):
        address = waiting(asha, attempt)
        with count_statements() as question:
            asha.get(address)
        asha.post(address, data=form_for(app, address))
        with count_statements() as feedback:
            asha.get(address)
        counts += [len(question), len(feedback)]
    with count_statements() as result:
        asha.get(attempt)
    go_through(app, asha)
    with count_statements() as result_of_two:
        asha.get(attempt)
    assert set(counts) == {4}  # one of them BEGIN
    assert len(result) == len(result_of_two) == 5
