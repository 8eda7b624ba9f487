"""Questions that trainees put in the calls Baton comes with, in the order they came in."""

from pathlib import Path

import pytest

from app.content.library import load_for_marking
from app.simulation.asking import Reply, ask
from app.simulation.people import Heard

CONTENT = Path(__file__).resolve().parents[2] / "content"


def put(scenario: str, person: str, *said: str) -> Reply:
    """The last reply to these messages, the first of them after the person's opening."""
    checklist, call = load_for_marking(CONTENT, scenario)[:2]
    who = call.person(person)
    heard, reply = Heard(before=who.opening), Reply()
    for second, text in enumerate(said, start=1):
        reply = ask(checklist, call, who, text, heard, 20.0 * second)
        heard = heard.after(reply, 20.0 * second)
    return reply


@pytest.mark.parametrize(
    ("scenario", "person", "said", "topics"),
    [
        ("mailbox", "callum", "has anyone else in finance had it", {"users"}),
        ("mailbox", "callum", "did you click anything or type your password in", {"symptom"}),
        ("mailbox", "callum", "please don't touch anything, don't email about it", set()),
        ("mailbox", "callum", "have any payments gone out yet? when is the next payment run", {"impact", "deadline"}),
        ("mailbox", "kwame", "was there any sign in from somewhere odd?", {"symptom"}),
        ("mailbox", "kwame", "Who can change supplier bank details", {"symptom"}),
        ("prices", "rhian", "how many customers in the store?", {"impact"}),
        ("prices", "rhian", "how many tills in the store?", {"users"}),
        ("prices", "rhian", "are the queues getting longer", {"impact"}),
        ("prices", "rhian", "is it getting worse", {"trend"}),
        ("reports", "hugo", "put ewa on", {"contact"}),
        ("reports", "hugo", "who's in your team", {"contact"}),
        ("reports", "hugo", "which team looks after it", {"team"}),
        ("rounds", "roisin", "is anything being worked on already?", {"team"}),
    ],
)
def test_what_trainees_asked_is_taken_for_what_it_asks_also_after_something_else(
    scenario: str, person: str, said: str, topics: set[str]
) -> None:
    for earlier in ((), ("what changed?",), ("who can change it and what did they click",)):
        reply = put(scenario, person, *earlier, said)
        assert (set(reply.topics), reply.asks_back) == (topics, ()), earlier
