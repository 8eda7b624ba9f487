"""Rating a handover blind: what was given is kept, and once finished it never changes."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditEntry
from app.calibration import actions
from app.calibration.actions import ItemSaid
from app.calibration.models import RatedHandover, RatedItem, Rating
from app.calibration.queries import rating_page, ratings_page
from app.calibration.rules.refusals import AlreadyFinished, NotRated, NotTheirs, OwnHandover, StaleRating
from app.database import db
from app.handover.scorecard import Handover, Scorecard
from app.practice import actions as practice
from app.practice.models import StoredScorecard
from tests.calibration.conftest import BEGAN, SCENARIO, WORDS, expected, handover_of, marked

LATER = BEGAN.replace(day=26)


def keep(rating_id, by, revision=0, **said):
    items = {item: ItemSaid(*one) for item, one in said.items()}
    return actions.keep(rating_id=rating_id, rater_id=by, said=items, revision=revision, at=LATER)


def finish(rating_id, by, revision=0, **said):
    items = {item: ItemSaid(verdict) for item, verdict in marked(rating_id).items()}
    items |= {item: ItemSaid(*one) for item, one in said.items()}
    actions.finish(rating_id=rating_id, rater_id=by, said=items, revision=revision, at=LATER)


def sent(rating_id, **changed):
    """A whole form as the page would send it."""
    data = {f"verdict-{item}": verdict for item, verdict in marked(rating_id).items()}
    return data | {"revision": "0", "do": "finish"} | changed


def tess_rules_on(attempt, cast, library):
    practice.rule(
        attempt_id=attempt,
        item="users",
        verdict="captured",
        reason="Because.",
        seen=0,
        ruled_by=cast.tess,
        library=library,
        at=LATER,
    )


def test_beginning_keeps_the_handover_and_the_markers_own_scorecard(attempt, begin, cast, library):
    tess_rules_on(attempt, cast, library)
    rating_id = begin(attempt)
    kept = handover_of(rating_id)
    stored = db.session.get_one(StoredScorecard, attempt)
    assert (kept.key, kept.attempt_id, kept.text, kept.scenario) == (f"attempt:{attempt}", attempt, WORDS, SCENARIO)
    assert Scorecard.from_data(kept.card) == Scorecard.from_data(stored.data)
    assert kept.elapsed_seconds == 60
    rating = db.session.get_one(Rating, rating_id)
    assert (rating.rater_id, rating.revision, rating.finished_at) == (cast.max, 0, None)
    assert db.session.query(AuditEntry).filter_by(act="began to rate").one().actor_id == cast.max


def test_beginning_again_goes_on_and_another_person_meets_the_same_handover(attempt, begin, cast):
    first = begin(attempt)
    assert begin(attempt) == first
    second = begin(attempt, by=cast.tess)
    assert second != first
    assert handover_of(second).id == handover_of(first).id
    assert db.session.query(RatedHandover).count() == 1


def test_the_same_words_are_rated_once_by_a_person(hand_over, rate, begin, cast, library):
    attempt, same_words = hand_over(cast.asha), hand_over(cast.bo)
    (choice,) = ratings_page(cast.max, library).choices
    assert choice.attempt_id == attempt
    rating_id = rate(attempt)
    assert ratings_page(cast.max, library).choices == ()
    assert begin(same_words) == rating_id
    assert db.session.query(RatedHandover).count() == 1


def test_two_people_meet_on_the_same_of_handovers_in_the_same_words(hand_over, rate, cast, library):
    hand_over(cast.asha)
    same_words = hand_over(cast.bo)
    rate(same_words, by=cast.tess)
    (choice,) = ratings_page(cast.max, library).choices
    assert (choice.attempt_id, choice.ratings) == (same_words, 1)


def test_other_fields_are_other_words(hand_over, rate, cast, library):
    for person, hour in ((cast.asha, "07:30"), (cast.bo, "07:40")):
        hand_over(person, Handover(text="Down.", fields={"started": hour}, decision="raise"))
    assert ratings_page(cast.max, library).to_rate == 2


def test_what_was_pasted_and_rated_is_not_offered_again(hand_over, cast, library):
    attempt = hand_over(cast.asha)
    actions.begin_text(scenario_slug=SCENARIO, text=WORDS, rater_id=cast.max, library=library, at=LATER)
    assert ratings_page(cast.max, library).choices == ()
    assert [one.attempt_id for one in ratings_page(cast.tess, library).choices] == [attempt]


def test_who_ruled_on_a_handover_is_not_offered_it(attempt, cast, library):
    tess_rules_on(attempt, cast, library)
    assert ratings_page(cast.tess, library).choices == ()
    assert [one.attempt_id for one in ratings_page(cast.max, library).choices] == [attempt]


def test_nobody_rates_their_own(attempt, begin, cast, visit):
    with pytest.raises(OwnHandover):
        begin(attempt, by=cast.asha)
    assert db.session.query(Rating).count() == 0


def test_over_the_web_ones_own_is_refused_with_a_sentence(hand_over, visit, cast):
    own = hand_over(cast.max)
    client = visit(cast.max)
    answer = client.post(f"/calibration/attempts/{own}/rate")
    assert answer.status_code == 403
    assert "Nobody rates their own; choose another." in answer.text
    assert f"/attempts/{own}/rate" not in client.get("/calibration/ratings").text


def test_there_is_nothing_to_rate_before_the_handover(begin, cast, library):
    open_attempt = practice.start(person_id=cast.asha, scenario_slug=SCENARIO, library=library, at=BEGAN)
    for missing in (open_attempt, 9999):
        with pytest.raises(NotTheirs):
            begin(missing)


def test_a_half_done_rating_is_kept_and_gone_on_with(attempt, begin, cast, library):
    rating_id = begin(attempt)
    revision = keep(rating_id, cast.max, service=("captured", "Frontline tills"), users=(None, "Lots of"))
    assert keep(rating_id, cast.max, revision=revision, symptom=("partial", "")) == 2
    page = rating_page(rating_id, cast.max, library)
    given = {item.item: (item.verdict, item.words) for item in page.items if item.verdict or item.words}
    assert given == {"service": ("captured", "Frontline tills"), "users": (None, "Lots of"), "symptom": ("partial", "")}
    assert (page.chosen, page.revision) == (2, 2)
    assert [one.rating_id for one in ratings_page(cast.max, library).half_done] == [rating_id]


def test_the_same_kept_again_changes_nothing(attempt, begin, cast):
    rating_id = begin(attempt)
    assert keep(rating_id, cast.max, service=("captured", "")) == 1
    assert keep(rating_id, cast.max, service=("captured", "")) == 1


def test_what_another_tab_kept_is_not_passed_over(attempt, begin, cast):
    rating_id = begin(attempt)
    keep(rating_id, cast.max, service=("captured", ""))
    with pytest.raises(StaleRating):
        keep(rating_id, cast.max, service=("wrong", ""))
    with pytest.raises(StaleRating):
        finish(rating_id, cast.max, service=("wrong", ""))
    assert db.session.query(RatedItem).one().verdict == "captured"


def test_finishing_writes_exactly_what_was_said(attempt, begin, cast):
    rating_id = begin(attempt)
    finish(rating_id, cast.max, users=("partial", "lots of TILLS"))
    rows = {row.item: (row.verdict, row.words) for row in db.session.query(RatedItem)}
    assert rows == {item: (verdict, "") for item, verdict in marked(rating_id).items()} | {
        "users": ("partial", "lots of TILLS")
    }
    assert db.session.get_one(Rating, rating_id).finished_at == LATER
    entry = db.session.query(AuditEntry).filter_by(act="rated").one()
    assert (entry.actor_id, entry.subject) == (cast.max, f"rated_handover:{handover_of(rating_id).id}")


def test_a_finished_rating_never_changes(attempt, begin, cast):
    rating_id = begin(attempt)
    finish(rating_id, cast.max)
    finish(rating_id, cast.max)
    with pytest.raises(AlreadyFinished):
        finish(rating_id, cast.max, users=("wrong", ""))
    with pytest.raises(AlreadyFinished):
        keep(rating_id, cast.max, revision=1, users=("wrong", ""))
    assert db.session.query(AuditEntry).filter_by(act="rated").count() == 1


def test_what_cannot_be_finished_yet_is_kept_all_the_same(attempt, begin, cast):
    rating_id = begin(attempt)
    with pytest.raises(NotRated) as refused:
        finish(rating_id, cast.max, users=(None, ""), service=("captured", "Front line tills"))
    assert refused.value.mistakes == {
        "users": "Choose a verdict.",
        "service": "These words do not stand in the handover. Copy them from it, or leave them out.",
    }
    assert db.session.get_one(Rating, rating_id).finished_at is None
    kept = {row.item: row.words for row in db.session.query(RatedItem)}
    assert kept["service"] == "Front line tills"


def test_everything_that_is_to_mend_is_told_at_once(attempt, begin, cast):
    rating_id = begin(attempt)
    with pytest.raises(NotRated) as refused:
        finish(rating_id, cast.max, users=(None, "nowhere"), service=("captured", "x" * 601), tried=(None, ""))
    assert set(refused.value.undecided) == {"users", "tried"}
    assert set(refused.value.words) == {"users", "service"}
    assert refused.value.mistakes["users"].startswith("Choose a verdict. These words do not stand")
    assert "601 characters; 600 is the most" in refused.value.mistakes["service"]


def test_over_the_web_the_summary_leads_to_each_item_and_the_heading_says_how_many(attempt, begin, visit, cast):
    rating_id = begin(attempt)
    data = sent(rating_id, **{"words-service": "Front line", "verdict-users": ""})
    page = visit(cast.max).post(f"/calibration/ratings/{rating_id}", data=data).text
    assert "<h1>Two of seventeen items need mending before you finish.</h1>" in page
    summary = page.split("mending")[2].split("</ul>")[0]
    for place in ("words-service", "verdict-users"):
        assert f'href="#{place}"' in summary
        assert f'id="{place}"' in page
    assert "All items are rated" not in page


def test_overlong_words_and_unknown_items_and_verdicts(attempt, begin, cast):
    rating_id = begin(attempt)
    with pytest.raises(NotRated) as refused:
        keep(rating_id, cast.max, service=("captured", "x" * 601))
    assert "601 characters; 600 is the most" in refused.value.mistakes["service"]
    keep(rating_id, cast.max, weather=("captured", ""), service=("splendid", ""))
    assert {row.item: row.verdict for row in db.session.query(RatedItem)} in ({}, {"service": None})


@pytest.mark.parametrize("who", ["tess", "asha"])
def test_a_rating_is_its_raters_alone(attempt, begin, cast, library, who):
    rating_id = begin(attempt)
    with pytest.raises(NotTheirs):
        keep(rating_id, getattr(cast, who), service=("captured", ""))
    with pytest.raises(NotTheirs):
        finish(rating_id, getattr(cast, who))
    assert rating_page(rating_id, getattr(cast, who), library) is None


@pytest.mark.parametrize(
    ("who", "codes"),
    [("max", (200, 200)), ("tess", (200, 404)), ("mina", (403, 404)), ("ada", (403, 404)), ("asha", (403, 403))],
)
def test_trainers_and_major_incident_managers_rate(attempt, begin, visit, cast, who, codes):
    rating_id = begin(attempt)
    client = visit(getattr(cast, who))
    assert client.get("/calibration/ratings").status_code == codes[0]
    assert client.get("/calibration/paste").status_code == codes[0]
    assert client.get(f"/calibration/ratings/{rating_id}").status_code == codes[1]
    if codes[0] == 403:
        assert client.post(f"/calibration/attempts/{attempt}/rate").status_code == 403
        assert client.post("/calibration/paste", data={"text": WORDS, "scenario": SCENARIO}).status_code == 403
        assert client.post(f"/calibration/ratings/{rating_id}", data={"do": "keep"}).status_code == 403


def test_the_page_is_blind(attempt, begin, visit, cast, library):
    rating_id = begin(attempt)
    page = visit(cast.max).get(f"/calibration/ratings/{rating_id}").text
    assert "Frontline tills in all 17 Wales and West stores" in page
    assert "Asha" not in page
    assert " checked" not in page
    assert "<mark" not in page
    for item in handover_of(rating_id).card["items"]:
        truth = library.scenarios[SCENARIO].items[item["item"]].truth
        assert item["reason"] not in page
        assert truth in page.replace("&#39;", "'").replace("&amp;", "&")
    assert f"/attempts/{attempt}" not in page


@pytest.mark.parametrize(
    ("seconds", "users"), [(299, "84 patients on three wards"), (400, "108 patients on four wards")]
)
def test_what_is_so_is_told_as_it_was_when_it_was_handed_over(hand_over, begin, cast, library, seconds, users):
    rating_id = begin(hand_over(cast.asha, scenario="rounds", seconds=seconds))
    truths = {item.item: item.truth for item in rating_page(rating_id, cast.max, library).items}
    assert truths["users"] == users
    assert truths == expected(rating_id)


def test_names_are_not_shown_where_handovers_are_picked_and_unrated_come_first(hand_over, rate, visit, cast, library):
    first, second = hand_over(cast.asha), hand_over(cast.bo, hour=1)
    rate(second, by=cast.tess)
    assert [one.attempt_id for one in ratings_page(cast.max, library).choices] == [first, second]
    page = visit(cast.max).get("/calibration/ratings").text
    assert "Asha" not in page
    assert "Bo Lindqvist" not in page
    assert "not rated yet" in page
    assert "rated once" in page


def test_labelled_fields_are_rated_with_the_text(hand_over, begin, visit, cast):
    attempt = hand_over(cast.asha, Handover(text="Down.", fields={"started": "07:30"}, decision="raise"))
    page = visit(cast.max).get(f"/calibration/ratings/{begin(attempt)}").text
    assert "Down.\nSince when: 07:30" in page


def test_over_the_web_it_is_begun_kept_and_finished(attempt, visit, cast):
    client = visit(cast.max)
    address = client.post(f"/calibration/attempts/{attempt}/rate").location
    rating_id = int(address.rsplit("/", 1)[1])
    kept = client.post(address, data={"verdict-service": "captured", "words-service": "Frontline", "revision": "0"})
    assert (kept.status_code, kept.location) == (303, address)
    page = client.get(address).text
    assert 'name="verdict-service" value="captured" checked' in page
    assert 'value="Frontline"' in page
    done = client.post(address, data=sent(rating_id, revision="1"))
    assert (done.status_code, done.location) == (303, address)
    assert "You and the marker agree on all seventeen items." in client.get(address).text


def test_over_the_web_words_that_do_not_stand_there_come_back(attempt, begin, visit, cast):
    rating_id = begin(attempt)
    data = sent(rating_id, **{"words-service": "Front <b>line", "verdict-users": "wrong"})
    answer = visit(cast.max).post(f"/calibration/ratings/{rating_id}", data=data)
    assert answer.status_code == 422
    assert "These words do not stand in the handover." in answer.text
    assert 'value="Front &lt;b&gt;line"' in answer.text
    assert 'name="verdict-users" value="wrong" checked' in answer.text
    assert 'name="revision" value="1"' in answer.text


def test_over_the_web_a_stale_rating_keeps_every_answer(attempt, begin, visit, cast):
    rating_id = begin(attempt)
    keep(rating_id, cast.max, service=("captured", ""))
    answer = visit(cast.max).post(
        f"/calibration/ratings/{rating_id}",
        data={"verdict-service": "wrong", "words-service": "my words", "revision": "0"},
    )
    assert answer.status_code == 409
    assert "Another tab has kept other answers since." in answer.text
    assert 'name="verdict-service" value="wrong" checked' in answer.text
    assert 'value="my words"' in answer.text
    assert 'name="revision" value="1"' in answer.text


def test_over_the_web_a_part_is_kept_while_one_rates(attempt, begin, visit, cast):
    rating_id = begin(attempt)
    client, address, part = visit(cast.max), f"/calibration/ratings/{rating_id}", {"HX-Request": "true"}
    answer = client.post(address, data={"verdict-service": "captured", "revision": "0"}, headers=part)
    assert answer.status_code == 200
    assert 'name="revision" value="1"' in answer.text
    assert "Kept " in answer.text
    stale = client.post(address, data={"verdict-service": "wrong", "revision": "0"}, headers=part)
    assert stale.status_code == 409
    assert "Not kept." in stale.text


def test_over_the_web_other_answers_after_finishing_are_shown_and_not_taken(attempt, rate, visit, cast):
    rating_id = rate(attempt)
    data = sent(rating_id, **{"verdict-users": "wrong", "words-users": "my words"})
    answer = visit(cast.max).post(f"/calibration/ratings/{rating_id}", data=data)
    assert answer.status_code == 409
    assert "This rating is finished and stays as it is." in answer.text
    assert "my words" in answer.text


def test_a_half_done_rating_stands_beside_the_first_page(attempt, begin, visit, cast):
    begin(attempt)
    assert "One rating begun" in visit(cast.max).get("/").text


def test_pages_take_the_same_statements_for_3_and_for_many(hand_over, rate, begin, cast, library, count_statements):
    counts = []
    for number, hour in ((3, 0), (12, 100)):
        attempts = [hand_over(cast.asha, hour=hour + place) for place in range(number)]
        rate(attempts[0], by=cast.tess)
        rating_id = begin(attempts[1])
        keep(rating_id, cast.max, service=("captured", "Frontline"))
        db.session.rollback()
        with count_statements() as seen:
            ratings_page(cast.max, library)
            rating_page(rating_id, cast.max, library)
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts == [4, 4]


def test_the_database_holds_ratings_to_their_rules(attempt, begin, cast):
    rating_id = begin(attempt)
    handover = handover_of(rating_id).id
    for wrong in (
        Rating(handover_id=handover, rater_id=cast.max, revision=0, started_at=BEGAN, saved_at=BEGAN),
        RatedItem(rating_id=rating_id, item="service", verdict="awful", words=""),
        RatedItem(rating_id=rating_id, item="service", verdict="wrong", words="x" * 601),
    ):
        db.session.add(wrong)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
