"""A module to begin with: its three files, every part in its place, and each gap named as one to fill in."""

import json
import re
from collections.abc import Mapping

from app.authoring.skeleton import FILL_IN, BadName
from app.content.checklist import Checklist

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,59}")
_FEWEST_ITEMS = 3

_INDEX = """\
---
title: {title}
summary: FILL IN one sentence, shown in lists.
minutes: 10
objectives:
- FILL IN what the reader can do afterwards, beginning with a verb
---

<!--
The page of a module. Lines between these signs are for you and are not shown; take them out when you are done.
Every line with FILL IN is yours to write; `.venv/bin/flask content check` names the ones that are left.
What may stand here: docs/authoring.md, "A module". While you write, look at it under Scenarios, Pages of the pack.
-->

FILL IN a scene of a few sentences: somebody the reader knows, and what goes wrong.

## FILL IN a heading

FILL IN what to do, in short sentences.

<!-- Link a term of the glossary where it stands first, with its id: [resolver group](glossary:resolver-group). -->

<!-- An exercise stands where its id does, on a line of its own. It is written in practice.yml. -->

[practice: what-is-missing]

!!! poor "FILL IN a name for the example"
    FILL IN an example to learn from.

!!! good "FILL IN a name for the example"
    FILL IN the same, as it should be.

[practice: say-it-again]

<!--
A figure needs its source: put [^name] behind it, and at the very end of the page a line
[^name]: Who found this, in which year, and what it cannot show.
-->

!!! try "Try it"
    FILL IN something to think over, or to do on the next shift.

## On one screen

!!! note "What to keep"
    - **FILL IN** what to keep, in five to eight lines. It is also printed by itself.
"""
_CHECK = """\
# The knowledge check. Write at least twelve questions, so that a second try asks other ones; then set draw to 6.
# Each option needs feedback: one sentence on that choice. See that the right one is not always the longest.
pass_mark: 80                  # per cent of the drawn questions
draw: 4                        # how many are asked
questions:
- id: first-question           # one right option out of three or more
  kind: single
  text: FILL IN a short situation, and what you ask about it
  options:
  - text: FILL IN a plausible wrong answer
    feedback: FILL IN what it would lead to
  - text: FILL IN the right answer
    right: true
    feedback: FILL IN why it works
  - text: FILL IN another wrong answer
    feedback: FILL IN what it would lead to
  why: FILL IN the reasoning, shown after the answer
- id: second-question          # one or more right options
  kind: multiple
  text: FILL IN a situation in which more than one thing is right
  options:
  - text: FILL IN a right answer
    right: true
    feedback: FILL IN why it works
  - text: FILL IN a wrong answer
    feedback: FILL IN what it would lead to
  - text: FILL IN another right answer
    right: true
    feedback: FILL IN why it works
  why: FILL IN the reasoning
- id: third-question           # steps in the right order; they are shown shuffled
  kind: ordering
  text: FILL IN what to put in order
  order:
  - FILL IN the first step
  - FILL IN the second step
  - FILL IN the third step
  why: FILL IN what depends on the order
- id: fourth-question          # items of the checklist this handover lacks: right means that it is missing
  kind: missing
  text: Which items does this handover lack?
  handover: FILL IN a short handover
  options:
  - {{text: {first}, right: true, feedback: FILL IN what nobody can do without it}}
  - {{text: {second}, feedback: FILL IN the words that say it}}
  - {{text: {third}, feedback: FILL IN the words that say it}}
  why: FILL IN the reasoning
"""
_PRACTICE = """\
# Exercises done inside the page, each where index.md has [practice: its id]. Nothing of them is kept or scored.
exercises:
- id: what-is-missing          # pick the items a handover lacks
  kind: missing
  text: FILL IN what to look for
  handover: FILL IN a short handover
  missing: [{first}]           # ids of checklist items it lacks
  told: [{second}, {third}]    # items it has, offered beside them
  why: FILL IN what the missing one costs
# Another kind: steps to put in order. Take the signs away in front of it.
# - id: in-order
#   kind: order
#   text: Put the steps in order.
#   order: [Hand over, Hear it read back, Hang up]
#   why: What depends on the order.
"""
_REWRITE = """\
- id: say-it-again             # a line to rewrite, marked by the same marker as a handover
  kind: rewrite
  text: FILL IN what to do with the line
  now: 2026-11-24T09:25        # the time on the reader's clock
  told: FILL IN what the reader has been told, in somebody's words. Sales went at four minutes past nine.
  line: This morning at some point
  items:                       # what the line must say, as in a scenario's truths
    {time}:
      truth: Since 09:04
      time: "09:04"
  good: Since 09:04.           # one way to write it; the check sees that it earns every item
  why: FILL IN what the better line makes possible
"""


def module_skeleton(checklist: Checklist, slug: str, *, title: str = "") -> Mapping[str, str]:
    """The texts of a new module's files by their names, for this checklist.

    BadName when the slug cannot be one, or when the checklist has too few items to ask for.
    """
    if not _SLUG.fullmatch(slug):
        raise BadName(
            f"'{slug}' cannot be a module's slug. Use lower-case letters, digits and hyphens, beginning with a letter, "
            "at most 60."
        )
    if len(checklist.items) < _FEWEST_ITEMS:
        raise BadName("The checklist has fewer than three items, and a module's exercises ask for them.")
    first, second, third = list(checklist.ids())[:_FEWEST_ITEMS]
    time = next((item.id for item in checklist.items if item.kind == "time"), None)
    named = json.dumps(title or f"{FILL_IN} a title", ensure_ascii=False)
    index = _INDEX.format(title=named)
    practice = _PRACTICE.format(first=first, second=second, third=third)
    if time is None:
        index = index.replace("[practice: say-it-again]\n\n", "")
    return {
        "index.md": index,
        "check.yml": _CHECK.format(first=first, second=second, third=third),
        "practice.yml": practice + (_REWRITE.format(time=time) if time else ""),
    }
