"""Claims that nothing in the scenario supports: numbers, references, telephone numbers and events, by exclusion."""

from collections.abc import Iterable

from app.handover.case import Case
from app.handover.note import Note, joined_spans
from app.handover.scorecard import Span
from app.handover.signs import Signs
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention

_SMALLEST_COUNT = 20.0


def find_unsupported(case: Case, note: Note, wrong: Iterable[Span]) -> tuple[Span, ...]:
    """Folded spans of unsupported claims, leaving out what was judged wrong on an item already (`wrong`)."""
    judged = list(wrong)
    signs = Signs(note)
    found = []
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        span = (mention.start, mention.end)
        if any(start < span[1] and span[0] < end for start, end in judged) or signs.hedged(clause):
            continue
        if not _supported(case, mention):
            found.append(span)
    return tuple(joined_spans(found))


def _supported(case: Case, mention: Mention) -> bool:
    known = case.known
    match mention:
        case PhoneMention():
            return any(same_phone(mention.digits, number) for number in known.phones) or len(mention.digits) < 4
        case IdentifierMention():
            return (
                mention.bare in known.identifiers or not mention.letters or _number_known(case, float(mention.digits))
            )
        case NumberMention(kind="count" | "money"):
            return _number_known(case, mention.value, mention.approximate)
    return True


def _number_known(case: Case, value: float, approximate: bool = False) -> bool:
    """Whether the scenario has this number, or one it is a rounding of; small ones may come from counting."""
    if value < _SMALLEST_COUNT or value in case.known.numbers or value in case.known.minutes:
        return True
    tolerance = 0.1 if approximate else 0.02
    if any(abs(value - number) <= tolerance * max(number, 1.0) for number in case.known.numbers):
        return True
    digits = f"{value:g}"
    return digits in case.known.identifiers or any(phone.endswith(digits) for phone in case.known.phones)
