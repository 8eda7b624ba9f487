"""A message to a person, and what they answer: only what the scenario lets them know or believe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.content.checklist import Checklist
from app.content.scenario import Person, Scenario
from app.simulation.people import Heard, Reply, patience_of
from app.simulation.phrases import sentences
from app.simulation.phrasings import Phrasing
from app.simulation.telling import Speech
from app.simulation.understanding import Message, understand
from app.simulation.words import folded

__all__ = ["LONGEST_QUESTION", "QuestionTooLong", "ReadBefore", "Reply", "ask", "read"]

LONGEST_QUESTION = 2_000
_WARNINGS = 2
_NOTHING_HEARD = Heard()


class QuestionTooLong(ValueError):
    """The question is longer than a person would listen to."""

    def __init__(self, length: int) -> None:
        super().__init__(f"The question has {length} characters; {LONGEST_QUESTION} is the most that can be asked.")


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """What a message was understood as by somebody who had heard so much."""

    heard: Heard
    message: Message


def read(
    checklist: Checklist, scenario: Scenario, person: Person, text: str, heard: Heard, phrasings: Sequence[Phrasing]
) -> ReadBefore:
    """The costly part of `ask`, which changes nothing: what this text asks for. QuestionTooLong."""
    must_fit(text)
    return ReadBefore(heard, understand(checklist, scenario, person, text, heard, phrasings))


def must_fit(text: str) -> None:
    """Raises QuestionTooLong over 2,000 characters."""
    if len(text) > LONGEST_QUESTION:
        raise QuestionTooLong(len(text))


def ask(
    checklist: Checklist,
    scenario: Scenario,
    person: Person,
    text: str,
    heard: Heard = _NOTHING_HEARD,
    elapsed_seconds: float = 0.0,
    phrasings: Sequence[Phrasing] = (),
    read_before: ReadBefore | None = None,
) -> Reply:
    """What this person answers to this text at this simulated second, having heard so much before.

    `phrasings` are ways of asking that an organisation added; the scenario's own count before them, and both before
    the learned reader. What was `read_before` of this text to this person, by `read`, is taken as it was if nothing
    was said since. The same arguments always give the same Reply. QuestionTooLong over 2,000 characters.
    """
    must_fit(text)
    if not folded(text):
        return Reply(answer=Speech(checklist, scenario, person, text, heard, elapsed_seconds, Message()).say("silence"))
    if read_before is None or read_before.heard != heard:
        read_before = read(checklist, scenario, person, text, heard, phrasings)
    message = read_before.message
    speech = Speech(checklist, scenario, person, text, heard, elapsed_seconds, message)
    reply = _answered(speech) if message.asks else _talked(speech)
    return _patiently(speech, reply, heard.after(reply, elapsed_seconds).fruitless)


def _talked(speech: Speech) -> Reply:
    """The reply to a message that asks for nothing."""
    message = speech.message
    return Reply(
        answer=speech.small_talk(), talk=message.talk, acknowledged=message.acknowledged, leading=message.leading
    )


def _answered(speech: Speech) -> Reply:
    """What they say of each name and item in turn, then of what they do not know, then what they ask back."""
    message = speech.message
    said = {topic: speech.on(topic) for topic in message.topics}
    unknown = [topic for topic, told in said.items() if not told.words]
    holds_back = any(told.words and not told.fact and topic in speech.person.knows for topic, told in said.items())
    asks_back = () if holds_back else _worth_asking_back(speech)
    answers = [speech.say("reassured")] if message.acknowledged else []
    answers += [speech.detail(detail) for detail in message.details]
    answers += [told.words for told in said.values() if told.words]
    answers += speech.not_known(unknown, alone=len(message.topics) == 1 and not message.details)
    if asks_back:
        answers.append(speech.ask_back(asks_back, "ask_beside" if message.topics or message.details else "ask_back"))
    elif message.asks_back and not (message.topics or message.details):
        answers.append(speech.suggested())
    told_by_name = [detail.tells for detail in message.details if detail.tells]
    return Reply(
        topics=tuple(dict.fromkeys([*told_by_name, *message.topics])),
        asks_back=asks_back,
        answer=sentences(answers),
        acknowledged=message.acknowledged,
        leading=message.leading,
        told=tuple(dict.fromkeys([*told_by_name, *(topic for topic, told in said.items() if told.fact)])),
    )


def _worth_asking_back(speech: Speech) -> tuple[str, ...]:
    """The items to ask back about: none for a suggestion that touches nothing they could speak of, and beside an answer
    those alone of which they have something to say that they have not said yet."""
    message, person, heard = speech.message, speech.person, speech.heard
    could_speak = person.knows.keys() | {belief.about for belief in person.believes}
    if message.leading and could_speak.isdisjoint(message.asks_back):
        return ()
    if not (message.topics or message.details):
        return message.asks_back
    said = heard.told_at.keys() | (heard.asked.keys() - person.knows.keys())
    return tuple(item for item in message.asks_back if item in could_speak - said)


def _patiently(speech: Speech, reply: Reply, fruitless: int) -> Reply:
    """The reply with a warning when patience runs low, and with last words when it is used up."""
    patience = patience_of(speech.person)
    if fruitless <= speech.heard.fruitless or fruitless < patience - _WARNINGS:
        return reply
    if fruitless >= patience:
        return replace(reply, answer=sentences([reply.answer, _last_words(speech)]), hangs_up=True)
    return replace(reply, answer=sentences([reply.answer, speech.say("warning")]))


def _last_words(speech: Speech) -> str:
    return speech.person.leaving or speech.say("hangs_up")
