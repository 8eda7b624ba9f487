"""Claims that nothing in the scenario supports: numbers, references, telephone numbers and events, by exclusion."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from app.handover.case import Case
from app.handover.note import Note, joined_spans
from app.handover.scorecard import Span
from app.handover.signs import Signs
from app.language.identifiers import same_phone
from app.language.mentions import DurationMention, IdentifierMention, Mention, NumberMention, PhoneMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_SMALLEST_COUNT = 20.0
_CLOCK_DIGITS = 4
_MOST_ROUNDED = 0.05
_LEAST_ENDING = 3
_RECKONED_FROM = 12  # words around a number in which those may stand that it is reckoned from
_MOST_OFF = 0.01
_LONG_PHRASE = 3  # words: the few words of a shorter one may well be told of in other phrases
_IFS = frozenset({"if", "unless"})
_EDITIONS = frozenset({"95", "98", "365", *map(str, range(2000, 2030))})
_PRODUCTS = VOCABULARY.words["numbered_products"]
_PEOPLE = VOCABULARY.phrases["people_words"].by_first
_OPEN = re.compile(r"\b(?:n/a|tbc|tba|unknown|awaiting|awaited|to follow|none|asked (?:for|4))\b")
_ANSWER = len(": unknown.")
_ATTACKS = VOCABULARY.words["attacks"] | VOCABULARY.words["crimes"]
_TO = frozenset({"-", "to"})
_DIGITS_BEFORE = re.compile(r"\d[\d ./-]*\Z")
_DIGITS_AFTER = re.compile(r"[\d ./-]*\d")
_LONGEST_REST = 16
_REST = frozenset(map(stem, ("other", "others", "remaining", "rest", "left")))
_ANSWERS = VOCABULARY.words["answers"]
_PROMISED = frozenset(map(stem, ("promised", "guaranteed")))
_ITSELF = frozenset({"itself", "themself", "themselv", "themselves"})


def find_unsupported(case: Case, note: Note, wrong: Iterable[Span]) -> tuple[Span, ...]:
    """Folded spans of unsupported claims, leaving out what was judged wrong on an item already (`wrong`)."""
    judged = list(wrong)
    signs = Signs(note)
    found = []
    kinds = (NumberMention, IdentifierMention, PhoneMention)
    of_kind = ([pair for pair in note.reading.placed if isinstance(pair[0], kind)] for kind in kinds)
    weighed = [(pairs, signs.corrections.kept(pairs)) for pairs in of_kind]
    gone = {place for pairs, kept in weighed for _, place in pairs} - {
        place for _, kept in weighed for _, place in kept
    }

    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        span = (mention.start, mention.end)
        if any(start < span[1] and span[0] < end for start, end in judged) or signs.hedged(clause):
            continue
        if place in gone or _supported(case, mention) or _is_clock(note, mention, place):
            continue
        if _supposed(note, mention, place) or _of_a_product(note, mention, place):
            continue
        if not (_part_of_more(case, note, mention, place) or _reckoned(case, note, mention, place)):
            found.append(span)
    found += _times_put_for_true_ones(case, note, signs, judged)
    found += _grave_claims(case, note, signs, judged)
    return tuple(joined_spans(found))


def _times_put_for_true_ones(case: Case, note: Note, signs: Signs, judged: Sequence[Span]) -> list[Span]:
    """Times that nothing in the scenario has, told to be right instead of one that it has: "until 16:30, not 17:00".

    Other times are no claims of their own.
    """
    timed = [pair for pair in note.reading.placed if isinstance(pair[0], TimeMention)]
    found = []
    for (said, place), gone in signs.corrections.put_for(timed):
        judged_already = any(start < said.end and said.start < end for start, end in judged)
        told = not judged_already and not signs.hedged(note.clause_at(place))
        if told and _is_known(case, gone) and not _is_known(case, said):
            found.append((said.start, said.end))
    return found


def _is_known(case: Case, mention: Mention) -> bool:
    """Whether the scenario has a time of day, by five minutes."""
    return isinstance(mention, TimeMention) and case.known.has_time(mention.minutes)


def _is_clock(note: Note, mention: Mention, place: int) -> bool:
    """Whether four bare digits are a time of day ("checked 0210"), as times are no claims of their own."""
    written = note.reading.folded.text[mention.start : mention.end]
    if len(written) != _CLOCK_DIGITS or not written.isdecimal() or int(written[:2]) >= 24 or int(written[2:]) >= 60:
        return False
    after = note.reading.words[place + 1 : place + 2]
    return not after or after[0].clause != note.reading.words[place].clause or after[0].stem not in _PEOPLE


def _grave_claims(case: Case, note: Note, signs: Signs, judged: Sequence[Span]) -> list[Span]:
    """Clauses that claim a cause, a harm or a promise in words the scenario does not have at all."""
    found = []
    things = note.reading.phrase_places("grave_unheard")
    unheard = [at for at in things if not _spoken_of(case, tuple(note.reading.stems[slice(*at)]))]
    told = [
        at for at in note.reading.phrase_places("grave") if not _told_of(case, tuple(note.reading.stems[slice(*at)]))
    ]
    for first, last in [*told, *unheard]:
        clause = note.clause_at(first)
        answer = note.reading.folded.text[clause.start : clause.end + _ANSWER].partition("\n")[0]
        unknown = "not_known" in clause.flags or _OPEN.search(answer)
        plain = not (unknown or signs.hedged(clause) or signs.negated(first) or clause.asks)
        if plain and not (_came_back(case, note, last) or _only_answers(case, note, first, last)):
            span = (clause.start, clause.end)
            if not any(start < span[1] and span[0] < end for start, end in judged):
                found.append(span)
    return found


def _told_of(case: Case, stems: tuple[str, ...]) -> bool:
    """Whether the scenario has this phrase, or the few words of a short one; an attack is one on the security path."""
    if case.scenario.decision == "security" and _ATTACKS.issuperset(stems):
        return True
    return stems in case.known.graves or (len(stems) < _LONG_PHRASE and case.known.stems.issuperset(stems))


def _spoken_of(case: Case, stems: tuple[str, ...]) -> bool:
    """Whether the scenario speaks of a thing at all, in whatever words: of the memory in "memory full"."""
    return any(stem in case.known.stems and stem not in VOCABULARY.stop for stem in stems)


def _came_back(case: Case, note: Note, last: int) -> bool:
    """Whether a promise is none: "back by itself", or "back by 17:14" of a time that the scenario tells."""
    following = note.reading.words[last : last + 1]
    mention = following[0].mention if following else None
    if isinstance(mention, TimeMention):
        return not case.known.minutes.isdisjoint(mention.minutes) and mention.minutes[0] < note.now_minutes
    return bool(following) and following[0].stem in _ITSELF


def _only_answers(case: Case, note: Note, first: int, last: int) -> bool:
    """Whether what is promised is an answer, at a time that the scenario tells: "promised a reply by 09:15"."""
    clause, stems = note.clause_at(first), note.reading.stems
    after = note.reading.words[last : clause.last]
    times = [word.mention for word in after if isinstance(word.mention, TimeMention)]
    told = bool(times) and all(not case.known.minutes.isdisjoint(mention.minutes) for mention in times)
    return told and stems[first] in _PROMISED and any(word.stem in _ANSWERS for word in after)


def _supported(case: Case, mention: Mention) -> bool:
    known = case.known
    match mention:
        case PhoneMention():
            told = any(same_phone(mention.digits, number) for number in known.phones) or len(mention.digits) < 4
            return told or mention.digits.lstrip("0") in known.identifiers
        case IdentifierMention():
            return mention.bare in known.identifiers or not mention.letters or number_known(case, float(mention.digits))
        case NumberMention(kind="count" | "money"):
            return number_known(case, mention.value, mention.approximate, mention.kind == "money")
    return True


def _part_of_more(case: Case, note: Note, mention: Mention, place: int) -> bool:
    """Whether a number is a piece of a known number with gaps in it ("4071 8832"), or begins a length ("60-90 sec")."""
    if isinstance(mention, PhoneMention):
        return False
    following = note.reading.words[place + 1 : place + 2]
    if following and isinstance(following[0].mention, DurationMention):
        return note.reading.folded.text[mention.end : following[0].start].strip() in _TO
    text = note.reading.folded.text
    before = _DIGITS_BEFORE.search(text, max(0, mention.start - _LONGEST_REST), mention.start)
    after = _DIGITS_AFTER.match(text, mention.end, mention.end + _LONGEST_REST)
    whole = text[before.start() if before else mention.start : after.end() if after else mention.end]
    digits = "".join(character for character in whole if character.isdecimal()).lstrip("0")
    return digits in case.known.identifiers or any(digits == phone.lstrip("0") for phone in case.known.phones)


def _supposed(note: Note, mention: Mention, place: int) -> bool:
    """Whether a number is not told, but one to wait for: "if more than 500 are cut off, ring the director"."""
    first = note.clause_at(place).first
    return isinstance(mention, NumberMention) and not _IFS.isdisjoint(note.reading.stems[first:place])


def _of_a_product(note: Note, mention: Mention, place: int) -> bool:
    """Whether a number ends the name of a product everybody has: "Office 365", "Windows 2019", "O365"."""
    if isinstance(mention, IdentifierMention):
        return mention.letters in _PRODUCTS and mention.digits in _EDITIONS
    written = note.reading.folded.text[mention.start : mention.end]
    return bool(place) and written in _EDITIONS and note.reading.stems[place - 1] in _PRODUCTS


def _reckoned(case: Case, note: Note, mention: Mention, place: int) -> bool:
    """Whether a number is the product or the sum of two near it that the scenario has ("17 x 900 is 15,300"), or what
    one leaves of the other: "of 61 shops 17 are hit, the other 44 are fine"."""
    if not isinstance(mention, NumberMention):
        return False
    inside = note.reading.clauses_of_sentence[note.clause_at(place).sentence]
    first = max(note.reading.clauses[inside[0]].first, place - _RECKONED_FROM)
    last = min(note.reading.clauses[inside[-1]].last, place + _RECKONED_FROM)
    said = [word.mention for at, word in enumerate(note.reading.words[first:last], first) if at != place]
    values = [m.minutes for m in said if isinstance(m, DurationMention)]
    values += [m.value for m in said if isinstance(m, NumberMention) and number_known(case, m.value)]
    near = _MOST_OFF * mention.value
    rest = not _REST.isdisjoint(note.reading.stems[max(first, place - 2) : min(last, place + 3)])
    return any(
        min(abs(a * b - mention.value), abs(a + b - mention.value)) <= near
        or (rest and abs(abs(a - b) - mention.value) < 1)
        for a, b in combinations(values, 2)
    )


def number_known(case: Case, value: float, approximate: bool = False, money: bool = False) -> bool:
    """Whether the scenario has this number, or one it is a rounding of; small ones may come from counting.

    An amount of `money` is no length of time, time of day or part of a reference.
    """
    known = case.known.amounts if money else case.known.numbers
    if value < _SMALLEST_COUNT or value in known or f"{value:.0f}" in case.known.digits:
        return True
    if not money and value < 2400 and value % 100 < 60 and value // 100 * 60 + value % 100 in case.known.minutes:
        return True
    tolerance = 0.1 if approximate or money else 0.02
    if any(abs(value - number) <= tolerance * max(number, 1.0) for number in known):
        return True
    digits = f"{value:.0f}"
    step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    if step > 1 and any(abs(value - n) <= min(step / 2, _MOST_ROUNDED * n) for n in known):
        return True
    if money or len(digits) < _LEAST_ENDING:
        return False
    return any(whole.endswith(digits) for whole in (*case.known.identifiers, *case.known.phones))
