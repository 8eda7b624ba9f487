"""What trainers say about a moment of a call: kept for good, read by all who may see it."""

import pytest

from app.accounts.models import Person, RoleHeld
from app.database import db, transaction
from app.practice import actions, queries
from app.practice.models import LONGEST_COMMENT, Attempt, ReplayComment
from app.practice.queries.comments import Comment
from app.practice.rules.refusals import NotTheirs
from app.web.guards import Role


@pytest.fixture
def played(call):
    call.ask("since when?", second=10)
    call.hand_over(second=60)
    with transaction() as session:
        session.get_one(Attempt, call.id).finished_at = call.at(60)
    return call


def say(call, cast, second=10.0, text="A good moment to ask how many."):
    return actions.comment(attempt_id=call.id, person_id=cast.tess, elapsed_seconds=second, text=text, at=call.at(500))


def send(client, call, **sent):
    return client.post(f"/practice/attempts/{call.id}/comments", data=sent)


def kept():
    return [(row.elapsed_seconds, row.text, row.said_by) for row in db.session.query(ReplayComment)]


def test_a_trainer_says_something_about_a_moment(played, cast, visit):
    answer = send(visit(cast.tess), played, at="10.0", text="  Ask how many here.\r\nThen where. ")
    assert answer.status_code == 303
    assert kept() == [(10.0, "Ask how many here.\nThen where.", cast.tess)]
    comment = db.session.query(ReplayComment).one()
    assert answer.location.endswith(f"/replay?at=10.0#comment-{comment.id}")


@pytest.mark.parametrize("who", ["asha", "mina", "max", "tess"])
def test_everybody_who_sees_the_call_reads_it_by_name_and_day(played, cast, visit, who):
    comment = say(played, cast)
    page = visit(getattr(cast, who)).get(f"/practice/attempts/{played.id}/replay").text
    assert f'id="comment-{comment}"' in page
    assert "Tess Holloway, 24 November 2026" in page
    assert "A good moment to ask how many." in page
    assert "Tess Holloway said one thing about this call." in page
    assert ("Say something about" in page) == (who == "tess")


@pytest.mark.parametrize("text", ["", "   \n ", "x" * (LONGEST_COMMENT + 1)])
def test_nothing_and_too_much_come_back_with_the_words(played, cast, visit, text):
    answer = send(visit(cast.tess), played, at="10", text=text)
    assert answer.status_code == 422
    assert text.strip() in answer.text
    assert 'id="comment-mistake"' in answer.text
    assert '<b class="ref" id="now-at">00:10</b>' in answer.text
    assert kept() == []


def test_the_longest_is_taken(played, cast, visit):
    assert send(visit(cast.tess), played, at="10", text="x" * LONGEST_COMMENT).status_code == 303


def test_a_double_click_says_it_once(played, cast):
    assert say(played, cast) == say(played, cast)
    assert len(kept()) == 1


@pytest.mark.parametrize(("sent", "second"), [("-5", 0.0), ("9999", 60.0), ("", 0.0), ("nan", 0.0)])
def test_a_second_outside_the_call_becomes_its_nearest(played, cast, visit, sent, second):
    assert send(visit(cast.tess), played, at=sent, text="Well done.").status_code == 303
    assert kept()[0][0] == second


def test_what_is_said_about_a_question_back_or_its_answer_stands_at_that_moment(call, cast, library):
    call.hand_over(second=60)
    call.end(second=150)
    call.answer({}, second=200)
    say(call, cast, second=150.0, text="They ask well.")
    say(call, cast, second=9999.0, text="Answer them.")
    assert [(second, text) for second, text, _ in kept()] == [(150.0, "They ask well."), (200.0, "Answer them.")]
    rows = queries.replay_page(call.id, db.session.get_one(Person, cast.tess), library).rows
    assert [row.at for row in rows][-2:] == [200.0, 200.0]


def test_what_is_answered_after_the_call_has_ended_stands_at_its_end(call, cast):
    call.hand_over(second=60)
    call.end(second=150)
    call.answer({}, second=5_000)
    say(call, cast, second=5_000.0)
    assert kept()[0][0] == 360.0


@pytest.mark.parametrize("who", ["asha", "bo", "mina", "max", "ada"])
def test_nobody_but_trainers_may(played, cast, visit, who):
    assert send(visit(getattr(cast, who)), played, at="10", text="Well.").status_code == 403
    assert kept() == []


def test_nobody_comments_a_call_of_their_own(played, cast, visit):
    with transaction() as session:
        session.add(RoleHeld(person_id=cast.asha, role=Role.TRAINER))
    answer = send(visit(cast.asha), played, at="10", text="Well.")
    assert answer.status_code == 403
    assert "A colleague says something about it." in answer.text
    assert kept() == []


def test_a_call_that_is_not_handed_over_has_no_moments(call, cast, visit):
    assert send(visit(cast.tess), call, at="10", text="Well.").status_code == 404
    with pytest.raises(NotTheirs):
        actions.comment(attempt_id=999, person_id=cast.tess, elapsed_seconds=1, text="Well.", at=call.at(1))


def test_comments_stand_in_the_order_of_the_call(played, cast):
    say(played, cast, second=50.0, text="later")
    say(played, cast, second=5.0, text="earlier")
    assert [comment.text for comment in queries.comments_on(played.id).all] == ["earlier", "later"]
    rows = queries.replay_page(played.id, db.session.get_one(Person, cast.tess), played.library).rows
    assert [row.text for row in rows if isinstance(row, Comment)] == ["earlier", "later"]


def test_who_took_the_call_is_told_of_it_for_a_fortnight(played, cast, library):
    say(played, cast)
    say(played, cast, second=5.0, text="earlier")
    said = queries.said_lately(cast.asha, library, played.at(600))
    assert [(one.title, one.comments.all[0].text, one.comments.sentence) for one in said] == [
        ("Wrong prices at the tills", "earlier", "Tess Holloway said two things about this call.")
    ]
    assert queries.said_lately(cast.asha, library, played.at(500 + 14 * 86400 + 1)) == ()
    assert queries.said_lately(cast.bo, library, played.at(600)) == ()


def test_words_are_shown_as_words(played, cast, visit):
    say(played, cast, text="<script>alert(1)</script>")
    assert "<script>alert" not in visit(cast.tess).get(f"/practice/attempts/{played.id}/replay").text


@pytest.mark.parametrize(("second", "link"), [(10.0, "replay?at=10.0#comment-"), (None, "replay")])
def test_the_debrief_leads_into_the_replay(played, cast, visit, second, link):
    if second is not None:
        say(played, cast, second=second)
    page = visit(cast.asha).get(f"/practice/attempts/{played.id}/debrief").text
    assert f"/practice/attempts/{played.id}/{link}" in page
    assert ("Tess Holloway said one thing about this call." in page) == (second is not None)
