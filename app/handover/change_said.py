"""What a note says about the recent change: the right one, another, none, or that nobody knows."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from app.content.scenario import Truth
from app.handover.beliefs_told import weigh_beliefs
from app.handover.case import Case
from app.handover.causes import weigh_causes
from app.handover.changes_made_up import innocent_changes, made_up_changes
from app.handover.evidence import phrases
from app.handover.matching import FEATURES, Matcher
from app.handover.no_change import called_off, frozen, none_found, nothing_changed
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import NEAR, Finding, Signs
from app.handover.statements import find_statement, is_box
from app.language.clauses import Clause
from app.language.identifiers import read_identifiers
from app.language.mentions import DurationMention, IdentifierMention, NumberMention
from app.language.vocabulary import VOCABULARY, stem

_CHANGE_LETTERS = frozenset({"cr", "ch", "chn", "change", "rel", "mc", "cm"})
_UNSURE = frozenset({"negators", "not_known", "hedges"})
_BARE = (["no", "change"], ["no", "chg"], ["nothing", "changed"], ["unchanged"])
_OUR_PART = re.compile(
    r"\b(?:ours|by (?:us\b|our \w+)|our (?:own|side|end|part)|internal(?:ly)?|(?:our|my) knowledge"
    r"|(?:that )?(?:we|i) know of|as far as (?:we|i) (?:know|can (?:see|tell)))\b"
)
_HERE = re.compile(
    r"\b(?:none|nothing|nowt|no (?:change|chg)s?) (?:\w+ )?(?:at|in|locally|here|on (?:the )?(?:site|floor))\b"
)
_NO_WORD = re.compile(r"no (?:further |new )?updates? (?:so far|yet|as yet|from|since|at this)\b")
_NO_ANSWER = re.compile(r"no (?:further |new )?updates? (?:yet )?from\b")
_HOW_IT_GOES = re.compile(
    r" (?:as of (?:now|yet)|currently|(?:right |just )?now|at (?:present|the moment|this (?:point|time|stage))"
    r"|(?:in|of) (?:the |its )?(?:status|state|situation|condition|trend|picture|behaviour|symptoms?"
    r"|numbers?|figures?))\b"
)
_DAYS_IN_SHORT = re.compile(r"\d ?(?:d|dys|wks?|mths?)\b")
_YES_OR_NO = frozenset({"y", "yes", "no"})
_RESULTS = frozenset(map(stem, ("result", "outcome", "effect", "update")))
_DIRECTIONS = ("steady", "steady_alone", "worse", "better", "intermittent")
_DOUBTED = frozenset({"negators", "hedges", "doubts"})
_FULLY, _BARELY = 1.0, 0.3
_SHORT = 4
_LEAST_BARE = 10000  # from here on a bare number is a reference's
_CLEARED_REACH = 2
_DAY = 24 * 60
_SLIPS = 2
_CHANGING = frozenset(
    map(stem, ("change", "changes", "changed", "cause", "calendar", "register", "release", "updates"))
)
_TOLD = 0.3  # so much of a truth's words: what stands beside them in the field goes with it
_COVERED, _HEDGED, _DESCRIBED = FEATURES.index("sentence"), FEATURES.index("hedged"), 0.6
_LOOKING_REACH = 7
_LOOKED_IN = frozenset(
    map(stem, ("change", "changes", "changed", "cause", "chg", "chgs", "releases", "deployments", "rfcs"))
)
_RECORDS = frozenset(map(stem, ("register", "registered", "record", "recorded", "logged", "log", "calendar", "list")))
_NOTICED = frozenset(map(stem, ("known", "aware", "see", "seen", "saw", "find", "found", "heard", "told", "visible")))
_CHANGED = re.compile(r"\b(?:change[sd]?|chgs?|altered|patched|upgraded|installed|reconfigured)\b")
_MADE = re.compile(r" (?:to|(?:(?:were|have been) )?made)\b")
_ON_RECORD = frozenset({"changes", "chgs", "recent", "planned", "scheduled", "calendar", "releases", "deployments"})


def find_change(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """What the note says changed, whether it is the right thing, and whether it says nothing did."""
    truth = case.scenario.items["change"]
    finding = find_statement(case, note, signs, matcher, "change")
    finding.not_none = [span for span in finding.none if _as_it_was(note, signs, span)]
    finding.none[:] = [span for span in finding.none if span not in finding.not_none]
    as_it_was = set(finding.not_none)
    finding.of_others = frozenset(c.index for c in note.reading.clauses if (c.start, c.end) in as_it_was)
    finding.features["none_said"] = float(bool(finding.none))
    _weigh_references(finding, case, note, signs, truth)
    _weigh_decoys(finding, case, note, signs, matcher)
    _weigh_described(finding, bool(truth.id))
    weigh_beliefs(finding, case, note, signs, matcher, "change")
    if not (finding.right or finding.features["described"]):
        finding.plainly_unknown.extend(span for span in finding.not_none if _is_unanswered(note, span))
    _weigh_nothing(finding, note, signs, truth)
    if finding.features["id"] and any(_in_one_place(note, span) for span in finding.none):
        finding.none[:] = [span for span in finding.none if not _in_one_place(note, span)]
        finding.features["none_said"] = finding.features["none_own"] = float(bool(finding.none))
    weigh_causes(finding, case, note, signs)
    if not finding.none:
        finding.plainly_wrong.extend((clause.start, clause.end) for clause in made_up_changes(case, note, signs))
    if truth.unknown:
        _weigh_unanswered(finding, note, signs, _weigh_ours(finding, note))
        if any(way.negative for way in case.truths["change"]):  # "not known: none on our register"
            finding.plainly_unknown.extend(span for span in finding.none if _on_record(note, span))
        if not finding.plainly_unknown:
            finding.plainly_wrong.extend(span for span in finding.none if _denies(note, signs, span))
    elif not finding.features["id"]:
        finding.plainly_unknown.extend(_unlooked_for(note, signs))
    if not (finding.none or finding.right or finding.plainly_unknown or finding.features["described"]):
        told = (c for c in innocent_changes(case, note, signs) if not signs.set_aside(c, after_it=True))
        finding.plainly_wrong.extend((clause.start, clause.end) for clause in told)
    _weigh_own(finding, note, signs)
    for first, last in note.reading.phrase_places("vague_change"):
        if not note.clause_at(first).asks:
            finding.features["vague"] = 1.0
            finding.vague.append(note.span(first, last))
    return finding


def _weigh_references(finding: Finding, case: Case, note: Note, signs: Signs, truth: Truth) -> None:
    """The references of changes: the right one, one with a slip, or another offered as the change.

    One that the truth itself names as innocent is often told before the words that clear it. A slip alone is wrong
    however well the change is described (`labelled/how/labelling.md`): nobody finds the change by it.
    """
    slips: list[Span] = []
    wanted = truth.id or ""
    innocent = {each.bare for each in read_identifiers(truth.truth.casefold())}
    digits = "".join(c for c in wanted if c.isdigit()).lstrip("0")
    own = "".join(c for c in wanted if c.isalpha()).casefold()
    kinds = {"chg", "", own}
    changes = {"chg", "rfc", "crq", own if own in _CHANGE_LETTERS else "chg"}
    told = [pair for pair in note.reading.placed if isinstance(pair[0], IdentifierMention)]
    for mention, place in signs.corrections.kept(told):
        if not isinstance(mention, IdentifierMention) or mention.letters not in kinds:
            continue
        clause = note.clause_at(place)
        if digits and mention.bare == digits and _is_cleared(note, clause, place):
            finding.plainly_wrong.append((clause.start, clause.end))
        elif digits and mention.bare == digits:
            finding.features["id"] = 1.0
            finding.right.append((mention.start, mention.end))
        elif digits and mention.letters == own and _is_slip(case, mention.bare, digits):
            slips.append((mention.start, mention.end))
        elif mention.letters in changes and not signs.set_aside(clause, mention.bare in innocent):
            endorsed = clause.sentence in _endorsed(note)
            if _guessed(note, signs, clause) and not endorsed:
                continue
            plain = endorsed or not _DOUBTED & signs.sentence_flags(clause)
            finding.features["other_id"] = max(finding.features["other_id"], _FULLY if plain else _BARELY)
            finding.wrong.append((mention.start, mention.end))
    bare = [pair for pair in note.reading.placed if isinstance(pair[0], NumberMention) and pair[0].value >= _LEAST_BARE]
    for mention, place in signs.corrections.kept(bare):
        same = isinstance(mention, NumberMention) and f"{mention.value:.0f}" == digits
        if same and not _is_cleared(note, note.clause_at(place), place):
            finding.features["id"] = 1.0
            finding.right.append((mention.start, mention.end))
    if not finding.features["id"]:
        finding.plainly_wrong.extend(slips)


def _in_one_place(note: Note, span: Span) -> bool:
    """Whether nothing is said to have changed in some place alone: "nothing in the shop", not "nothing in the log"."""
    clause = note.clause_at(bisect_left(note.word_starts, span[0]))
    inside = note.reading.stems[clause.first : clause.last]
    here = _HERE.search(note.reading.folded.text, span[0], clause.end)
    return bool(here) and _RECORDS.isdisjoint(inside)


def _is_cleared(note: Note, clause: Clause, place: int) -> bool:
    """Whether the words beside a reference say that it is not what did it: "not caused by CHG1", "CHG1 ruled out"."""
    inside = note.reading.phrase_places("cleared_change", clause.first, clause.last)
    return any(last <= place <= last + 1 or place < first <= place + _CLEARED_REACH for first, last in inside)


def _is_slip(case: Case, said: str, wanted: str) -> bool:
    """Whether a reference that nothing in the scenario has is the wanted one with digits changed about or mistyped."""
    unheard = said not in case.known.identifiers and said not in case.known.digits
    return unheard and len(said) == len(wanted) and OSA.distance(said, wanted, score_cutoff=_SLIPS) <= _SLIPS


def _endorsed(note: Note) -> frozenset[int]:
    """The sentences in which the writer agrees with what somebody blames: "blames the upgrade, so he's right"."""
    return frozenset(note.clause_at(first).sentence for first, _ in note.reading.phrase_places("agreed_with"))


def _guessed(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a change is offered as a guess, also by a short word after it ("the new release, probably"), or as what
    somebody believes."""
    trails = any(
        after.sentence == clause.sentence and after.last - after.first <= _SHORT and "hedges" in after.flags
        for after in note.reading.clauses[clause.index + 1 : clause.index + 2]
    )
    return trails or signs.hedged(clause) or signs.believed(clause)


def _weigh_decoys(finding: Finding, case: Case, note: Note, signs: Signs, matcher: Matcher) -> None:
    """Changes on record that are not the one of the truth, told as the change."""
    for decoy in case.decoys:
        for covered in matcher.said(decoy, 0.3):
            got, places = covered.exact, covered.places
            if len(places) < 2 or got < 0.2:
                continue
            clause = note.clause_at(places[0])
            if "negators" in signs.sentence_flags(clause) or _guessed(note, signs, clause):
                continue
            if signs.set_aside(clause):
                continue
            if signs.role("change", places[0]) < NEAR:
                continue
            finding.features["other_said"] = max(finding.features["other_said"], min(1.0, got * 1.5))
            finding.wrong.extend(phrases(note, places))


def _weigh_described(finding: Finding, referred: bool) -> None:
    """Whether the change is told by what it was, and whether its reference alone is all there is to tell."""
    covered = (m.features[_COVERED] for p in finding.points for m in p if not m.features[_HEDGED])
    finding.features["described"] = float(max(covered, default=0.0) >= _DESCRIBED)
    if referred and finding.features["one_point"]:
        finding.features["id_of_one"] = finding.features["id"]


def _weigh_nothing(finding: Finding, note: Note, signs: Signs, truth: Truth) -> None:
    """That nothing changed: plainly wrong where a change is on record and nothing is said of it."""
    any_words = truth.none or truth.unknown
    spans = nothing_changed(note, signs, strictly=not any_words, besides=truth.none)
    spans = [span for span in spans if not _as_it_was(note, signs, span)]
    if any_words:
        spans += frozen(note, signs)
    if truth.none:
        spans += called_off(note, signs)
    if spans:
        finding.features["none_said"] = 1.0
        finding.none.extend(spans)
    if truth.none:
        finding.plainly_none.extend(none_found(note, signs))
    if truth.id and not finding.features["id"] and not finding.features["described"]:
        finding.plainly_wrong.extend(spans + [span for span in finding.none if _of_changes(note, span)])


def _as_it_was(note: Note, signs: Signs, span: Span) -> bool:
    """Whether "no change" is about how things go: "no change since ten past", "restarted them, nothing changed"."""
    clause = next(c for c in note.reading.clauses if c.start <= span[0] < c.end)
    text = note.reading.folded.text
    if _NO_ANSWER.match(text, span[0]):
        return True
    if clause.section == "change" or _of_changes(note, span):
        return False
    if _NO_WORD.match(text, span[0]) or _HOW_IT_GOES.match(text, span[1]):
        return True
    if clause.section is not None or _goes_on(note, clause, span) or _came_of_a_try(note, signs, clause, span):
        return True
    if not signs.clauses_with("tried_said").isdisjoint(note.reading.clauses_of_sentence[clause.sentence]):
        return True
    at = bisect_left(note.word_starts, span[1])
    stems = note.reading.stems[at : min(clause.last, at + _SHORT)]
    return stems[:1] == ["sinc"] and VOCABULARY.words["calendar"].isdisjoint(stems)


def _is_unanswered(note: Note, span: Span) -> bool:
    """Whether those who would know have not said, as told in the field itself: "Change: no updates from them yet"."""
    own = note.clause_at(bisect_left(note.word_starts, span[0])).section == "change"
    return own and bool(_NO_ANSWER.match(note.reading.folded.text, span[0]))


def _came_of_a_try(note: Note, signs: Signs, clause: Clause, span: Span) -> bool:
    """Whether a bare "no change" is the result of what was tried: in the sentence behind it, or called so."""
    said = note.reading.folded.text[span[0] : span[1]].split()
    if said not in _BARE or clause.last - clause.first > len(said):
        return False
    at = bisect_left(note.word_starts, span[0])
    led = (p for p in range(max(0, at - _SHORT), at) if note.clause_at(p).line == clause.line)
    if any(note.reading.stems[p] in _RESULTS for p in led):
        return True
    alone = [index for index in note.reading.clauses_of_sentence[clause.sentence] if index != clause.index]
    before = note.reading.clauses_of_sentence.get(clause.sentence - 1, [])
    return not alone and not signs.clauses_with("tried_said").isdisjoint(before)


def _goes_on(note: Note, clause: Clause, span: Span) -> bool:
    """Whether a bare "no change" tells how it goes: beside a direction, or for how long."""
    at = bisect_left(note.word_starts, span[0])
    words = note.reading.words[at : clause.last]
    sentence = note.reading.clauses_of_sentence[clause.sentence]
    first, last = note.reading.clauses[sentence[0]].first, note.reading.clauses[sentence[-1]].last
    span_words = note.reading.folded.text[span[0] : span[1]].split()
    if span_words not in _BARE:
        return False
    if any(isinstance(word.mention, DurationMention) and word.mention.minutes < _DAY for word in words):
        return True
    if clause.last - at > len(span_words):
        return False
    told = (place for name in _DIRECTIONS for place in note.reading.phrase_places(name, first, last))
    return any(end <= at or at + len(span_words) <= begin for begin, end in told)


def _of_changes(note: Note, span: Span) -> bool:
    """Whether "no change" is about changes on record, not that things stayed as they were."""
    written = note.reading.folded.text[span[0] : span[1]].split()
    return bool(_ON_RECORD & set(written))


def _on_record(note: Note, span: Span) -> bool:
    """Whether nothing is said to be recorded, or seen by who looked at so many days of it, rather than that nothing
    was changed."""
    clause = next(c for c in note.reading.clauses if c.start <= span[0] < c.end)
    sentence = [note.reading.clauses[index] for index in note.reading.clauses_of_sentence[clause.sentence]]
    if any(not _RECORDS.isdisjoint(note.reading.stems[each.first : each.last]) for each in sentence):
        return True
    mentions = (word.mention for word in note.reading.words[clause.first : clause.last])
    long = any(isinstance(mention, DurationMention) and mention.minutes >= _DAY for mention in mentions)
    return long or bool(_DAYS_IN_SHORT.search(note.reading.folded.text, clause.start, clause.end))


def _denies(note: Note, signs: Signs, span: Span) -> bool:
    """Whether it says flatly that nothing was changed, not that none is known, seen or recorded, or perhaps none."""
    clause = note.clause_at(bisect_left(note.word_starts, span[0]))
    of_changes = _of_changes(note, span) and not _MADE.match(note.reading.folded.text, span[1])
    if of_changes or _on_record(note, span) or signs.hedged(clause):
        return False
    noticed = not _NOTICED.isdisjoint(note.reading.stems[clause.first : clause.last])
    if noticed or "not_known" in signs.sentence_flags(clause):
        return False
    return clause.section == "change" or bool(_CHANGED.search(note.reading.folded.text, *span))


def _weigh_ours(finding: Finding, note: Note) -> list[Span]:
    """ "None of ours" is of a part, and contradicts nothing where nobody knows of the rest."""
    text = note.reading.folded.text
    ends = {c.start: c.end for c in note.reading.clauses}
    ours = [
        (first, last)
        for first, last in finding.none
        if any(start <= first < end and _OUR_PART.search(text, start, end) for start, end in ends.items())
    ]
    finding.none[:] = [span for span in finding.none if span not in ours]
    finding.not_none = [*finding.not_none, *ours]
    finding.vague.extend(ours)
    finding.features["none_said"] = float(bool(finding.none))
    return ours


def _weigh_unanswered(finding: Finding, note: Note, signs: Signs, ours: Sequence[Span]) -> None:
    """That the cause is not known, or that those who own the thing have not said: the right handover here."""
    own = {clause.index for clause in signs.section_clauses("change")}
    said = signs.clauses_with("cause_unknown")
    owners = signs.clauses_with("change_owners")
    unseen = signs.clauses_with("unseen") | {c.index for c in note.reading.clauses if "not_known" in c.flags}
    bare = set(_beside_nothing([*finding.none, *ours], note))
    for clause in note.reading.clauses:
        if clause.section not in (None, "change") or clause.asks:
            continue
        answers = clause.index in said or (clause.index in unseen and clause.index in own | bare)
        if clause.index in unseen and not answers:
            answers = any(i in owners for i in (clause.index - 1, clause.index, clause.index + 1))
            answers |= not _CHANGING.isdisjoint(note.reading.stems[clause.first : clause.last])
        if answers:
            finding.plainly_unknown.append((clause.start, clause.end))
    if finding.plainly_unknown:
        finding.plainly_unknown.extend(finding.none)


def _unlooked_for(note: Note, signs: Signs) -> list[Span]:
    """Where it says that nobody has looked for changes: "haven't been in the change calendar yet"."""
    spans = []
    for first, last in note.reading.phrase_places("not_looked"):
        clause = note.clause_at(first)
        ends = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
        ahead = note.reading.stems[last : min(ends, last + _LOOKING_REACH)]
        before = note.reading.stems[max(clause.first, first - _SHORT) : first]
        named = not _LOOKED_IN.isdisjoint([*ahead, *before])
        answered = clause.section == "change" and clause.last - clause.first <= _LOOKING_REACH
        if (named or answered) and not clause.asks and not clause.question:
            spans.append((clause.start, clause.end))
    return spans


def _beside_nothing(none: Sequence[Span], note: Note) -> Iterator[int]:
    """Clauses of the sentences in which, or next to which, it says that nothing changed."""
    clauses = note.reading.clauses
    told = {other.sentence for span in none for other in clauses if other.start <= span[0] < other.end}
    return (c.index for c in clauses if any(abs(c.sentence - sentence) <= 1 for sentence in told))


def _weigh_own(finding: Finding, note: Note, signs: Signs) -> None:
    """Something else in the change's own field."""
    right = finding.right + finding.none + finding.plainly_unknown
    words = note.reading.words
    told = {words[at].clause for p in finding.points for m in p if m.features[_COVERED] >= _TOLD for at in m.places}
    if any(clause.index in told for clause in signs.section_clauses("change")):
        return
    own = [
        c
        for c in signs.section_clauses("change")
        if not _UNSURE & c.flags
        and any(note.tells[c.first : c.last])
        and not _guessed(note, signs, c)
        and not any(start < c.end and c.start < end for start, end in right)
        and not (is_box(note, c) or _YES_OR_NO.issuperset(note.reading.stems[c.first : c.last]))
        and not signs.set_aside(c)
    ]
    finding.features["cause_own"] = float(bool(own))
    finding.wrong.extend((c.start, c.end) for c in own)
