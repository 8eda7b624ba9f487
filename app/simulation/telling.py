"""How a person puts what they know, half know, believe, hold back or do not know: only what the scenario gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.content.checklist import Checklist
from app.content.scenario import Detail, Knowledge, Person, Scenario
from app.simulation.people import Heard, agrees
from app.simulation.phrases import Need, all_of, filled, one_of, phrases, sentences
from app.simulation.understanding import Message
from app.simulation.words import folded, tokens

_ORDINARY = frozenset(
    """
    the a an is are was were be do does did have has can could would will it its it's i i'm you your he she they we this
    that there of to in on at for from with and or not no any some how what when where which who why if as about me my
    """.split()  # noqa: SIM905 a list of sixty words reads worse
)
_LEADS: tuple[Need, ...] = ("repeat", "meant", "again")


class Told(NamedTuple):
    """What is said on one item, and whether its fact is in it."""

    words: str
    fact: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """One person answering one message at one second; `text` and what they heard decide among wordings."""

    checklist: Checklist
    scenario: Scenario
    person: Person
    text: str
    heard: Heard
    elapsed_seconds: float
    message: Message

    def say(self, need: Need, about: str = "") -> str:
        """One wording for this need, other than the one in their last words."""
        key = f"{self.scenario.id} {self.person.id} {folded(self.text)} {need} {about} {self.heard.count}"
        return phrases().say(self.person.manner, need, key, self.heard.before)

    def detail(self, detail: Detail) -> str:
        """What they say of a name."""
        return f"{self.say('again', detail.name)} {detail.says}" if detail.says in self.heard.before else detail.says

    def on(self, topic: str) -> Told:
        """What they say of an item: what they know and believe, or in place of it what puts it off; else nothing."""
        believed = [belief.says for belief in self.person.believes if belief.about == topic]
        knowledge = self.person.knows.get(topic)
        if knowledge is None:
            return Told(self._again(topic, sentences(believed), topic in self.heard.asked), False)
        if not self._ready(topic, knowledge):
            return Told(self._held_back(topic, knowledge), False)
        says = knowledge.says_at(self.elapsed_seconds)
        told_at = self.heard.told_at.get(topic)
        same = told_at is not None and knowledge.says_at(told_at) == says
        return Told(self._again(topic, sentences([says, *believed]), same), True)

    def not_known(self, topics: Sequence[str], alone: bool) -> list[str]:
        """What they say of items they know nothing of; to a question that suggests its answer, yes or that they cannot
        say."""
        if not topics:
            return []
        if self.message.leading:
            return [self.suggested()]
        if alone:
            return [self.say("not_known", topics[0])]
        return [filled(self.say("not_known_of", topic), self._offer(topic)) for topic in topics]

    def suggested(self) -> str:
        """Their word on what a question suggests and they do not know."""
        return self.say("agrees" if agrees(self.person) else "could_not_say")

    def ask_back(self, topics: Sequence[str], need: Need) -> str:
        """The topics offered, as a question of theirs: in place of an answer, or beside one."""
        return filled(self.say(need), one_of([self._offer(topic) for topic in topics]))

    def small_talk(self) -> str:
        """An answer that tells nothing new to what asks for nothing of this call."""
        match self.message.talk:
            case "reassurance":
                return self.say("reassured")
            case "repeat":
                return self._repeated()
            case "clarify":
                return self._clarified()
            case "social" | "more" | "ordered" | "put_through" as need:
                return self.say(need)
            case _:
                return self._not_followed()

    def _ready(self, topic: str, knowledge: Knowledge) -> bool:
        """Whether what it needs for them to tell it was done."""
        if knowledge.needs == "acknowledgement":
            return self.heard.acknowledged or self.message.acknowledged or topic in self.heard.told_at
        return knowledge.needs == "nothing" or topic in self.heard.asked

    def _held_back(self, topic: str, knowledge: Knowledge) -> str:
        if knowledge.at_first:
            return self._again(topic, knowledge.at_first, topic in self.heard.asked)
        asked_again = knowledge.needs == "asking_twice"
        return self.say("not_until_asked_again" if asked_again else "not_until_acknowledged", topic)

    def _again(self, topic: str, words: str, said_before: bool) -> str:
        """The words, introduced as a repetition where they are one."""
        return f"{self.say('again', topic)} {words}" if words and said_before else words

    def _repeated(self) -> str:
        """What they last said, introduced once however often it is repeated."""
        before = self._last_words()
        return f"{self.say('repeat')} {before}" if before else self.say("not_understood")

    def _clarified(self) -> str:
        """What their last words were about, by its name; the words again where they named nothing."""
        if self.heard.asks_back:
            return self.ask_back(self.heard.asks_back, "meant_to_ask")
        if not self.heard.topics:
            before = self._last_words()
            return f"{self.say('meant')} {before}" if before else self.say("not_understood")
        said = [self.on(topic).words for topic in self.heard.topics]
        meant = filled(self.say("meant_of"), all_of([self._offer(topic) for topic in self.heard.topics]))
        return sentences([meant, *(self._without_lead(words) for words in said if words)])

    def _not_followed(self) -> str:
        """To what is no question of this call: that it is none, or that they did not follow; every other time, how to
        ask."""
        if self.message.leading:
            return self.suggested()
        if self.heard.fruitless % 2:
            return self.say("rephrase")
        return self.say("other" if _ORDINARY & set(tokens(folded(self.text))) else "not_understood")

    def _last_words(self) -> str:
        return self._without_lead(self.heard.before.strip())

    def _without_lead(self, words: str) -> str:
        """The words without what introduces them as repeated."""
        for need in _LEADS:
            for lead in phrases().wordings(self.person.manner, need):
                words = words.removeprefix(f"{lead} ")
        return words

    def _offer(self, topic: str) -> str:
        return phrases().offer(self.checklist, topic)
