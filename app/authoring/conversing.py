"""A conversation an author tries out: what was said to whom at which second, answered again from its beginning."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.content.checklist import Checklist
from app.content.scenario import Person, Scenario
from app.simulation.asking import ask
from app.simulation.people import Heard, Reply


@dataclass(frozen=True, slots=True)
class Said:
    """One message to a person, `second` simulated seconds after the first call began."""

    person: str
    second: int
    text: str

    @property
    def line(self) -> str:
        """This message as the page carries it."""
        return f"{self.second} {self.person} {self.text}"


@dataclass(frozen=True, slots=True)
class Answered:
    """One message with its reply."""

    person: Person
    said: Said
    reply: Reply

    @property
    def noticed(self) -> list[str]:
        """What else they made of it, each in words."""
        noticed = {
            "their situation acknowledged": self.reply.acknowledged,
            "a question that suggests its answer": self.reply.leading,
            "they hang up": self.reply.hangs_up,
        }
        return [what for what, was in noticed.items() if was]


def answered(checklist: Checklist, scenario: Scenario, said: Sequence[Said]) -> tuple[Answered, ...]:
    """Each message with what is said to it, as it goes on; one to somebody who is not there is left out.

    QuestionTooLong as in asking.
    """
    people = {person.id: person for person in scenario.people}
    heard = {person.id: Heard(before=person.opening) for person in scenario.people}
    found = []
    for each in said:
        person = people.get(each.person)
        if person is None:
            continue
        reply = ask(checklist, scenario, person, each.text, heard[person.id], each.second)
        heard[person.id] = heard[person.id].after(reply, each.second)
        found.append(Answered(person, each, reply))
    return tuple(found)
