"""A scenario to begin with: every part in its place, with comments, and each gap named as one to fill in."""

import json
import re
from collections.abc import Mapping

from app.content.checklist import Checklist, ChecklistItem, Kind

FILL_IN = "FILL IN"
_ID = re.compile(r"[a-z][a-z0-9_-]{0,59}")

_HEAD = """\
# A scenario. Every text with FILL IN in it is yours to write; `.venv/bin/flask content check` names those left.
# What each key means and what may stand beside it: docs/authoring.md, "A scenario".
id: {id}
title: {title}
now: "2026-11-24T09:25"        # local time at which the first call begins
setting: FILL IN the organisation, its size, and what happened. Only authors and trainers read this.
brief: FILL IN what the agent knows before the call. It gives nothing away.
industry: {industry}
minutes: 12
decision: raise                # raise, attach (to an open major incident), security, or none
decision_why: FILL IN one sentence on why, shown in the debrief.

catalogue:                     # each name with the other names people use for it
  services:
    Service A: [FILL IN the first nickname]
    Service B: []
  sites:
    Site A: []
    Site B: []
  teams:
    Team A: []
    Team B: []

people:                        # at least two; nobody says anything that does not stand here
- id: first
  name: FILL IN a name
  role: FILL IN who they are, and where
  manner: calm                 # calm, rushed, technical, vague, angry, senior, frightened or chatty
  opening: FILL IN their first words. They name what is wrong, not all of it.
  knows:                       # in their own words; leave out what they do not know
{first}
  believes:
  - about: change
    says: FILL IN something that is not so
- id: second
  name: FILL IN a name
  role: FILL IN who they are, and where
  manner: technical
  arrives: 150                 # seconds after the first call began
  opening: FILL IN their first words
  knows:
{second}

signals:                       # what arrives while the agent works
- at: 120
  kind: alert
  source: Monitoring
  text: FILL IN what the alert says
- at: 300
  kind: mail
  source: FILL IN a sender
  text: FILL IN what the mail says

tools:                         # the desk tools; let at least one fact be found only here
  monitoring:
  - {{time: "09:10", check: FILL IN, state: CRITICAL, owner: Team A}}
  changes:
  - {{number: CHG0050001, when: "Mon 22:00", what: FILL IN, owner: Team B, state: closed}}
  tickets:
  - {{number: INC0050010, when: "Tue 09:20", what: FILL IN, owner: Service Desk, state: open}}
  on_call:
  - {{team: Team A, phone: 01632 960 101}}
  services:
  - {{service: Service A, owner: Team A}}

items:                         # what is so, an item each; leave out what this scenario does not have
"""
_FOOT = """
pass_mark: 75
target_seconds: 600            # handed over by then, timeliness is full
cost_per_minute:
  amount: 100
  currency: GBP
  basis: FILL IN where this figure comes from

examples:                      # handovers that prove the marking; write what you expect before you look at the mark
- kind: model
  decision: raise
  elapsed_seconds: 480
  text: FILL IN a handover that says everything
  # expect: {score: [90, 100], passed: true}
- kind: thin
  decision: raise
  elapsed_seconds: 240
  text: FILL IN a true handover that says too little
  # expect: {score: [20, 45], passed: false}
- kind: wrong
  decision: none
  elapsed_seconds: 480
  text: FILL IN a handover with wrong facts in it
  # expect: {score: [10, 40], passed: false}
"""
_NAMES: Mapping[str, str] = {"service": "name: Service A", "sites": "names: [Site A]", "team": "name: Team A"}
_TRUTHS: Mapping[Kind, str] = {
    "name": "name: FILL IN a name",
    "statement": "points: [[FILL IN one way of saying it, FILL IN another way]]",
    "time": 'time: "09:04"',
    "count": "count: 12\n    of: 40\n    unit: FILL IN of what",
    "choice": "choice: worse",
    "change": "unknown: true",
    "identifier": "id: INC0050010",
    "contact": "person: FILL IN a name\n    phone: 01632 960 114",
}
_TOOLS_TELL = frozenset({"team", "change", "tickets"})


class BadName(ValueError):
    """A scenario cannot have this id, or a module this slug."""


def skeleton(checklist: Checklist, scenario_id: str, *, title: str = "", industry: str = "") -> str:
    """The text of a new scenario's file, for this checklist. BadName when the id cannot be one."""
    if not _ID.fullmatch(scenario_id):
        raise BadName(
            f"'{scenario_id}' cannot be a scenario's id. Use lower-case letters, digits, hyphens and underscores, "
            "beginning with a letter, at most 60."
        )
    asked = [item for item in checklist.items if item.id not in _TOOLS_TELL]
    head = _HEAD.format(
        id=scenario_id,
        title=json.dumps(title or f"{FILL_IN} a title that does not give the answer away", ensure_ascii=False),
        industry=json.dumps(industry or f"{FILL_IN} an industry", ensure_ascii=False),
        first="\n".join(f"    {item.id}: {_to_fill(item)}" for item in asked if item.critical),
        second="\n".join(f"    {item.id}: {_to_fill(item)}" for item in asked if not item.critical),
    )
    return head + "".join(map(_truth, checklist.items)) + _FOOT


def _to_fill(item: ChecklistItem) -> str:
    return json.dumps(f"{FILL_IN}. {item.ask}", ensure_ascii=False)


def _truth(item: ChecklistItem) -> str:
    looked_for = _NAMES.get(item.id) or _TRUTHS[item.kind]
    return f"  {item.id}:\n    truth: {_to_fill(item)}\n    {looked_for}\n"
