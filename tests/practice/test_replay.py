"""The replay: a call over its time, for those who may read its debrief."""

import json
import re
from dataclasses import dataclass

import pytest

from app.accounts.models import Person
from app.content.scenario import Scenario
from app.database import db, transaction
from app.handover.scorecard import Handover
from app.practice import queries
from app.practice.models import Attempt, AttemptStep, QuestionBack, Typing
from app.practice.rules.replay import (
    Back,
    chosen_second,
    comments_sentence,
    happened,
    replay_headline,
    stop_at,
    stops,
    words_over_time,
)
from app.simulation.room import Step
from tests.practice.conftest import SCENARIO, WORDS


@dataclass
class Keys:
    """A group of keystrokes."""

    revision: int
    start: int
    removed: int
    inserted: str
    elapsed_seconds: float
    part: str = "text"


def reader(person_id):
    return db.session.get_one(Person, person_id)


def finish(call):
    with transaction() as session:
        session.get_one(Attempt, call.id).finished_at = call.at(400)


@pytest.fixture
def played(call):
    """A finished call: one question, one look, half a sentence, handed over after a minute."""
    call.ask("since when has it been like this?", second=10)
    call.look_up("changes", "frontline", second=20)
    call.save("Tills", second=30)
    call.save("Frontline down", revision=1, second=50)
    call.hand_over(second=60, revision=2)
    finish(call)
    return call


def page_of(call, person_id, second=""):
    return queries.replay_page(call.id, reader(person_id), call.library, second)


def address(call):
    return f"/practice/attempts/{call.id}/replay"


def test_everything_that_happened_stands_in_order(played):
    page = page_of(played, played.person)
    told = [(row.at, row.kind, row.speaker) for row in page.rows]
    assert told == sorted(told, key=lambda row: row[0])
    assert [(kind, speaker) for _, kind, speaker in told] == [
        ("said", "Rhian Maddocks"),
        ("me", "You"),
        ("said", "Rhian Maddocks"),
        ("tool", "Changes"),
        ("wrote", "You wrote"),
        ("wrote", "You wrote"),
        ("wrote", "You wrote"),
        ("handover", "Handover"),
    ]
    assert page.stops == (0.0, 10.0, 20.0, 30.0, 50.0, 60.0)


def test_others_read_who_it_was(played, cast):
    speakers = {row.speaker for row in page_of(played, cast.tess).rows}
    assert "Asha" in speakers
    assert "You" not in speakers


def test_what_was_known_grows_with_the_call_and_says_from_whom(played):
    early, later = page_of(played, played.person, "5"), page_of(played, played.person, "10")
    assert not next(fact for fact in early.facts if fact.label == "Since when").is_known(early.at)
    since = next(fact for fact in later.facts if fact.label == "Since when")
    assert (since.known_at, since.source) == (10.0, "Rhian Maddocks")
    assert later.known_count > early.known_count
    assert {fact.label for fact in later.facts if not fact.is_known(later.at)}


def test_a_good_next_question_names_somebody_and_changes_with_what_is_known(played):
    page = page_of(played, played.person, "0")
    assert page.good_question.words
    assert page.good_question.who
    assert [one.at for one in page.questions] == sorted({one.at for one in page.questions})


def test_the_handover_stands_as_it_stood(played):
    assert page_of(played, played.person, "29").noted.text == ""
    assert page_of(played, played.person, "30").noted.text == "Tills"
    assert page_of(played, played.person, "59.9").noted.text == "Frontline down"
    at_the_end = page_of(played, played.person, "60").noted
    assert (at_the_end.text, at_the_end.decision) == (WORDS, "raise as a major incident")


def test_words_stand_from_the_handover_on_where_no_keystrokes_were_kept(call, visit):
    call.hand_over(second=60)
    finish(call)
    with transaction() as session:
        session.query(Typing).delete()
    assert page_of(call, call.person, "59").noted.text == ""
    assert page_of(call, call.person, "60").noted.text == WORDS
    assert "How it was typed was not kept" in visit(call.person).get(address(call)).text


def test_questions_put_back_stand_at_their_second(played):
    with transaction() as session:
        session.add(
            QuestionBack(
                attempt_id=played.id,
                number=1,
                item="users",
                question="How many of them?",
                answer="204",
                verdict="captured",
                data={},
                asked_at=played.at(90),
                answered_at=played.at(86_400),
            )
        )
    rows = [
        row for row in page_of(played, played.person).rows if row.at > 60 and row.text in ("How many of them?", "204")
    ]
    assert [(row.at, row.kind, row.text) for row in rows] == [
        (90.0, "asked_back", "How many of them?"),
        (360.0, "me", "204"),  # the clock of the call had ended
    ]


@pytest.mark.parametrize(
    ("who", "code"),
    [("asha", 200), ("mina", 200), ("max", 200), ("tess", 200), ("bo", 404), ("ada", 404)],
)
def test_who_may_read_the_debrief_may_see_the_replay(played, cast, visit, who, code):
    assert visit(getattr(cast, who)).get(address(played)).status_code == code


def test_nobody_sees_a_call_that_was_not_handed_over(call, cast, visit):
    assert visit(cast.asha).get(address(call)).status_code == 404


def test_who_handed_over_waits_until_nothing_more_can_come(call, visit):
    call.hand_over(Handover(text=WORDS, decision="raise"), second=60)
    with transaction() as session:
        session.get_one(Attempt, call.id).finished_at = None
    answer = visit(call.person).get(address(call))
    assert answer.status_code == 303
    assert answer.location.endswith(f"/practice/attempts/{call.id}/after")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", "00:00"),
        ("30", "00:30"),
        ("1e9", "01:00"),
        ("-4", "00:00"),
        ("nan", "00:00"),
        ("soon", "00:00"),
        ("inf", "01:00"),
    ],
)
def test_any_second_can_be_asked_for(played, visit, written, shown):
    page = visit(played.person).get(address(played), query_string={"at": written}).text
    assert f'<b class="ref" id="now-at">{shown}</b>' in page


def test_links_lead_on_without_javascript(played, visit):
    page = visit(played.person).get(f"{address(played)}?at=20").text
    assert re.search(r'id="before" href="[^"]*\?at=10.0"', page)
    assert re.search(r'id="after" href="[^"]*\?at=30.0"', page)
    assert "aria-current=step" in page


def test_the_page_carries_what_every_other_second_needs(played, visit):
    page = visit(played.person).get(address(played)).text
    data = json.loads(page.split('id="replay-data">')[1].split("</script>")[0])
    assert data["stops"] == [0.0, 10.0, 20.0, 30.0, 50.0, 60.0]
    assert [words[1] for words in data["words"]] == ["Tills", "Frontline down", WORDS, WORDS]
    assert data["end"] == 60.0


def test_words_stay_words(call, visit):
    call.ask("</script><script>alert(1)</script>", second=10)
    call.hand_over(Handover(text="</script><script>alert(2)</script>", decision="raise"), second=60)
    finish(call)
    page = visit(call.person).get(f"{address(call)}?at=60").text
    assert "<script>alert" not in page


def test_content_changed_since_leaves_the_replay_as_it_was(played, cast):
    page = page_of(played, cast.tess)
    assert page.title == played.library.scenarios[SCENARIO].title
    assert len(page.facts) == len(played.library.scenarios[SCENARIO].items)


def test_takes_the_same_statements_for_3_and_for_300_steps(played, cast, count_statements):
    tess = reader(cast.tess)
    counts = []
    for more in (0, 300):
        with transaction() as session:
            for number in range(more):
                session.add(
                    AttemptStep(
                        attempt_id=played.id,
                        seq=100 + number,
                        kind="updated",
                        elapsed_seconds=60.0 + number / 10,
                        at=played.at(60),
                        body={"text": "more", "corrects": False},
                    )
                )
        tess = reader(cast.tess)
        tess.roles  # noqa: B018  the roles of who is signed in are there already
        with count_statements() as seen:
            queries.replay_page(played.id, tess, played.library)
        counts.append(len([one for one in seen if one.startswith("SELECT")]))
    assert counts == [5, 5]


def scenario_of(call) -> Scenario:
    return call.library.scenarios[SCENARIO]


def test_keystrokes_fold_into_stretches_that_nothing_interrupts(call):
    steps = [Step(1, "looked_up", 12.0, {"tool": "changes", "search": ""})]
    keys = [Keys(1, 0, 0, "a", 1.0), Keys(2, 1, 0, "b", 9.0), Keys(3, 2, 0, "c", 14.0), Keys(4, 0, 1, "", 15.0)]
    moments = happened(scenario_of(call), steps, keys, [], "You")
    wrote = [(moment.at, moment.text) for moment in moments if moment.kind == "wrote"]
    assert wrote == [(9.0, "“ab”"), (15.0, "“c”")]
    words = words_over_time(call.library.checklist, steps, keys, moments)
    assert [(one.at, one.text) for one in words] == [(9.0, "ab"), (15.0, "bc")]


def test_taking_words_out_and_deciding_are_told(call):
    keys = [Keys(1, 0, 0, "none", 5.0, part="decision"), Keys(2, 0, 1, "", 40.0)]
    texts = [m.text for m in happened(scenario_of(call), [], keys, [], "You") if m.kind == "wrote"]
    assert texts == ["Decision: not a major incident.", "Words were taken out."]


def test_labelled_fields_stand_by_their_label(call):
    keys = [Keys(1, 0, 0, "07:30", 5.0, part="started")]
    words = words_over_time(call.library.checklist, [], keys, [])
    assert words[0].fields == (("Since when", "07:30"),)


def test_every_kind_of_step_is_told(call):
    steps = [
        Step(1, "rang", 5.0, {"person": "dev", "answered": False}),
        Step(2, "linked", 6.0, {"ticket": "INC1"}),
        Step(3, "paused", 7.0, {"by": "outage"}),
        Step(4, "resumed", 7.0, {"by": "outage"}),
        Step(5, "handed_over", 8.0, {"text": "x", "fields": {}, "decision": "attach"}),
        Step(6, "updated", 9.0, {"text": "204 tills", "corrects": True}),
    ]
    back = [Back(10.0, "Since when?", is_answer=False), Back(11.0, " ", is_answer=True)]
    told = [m.text for m in happened(scenario_of(call), steps, [], back, "Asha") if m.at > 0]
    assert told == [
        "Asha rang Dev Ranasinghe; the line was busy.",
        "Asha linked INC1.",
        "The site could not be reached; the time was given back.",
        "Asha handed over: add to one that is open.",
        "204 tills",
        "Since when?",
        "Passed over.",
    ]
    words = words_over_time(call.library.checklist, steps, [], [])
    assert [(one.at, one.text, one.updates) for one in words] == [(8.0, "x", ()), (9.0, "x", ("204 tills",))]


def test_stops_and_seconds():
    assert stops([]) == (0.0,)
    assert [stop_at((0.0, 5.0, 9.0), second) for second in (0, 4.9, 5, 100)] == [0, 0, 1, 2]
    assert chosen_second("3.5", 10) == 3.5


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (0, "Nothing was known yet at the handover."),
        (1, "One of fourteen facts was known by the handover."),
        (9, "Nine of fourteen facts were known by the handover."),
        (14, "Everything there was to know was known by the handover."),
    ],
)
def test_the_headline_says_how_much_was_known(known, sentence):
    assert replay_headline(known, 14) == sentence


def test_who_said_how_much():
    assert comments_sentence([]) == ""
    assert comments_sentence(["Tess"]) == "Tess said one thing about this call."
    assert comments_sentence(["Tess", "Ida", "Tess"]) == "Tess and Ida said three things about this call."
