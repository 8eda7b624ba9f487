"""Where one person stands with everything required of them: the paths of their roles, and what was changed of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.content.path import LearningPath, PathStep
from app.progress.rules.certificates import Done, Held, Round, is_renewing, newest, renewal_opens, round_of
from app.progress.rules.changes import UNCHANGED, Change, Changes, Key
from app.progress.rules.steps import StepFacts, StepMark, facts_of, marks_of, merged


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step: `waits_for` are the slugs it comes after that are not done; `on_path`: some path of theirs asks it."""

    kind: str
    slug: str
    facts: StepFacts
    mark: StepMark
    waits_for: tuple[str, ...]
    changes: Changes
    on_path: bool

    @property
    def key(self) -> Key:
        return self.kind, self.slug

    @property
    def settled(self) -> bool:
        """Whether nothing is to do: done or waived."""
        return self.mark in ("done", "waived")


@dataclass(frozen=True, slots=True)
class PathStanding:
    """One path: the newest certificate earned by it, if any, and which of its steps are to do.

    `whole`: its certificate stands, or all its steps are done or waived.
    """

    path: LearningPath
    held: Held | None
    renewing: bool
    left: frozenset[Key]
    whole: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """All steps in the order they are due, each once, and each path."""

    steps: tuple[StepStanding, ...]
    paths: tuple[PathStanding, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a person: completions, certificates by the id of their path, and what was changed."""

    joined_on: date
    completions: Sequence[Done] = ()
    certificates: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    changes: Mapping[Key, Changes] = field(default_factory=dict)

    def held(self, path: LearningPath) -> Sequence[Held]:
        """The certificates earned by this path."""
        return self.certificates.get(path.id, ())

    def changed(self, key: Key) -> Changes:
        """What was changed of this step."""
        return self.changes.get(key, UNCHANGED)


def standing_of(paths: Sequence[LearningPath], history: History, today: date) -> Standing:
    """Where somebody of whom these paths are required stands today."""
    several: dict[Key, list[StepFacts]] = {}
    after: dict[Key, set[str]] = {}
    for path in paths:
        for step, facts_here in _facts_on(path, history, today):
            several.setdefault(_key(step), []).append(facts_here)
            after.setdefault(_key(step), set()).update(step.after)
    for key, changes in history.changes.items():
        if changes.added:
            several.setdefault(key, []).append(_facts_of_added(changes.added, changes.dated, history, today))
    facts = {key: merged(found) for key, found in several.items()}
    steps = _in_order(facts, after, history, today)
    return Standing(steps, tuple(_path_standing(path, steps, history, today) for path in paths))


def earns_certificate(path: LearningPath, history: History, on: date) -> bool:
    """Whether a certificate is to be issued on this day: every step done or waived, at least one of them done, and
    none issued for that already."""
    last = newest(history.held(path))
    if path.certificate is None or (last is not None and on < renewal_opens(last)):
        return False
    facts = [facts for step, facts in _facts_on(path, history, on) if not history.changed(_key(step)).waived]
    return bool(facts) and all(step.holds for step in facts)


def _facts_on(path: LearningPath, history: History, today: date) -> list[tuple[PathStep, StepFacts]]:
    asked = [step for step in path.steps if not history.changed(_key(step)).waived]
    current = round_of(asked, history.held(path), today)
    return [
        (
            step,
            facts_of(step, history.joined_on, history.completions, current, today, history.changed(_key(step)).dated),
        )
        for step in path.steps
    ]


def _facts_of_added(added: Change, dated: Change | None, history: History, today: date) -> StepFacts:
    """An added step is asked for from then on: what was done before does not settle it."""
    step = PathStep.model_validate({added.kind: added.slug, "due_days": 0})
    current = Round(step.kind, after=added.at)
    return facts_of(step, added.due_on or today, history.completions, current, today, dated)


def _in_order(
    facts: Mapping[Key, StepFacts], after: Mapping[Key, Collection[str]], history: History, today: date
) -> tuple[StepStanding, ...]:
    settled = {slug for (kind, slug), step in facts.items() if step.last_on or history.changed((kind, slug)).waived}
    keys = sorted(facts, key=lambda key: facts[key].due_on)  # as the paths have them where days are the same
    waiting = {
        key: tuple(slug for slug in _slugs(facts) if slug in after.get(key, ()) and slug not in settled)
        if facts[key].last_on is None
        else ()
        for key in keys
    }
    waived = [place for place, key in enumerate(keys) if history.changed(key).waived]
    closed = [place for place, key in enumerate(keys) if waiting[key]]
    marks = marks_of([facts[key] for key in keys], today, waived, closed)
    return tuple(
        StepStanding(*key, facts[key], mark, waiting[key], history.changed(key), key in after)
        for key, mark in zip(keys, marks, strict=True)
    )


def _path_standing(path: LearningPath, steps: Sequence[StepStanding], history: History, today: date) -> PathStanding:
    held = newest(history.held(path))
    mine = {_key(step) for step in path.steps}
    left = frozenset(step.key for step in steps if step.key in mine and not step.settled)
    stands = path.certificate is not None and held is not None and today <= held.valid_until
    return PathStanding(path, held, is_renewing(history.held(path), today), left, stands or not left)


def _key(step: PathStep) -> Key:
    return step.kind, step.slug


def _slugs(facts: Mapping[Key, StepFacts]) -> list[str]:
    return [slug for _, slug in facts]
