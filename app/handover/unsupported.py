"""Claims that nothing in the scenario supports: numbers, references, telephone numbers and events, by exclusion."""

import re
from collections.abc import Iterable, Sequence

from app.handover.case import Case
from app.handover.note import Note, joined_spans
from app.handover.scorecard import Span
from app.handover.signs import Signs
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention, TimeMention
from app.language.vocabulary import VOCABULARY

_SMALLEST_COUNT = 20.0
_CLOCK_DIGITS = 4
_MOST_ROUNDED = 0.05
_PEOPLE = VOCABULARY.phrases["people_words"].by_first
_OPEN = re.compile(r"\b(?:n/a|tbc|tba|unknown|awaiting|awaited|to follow|none|asked (?:for|4))\b")
_ANSWER = len(": unknown.")
_ITSELF = frozenset({"itself", "themself", "themselv", "themselves"})


def find_unsupported(case: Case, note: Note, wrong: Iterable[Span]) -> tuple[Span, ...]:
    """Folded spans of unsupported claims, leaving out what was judged wrong on an item already (`wrong`)."""
    judged = list(wrong)
    signs = Signs(note)
    found = []
    kinds = (NumberMention, IdentifierMention, PhoneMention)
    of_kind = ([pair for pair in note.reading.placed if isinstance(pair[0], kind)] for kind in kinds)
    weighed = [(pairs, signs.kept(pairs)) for pairs in of_kind]
    gone = {place for pairs, kept in weighed for _, place in pairs} - {
        place for _, kept in weighed for _, place in kept
    }

    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        span = (mention.start, mention.end)
        if any(start < span[1] and span[0] < end for start, end in judged) or signs.hedged(clause):
            continue
        if not _supported(case, mention) and place not in gone and not _is_clock(note, mention, place):
            found.append(span)
    found += _grave_claims(case, note, signs, judged)
    return tuple(joined_spans(found))


def _is_clock(note: Note, mention: Mention, place: int) -> bool:
    """Whether four bare digits are a time of day ("checked 0210"), as times are no claims of their own."""
    written = note.reading.folded.text[mention.start : mention.end]
    if len(written) != _CLOCK_DIGITS or not written.isdecimal() or int(written[:2]) >= 24 or int(written[2:]) >= 60:
        return False
    after = note.reading.words[place + 1 : place + 2]
    return not after or after[0].clause != note.reading.words[place].clause or after[0].stem not in _PEOPLE


def _grave_claims(case: Case, note: Note, signs: Signs, judged: Sequence[Span]) -> list[Span]:
    """Clauses that claim a cause, a harm or a promise in words the scenario does not have at all."""
    words = note.reading.words
    found = []
    for first, last in note.reading.phrase_places("grave"):
        clause = note.clause_at(first)
        answer = note.reading.folded.text[clause.start : clause.end + _ANSWER].partition("\n")[0]
        unknown = "not_known" in clause.flags or _OPEN.search(answer)
        plain = not (unknown or signs.hedged(clause) or signs.negated(first) or clause.asks)
        if (
            plain
            and not _came_back(case, note, last)
            and not all(words[place].stem in case.known.stems for place in range(first, last))
        ):
            span = (clause.start, clause.end)
            if not any(start < span[1] and span[0] < end for start, end in judged):
                found.append(span)
    return found


def _came_back(case: Case, note: Note, last: int) -> bool:
    """Whether a promise is none: "back by itself", or "back by 17:14" of a time that the scenario tells."""
    following = note.reading.words[last : last + 1]
    mention = following[0].mention if following else None
    if isinstance(mention, TimeMention):
        return not case.known.minutes.isdisjoint(mention.minutes) and mention.minutes[0] < note.now_minutes
    return bool(following) and following[0].stem in _ITSELF


def _supported(case: Case, mention: Mention) -> bool:
    known = case.known
    match mention:
        case PhoneMention():
            return any(same_phone(mention.digits, number) for number in known.phones) or len(mention.digits) < 4
        case IdentifierMention():
            return mention.bare in known.identifiers or not mention.letters or number_known(case, float(mention.digits))
        case NumberMention(kind="count" | "money"):
            return number_known(case, mention.value, mention.approximate or mention.kind == "money")
    return True


def number_known(case: Case, value: float, approximate: bool = False) -> bool:
    """Whether the scenario has this number, or one it is a rounding of; small ones may come from counting."""
    if value < _SMALLEST_COUNT or value in case.known.numbers or f"{value:.0f}" in case.known.digits:
        return True
    if value < 2400 and value % 100 < 60 and value // 100 * 60 + value % 100 in case.known.minutes:
        return True
    tolerance = 0.1 if approximate else 0.02
    if any(abs(value - number) <= tolerance * max(number, 1.0) for number in case.known.numbers):
        return True
    digits = f"{value:.0f}"
    step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    if step > 1 and any(abs(value - n) <= min(step / 2, _MOST_ROUNDED * n) for n in case.known.numbers):
        return True
    return len(digits) >= 3 and any(known.endswith(digits) for known in (*case.known.identifiers, *case.known.phones))
