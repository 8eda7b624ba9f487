"""What a good Major Incident Manager asks back after a handover, and the mark of an answer; apart from the score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.content.checklist import Checklist
from app.content.scenario import Scenario, Verdict
from app.handover.compiling import compile_case
from app.handover.deciding import decide, find_all
from app.handover.marking import item_mark, must_fit
from app.handover.note import joined_spans, read_note
from app.handover.recount import NotMarked
from app.handover.scorecard import Handover, ItemMark, Scorecard, Span
from app.handover.signs import Signs

MOST_QUESTIONS = 3
_WORTH_A_MINUTE = 1.0
_OPENINGS = ("Thank you, I have your handover.", "One more thing.", "And a last question.")
_LEADS: Mapping[Verdict, str] = {
    "missing": "",
    "partial": "I have part of this already and need it more exactly.",
    "wrong": "Would you look at this once more for me?",
    "unknown_stated": "You wrote that this is not known; perhaps somebody near you can say.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question back about one checklist item."""

    item: str
    text: str


def questions(checklist: Checklist, scenario: Scenario, card: Scorecard) -> tuple[Question, ...]:
    """At most three questions about what is still missing, partial, wrong or unknown though it could be found out.

    What a pass needs comes first, then what costs the first phase most; what is neither, nor costs a minute, is not
    worth a question. The words are the checklist's and give nothing away. Pure.
    """
    asked = [each for each in card.items if each.item in scenario.items and _is_worth_asking(each)]
    dearest = sorted(asked, key=lambda each: (not each.critical, -each.minutes_added))[:MOST_QUESTIONS]
    return tuple(Question(each.item, _worded(checklist, each, number)) for number, each in enumerate(dearest))


def mark_answer(
    checklist: Checklist, scenario: Scenario, item: str, text: str, elapsed_seconds: float | None
) -> ItemMark:
    """The mark of an answer about this item, given `elapsed_seconds` after the first call began.

    The same marker on the answer alone, read as said about the item, so that "not known" needs no further words; its
    evidence lies in the field of that name. Raises HandoverTooLong beyond 20,000 characters, NotMarked when the
    scenario has no such item.
    """
    must_fit([text])
    scenario = scenario.as_of(elapsed_seconds)
    if item not in scenario.items:
        raise NotMarked(item)
    case = compile_case(checklist, scenario)
    note = read_note(case, Handover(fields={item: text}), elapsed_seconds)
    decided = decide(note, item, find_all(checklist, case, note)[item])
    unknown = joined_spans(Signs(note).not_known(item))
    if decided.verdict in ("missing", "wrong") and unknown and _lie_in(decided.evidence, unknown):
        decided = replace(decided, verdict="unknown_stated", evidence=tuple(unknown))
    return item_mark(checklist, scenario, note, decided)


def answers(mark: ItemMark) -> bool:
    """Whether an answer with this mark gave what was asked for, as far as anybody can."""
    return mark.credit == 1


def _lie_in(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return all(any(low <= start and end <= high for low, high in others) for start, end in spans)


def _is_worth_asking(mark: ItemMark) -> bool:
    return mark.credit < 1 and (mark.critical or mark.minutes_added >= _WORTH_A_MINUTE)


def _worded(checklist: Checklist, mark: ItemMark, number: int) -> str:
    parts = (_OPENINGS[number], _LEADS.get(mark.verdict, ""), checklist[mark.item].ask)
    return " ".join(part for part in parts if part)
