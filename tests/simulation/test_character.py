"""People have character: they hold back, agree, notice a kind word, lose patience, and answer to a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.scenario import Person
from app.simulation.asking import Reply, ask
from app.simulation.people import Heard, agrees, heard, patience_of, reply_of
from app.simulation.phrases import filled, one_of, phrases
from tests.simulation.cast import MANNERS, checklist, person, scenario, step

CHECKLIST = checklist()
LIBRARY = scenario()
CALM = phrases().voices["calm"]
FEARFUL = phrases().voices["frightened"]
UNSURE = {"started": {"at_first": "Eight, or so.", "says": "I looked: five to eight."}}
GUARDED = {"impact": {"needs": "acknowledgement", "says": "We turn people away at the door."}}
ABOUT = [
    {"name": "Malton", "says": "Malton is down as well.", "tells": "sites"},
    {"name": "Whitby", "says": "We are in Whitby.", "tells": ""},
]


class Talk:
    """A conversation with one person, a question each twenty seconds."""

    def __init__(self, **changes: object) -> None:
        self.person: Person = person(**changes)
        self.heard = Heard(before=self.person.opening)
        self.second = 0.0

    def say(self, text: str) -> Reply:
        self.second += 20
        reply = ask(CHECKLIST, LIBRARY, self.person, text, self.heard, self.second)
        self.heard = self.heard.after(reply, self.second)
        return reply


def test_half_known_is_said_first_and_the_fact_when_asked_a_second_time() -> None:
    talk = Talk(knows=UNSURE)
    first, second = talk.say("When did it start?"), talk.say("And when did it start?")
    assert (first.answer, first.told) == ("Eight, or so.", ())
    assert (second.answer, second.told) == ("I looked: five to eight.", ("started",))
    assert talk.say("Since when?").answer.endswith("I looked: five to eight.")


def test_what_waits_for_a_kind_word_is_put_off_until_it_comes_and_stays_open_after_it() -> None:
    talk = Talk(knows=GUARDED)
    put_off = talk.say("What does it stop you doing?")
    assert put_off.answer in CALM["not_until_acknowledged"]
    assert (put_off.topics, put_off.told) == (("impact",), ())
    kind = talk.say("I'm sorry to hear that, it must be awful. I'm on it.")
    assert (kind.talk, kind.acknowledged) == ("reassurance", True)
    assert kind.answer in CALM["reassured"]
    assert talk.say("What does it stop you doing?").told == ("impact",)


def test_a_kind_word_in_the_same_breath_is_enough() -> None:
    reply = Talk(knows=GUARDED).say("That sounds really stressful. What does it stop you doing?")
    assert reply.told == ("impact",)
    assert any(reply.answer.startswith(words) for words in CALM["reassured"])


@pytest.mark.parametrize(("manner", "need"), [("frightened", "agrees"), ("angry", "could_not_say")])
def test_a_suggestion_of_what_they_do_not_know_is_agreed_to_by_those_who_agree(manner: str, need: str) -> None:
    reply = Talk(manner=manner).say("So the network team looks after it, right?")
    assert reply.leading
    assert reply.answer in phrases().voices[manner][need]  # type: ignore[index]
    assert reply.told == ()


def test_the_author_says_who_agrees() -> None:
    assert Talk(agrees=True).say("So it's the firewall team that owns it, isn't it?").answer in CALM["agrees"]
    assert agrees(person(manner="vague"))
    assert not agrees(person(manner="vague", agrees=False))


def test_what_they_know_they_tell_whatever_a_question_suggests() -> None:
    reply = Talk(agrees=True).say("So it started at nine, right?")
    assert (reply.answer, reply.leading) == ("It went at five to eight.", True)


@pytest.mark.parametrize("text", ["and Malton?", "is Malton all right?", "Malton too?", "what about malton"])
def test_a_name_is_answered_with_what_they_say_of_it(text: str) -> None:
    reply = Talk(about=ABOUT).say(text)
    assert (reply.answer, reply.topics, reply.told) == ("Malton is down as well.", ("sites",), ("sites",))


def test_a_name_without_an_item_tells_none() -> None:
    reply = Talk(about=ABOUT).say("and Whitby?")
    assert (reply.answer, reply.topics, reply.told, reply.talk) == ("We are in Whitby.", (), (), None)


def test_a_name_and_a_question_in_one_message_get_two_answers() -> None:
    reply = Talk(about=ABOUT).say("And Malton? And when did it start?")
    assert reply.answer == "Malton is down as well. It went at five to eight."
    assert set(reply.told) == {"sites", "started"}


def test_a_question_that_only_mentions_a_name_is_answered_for_itself() -> None:
    assert Talk(about=ABOUT).say("When did it start in Malton?").answer == "It went at five to eight."


def test_asked_what_they_mean_they_name_it() -> None:
    talk = Talk()
    talk.say("When did it start?")
    reply = talk.say("What do you mean?")
    assert (reply.talk, reply.topics, reply.told) == ("clarify", (), ())
    named = [filled(wording, phrases().offer(CHECKLIST, "started")) for wording in CALM["meant_of"]]
    assert reply.answer in [f"{words} It went at five to eight." for words in named]


def test_asked_what_they_mean_by_a_question_of_theirs_they_put_it_another_way() -> None:
    reply = ask(CHECKLIST, LIBRARY, person(), "what do you mean?", Heard(before="Which?", asks_back=("users", "sites")))
    assert one_of([phrases().offer(CHECKLIST, item) for item in ("users", "sites")]) in reply.answer


def test_patience_runs_low_with_warnings_and_out_with_last_words() -> None:
    talk = Talk(patience=3, leaving="I am off.")
    replies = [
        talk.say(text) for text in ("can you order me a new mouse", "do you like cheese?", "who won the football")
    ]
    assert [reply.hangs_up for reply in replies] == [False, False, True]
    assert any(replies[1].answer.endswith(words) for words in CALM["warning"])
    assert replies[2].answer.endswith("I am off.")
    assert talk.heard.fruitless == 0


def test_a_new_fact_or_a_kind_word_restores_patience() -> None:
    talk = Talk(patience=3)
    talk.say("do you like cheese?")
    talk.say("what's your dog called")
    talk.say("When did it start?")
    assert talk.heard.fruitless == 0
    talk.say("do you like cheese?")
    talk.say("I understand how frustrating this is.")
    assert talk.heard.fruitless == 0


def test_the_same_question_over_and_over_costs_patience() -> None:
    talk = Talk()
    for _ in range(3):
        talk.say("When did it start?")
    assert talk.heard.fruitless == 2


def test_each_manner_has_its_patience_and_an_author_may_set_another() -> None:
    assert patience_of(person(manner="angry")) < patience_of(person(manner="chatty"))
    assert patience_of(person(manner="angry", patience=9)) == 9


def test_the_second_time_nothing_is_understood_they_say_how_to_ask() -> None:
    talk = Talk()
    talk.say("can you order me a new mouse")
    assert talk.say("do you like cheese?").answer in CALM["rephrase"]


def test_wording_varies_when_the_same_is_asked_again() -> None:
    talk = Talk()
    answers = [talk.say("Which team looks after it?").answer for _ in range(3)]
    assert answers[0] != answers[1] != answers[2]


def test_what_is_so_later_is_said_from_its_second_on_and_not_as_a_repetition() -> None:
    talk = Talk(knows={"users": {"says": "Six of us.", "later": [{"at": 30, "says": "All nine now."}]}})
    assert talk.say("How many are affected?").answer == "Six of us."
    assert talk.say("How many are affected now?").answer == "All nine now."


def test_an_attempt_replays_the_same_from_its_log() -> None:
    talk = Talk(knows={**UNSURE, **GUARDED}, about=ABOUT)
    log = []
    for seq, text in enumerate(["When did it start?", "poor you", "and Malton?", "when did it start?", "hm"], 1):
        reply = talk.say(text)
        log.append(step(seq, "asked", 20.0 * seq, person="nell", text=text, **reply.body()))
    with_her = scenario(people=[talk.person])
    assert heard(with_her, log, "nell") == talk.heard
    assert reply_of(talk.person, log[0].body).body() == {k: log[0].body[k] for k in Reply().body()}


def test_an_older_log_says_what_it_can() -> None:
    body = {"person": "nell", "text": "x", "topics": ["started", "team"], "asks_back": [], "answer": "It went."}
    assert reply_of(person(), body) == Reply(("started", "team"), (), "It went.", told=("started",))


FACTS = {**UNSURE, **GUARDED, "sites": "Here in Whitby, and they say Malton too."}
SAID_OF = {
    "started": "five to eight",
    "impact": "turn people away",
    "sites": "they say Malton",
}
lines = st.sampled_from(
    ["When did it start?", "so it's the network?", "and Malton?", "poor you", "what do you mean?", "repeat that",
     "Which sites?", "what does it stop you doing", "everyone, right?", "do you like cheese", "since when", "hm", "??"]
)  # fmt: skip


@given(st.lists(lines, max_size=9), st.sampled_from(MANNERS), st.booleans())
@settings(max_examples=60, deadline=None)
def test_nobody_says_a_fact_of_an_item_that_was_never_asked_for(said: list[str], manner: str, agreeing: bool) -> None:
    talk = Talk(knows=FACTS, about=ABOUT, manner=manner, agrees=agreeing)
    asked_for: set[str] = set()
    for text in said:
        reply = talk.say(text)
        asked_for |= {*reply.topics}
        told = {item for item, words in SAID_OF.items() if words in reply.answer}
        assert told <= asked_for
        assert set(reply.told) <= set(reply.topics)
        assert reply.hangs_up is False or reply.answer


@given(st.lists(lines, max_size=12), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_nobody_hangs_up_while_patience_lasts_and_everybody_does_when_it_is_gone(
    said: list[str], patience: int
) -> None:
    talk = Talk(patience=patience)
    for text in said:
        before = talk.heard.fruitless
        reply = talk.say(text)
        assert reply.hangs_up == (before + 1 >= patience and talk.heard.fruitless == 0 and _fruitless(reply))


def _fruitless(reply: Reply) -> bool:
    return not reply.acknowledged and (reply.hangs_up or reply.talk == "other")
