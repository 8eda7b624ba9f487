"""What a person answered, what they have heard so far, and how much of it they put up with."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from app.content.scenario import Person, Scenario
from app.simulation.phrases import phrases
from app.simulation.steps import Step

Talk = Literal["social", "reassurance", "other", "repeat", "clarify", "more", "ordered", "put_through"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person makes of a message and says to it.

    `topics`: items understood, whether or not this person knows them; `asks_back`: items they ask back about, empty
    when sure; `talk`: what the message was when it asked for nothing; `acknowledged`: it saw their situation;
    `leading`: it suggested its answer; `told`: items whose fact is in this answer; `hangs_up`: they end the call.
    """

    topics: tuple[str, ...] = ()
    asks_back: tuple[str, ...] = ()
    answer: str = ""
    talk: Talk | None = None
    acknowledged: bool = False
    leading: bool = False
    told: tuple[str, ...] = ()
    hangs_up: bool = False

    def body(self) -> dict[str, Any]:
        """This reply as the log keeps it."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def reply_of(person: Person, body: Mapping[str, Any]) -> Reply:
    """The reply in the body of an `asked` step; older bodies say nothing of what was told and how the agent spoke."""
    topics = tuple(body.get("topics", ()))
    return Reply(
        topics=topics,
        asks_back=tuple(body.get("asks_back", ())),
        answer=str(body.get("answer", "")),
        talk=body.get("talk"),
        acknowledged=bool(body.get("acknowledged", False)),
        leading=bool(body.get("leading", False)),
        told=tuple(body.get("told", (topic for topic in topics if topic in person.knows))),
        hangs_up=bool(body.get("hangs_up", False)),
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person has heard of the agent so far.

    `before`: their own last words; `asked`: item to how often it was asked of them; `acknowledged`: their situation was
    seen; `fruitless`: messages in a row that led to nothing; `told_at`: item to the second they last told it;
    `topics` and `asks_back`: what their last answer was about; `count`: messages in all.
    """

    before: str = ""
    asked: Mapping[str, int] = field(default_factory=dict)
    acknowledged: bool = False
    fruitless: int = 0
    told_at: Mapping[str, float] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    asks_back: tuple[str, ...] = ()
    count: int = 0

    def after(self, reply: Reply, elapsed_seconds: float) -> "Heard":
        """What they have heard once they gave this reply."""
        stays = reply.talk in ("repeat", "clarify", "more")
        return replace(
            self,
            before=reply.answer,
            asked={**self.asked, **{topic: self.asked.get(topic, 0) + 1 for topic in reply.topics}},
            acknowledged=self.acknowledged or reply.acknowledged,
            fruitless=0 if reply.hangs_up else self._fruitless(reply),
            told_at={**self.told_at, **dict.fromkeys(reply.told, elapsed_seconds)},
            topics=self.topics if stays else reply.topics,
            asks_back=self.asks_back if stays else reply.asks_back,
            count=self.count + 1,
        )

    def _fruitless(self, reply: Reply) -> int:
        """Off-topic messages and questions put again count up; a new fact or a kind word makes good for all of them."""
        if reply.acknowledged or any(item not in self.told_at for item in reply.told):
            return 0
        again = bool(reply.topics) and not reply.asks_back and all(topic in self.asked for topic in reply.topics)
        return self.fruitless + (again or reply.talk == "other")


def heard(scenario: Scenario, steps: Sequence[Step], person_id: str) -> Heard:
    """What this person has heard in these steps, and their opening before any. KeyError when nobody has this id."""
    person = scenario.person(person_id)
    so_far = Heard(before=person.opening)
    for step in sorted(steps, key=lambda step: step.seq):
        if step.kind == "asked" and step.body.get("person") == person_id:
            so_far = so_far.after(reply_of(person, step.body), step.elapsed_seconds)
    return so_far


def patience_of(person: Person) -> int:
    """How many fruitless messages in a row this person puts up with."""
    return phrases().temper(person.manner).patience if person.patience is None else person.patience


def agrees(person: Person) -> bool:
    """Whether this person says yes to what a question suggests."""
    return phrases().temper(person.manner).agrees if person.agrees is None else person.agrees
