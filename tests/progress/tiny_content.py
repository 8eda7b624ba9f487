"""A content folder of a few lines, so that tests of pages do not hang on the wording of the shipped one."""

from pathlib import Path

CHECKLIST = """\
items:
- {id: service, label: Service affected, kind: name, group: what, ask: Which service is it?, weight: 5, critical: true,
   minutes: 8, why: It decides whom to wake., good: {text: Tills, why: A name.}, poor: {text: the thing, why: No name.}}
- {id: users, label: How many, kind: statement, group: where, ask: How many people?, weight: 4, minutes: 2.5}
- {id: contact, label: Whom to call back, kind: contact, group: who, ask: Who can answer?, weight: 5, minutes: 8}
"""
PATH = """\
title: Ready to hand over
steps:
- {module: first, due_days: 7}
- {scenario: tills, due_days: 14}
- {module: second, due_days: 21}
- {scenario: exams, due_days: 28}
certificate: {title: Major incident handover, valid_days: 365}
"""
SCENARIO = """\
id: {id}
title: Something about {id}
now: "2026-05-02T08:52"
minutes: 12
setting: A shop.
brief: The phone is ringing.
decision: raise
catalogue: {{services: {{Frontline: [tills]}}}}
people: [{{id: ann, name: Ann Lee, role: manager, opening: Hello.}}]
items:
  service: {{truth: It is Frontline., name: Frontline}}
"""
MODULE = """\
---
title: The {slug} module
summary: What the {slug} one is about.
minutes: 9
objectives: [Tell one from another]
---
Words of the {slug} module.

!!! poor "A bad day"
    Help.

!!! good "A good day"
    Tills down since 09:00.
"""
CHECK = """\
pass_mark: 75
draw: 4
questions:
- id: choose-one
  kind: single
  text: Which one?
  options:
  - {text: The red one, feedback: Red is loud.}
  - {text: The green one, right: true, feedback: Green it is.}
  - {text: The blue one, feedback: Blue is far.}
  why: Because green.
- id: choose-some
  kind: multiple
  text: Which ones?
  options:
  - {text: Apples, right: true, feedback: A fruit.}
  - {text: Bricks, feedback: Not a fruit.}
  - {text: Cherries, right: true, feedback: A fruit too.}
  why: Because fruit.
- id: put-in-order
  kind: ordering
  text: In which order?
  order: [wake, eat, work]
  why: Because morning.
- id: find-missing
  kind: missing
  text: What is missing?
  handover: Tills down. Ring Ann.
  options:
  - {text: users, right: true, feedback: No number.}
  - {text: service, feedback: It is there.}
  - {text: contact, feedback: Ann is named.}
  why: Because nobody counted.
"""


def write_tiny_content(root: Path) -> Path:
    """A whole content folder below `root`: three modules (one beside the path), two scenarios; answers it."""
    for slug in ("first", "second", "third"):
        write_module(root, slug)
    (root / "scenarios").mkdir()
    for name in ("tills", "exams"):
        (root / "scenarios" / f"{name}.yml").write_text(SCENARIO.format(id=name))
    (root / "checklist.yml").write_text(CHECKLIST)
    (root / "path.yml").write_text(PATH)
    return root


def write_module(root: Path, slug: str, more: str = "") -> None:
    """A module with a check of four questions; `more` is added to its page, and makes another version of it."""
    folder = root / "modules" / slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(MODULE.format(slug=slug) + more)
    (folder / "check.yml").write_text(CHECK)
