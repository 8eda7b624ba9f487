"""A question to a person, and what they answer: only what the scenario lets them know or believe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Person, Scenario
from app.simulation.model import OTHER, REPEAT, SOCIAL, shipped_model
from app.simulation.offered import read_among_offered
from app.simulation.phrases import Need, filled, one_of, phrases, sentences
from app.simulation.reading import Understood, read
from app.simulation.words import folded

LONGEST_QUESTION = 2_000
_TALK: Mapping[str | None, Need] = {SOCIAL: "social", OTHER: "other", None: "not_understood"}
_NEVER: Mapping[str, int] = {}


class QuestionTooLong(ValueError):
    """The question is longer than a person would listen to."""

    def __init__(self, length: int) -> None:
        super().__init__(f"The question has {length} characters; {LONGEST_QUESTION} is the most that can be asked.")


@dataclass(frozen=True, slots=True)
class Reply:
    """`topics`: items understood, whether or not this person knows them; `asks_back`: items the person asks back
    about, empty when sure; `answer`: what the person says."""

    topics: tuple[str, ...]
    asks_back: tuple[str, ...]
    answer: str


def ask(
    checklist: Checklist,
    scenario: Scenario,
    person: Person,
    text: str,
    before: str = "",
    asked_before: Mapping[str, int] = _NEVER,
) -> Reply:
    """What this person answers to this text; `before` is what they last said.

    `asked_before` is how often they already answered each item, so that a repeated answer is introduced as one.
    The same arguments always give the same Reply. QuestionTooLong over 2,000 characters.
    """
    if len(text) > LONGEST_QUESTION:
        raise QuestionTooLong(len(text))
    speech = _Speech(checklist, scenario, person, asked_before, f"{scenario.id} {person.id} {folded(text)}")
    if not folded(text):
        return Reply((), (), speech.say("silence"))
    understood = read_among_offered(checklist, scenario, text, before) or read(shipped_model(), scenario, text, before)
    topics = tuple(item for item in understood.topics if item in checklist)
    asks_back = tuple(item for item in understood.asks_back if item in checklist)
    if not topics and not asks_back:
        return Reply((), (), speech.small_talk(understood, before))
    answers = speech.answers(topics)
    if asks_back:
        answers.append(speech.ask_back(asks_back, "ask_beside" if topics else "ask_back"))
    return Reply(topics, asks_back, sentences(answers))


@dataclass(frozen=True, slots=True)
class _Speech:
    """One person's way of putting things. `key` decides among wordings."""

    checklist: Checklist
    scenario: Scenario
    person: Person
    asked_before: Mapping[str, int]
    key: str

    def say(self, need: Need, key: str = "") -> str:
        return phrases().say(self.person.manner, need, f"{self.key} {key}")

    def answers(self, topics: Sequence[str]) -> list[str]:
        """What they know or believe on each topic in turn, then what they do not know."""
        said = [self._told(topic) for topic in topics]
        unknown = [topic for topic, told in zip(topics, said, strict=True) if not told]
        answers = [told for told in said if told]
        for topic in unknown:
            answers.append(self._not_known(topic, alone=len(topics) == 1))
        return answers

    def _told(self, topic: str) -> str:
        """What this person knows on a topic, then what they believe about it; empty when neither."""
        known = [self.person.knows[topic].says] if topic in self.person.knows else []
        believed = [belief.says for belief in self.person.believes if belief.about == topic]
        told = sentences(known + believed)
        times = self.asked_before.get(topic, 0)
        return f"{self.say('again', f'{topic} {times}')} {told}" if told and times else told

    def _not_known(self, topic: str, alone: bool) -> str:
        times = self.asked_before.get(topic, 0)
        if alone:
            return self.say("not_known", f"{topic} {times}")
        wording = self.say("not_known_of", f"{topic} {times}")
        return filled(wording, phrases().offer(self.checklist, topic))

    def ask_back(self, topics: Sequence[str], need: Need) -> str:
        """The topics offered, as a question of theirs: in place of an answer, or beside one."""
        offered = one_of([phrases().offer(self.checklist, topic) for topic in topics])
        return filled(self.say(need), offered)

    def small_talk(self, understood: Understood, before: str) -> str:
        """An answer that tells nothing: to a request to repeat, to small talk, to what is no question of this call."""
        if understood.talk == REPEAT:
            return self._repeated(before)
        return self.say(_TALK[understood.talk])

    def _repeated(self, before: str) -> str:
        """What they last said, introduced once however often it is repeated."""
        if not before.strip():
            return self.say("not_understood")
        for lead in phrases().wordings(self.person.manner, "repeat"):
            before = before.removeprefix(f"{lead} ")
        return f"{self.say('repeat')} {before}"
