"""Verdicts a service desk manager would give, on short handovers of our own."""

import pytest

from app.content.scenario import Verdict
from app.handover.marking import mark
from app.handover.scorecard import Handover
from tests.handover.cases import MODEL, checklist, item, marked, scenario


def test_the_model_handover_is_complete() -> None:
    card = marked(MODEL)
    assert {each.verdict for each in card.items} == {"captured"}
    assert card.passed
    assert card.score == 100
    assert card.projected_minutes == 15


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Started 09:12.", "captured"),
        ("since 9.12am", "captured"),
        ("Began 0912 hrs", "captured"),
        ("since 9h12", "captured"),
        ("started about ten past nine", "captured"),
        ("since twelve minutes past nine", "captured"),
        ("It began 33 mins ago.", "captured"),
        ("Started 08:30? no, sorry, 09:12.", "captured"),
        ("Started 09:20.", "partial"),
        ("Started 10:30.", "wrong"),
        ("since half seven", "wrong"),
        ("Contact Hanna Brightwell", "missing"),
    ],
)
def test_when_it_started(text: str, verdict: Verdict) -> None:
    assert item(text, "started").verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("36 of 52 desks", "captured"),
        ("thirty-six desks cannot lend", "captured"),
        ("about 35 desks affected", "captured"),
        ("Not 40, 36 desks are affected", "captured"),
        ("12 desks are affected", "wrong"),
        ("all 52 desks affected", "wrong"),
    ],
)
def test_how_many(text: str, verdict: Verdict) -> None:
    assert item(text, "users").verdict == verdict


@pytest.mark.parametrize(
    ("text", "name", "verdict"),
    [
        ("inc 0071955", "tickets", "captured"),
        ("INC-0071955", "tickets", "captured"),
        ("INC0071595", "tickets", "wrong"),
        ("chg 51234", "change", "captured"),
        ("No recent changes.", "change", "wrong"),
        ("No workaround.", "workaround", "wrong"),
        ("Call Hanna Brightwell on 01632 960417", "contact", "captured"),
        ("Call Hanna Brightwell", "contact", "partial"),
        ("Team: Lending Platform", "team", "captured"),
        ("Team: Network Support", "team", "wrong"),
        ("Sites: Alderbrook and Whitcombe", "sites", "captured"),
        ("LoanDesk is down", "service", "captured"),
        ("LoanDsek is down", "service", "captured"),
        ("RoomBook is down", "service", "wrong"),
        ("Getting worse by the minute", "trend", "captured"),
        ("Trend: steady", "trend", "wrong"),
        ("Error LD-340", "error", "captured"),
        ("Error LD-430", "error", "wrong"),
    ],
)
def test_other_items(text: str, name: str, verdict: Verdict) -> None:
    assert item(text, name).verdict == verdict


def test_a_belief_passed_on_as_fact_is_wrong_and_as_belief_is_not() -> None:
    assert item("The wireless mast fell over.", "change").verdict == "wrong"
    assert item("Hanna thinks the wireless mast fell over, unconfirmed.", "change").verdict == "missing"


def test_not_known_is_right_where_nobody_can_know() -> None:
    unknown = scenario(items={"team": {"truth": "Not known yet", "unknown": True}})
    card = mark(checklist(), unknown, Handover("Resolver group: not known."), 300)
    team = next(each for each in card.items if each.item == "team")
    assert (team.verdict, team.credit, team.minutes_added) == ("unknown_stated", 1.0, 0.0)
    guessed = mark(checklist(), unknown, Handover("Team: Network Support"), 300)
    assert next(each for each in guessed.items if each.item == "team").verdict == "wrong"


def test_an_item_the_scenario_does_not_have_is_not_marked() -> None:
    fewer = scenario()
    fewer = fewer.model_copy(update={"items": {k: v for k, v in fewer.items.items() if k != "told"}})
    assert "told" not in [each.item for each in mark(checklist(), fewer, Handover(MODEL)).items]


def test_relative_times_count_from_the_target_when_no_time_is_given() -> None:
    assert item("began 38 mins ago", "started", elapsed=None).verdict == "captured"


def test_a_field_is_about_its_item_and_its_evidence_points_into_it() -> None:
    card = marked("", fields={"started": " 09:12 ", "users": "36"})
    started = next(each for each in card.items if each.item == "started")
    assert started.verdict == "captured"
    assert [(at.field, at.start, at.end) for at in started.field_evidence] == [("started", 1, 6)]
    assert next(each for each in card.items if each.item == "users").verdict == "captured"


def test_reasons_quote_what_was_written_and_name_what_was_expected() -> None:
    assert item("Started 10:30.", "started").reason == "You wrote “10:30”; it should be: 09:12 today."
    assert "What about impact?" in item("Started 10:30.", "impact").reason


def test_numbers_nothing_supports_are_listed_with_their_words() -> None:
    text = "LoanDesk is down. Ring 01632 960 999. 4,711 fines were lost. See PRB0099887."
    assert [text[a:b] for a, b in marked(text).unsupported] == ["01632 960 999", "4,711", "PRB0099887"]


def test_advice_is_given_beside_the_score() -> None:
    card = marked("Good morning everyone. It is all the fault of those useless people. LoanDesk is down.")
    assert any("first sentence" in line for line in card.advice)
    assert any("blame" in line for line in card.advice)


def test_a_decision_may_stand_before_the_sentence_that_names_the_service() -> None:
    where = "LoanDesk is down at Alderbrook and Whitcombe."
    assert not any("first sentence" in line for line in marked(f"Not a major incident. {where}").advice)
    assert any("first sentence" in line for line in marked(f"Nothing works here today. {where}").advice)


def test_what_somebody_else_blames_is_a_belief_and_what_the_writer_blames_is_blame() -> None:
    believed = marked("LoanDesk is down. Hanna blames the wireless mast, it is up.").advice
    blamed = marked("LoanDesk is down. I blame the fitters.").advice
    assert not any("blame" in line for line in believed)
    assert any("blame" in line for line in blamed)


@pytest.mark.parametrize(
    "text",
    [
        "Please raise as a major incident. LoanDesk at Alderbrook is down, nobody can lend.",
        "Hello all. LoanDesk at Alderbrook is down, nobody can lend. Same fault as INC0204411.",
    ],
)
def test_a_greeting_or_request_may_lead_and_the_same_fault_blames_nobody(text: str) -> None:
    assert marked(text).advice == ()
