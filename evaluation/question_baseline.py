"""The simple question reader that ours must beat: likeness to the checklist's phrasings, and headings."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from app.content.checklist import Checklist
from app.simulation.reading import Understood
from evaluation.keyword_baseline import keyword_topics
from evaluation.question_outcomes import Outcome

_LIKE = 85.0


def simple_topics(checklist: Checklist, text: str) -> frozenset[str]:
    """The item whose own phrasing a question is most like, and else the items it names by a heading."""
    asked = " ".join(text.casefold().split())
    likeness = {
        item.id: max(fuzz.token_sort_ratio(phrasing.casefold(), asked) for phrasing in (item.ask, *item.ask_also))
        for item in checklist.items
    }
    best = max(likeness, key=likeness.__getitem__)
    return frozenset({best}) if likeness[best] >= _LIKE else keyword_topics(checklist, text)


def by_simple_reader(outcomes: Sequence[Outcome], checklist: Checklist) -> list[Outcome]:
    """The same questions by the simple reader."""
    return [Outcome(o.phrasing, Understood(tuple(sorted(simple_topics(checklist, o.phrasing.text))))) for o in outcomes]
