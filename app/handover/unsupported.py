"""Claims that nothing in the scenario supports: numbers, references, telephone numbers and events, by exclusion."""

from collections.abc import Iterable, Sequence

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
    numbers = [pair for pair in note.reading.placed if isinstance(pair[0], NumberMention)]
    kept = {place for _, place in signs.kept(numbers)}

    def taken_back(place: int) -> bool:
        return isinstance(note.reading.words[place].mention, NumberMention) and place not in kept

    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        span = (mention.start, mention.end)
        if any(start < span[1] and span[0] < end for start, end in judged) or signs.hedged(clause):
            continue
        if not _supported(case, mention) and not taken_back(place):
            found.append(span)
    found += _grave_claims(case, note, signs, judged)
    return tuple(joined_spans(found))


def _grave_claims(case: Case, note: Note, signs: Signs, judged: Sequence[Span]) -> list[Span]:
    """Clauses that claim a cause, a harm or a promise in words the scenario does not have at all."""
    words = note.reading.words
    found = []
    for first, last in note.reading.phrase_places("grave"):
        clause = note.clause_at(first)
        plain = not signs.hedged(clause) and not signs.negated(first) and not clause.asks
        if plain and not all(words[place].stem in case.known.stems for place in range(first, last)):
            span = (clause.start, clause.end)
            if not any(start < span[1] and span[0] < end for start, end in judged):
                found.append(span)
    return found


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
            return _number_known(case, mention.value, mention.approximate or mention.kind == "money")
    return True


def _number_known(case: Case, value: float, approximate: bool = False) -> bool:
    """Whether the scenario has this number, or one it is a rounding of; small ones may come from counting."""
    if value < _SMALLEST_COUNT or value in case.known.numbers or f"{value:.0f}" in case.known.digits:
        return True
    if value < 2400 and value % 100 < 60 and value // 100 * 60 + value % 100 in case.known.minutes:
        return True
    tolerance = 0.1 if approximate else 0.02
    if any(abs(value - number) <= tolerance * max(number, 1.0) for number in case.known.numbers):
        return True
    digits = f"{value:.0f}"
    return len(digits) >= 3 and any(known.endswith(digits) for known in (*case.known.identifiers, *case.known.phones))
