"""How far the marker agrees with people, as a page says it."""

import pytest

from app.accounts.models import Person
from app.calibration.queries import agreement_page
from app.database import db
from app.practice import actions as practice
from tests.calibration.conftest import BEGAN


def reader(person_id):
    return db.session.get_one(Person, person_id)


@pytest.mark.parametrize(
    ("who", "code"), [("tess", 200), ("max", 200), ("mina", 200), ("ada", 200), ("asha", 403), ("bo", 403)]
)
def test_is_open_to_trainers_major_incident_managers_managers_and_administrators(visit, cast, who, code):
    client = visit(getattr(cast, who))
    assert client.get("/calibration").status_code == code
    assert (">Calibration</a>" in client.get("/").text) == (code == 200)


def test_before_any_rating_it_says_so_and_what_to_do(visit, cast):
    page = visit(cast.max).get("/calibration").text
    assert "Nobody has rated a handover yet." in page
    assert "nothing rated yet" in page
    assert "No dispute has been ruled on yet." in page
    assert "Rate a handover" in page


def test_below_twenty_it_gives_no_figure(attempt, rate, visit, cast):
    rate(attempt, users=("captured", ""))
    page = visit(cast.mina).get("/calibration").text
    assert "one of twenty handovers is rated" in page
    assert "too few to say" in page
    assert " %</td>" not in page


def test_from_twenty_on_it_gives_share_kappa_and_interval(hand_over, rate, visit, cast):
    for hour in range(20):
        rate(hand_over(cast.asha, hour=hour), users=("captured", ""))
    page = visit(cast.mina).get("/calibration").text
    assert "The marker and people give the same verdict 94 times in 100." in page
    assert '<td class="num wide">340</td>' in page
    assert "too few to say" not in page.split("Two people with each other")[0]
    assert "almost perfect agreement" in page


def test_the_words_behind_each_difference_lead_to_both(attempt, rate, visit, cast):
    rating_id = rate(attempt, users=("captured", "all 17 Wales and West stores"), error=("wrong", ""))
    page = visit(cast.mina).get("/calibration").text
    assert "all 17 Wales and West stores" in page
    assert f"/calibration/ratings/{rating_id}#item-users" in page
    assert f"/calibration/ratings/{rating_id}#item-error" in page


def test_differences_are_narrowed_to_one_item(attempt, rate, visit, cast):
    rating_id = rate(attempt, users=("captured", ""), error=("wrong", ""))
    client = visit(cast.mina)
    page = client.get("/calibration?item=error").text
    assert f"/calibration/ratings/{rating_id}#item-error" in page
    assert f"/calibration/ratings/{rating_id}#item-users" not in page
    assert '<option value="error" selected>' in page
    assert "On this item nobody has differed" in client.get("/calibration?item=service").text
    assert client.get("/calibration?item=<b>").status_code == 200


@pytest.mark.parametrize(("who", "linked"), [("tess", True), ("max", True), ("mina", False)])
def test_rulings_stand_among_the_differences_and_not_in_the_figures(attempt, rate, visit, cast, library, who, linked):
    for item, verdict in (("users", "captured"), ("error", "partial")):
        practice.rule(
            attempt_id=attempt,
            item=item,
            verdict=verdict,
            reason="Seventeen stores are all of them.",
            seen=0,
            ruled_by=cast.tess,
            library=library,
            at=BEGAN,
        )
    client = visit(getattr(cast, who))
    assert "Nobody has rated a handover yet." in client.get("/calibration").text
    rate(attempt, by=cast.max)
    page = client.get("/calibration").text
    assert "Seventeen stores are all of them." in page
    assert "They overruled two verdicts that nobody had disputed." in page
    assert "one of twenty handovers is rated" in page
    assert (f"/practice/attempts/{attempt}/debrief#item-users" in page) == linked
    assert ("The debrief, with the agent’s name" in page) == linked


def test_a_ruling_is_not_shown_to_who_could_still_rate_its_handover(attempt, cast, library):
    practice.rule(
        attempt_id=attempt,
        item="users",
        verdict="captured",
        reason="Seventeen stores are all of them.",
        seen=0,
        ruled_by=cast.tess,
        library=library,
        at=BEGAN,
    )
    assert agreement_page(reader(cast.max), library).differences == ()
    assert [one.reason for one in agreement_page(reader(cast.tess), library).differences] == [
        "Seventeen stores are all of them."
    ]


def test_disputes_are_told_and_lead_to_the_queue_for_who_rules(attempt, visit, cast):
    practice.dispute(attempt_id=attempt, person_id=cast.asha, item="users", sentence="All of them.", at=BEGAN)
    page = visit(cast.ada).get("/calibration").text
    assert "One dispute waits for a ruling" in page
    assert 'href="/practice/disputes"' in page


def test_a_manager_is_told_of_disputes_without_a_way_in(attempt, visit, cast):
    practice.dispute(attempt_id=attempt, person_id=cast.asha, item="users", sentence="All of them.", at=BEGAN)
    page = visit(cast.mina).get("/calibration").text
    assert "One dispute waits for a ruling." in page
    assert "/practice/disputes" not in page


def test_who_is_rating_is_not_shown_what_others_said_of_it(hand_over, rate, begin, cast, library):
    one, other = hand_over(cast.asha), hand_over(cast.bo, hour=1)
    rate(one, users=("captured", ""))
    rate(other, error=("wrong", ""))
    rate(other, by=cast.tess)
    begin(one, by=cast.tess)
    assert [each.item for each in agreement_page(reader(cast.tess), library).differences] == ["error"]
    assert len(agreement_page(reader(cast.max), library).differences) == 2


def test_who_could_still_rate_is_shown_no_verdicts_but_how_many_wait(attempt, rate, visit, cast, library):
    rate(attempt, users=("captured", ""))
    page = agreement_page(reader(cast.tess), library)
    assert (page.differences, page.differing, page.held_back) == ((), 0, 1)
    assert "One difference stands here only once you have rated its handover yourself" in (
        visit(cast.tess).get("/calibration").text
    )
    rate(attempt, by=cast.tess)
    page = agreement_page(reader(cast.tess), library)
    assert (len(page.differences), page.held_back) == (1, 0)


def test_differences_of_ratings_are_counted_without_the_rulings_among_them(hand_over, rate, visit, cast, library):
    items = ("service", "symptom", "error", "users", "sites", "started", "impact", "contact", "tried")
    for hour in range(3):
        rate(hand_over(cast.asha, hour=hour), **dict.fromkeys(items, ("unknown_stated", "")))
    ruled = hand_over(cast.bo, hour=5)
    practice.rule(
        attempt_id=ruled,
        item="users",
        verdict="captured",
        reason="All of them.",
        seen=0,
        ruled_by=cast.tess,
        library=library,
        at=BEGAN,
    )
    page = visit(cast.mina).get("/calibration").text
    assert "The newest 25, from 27 differences in ratings and from trainers’ rulings." in page


def test_figures_are_computed_once_for_a_state_of_the_ratings(
    hand_over, rate, cast, library, count_statements, monkeypatch
):
    from app.calibration.queries import agreeing

    computed = []
    whole = agreeing.figures
    monkeypatch.setattr(agreeing, "figures", lambda rated: computed.append(len(rated)) or whole(rated))
    rate(hand_over(cast.asha))
    person = reader(cast.mina)
    for _ in range(3):
        agreement_page(person, library)
    assert computed == [1]
    rate(hand_over(cast.bo, hour=1))
    agreement_page(person, library)
    assert computed == [1, 2]


def test_takes_the_same_statements_for_3_and_for_many_ratings(hand_over, rate, cast, library, count_statements):
    counts = []
    for number, hour in ((3, 0), (15, 100)):
        for place in range(number):
            rate(hand_over(cast.asha, hour=hour + place), users=("captured", ""))
        db.session.rollback()
        person = reader(cast.tess)
        assert person.roles
        for _ in range(2):
            with count_statements() as seen:
                agreement_page(person, library)
            counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts == [9, 6, 9, 6]
