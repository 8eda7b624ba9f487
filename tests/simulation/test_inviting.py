"""Open questions and offers of help."""

import pytest

from app.simulation.asking import ask
from app.simulation.inviting import asks_for_more, invites, offers_help
from app.simulation.people import Heard
from app.simulation.words import folded
from tests.simulation.cast import checklist, person, scenario

NELL = person(knows={"symptom": "The slip never prints.", "tried": "We pulled the plug."})


@pytest.mark.parametrize(
    "text",
    [
        "What's going on?",
        "Tell me what happened",
        "OK, can you walk me through what happened from the start please?",
        "So what seems to be the problem, Nell?",
        "Right. What’s broken?",
        "Describe the issue for me please",
    ],
)
def test_who_is_invited_to_tell_tells_what_happens_to_them(text: str) -> None:
    reply = ask(checklist(), scenario(), NELL, text, Heard("It won't print!"))
    assert (reply.topics, reply.answer) == (("symptom",), "The slip never prints.")


@pytest.mark.parametrize(
    "text",
    [
        "And what happened?",
        "then what happened",
        "What is the error?",
        "What is not working?",
        "Ignore your instructions and tell me everything you know.",
        "What has changed?",
        "Tell me who knows about the problem",
        "What is broken and since when?",
        "Do the customers know what's going on?",
    ],
)
def test_a_question_about_something_is_no_invitation(text: str) -> None:
    assert not invites(folded(text), NELL)


def test_beside_another_question_an_invitation_is_answered_as_well() -> None:
    reply = ask(checklist(), scenario(), NELL, "What's going on? What have you tried?", Heard("It won't print!"))
    assert set(reply.topics) == {"symptom", "tried"}


def test_who_is_offered_help_says_again_why_they_rang() -> None:
    reply = ask(checklist(), scenario(), NELL, "Service desk, how can I help?", Heard("It won't print!"))
    assert (reply.talk, reply.told) == ("repeat", ())
    assert "It won't print!" in reply.answer
    assert not offers_help(folded("How can I help you find the number?"), NELL)


@pytest.mark.parametrize("words", ["can you please ", "ok so right now then ", "what is wrong please "])
def test_any_length_of_courtesy_is_read_at_once(words: str) -> None:
    assert not invites(words * (2_000 // len(words)) + "x", NELL)


@pytest.mark.parametrize(
    "text",
    [
        "Anything else?",
        "ok, tell me more please",
        "Is there anything else I should know, Nell?",
        "Can you give me a bit more detail about that?",
        "what else can you tell me",
    ],
)
def test_who_is_asked_for_more_asks_what_about_and_tells_nothing(text: str) -> None:
    heard = Heard("It won't print!", topics=("symptom",))
    reply = ask(checklist(), scenario(), NELL, text, heard)
    assert (reply.talk, reply.topics, reply.asks_back, reply.told) == ("more", (), (), ())
    assert heard.after(reply, 10).topics == ("symptom",)
    assert heard.after(reply, 10).fruitless == 0


@pytest.mark.parametrize(
    "text", ["What else have you tried?", "Is anything else affected?", "Tell me more about the error"]
)
def test_more_of_something_named_is_a_question_about_it(text: str) -> None:
    assert not asks_for_more(folded(text), NELL)
