"""A call taken in the terminal: a line of words in, what is heard and seen out. It has no clock of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from app.authoring.playing.sheet import sheet
from app.content.checklist import Checklist
from app.content.scenario import Decision, Person, Scenario
from app.handover.asking_back import Question, mark_answer, questions
from app.handover.marking import HandoverTooLong, must_fit
from app.handover.scorecard import Handover, Scorecard
from app.handover.updating import Update, mark_with_updates
from app.simulation.asking import QuestionTooLong, ask
from app.simulation.people import heard
from app.simulation.room import Line, Room, fold, search_rows
from app.simulation.steps import Step, StepKind

FOLLOWING_SECONDS = 300.0
HELP = """\
  NAME: your words          say that to somebody on the line, by id or first name
  look TOOL [words]         open a desk tool, or search it
  ring NAME                 ring somebody who can be rung
  link NUMBER               link a ticket
  write                     begin the handover; a line with only a full stop ends it
  decide DECISION           raise, attach, security or none
  hand over                 hand over; updates count for five minutes from then on
  update WORDS              send an update; 'correct WORDS' marks it as a correction
  questions                 the Major Incident Manager asks back; then comes the scorecard
  quit                      end the call"""
_DECISIONS: tuple[Decision, ...] = get_args(Decision)


class NotUnderstood(ValueError):
    """The line is no command, or names nobody and nothing of this scenario."""


class Call:
    """One call as it goes on. `say` takes a line at a simulated second and answers what to print."""

    def __init__(self, checklist: Checklist, scenario: Scenario) -> None:
        self.checklist = checklist
        self.scenario = scenario
        self.over = False
        self._steps: list[Step] = []
        self._printed: Counter[Line] = Counter()
        self._written: list[str] = []
        self._writing = False
        self._decision: Decision | None = None
        self._handed_over: tuple[Handover, float] | None = None
        self._updates: list[Update] = []
        self._open: list[Question] = []
        self._answered: list[str] = []

    @property
    def prompt(self) -> str:
        """What stands before the next line: whether it is one of a handover, of an answer, or a command."""
        return "  " if self._writing else "answer> " if self._open else "> "

    @property
    def takes_commands(self) -> bool:
        """Whether the next line is a command, and not one of a handover or an answer."""
        return not (self._writing or self._open)

    def arrived(self, at: float) -> list[str]:
        """What has come to be said or seen by this second and was not printed yet."""
        lines, seen = [], Counter[Line]()
        for line in self._room(at).lines:
            seen[line] += 1
            if seen[line] > self._printed[line] and line.kind != "said_by_agent":
                lines.append(f"[{_stopwatch(line.elapsed_seconds)} {line.at:%H:%M}] {line.speaker}: {line.text}")
        self._printed = seen
        return lines

    def say(self, line: str, at: float) -> list[str]:
        """What this line leads to, with what arrived before it. NotUnderstood when it is none of the commands."""
        before = self.arrived(at)
        if self._writing:
            return before + self._write(line)
        if self._open:
            return before + self._answer(line, at)
        if not line.strip():
            return before
        return before + self._command(line.strip(), at) + self.arrived(at)

    def end(self) -> list[str]:
        """The call is ended: the scorecard, when anything was handed over."""
        self.over = True
        if self._handed_over is None:
            return ["Nothing was handed over, so there is nothing to mark."]
        return [*self._answered, *sheet(self.checklist, self._card(), self._texts())]

    def _command(self, line: str, at: float) -> list[str]:
        word, _, rest = line.partition(" ")
        commands: Mapping[str, Callable[[str, float], list[str]]] = {
            "look": self._look,
            "ring": self._ring,
            "link": self._link,
            "decide": self._decide,
            "update": lambda words, second: self._update(words, second, corrects=False),
            "correct": lambda words, second: self._update(words, second, corrects=True),
        }
        if word in commands and rest.strip():
            return commands[word](rest.strip(), at)
        match line:
            case "write":
                self._writing, self._written = True, []
                return ["Write your handover; a line with only a full stop ends it."]
            case "hand over":
                return self._hand_over(at)
            case "questions":
                return self._ask_back()
            case "quit":
                return self.end()
            case "help":
                return [HELP]
        name, colon, words = line.partition(":")
        if colon:
            return self._ask(self._somebody(name), words.strip(), at)
        raise NotUnderstood(f"'{line}' is no command. Write 'help' to see them.")

    def _ask(self, person: Person, text: str, at: float) -> list[str]:
        there = {each.person.id for each in self._room(at).people if each.left_at is None}
        if person.id not in there:
            return [f"{person.name} is not on the line."]
        try:
            reply = ask(self.checklist, self.scenario, person, text, heard(self.scenario, self._steps, person.id), at)
        except QuestionTooLong as error:
            return [str(error)]
        self._add("asked", at, person=person.id, text=text, **reply.body())
        return []

    def _look(self, words: str, at: float) -> list[str]:
        name, _, search = words.partition(" ")
        tool = next((tool for tool in self.scenario.tools if tool.id == name.casefold()), None)
        if tool is None:
            raise NotUnderstood(f"There is no tool '{name}'. There is: {_listed(t.id for t in self.scenario.tools)}.")
        self._add("looked_up", at, tool=tool.id, search=search.strip())
        rows = search_rows(tool, search)
        shown = ["  " + " · ".join(cell for cell in row if cell) for row in rows]
        return [f"{tool.label}:", *(shown or ["  nothing found"])]

    def _ring(self, name: str, at: float) -> list[str]:
        person = self._somebody(name)
        room = self._room(at)
        line = next((each for each in room.to_ring if each.person.id == person.id), None)
        if line is None:
            talking = any(each.person.id == person.id and each.left_at is None for each in room.people)
            return [f"{person.name} is on the line already." if talking else f"{person.name} cannot be rung."]
        self._add("rang", at, person=person.id, answered=line.picks_up)
        return []

    def _link(self, ticket: str, at: float) -> list[str]:
        queue = [line for tool in self.scenario.tools if tool.id == "tickets" for line in tool.lines]
        if not any(ticket in line for line in queue):
            raise NotUnderstood(f"There is no ticket '{ticket}' in the queue.")
        self._add("linked", at, ticket=ticket)
        return [f"{ticket} is linked."]

    def _write(self, line: str) -> list[str]:
        if line.strip() != ".":
            self._written.append(line)
            return []
        self._writing = False
        return [f"{len(' '.join(self._written).split())} words are written."]

    def _decide(self, word: str, _at: float) -> list[str]:
        decision = next((each for each in _DECISIONS if each == word), None)
        if decision is None:
            raise NotUnderstood(f"'{word}' is no decision. Choose one of {_listed(_DECISIONS)}.")
        self._decision = decision
        return [f"Decided: {decision}."]

    def _hand_over(self, at: float) -> list[str]:
        if self._handed_over is not None:
            return ["It is handed over already."]
        text = "\n".join(self._written).strip()
        if not text or self._decision is None:
            return ["Write a handover first." if not text else "Take the decision first, with 'decide'."]
        handover = Handover(text=text, decision=self._decision)
        try:
            must_fit([text])
        except HandoverTooLong as error:
            return [str(error)]
        self._handed_over = handover, at
        self._add("handed_over", at, text=text, fields={}, decision=self._decision)
        return [f"Handed over at {_stopwatch(at)}. Updates count for five minutes; 'questions' goes on."]

    def _update(self, words: str, at: float, corrects: bool) -> list[str]:
        if self._handed_over is None:
            return ["Hand over first; until then, write it into the handover."]
        handover, handed_over_at = self._handed_over
        if at > handed_over_at + FOLLOWING_SECONDS:
            return ["The five minutes are over. Go on with 'questions'."]
        try:
            must_fit([handover.text, *(update.text for update in self._updates), words])
        except HandoverTooLong as error:
            return [str(error)]
        self._updates.append(Update(words, at, corrects))
        self._add("updated", at, text=words, corrects=corrects)
        return ["The correction is sent." if corrects else "The update is sent."]

    def _ask_back(self) -> list[str]:
        if self._handed_over is None:
            return ["Hand over first."]
        self._open = list(questions(self.checklist, self.scenario, self._card()))
        return self._next_question()

    def _next_question(self) -> list[str]:
        if not self._open:
            return self.end()
        return [f"Major Incident Manager: {self._open[0].text}"]

    def _answer(self, line: str, at: float) -> list[str]:
        question = self._open.pop(0)
        label = self.checklist[question.item].label
        if not line.strip():
            self._answered.append(f"Passed over: {label}.")
        else:
            try:
                marked = mark_answer(self.checklist, self.scenario, question.item, line, at)
            except HandoverTooLong as error:
                self._open.insert(0, question)
                return [str(error)]
            self._answered.append(f"Answered: {label}, {marked.verdict}. {marked.reason}")
        return self._next_question()

    def _card(self) -> Scorecard:
        assert self._handed_over is not None  # noqa: S101 asked for only then
        handover, at = self._handed_over
        return mark_with_updates(self.checklist, self.scenario, handover, at, self._updates)

    def _texts(self) -> dict[str, str]:
        """What the words of the scorecard stand in: the handover under no name, and each update."""
        handover = self._handed_over[0].text if self._handed_over else ""
        return {"": handover, **{f"update:{n}": update.text for n, update in enumerate(self._updates, 1)}}

    def _room(self, at: float) -> Room:
        return fold(self.scenario, self._steps, at)

    def _somebody(self, name: str) -> Person:
        wanted = name.strip().casefold()
        for person in self.scenario.people:
            if wanted in (person.id, person.name.casefold(), person.name.split()[0].casefold()):
                return person
        raise NotUnderstood(
            f"There is nobody '{name.strip()}'. There is: {_listed(person.id for person in self.scenario.people)}."
        )

    def _add(self, kind: StepKind, at: float, **body: object) -> None:
        self._steps.append(Step(len(self._steps) + 1, kind, at, body))


def opening_lines(scenario: Scenario) -> list[str]:
    """What stands above a call: its title, the brief and the hour."""
    return [scenario.title, scenario.brief, f"It is {scenario.now:%H:%M}. 'help' names the commands.", ""]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _stopwatch(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes:02}:{rest:02}"
