"""What a note says of how many without a number: all of them, nobody, most, lots."""

from collections.abc import Iterator

from app.content.scenario import Truth
from app.handover.case import Case
from app.handover.note import Note
from app.handover.signs import Finding, Signs
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY, stem, words_of

ALL_STEMS = frozenset(map(stem, ("all", "every", "each", "both", "whole", "entire")))
_PEOPLE = VOCABULARY.phrases["people_words"].by_first
_USES = VOCABULARY.words["uses"]
_REACH = 4
_ALMOST = VOCABULARY.words["almost"]
_LEARNS = frozenset(map(stem, ("hear", "see", "notice", "find", "tell", "know", "spot")))
_WHO_KNOWS = VOCABULARY.words["who_knows"]
_HAS = frozenset({"has", "have", "had", "s"})
_JOINING = frozenset({"and", "but", "so", "&"})
_EVERY = stem("every")
_NTH = {stem("second"): 1 / 2, stem("other"): 1 / 2, stem("third"): 1 / 3, stem("fourth"): 1 / 4}
_ANYBODY = frozenset({"nobody", "no one", "noone", "no-one"})
_NOBODYS = frozenset({"nobodys", "noones"})
_DO_NOT = frozenset(
    {"connect", "use", "open", "print", "call", "ring", "log", "sign", "access", "enter", "load", "save"}
)
_ELSEWHERE = frozenset({"told", "team", "tried", "workaround", "change", "not_affected", "contact", "deadline"})


def unit_stems(truth: Truth) -> frozenset[str]:
    """The stems of the noun that the truth counts; "self-checkouts" has two."""
    return frozenset(stem(word) for word in words_of((truth.unit or "").casefold()))


def weigh_totals(finding: Finding, case: Case, note: Note, signs: Signs, item: str, unit: frozenset[str]) -> None:
    """Adds the totals and the vague amounts a note tells to what was found about a count."""
    truth = case.scenario.items[item]
    whole = truth.all or (truth.of is not None and truth.of == truth.count)
    for first, last in (*_all_units(note, signs, unit | case.counted), *_all_said(note, signs, item, unit)):
        _total(finding, case, note, truth, whole, (first, last))
    for first, last in _nobody(note, signs, item):
        if whole:
            continue
        if truth.of is None or note.clause_at(first).section == "sites" or _in_a_place(case, note, first):
            finding.features["nobody"] = 1.0
            finding.features["vague"] = 1.0
            finding.vague.append(note.span(first, last))
        else:
            finding.features["nobody_wrong"] = 1.0
            finding.wrong.append(note.span(first, last))
    _every_nth(finding, case, note, signs, truth, unit | case.counted)
    if truth.count is not None and truth.count > 1:
        _only_one(finding, note, signs)
    _vague_amounts(finding, note, signs, item, unit | case.counted)


def _total(finding: Finding, case: Case, note: Note, truth: Truth, whole: bool, place: tuple[int, int]) -> None:
    """All of them: right when the truth is the whole, wrong when it is a share, too little to act on otherwise."""
    span = note.span(*place)
    if whole:
        finding.features["all_right"] = 1.0
        finding.right.append(span)
    elif truth.of is not None and not _in_a_place(case, note, place[0]):
        finding.features["all_wrong"] = 1.0
        finding.wrong.append(span)
    else:
        finding.features["all_vague"] = 1.0
        finding.features["vague"] = max(finding.features["vague"], 0.7)
        finding.vague.append(span)


def _all_units(note: Note, signs: Signs, nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """ "All the routers", "every single till", no number among them."""
    words = note.reading.words
    for place, word in enumerate(words):
        if word.stem not in ALL_STEMS or signs.negated(place) or (place and words[place - 1].stem in _ALMOST):
            continue
        if word.stem == _EVERY and place + 1 < len(words) and words[place + 1].stem in _NTH:
            continue
        clause = note.clause_at(place)
        after = min(clause.last, place + _REACH)
        following = words[place + 1 : after]
        counted = any(isinstance(other.mention, NumberMention) for other in following)
        if counted or signs.hedged(clause) or clause.asks or not any(w.stem in nouns for w in following):
            continue
        yield place, min(clause.last, place + _REACH - 1)


def _every_nth(finding: Finding, case: Case, note: Note, signs: Signs, truth: Truth, nouns: frozenset[str]) -> None:
    """ "Every second candidate": a share of them, of which nothing is known where the truth has no whole."""
    for place in note.words_of_stem(_EVERY):
        clause = note.clause_at(place)
        following = note.reading.stems[place + 1 : min(clause.last, place + _REACH)]
        if not following or following[0] not in _NTH or signs.hedged(clause) or clause.asks or signs.negated(place):
            continue
        noun = any(stem in nouns or stem in _PEOPLE for stem in following[1:])
        if clause.section in _ELSEWHERE or not (noun or following[1:2] == ["#1"]):
            continue
        span = note.span(place, min(clause.last, place + 3))
        right = truth.of is not None and abs(_NTH[following[0]] * truth.of - (truth.count or 0.0)) <= 0.1 * (
            truth.count or 0.0
        )
        if right:
            finding.features["right_cued"] = 1.0
            finding.right.append(span)
        elif noun and truth.of is not None and not _in_a_place(case, note, place):
            finding.features["wrong"] = 1.0
            finding.wrong.append(span)
        elif noun:
            finding.features["vague"] = 1.0
            finding.vague.append(span)


def _all_said(note: Note, signs: Signs, item: str, unit: frozenset[str]) -> Iterator[tuple[int, int]]:
    """ "All of them", "the lot", where the item's own thing is spoken of."""
    reading = note.reading
    for first, last in reading.phrase_places("all_said"):
        clause = note.clause_at(first)
        inside = [reading.clauses[c] for c in reading.clauses_of_sentence[clause.sentence]]
        spoken = any(w.stem in unit for c in inside for w in reading.words[c.first : c.last])
        counted = any(isinstance(w.mention, NumberMention) for w in reading.words[last : last + 2])
        own = clause.section == item or (clause.section is None and spoken)
        if own and not (counted or signs.hedged(clause) or signs.negated(first) or clause.asks):
            yield first, last


def _nobody(note: Note, signs: Signs, item: str) -> Iterator[tuple[int, int]]:
    """ "Nobody can get through": nobody does what the thing is for."""
    words = note.reading.words
    for first, last in note.reading.phrase_places("nobody_said"):
        clause = note.clause_at(first)
        if clause.section in _ELSEWHERE or clause.asks or signs.hedged(clause):
            continue
        following = [word.stem for word in words[last : min(clause.last, last + 2 * _REACH)]]
        if set(following) & _WHO_KNOWS or _is_not_done(note, last) or _is_told_not_to(note, first, last):
            continue
        if following[:1] == ["will"] and _LEARNS.intersection(following[1:2]):
            continue  # "the alarm is off, so nobody will hear about it"
        if any(word in _USES for word in following):
            yield first, min(clause.last, last + 2 * _REACH)


def _is_not_done(note: Note, last: int) -> bool:
    """Whether it is a thing that nobody did, not one that fails: "nobody's done it", "nobody has opened it"."""
    before = note.reading.words[last - 1]
    typed = note.reading.folded.text[before.start : before.end]
    return typed.endswith("'s") or typed in _NOBODYS or not _HAS.isdisjoint(note.reading.stems[last : last + 1])


def _is_told_not_to(note: Note, first: int, last: int) -> bool:
    """Whether all are told not to do it: "so nobody connect those", not "nobody connects"."""
    words, text = note.reading.words, note.reading.folded.text
    who = text[words[first].start : words[last - 1].end]
    following = words[last] if last < note.clause_at(first).last else None
    return who in _ANYBODY and following is not None and text[following.start : following.end] in _DO_NOT


def _only_one(finding: Finding, note: Note, signs: Signs) -> None:
    """ "He is the only one": one told as all there are where there are more."""
    for first, last in note.reading.phrase_places("only_one"):
        clause = note.clause_at(first)
        unsure = clause.asks or signs.hedged(clause) or signs.negated(first) or "fine" in clause.flags
        ends = last == clause.last or note.reading.stems[last] in _JOINING
        if ends and clause.section not in _ELSEWHERE and not unsure:
            finding.features["only_one"] = 1.0
            finding.wrong.append(note.span(first, last))


def _in_a_place(case: Case, note: Note, place: int) -> bool:
    """Whether a place of the scenario is named in the clause, so that a total is a total of that place alone."""
    clause = note.clause_at(place)
    near = note.reading.words[max(clause.first, place - _REACH) : min(clause.last, place + 2 * _REACH)]
    return any(word.stem in case.site_words for word in near)


def _vague_amounts(finding: Finding, note: Note, signs: Signs, item: str, nouns: frozenset[str]) -> None:
    """ "Lots of tills", "most pickers": so many that one must ask how many."""
    words = note.reading.words
    for first, last in note.reading.phrase_places("vague_amount"):
        clause = note.clause_at(first)
        asked = first > 0 and words[first - 1].stem == "how"
        if clause.asks or asked or (last < len(words) and isinstance(words[last].mention, NumberMention)):
            continue
        own = clause.section == item
        behind = {words[p].stem for p in range(last, min(clause.last, last + 3))}
        people = any(s in _PEOPLE for s in behind)
        if own or behind & nouns or people:
            struck = bool({"broken", "negators"} & clause.flags) and clause.section not in _ELSEWHERE
            finding.features["vague"] = max(finding.features["vague"], 1.0 if own or struck else 0.7)
            finding.vague.append(note.span(first, min(last + 1, clause.last)))
