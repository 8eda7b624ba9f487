"""What is said beside a question: a kind word, a suggestion, not having followed; and ways of asking somebody added."""

import pytest

from app.simulation.asking import ask
from app.simulation.leading import leads
from app.simulation.mood import acknowledges, asks_what_was_meant, only_acknowledges
from app.simulation.people import Heard
from app.simulation.phrasings import topics_by_phrasing
from app.simulation.words import folded
from tests.simulation.cast import checklist, person, scenario


@pytest.mark.parametrize(
    "text",
    [
        "that sounds stressful, I'm on it",
        "I'm so sorry, that must be horrible for you",
        "don't worry, you did the right thing ringing",
        "I understand how frustrating that is",
        "leave it with me",
        "poor you",
        "we'll get this sorted",
        "take your time",
        "someone will call you back",
        "I'll log this and we'll let you know",
    ],
)
def test_a_kind_word_is_noticed(text: str) -> None:
    assert acknowledges(folded(text))
    assert only_acknowledges(folded(text))


@pytest.mark.parametrize(
    "text",
    [
        "I don't understand you",
        "sorry, what?",
        "when did it start?",
        "ok",
        "",
        "which till",
        "on what number can they call you",
    ],
)
def test_what_is_no_kind_word_is_none(text: str) -> None:
    assert not acknowledges(folded(text))


def test_a_promise_takes_up_no_offer() -> None:
    heard = Heard("Did you mean when we need it back?", topics=("impact",))
    reply = ask(checklist(), scenario(), person(), "OK, I'll raise this, someone will call you back", heard)
    assert (reply.topics, reply.talk) == ((), "reassurance")


def test_a_question_behind_a_kind_word_is_still_one() -> None:
    assert not only_acknowledges(folded("sorry to hear that can you tell me when it started"))


@pytest.mark.parametrize(
    "text", ["what do you mean?", "sorry, I don't follow", "in other words?", "can you clarify that"]
)
def test_not_having_followed_is_noticed(text: str) -> None:
    assert asks_what_was_meant(folded(text))


@pytest.mark.parametrize(
    "text", ["what do you mean off", "can you explain what you see", "say again, I don't follow", ""]
)
def test_a_question_of_its_own_is_not_taken_for_that(text: str) -> None:
    assert not asks_what_was_meant(folded(text))


@pytest.mark.parametrize(
    "text",
    ["so it's the network?", "everyone, right?", "it's the firewall, isn't it", "you've restarted it?",
     "presumably all of you", "isn't it just Whitby?", "so nobody can lend anything"],
)  # fmt: skip
def test_a_question_that_suggests_its_answer_leads(text: str) -> None:
    assert leads(folded(text))


@pytest.mark.parametrize(
    "text",
    ["is it the network?", "when did it start?", "name and number?", "so since when?", "which system is it?", "right"],
)  # fmt: skip
def test_an_open_question_does_not_lead(text: str) -> None:
    assert not leads(folded(text))


ADDED = (("how's your father", ("trend",)), ("tell me about the weather in the lobby", ()))
OWN = {"users": ["how many reading cards are waving at you"]}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("How's your FATHER?", ("trend",)),
        ("tell me about teh weather in the lobby", ()),
        ("how many reading cards are waving at u?", ("users",)),
        ("how many reading card are waving at you", ("users",)),
        ("how many reading cards are not waving at you", None),
        ("something else entirely", None),
        ("", None),
    ],
)
def test_an_added_way_of_asking_is_known_as_it_is_or_nearly(text: str, topics: tuple[str, ...] | None) -> None:
    assert topics_by_phrasing(scenario(phrasings=OWN), ADDED, folded(text)) == topics


def test_the_authors_own_way_of_asking_wins() -> None:
    with_own = scenario(phrasings={"users": ["how's your father"]})
    assert topics_by_phrasing(with_own, ADDED, "how's your father") == ("users",)


def test_names_of_one_class_are_alike_in_an_added_way_of_asking() -> None:
    added = (("is the kettle on in Whitby", ("sites",)),)
    assert topics_by_phrasing(scenario(), added, "is the kettle on in malton") == ("sites",)


def test_an_added_way_of_asking_counts_before_the_reader_and_one_for_nothing_tells_nothing() -> None:
    library, nell = scenario(phrasings={"started": ["which sites have it"]}), person()
    assert ask(checklist(), library, nell, "Which sites have it?").told == ("started",)
    reply = ask(checklist(), library, nell, "tell me about the weather in the lobby", Heard(), 0, ADDED)
    assert (reply.topics, reply.talk) == ((), "other")


def test_an_item_the_checklist_does_not_have_is_never_understood() -> None:
    reply = ask(checklist(), scenario(), person(), "how's your father", Heard(), 0, (("how's your father", ("mood",)),))
    assert reply.topics == ()
