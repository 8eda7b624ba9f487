"""A small scenario of an office that cannot print, of which nothing is to be advised; each test spoils one thing."""

from collections.abc import Callable
from pathlib import Path

from app.authoring.advice.draft import Draft
from app.content.library import parse_checklist, parse_scenario
from app.content.problems import Problem
from app.content.reading import read_document

CHECKLIST, _ = parse_checklist((Path(__file__).parents[2] / "labelled" / "content" / "checklist.yml").read_text())

SCENARIO = """\
id: printing
title: An office without its labels
now: "2026-03-03T09:40"
setting: A post office sorting centre rings the service desk.
decision: raise
catalogue:
  services:
    LabelMate: [label software, parcel labels]
    Rosterly: [shift planner]
  sites:
    Alderbrook: [alderbrook centre]
    Whitcombe: [whitcombe centre]
  teams:
    Sorting Applications: [sorting apps]
    Field Engineering: [engineers on site]
people:
- id: hanna
  name: Hanna Brightwell
  role: shift lead
  opening: Hello, LabelMate prints nothing but white stickers.
  knows:
    service: LabelMate.
    symptom: The sticker comes out white and the parcel goes to the floor.
    started: Twelve minutes past nine.
    users: Thirty-six of our fifty-two belts.
    workaround: We write the addresses by hand.
    contact: Me, 01632 960 417.
  believes:
  - {about: started, says: It must have been half past eight.}
- id: piet
  name: Piet Alder
  role: on call, Sorting Applications
  manner: technical
  rung: true
  busy_until: 60
  opening: Piet here, on call.
  knows:
    told: My own lead, nobody else.
tools:
  tickets:
  - "INC0071955 Alderbrook, LabelMate prints blank (this call)"
  changes:
  - "CHG0051234 database upgrade, LabelMate, 08:30"
  services:
  - "LabelMate: owner Sorting Applications"
signals:
- {at: 90, kind: chat, source: Whitcombe, text: "Ours are fine."}
items:
  service: {truth: "LabelMate", name: LabelMate}
  symptom:
    truth: Stickers come out white
    points:
    - [stickers come out white, blank stickers, empty labels printed]
    - [parcels pile up unaddressed, parcels put on the floor, nothing can be sorted]
  started: {truth: 09:12 today, time: "09:12"}
  users: {truth: 36 of the 52 belts, count: 36, of: 52, unit: belts}
  workaround: {truth: Addresses by hand, points: [[addresses by hand, handwritten addresses, pen and marker]]}
  change: {truth: "CHG0051234, a database upgrade", id: CHG0051234}
  tickets: {truth: INC0071955, id: INC0071955}
  contact: {truth: "Hanna Brightwell, 01632 960 417", person: Hanna Brightwell, phone: 01632 960 417}
  team: {truth: Sorting Applications, name: Sorting Applications}
examples:
- kind: model
  decision: raise
  elapsed_seconds: 300
  text: |
    LabelMate prints blank stickers, parcels pile up unaddressed. Since 09:12, 36 of 52 belts.
    Workaround: addresses by hand. Recent change: CHG0051234. Ticket INC0071955.
    Contact Hanna Brightwell, 01632 960 417. Team: Sorting Applications.
- {kind: thin, decision: raise, text: "Something is wrong with the labels, maybe since 20 minutes ago."}
- {kind: wrong, decision: raise, text: "Rosterly is down, not 40, 12 belts."}
"""

Rule = Callable[[Draft], object]


def draft(*changes: tuple[str, str]) -> Draft:
    """The scenario with these texts replaced; each must be there."""
    text = SCENARIO
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    assert CHECKLIST is not None
    scenario, problems = parse_scenario(text, "scenarios/printing.yml", CHECKLIST)
    assert scenario is not None
    assert [problem for problem in problems if "nobody rings at the beginning" not in problem.what] == []
    return Draft(CHECKLIST, scenario, read_document(text, "scenarios/printing.yml"))


def line_of(text: str, words: str) -> int:
    """The line of a text on which these words first stand."""
    return text[: text.index(words)].count("\n") + 1


def only(found: object) -> Problem:
    """The one warning there is."""
    assert hasattr(found, "__iter__")
    (warning,) = found
    assert isinstance(warning, Problem)
    return warning
