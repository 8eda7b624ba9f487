"""A finished rating beside the marker's verdicts."""

import pytest

from app.accounts.models import Person, RoleHeld
from app.calibration.queries import finished_page
from app.calibration.rules.refusals import RateFirst
from app.database import db
from tests.calibration.conftest import marked


def reader(person_id):
    return db.session.get_one(Person, person_id)


def test_differences_come_first_with_the_words_of_both(attempt, rate, cast, library):
    rating_id = rate(attempt, users=("captured", "all 17 Wales and West stores"), tried=("partial", ""))
    page = finished_page(rating_id, reader(cast.max), library)
    assert [row.item for row in page.differing] == ["users", "tried"]
    assert len(page.differing) + len(page.same) == 17
    users = page.differing[0]
    assert (users.person, users.marker) == ("captured", marked(rating_id)["users"])
    assert users.person_words == ("all 17 Wales and West stores",)
    assert "".join(piece.text for piece in page.words).startswith("Frontline tills")
    number = users.number
    ends = [evidence.number for piece in page.words for evidence in piece.ends]
    assert number in ends
    assert page.headline == "You and the marker agree on fifteen of seventeen items."


@pytest.mark.parametrize(
    ("who", "code", "rules"),
    [("max", 200, False), ("tess", 200, True), ("mina", 200, False), ("ada", 200, False), ("asha", 403, False)],
)
def test_who_reads_agreement_reads_it_and_trainers_may_rule_from_it(attempt, rate, visit, cast, who, code, rules):
    rating_id = rate(attempt, users=("captured", ""))
    rate(attempt, by=cast.tess, minute=60)
    answer = visit(getattr(cast, who)).get(f"/calibration/ratings/{rating_id}")
    assert answer.status_code == code
    assert (f"/practice/attempts/{attempt}/verdicts/users" in answer.text) == rules
    assert "Asha" not in answer.text.split("<main")[-1]
    assert "Max" not in answer.text.split("<main")[-1]


def test_who_is_rating_the_same_handover_finishes_first(attempt, rate, begin, cast, library, visit):
    rating_id = rate(attempt)
    begin(attempt, by=cast.tess)
    with pytest.raises(RateFirst):
        finished_page(rating_id, reader(cast.tess), library)
    answer = visit(cast.tess).get(f"/calibration/ratings/{rating_id}")
    assert answer.status_code == 409
    assert "Finish your own rating first" in answer.text


def test_the_markers_reason_speaks_of_the_handover_and_to_who_wrote_it_of_their_words(attempt, rate, cast, library):
    db.session.add(RoleHeld(person_id=cast.asha, role="manager"))
    db.session.commit()
    rating_id = rate(attempt, users=("captured", ""))
    for person, begins in ((cast.max, "It says “"), (cast.asha, "You wrote “")):
        page = finished_page(rating_id, reader(person), library)
        assert page.differing[0].marker_reason.startswith(begins)


def test_who_could_still_rate_a_handover_or_its_very_words_rates_first(hand_over, rate, cast, library, visit):
    attempt, same_words = hand_over(cast.asha), hand_over(cast.bo)
    rating_id = rate(attempt)
    client = visit(cast.tess)
    answer = client.get(f"/calibration/ratings/{rating_id}")
    assert answer.status_code == 409
    assert "You can rate this handover yourself." in answer.text
    assert f'action="/calibration/attempts/{attempt}/rate"' in answer.text
    rate(same_words, by=cast.tess)
    assert client.get(f"/calibration/ratings/{rating_id}").status_code == 200


def test_who_wrote_the_very_words_may_see_what_was_said_of_them(hand_over, rate, cast, library):
    rating_id = rate(hand_over(cast.asha), by=cast.tess)
    hand_over(cast.max)
    assert finished_page(rating_id, reader(cast.max), library) is not None


def test_a_second_rating_says_how_far_two_people_agree(attempt, rate, cast, library):
    first = rate(attempt, users=("captured", ""))
    second = rate(attempt, by=cast.tess, minute=60, tried=("partial", ""))
    page = finished_page(second, reader(cast.tess), library)
    assert [(other.rating_id, other.same) for other in page.others] == [(first, 15)]


def test_a_trainer_does_not_rule_on_their_own_from_here(hand_over, rate, cast, library):
    db.session.add(RoleHeld(person_id=cast.asha, role="trainer"))
    db.session.commit()
    rating_id = rate(hand_over(cast.asha), users=("captured", ""))
    assert finished_page(rating_id, reader(cast.asha), library).attempt_id is None


def test_there_is_none_before_it_is_finished_or_at_no_number(attempt, begin, cast, library, visit):
    rating_id = begin(attempt)
    assert finished_page(rating_id, reader(cast.ada), library) is None
    assert visit(cast.ada).get("/calibration/ratings/999").status_code == 404


def test_takes_the_same_statements_for_one_and_for_many_raters(attempt, rate, cast, library, count_statements):
    counts = []
    first = rate(attempt)
    for people in ([cast.tess], [cast.mina, cast.ada, cast.bo]):
        for person in people:
            rate(attempt, by=person)
        person = reader(cast.max)
        assert person.roles
        db.session.rollback()
        with count_statements() as seen:
            finished_page(first, person, library)
        counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts[0] == counts[1]
