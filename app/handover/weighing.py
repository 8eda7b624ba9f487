"""What the learned reading of clauses adds to what was found about an item."""

from collections.abc import Mapping, Sequence

import numpy as np

from app.content.scenario import Truth
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Finding
from app.handover.topics import About, Array
from app.handover.trend_in_forms import has_blank_boxes
from app.language.clauses import Clause
from app.language.vocabulary import VOCABULARY

_LIKELY = 0.5
_OPENING = 3
_WOULD = VOCABULARY.words["would_be"]
_CHOICES = ("worse", "steady", "intermittent", "better")


class Topical:
    """How likely each clause of a note speaks of each item, plainly, as not known, or to say that there is none.

    `aside`: the note as it is heard for some items, of which clauses that are not so now tell nothing.
    """

    def __init__(self, note: Note, about: About, items: Sequence[str], aside: Mapping[str, Note]) -> None:
        self.note, self.about = note, about
        self.columns = {item: column for column, item in enumerate(items)}
        clauses = note.reading.clauses
        self.likely: Array = np.array([about.of_clauses(item) for item in items]).reshape(len(items), len(clauses))
        self.likely[:, [c.index for c in clauses if c.asks or c.section is not None]] = 0
        for clause in clauses:
            column = self.columns.get(clause.section or "")
            if column is not None and not clause.asks:
                self.likely[column, clause.index] = about.of_clause(clause.section or "", clause.index)
        for item, heard in aside.items():
            self.likely[self.columns[item], [c.index for c in clauses if heard.is_aside(c)]] = 0
        plainly = self.likely * (1 - about.of_clauses("hedged"))
        unknown = self.likely * about.of_clauses("unknown")
        none = self.likely * about.of_clauses("none")
        parts = (self.likely, plainly, unknown, none, np.maximum(plainly - unknown, 0))
        self._parts: Array = np.stack(parts, axis=1)  # items by parts by clauses
        surest = np.sort(np.pad(self.likely, ((0, 0), (2, 0))), axis=1)[:, -2:]
        most = [part.max(axis=1, initial=0) for part in (plainly, unknown, none)]
        self.most: list[list[float]] = np.column_stack([surest, *most]).tolist()

    def of(self, item: str, without: frozenset[int] = frozenset()) -> list[list[float]]:
        """Of each clause: that it speaks of the item, plainly, as not known, as none, plainly and not as not known; 0
        of those `without`."""
        parts: list[list[float]] = self._parts[self.columns[item]].tolist()
        for index in without:
            for part in parts:
                part[index] = 0.0
        return parts

    def most_of(self, item: str, without: frozenset[int]) -> list[float]:
        """The second most and the most that a clause speaks of the item, and the most of it plainly, as not known, as
        none, leaving out clauses."""
        if not without:
            return self.most[self.columns[item]]
        likely, plainly, unknown, none, _ = self.of(item, without)
        return [*sorted([0.0, 0.0, *likely])[-2:], *map(max, (plainly, unknown, none))]


def weigh_topics(finding: Finding, topical: Topical, item: str, truth: Truth) -> None:
    """Adds how likely clauses speak of the item, say that there is none, that it is not known, which way it goes."""
    clauses, features = topical.note.reading.clauses, finding.features
    if not clauses:
        return
    features["about_twice"], features["about"], features["about_plainly"], features["about_unknown"], none_said = (
        topical.most_of(item, finding.of_others)
    )
    if finding.not_none:
        none_said = max(_without(clauses, topical.of(item)[3], finding.not_none))
    features["about_none_right" if truth.none else "about_none"] = none_said
    if features["about"] >= _LIKELY:
        likely, _, unknown, none, plain = topical.of(item, finding.of_others)
        finding.vague.extend(_spans(clauses, likely))
        finding.unknown.extend(_spans(clauses, unknown))
        (finding.right if truth.none else finding.wrong).extend(
            _spans(clauses, _without(clauses, none, finding.not_none))
        )
        finding.about.extend(
            (range(clause.first, clause.last), sure, known)
            for clause, sure, known in zip(clauses, likely, plain, strict=True)
            if sure >= _LIKELY
        )
    if item == "trend" and truth.choice is not None:
        _weigh_choices(finding, topical, truth.choice)


def _weigh_choices(finding: Finding, topical: Topical, right: str) -> None:
    """How likely clauses say that it goes the true way, and another; what may yet come, "worse:", what boxes are
    left blank beside and what somebody only thinks tell of no other."""
    reading = topical.note.reading
    clauses, text = reading.clauses, reading.folded.text
    opens = [c.last - c.first <= _OPENING and text[c.end : c.end + 1] == ":" for c in clauses]
    would = [not _WOULD.isdisjoint(reading.stems[c.first : c.last]) for c in clauses]
    boxed = [has_blank_boxes(topical.note, (c.start, c.end)) for c in clauses]
    thought = ["hedges" in c.flags for c in clauses]
    guess = np.array([opens, would, boxed, thought], dtype=bool).any(axis=0)
    likely = topical.likely[topical.columns["trend"]]
    for choice in _CHOICES:
        said = np.where(guess & (choice != right), np.float32(0), likely * topical.about.of_clauses(choice)).tolist()
        name = "about_right" if choice == right else "about_other"
        finding.features[name] = max(finding.features[name], *said)
        (finding.right if choice == right else finding.wrong).extend(_spans(clauses, said))


def _without(clauses: Sequence[Clause], likely: Sequence[float], spans: Sequence[Span]) -> list[float]:
    """How likely each clause is, and not at all where one of these spans stands."""
    if not spans:
        return list(likely)
    return [
        0.0 if any(c.start <= start < c.end for start, _ in spans) else sure
        for c, sure in zip(clauses, likely, strict=True)
    ]


def _spans(clauses: Sequence[Clause], likely: Sequence[float]) -> list[Span]:
    """The clauses that are likelier than not."""
    return [(c.start, c.end) for c, sure in zip(clauses, likely, strict=True) if sure >= _LIKELY]
