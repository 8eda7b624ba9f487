"""What the learned reading of clauses adds to what was found about an item."""

from collections.abc import Iterable

import numpy as np

from app.content.scenario import Truth
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Finding
from app.handover.topics import About, Array
from app.language.vocabulary import VOCABULARY

_LIKELY = 0.5
_OPENING = 3
_WOULD = VOCABULARY.words["would_be"]
_CHOICES = ("worse", "steady", "intermittent", "better")


def weigh_topics(finding: Finding, note: Note, about: About, item: str, truth: Truth) -> None:
    """Adds how likely clauses speak of the item, say that there is none, that it is not known, which way it goes."""
    clauses = note.reading.clauses
    if not clauses:
        return
    elsewhere = np.array([clause.asks or clause.section not in (None, item) for clause in clauses], dtype=bool)
    likely: Array = np.where(elsewhere, np.float32(0), about.of_clauses(item))
    surest = np.sort(likely)[::-1]
    finding.features["about"] = float(surest[0])
    finding.features["about_twice"] = float(surest[1]) if len(surest) > 1 else 0.0
    plainly = likely * (1 - about.of_clauses("hedged"))
    finding.features["about_plainly"] = float(plainly.max())
    finding.vague.extend(_spans(note, likely))
    unknown = likely * about.of_clauses("unknown")
    finding.features["about_unknown"] = float(unknown.max())
    finding.unknown.extend(_spans(note, unknown))
    for index, clause in enumerate(clauses):
        if likely[index] >= _LIKELY:
            plain = max(0.0, float(plainly[index] - unknown[index]))
            finding.about.append((range(clause.first, clause.last), float(likely[index]), plain))
    none = likely * about.of_clauses("none")
    finding.features["about_none_right" if truth.none else "about_none"] = float(none.max())
    (finding.right if truth.none else finding.wrong).extend(_spans(note, none))
    if item == "trend" and truth.choice is not None:
        _weigh_choices(finding, note, about, likely, truth.choice)


def _weigh_choices(finding: Finding, note: Note, about: About, likely: Array, right: str) -> None:
    """How likely clauses say that it goes the true way, and another, what may yet come and "worse:" aside."""
    words = note.reading.words
    clauses = note.reading.clauses
    opens = [c.last - c.first <= _OPENING and note.reading.folded.text[c.end : c.end + 1] == ":" for c in clauses]
    would = [any(word.stem in _WOULD for word in words[c.first : c.last]) for c in clauses]
    guess = np.array(opens, dtype=bool) | np.array(would, dtype=bool)
    for choice in _CHOICES:
        said = np.where(guess & (choice != right), np.float32(0), likely * about.of_clauses(choice))
        name = "about_right" if choice == right else "about_other"
        finding.features[name] = max(finding.features[name], float(said.max()))
        (finding.right if choice == right else finding.wrong).extend(_spans(note, said))


def _spans(note: Note, likely: Array) -> Iterable[Span]:
    """The clauses that are likelier than not."""
    for index in np.flatnonzero(likely >= _LIKELY).tolist():
        clause = note.reading.clauses[index]
        yield clause.start, clause.end
