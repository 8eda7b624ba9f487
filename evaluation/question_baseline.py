"""The simple question reader that ours must beat: headings as they stand, and likeness to the checklist's phrasings."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from app.content.checklist import Checklist
from app.simulation.reading import Understood
from evaluation.keyword_baseline import keyword_topics
from evaluation.question_outcomes import Outcome

_LIKE = 85.0


def simple_topics(checklist: Checklist, text: str) -> frozenset[str]:
    """The items a question names by a heading, and else the one whose own phrasing it is most like, if it is at all."""
    named = keyword_topics(checklist, text)
    if named:
        return named
    asked = " ".join(text.casefold().split())
    likeness = {
        item.id: max(fuzz.token_sort_ratio(phrasing.casefold(), asked) for phrasing in (item.ask, *item.ask_also))
        for item in checklist.items
    }
    best = max(likeness, key=likeness.__getitem__)
    return frozenset({best}) if likeness[best] >= _LIKE else frozenset()


def by_simple_reader(outcomes: Sequence[Outcome], checklist: Checklist) -> list[Outcome]:
    """The same questions by the simple reader."""
    return [Outcome(o.phrasing, Understood(tuple(sorted(simple_topics(checklist, o.phrasing.text))))) for o in outcomes]
