"""The call room: what stands before the agent at one moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.archive import queries as archive
from app.content.checklist import Checklist, ChecklistItem
from app.content.library import Library
from app.content.scenario import Scenario
from app.database import db
from app.practice import rows
from app.practice.rows import AttemptRow, DraftRow, StepRow
from app.practice.rules.clock import AS_IN_LIFE
from app.practice.rules.following import shown_second
from app.practice.rules.levels import LEVELS, Level
from app.practice.rules.outages import may_hide_one
from app.practice.rules.steps import as_steps
from app.practice.rules.thread import Said, thread
from app.practice.rules.tickets import QUEUE, ticket_of
from app.simulation.knowing import Suggestion, next_question
from app.simulation.room import PersonHere, Room, Step, fold, search_rows

HEARTBEAT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class PersonTab:
    """Somebody who is or was on the line. `calling`: they have rung and nobody has spoken to them yet; `gone`: they
    have hung up."""

    id: str
    name: str
    role: str
    chosen: bool
    calling: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class ToRing:
    """Somebody who can be rung."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ToolTab:
    """One of the desk tools."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a tool. `ticket` is its number where it can be linked, empty else."""

    cells: tuple[str, ...]
    ticket: str = ""
    linked: bool = False


@dataclass(frozen=True, slots=True)
class OpenTool:
    """The tool that is open, with the rows that hold every word searched for."""

    id: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: str
    of: int


@dataclass(frozen=True, slots=True)
class Typed:
    """The handover as it stands in the page."""

    text: str
    fields: Mapping[str, str]
    decision: str | None
    revision: int
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class RoomPage:
    """The room at one moment.

    `seq` is the number the next step will get. `elapsed_seconds` and `target_seconds`, until when it is best handed
    over, are simulated; `next_look` is in seconds of the reader's. `began` is the simulated time of the first ring.
    """

    attempt_id: int
    slug: str
    title: str
    state: str
    level: Level
    pace: int
    target_seconds: float
    elapsed_seconds: float
    began: datetime
    paused: bool
    next_look: float
    seq: int
    people: tuple[PersonTab, ...]
    to_ring: tuple[ToRing, ...]
    chosen: PersonTab
    lines: tuple[Said, ...]
    tools: tuple[ToolTab, ...]
    tool: OpenTool | None
    typed: Typed
    items: tuple[ChecklistItem, ...]
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True)
class CallRows:
    """What is stored of a call: all that its room is made of."""

    attempt: AttemptRow
    draft: DraftRow | None
    steps: Sequence[StepRow]

    def was_just_heard(self, at: datetime) -> bool:
        """Whether a sign of life at this moment would tell nothing that is not stored: the last one is so fresh that
        no outage hides between them."""
        return self.attempt.state == "open" and not may_hide_one(self.attempt.seen_at, at)


def call_rows(attempt_id: int, person_id: int, read: Sequence[StepRow] | None = None) -> CallRows | None:
    """The rows of this person's attempt; None when it is not theirs.

    Two statements, or one when the log was `read` a moment ago and nothing came since.
    """
    connection = db.session.connection()
    found = rows.attempt_with_draft(connection, attempt_id)
    if found is None or found[0].person_id != person_id:
        return None
    return CallRows(*found, rows.steps_of(connection, found[0], read))


def room_page(
    attempt_id: int, person_id: int, library: Library, at: datetime, to: str = "", read: Sequence[StepRow] | None = None
) -> RoomPage | None:
    """The room of this person's attempt; None when it is not theirs. `to`: whose line is shown, if they have rung.

    The statements of `call_rows`, one more for each content text that is no longer the current one.
    """
    stored = call_rows(attempt_id, person_id, read)
    return None if stored is None else room_of(stored, library, at, to)


def room_of(stored: CallRows, library: Library, at: datetime, to: str = "") -> RoomPage:
    """The room these rows make at this moment; a statement for each content text that is no longer the current one."""
    attempt = stored.attempt
    scenario = archive.scenario(library, attempt.scenario, attempt.scenario_hash)
    checklist = archive.checklist(library, attempt.checklist_hash)
    steps = as_steps(stored.steps)
    room = fold(scenario, steps, shown_second(attempt, stored.steps, at))
    people = _people(room.people, _chosen(room.people, steps, to))
    chosen = next(tab for tab in people if tab.chosen)
    tool = _open_tool(scenario, steps)
    return RoomPage(
        attempt_id=attempt.id,
        slug=attempt.scenario,
        title=scenario.title,
        state=attempt.state,
        level=LEVELS[attempt.level],
        pace=attempt.pace,
        target_seconds=scenario.target_seconds,
        elapsed_seconds=room.elapsed_seconds,
        began=scenario.now,
        paused=room.paused,
        next_look=_next_look(None if room.paused else room.next_arrival_in, attempt.pace),
        seq=attempt.last_step + 1,
        people=people,
        to_ring=tuple(ToRing(each.person.id, each.person.name, each.person.role) for each in room.to_ring),
        chosen=chosen,
        lines=thread(scenario, room, chosen.id),
        tools=tuple(
            ToolTab(known.id, known.label, tool is not None and known.id == tool.id) for known in scenario.tools
        ),
        tool=tool,
        typed=typed_at(LEVELS[attempt.level], _typed(stored.draft), checklist.items),
        items=checklist.items,
        suggestion=_suggestion(attempt, checklist, scenario, steps, room),
    )


def _suggestion(
    attempt: AttemptRow, checklist: Checklist, scenario: Scenario, steps: Sequence[Step], room: Room
) -> Suggestion | None:
    """A good next thing to do, where the level suggests one and the clock runs."""
    if attempt.state != "open" or not LEVELS[attempt.level].suggests or room.paused:
        return None
    return next_question(checklist, scenario, steps, room.elapsed_seconds)


def _chosen(people: Sequence[PersonHere], steps: Sequence[Step], to: str) -> str:
    """Whose line is shown: the one asked for, else the one last spoken to, else the first caller."""
    here = [person.person.id for person in people]
    spoken = [str(s.body["person"]) for s in steps if s.kind == "asked" or (s.kind == "rang" and s.body["answered"])]
    return next((person for person in (to, *reversed(spoken), *here) if person in here), here[0])


def _people(people: Sequence[PersonHere], chosen: str) -> tuple[PersonTab, ...]:
    return tuple(
        PersonTab(
            id=here.person.id,
            name=here.person.name,
            role=here.person.role,
            chosen=here.person.id == chosen,
            calling=not here.spoken_to and here.person.id != chosen and here.left_at is None and not here.person.rung,
            gone=here.left_at is not None,
        )
        for here in people
    )


def _open_tool(scenario: Scenario, steps: Sequence[Step]) -> OpenTool | None:
    """The tool last looked at; none before the first look."""
    looks = [step.body for step in steps if step.kind == "looked_up"]
    known = {tool.id: tool for tool in scenario.tools}
    if not looks or looks[-1]["tool"] not in known:
        return None
    tool, words = known[str(looks[-1]["tool"])], str(looks[-1]["search"])
    linked = {str(step.body["ticket"]) for step in steps if step.kind == "linked"}
    rows = tuple(_row(tool.id, cells, linked) for cells in search_rows(tool, words))
    return OpenTool(tool.id, tool.label, tool.columns, rows, words, len(tool.rows))


def _row(tool: str, cells: tuple[str, ...], linked: Collection[str]) -> Row:
    ticket = ticket_of(cells) if tool == QUEUE else ""
    return Row(cells, ticket, ticket in linked)


def _typed(draft: DraftRow | None) -> Typed:
    if draft is None:
        return Typed("", {}, None, 0, None)
    return Typed(draft.text, draft.fields, draft.decision, draft.revision, draft.saved_at)


def typed_at(level: Level, typed: Typed, items: Sequence[ChecklistItem]) -> Typed:
    """What was typed as this level shows it: where there is no form, what was written in one stands in the text."""
    if level.checklist or not typed.fields:
        return typed
    labelled = [f"{item.label}: {typed.fields[item.id]}" for item in items if item.id in typed.fields]
    return replace(typed, text="\n".join([*([typed.text] if typed.text else []), *labelled]), fields={})


def _next_look(arrival: float | None, pace: int) -> float:
    """Seconds after which the page looks again: when something arrives, at the latest at the next heartbeat."""
    if arrival is None or arrival * pace / AS_IN_LIFE > HEARTBEAT_SECONDS:
        return HEARTBEAT_SECONDS
    return round(arrival * pace / AS_IN_LIFE + 0.2, 1)  # a little after, so that it has arrived
