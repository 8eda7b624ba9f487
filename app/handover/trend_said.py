"""Which way a note says things are going, in words of direction: worse, steady, better, or coming and going."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.handover.case import Case
from app.handover.evidence import in_its_clause
from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Finding, Signs
from app.handover.trend_in_forms import Answer, answered, is_left_blank
from app.handover.trend_recovering import recovers
from app.handover.trend_series import weigh_series
from app.handover.trend_shown import weigh_shown
from app.language.clauses import Clause, Word
from app.language.vocabulary import VOCABULARY, stem

_CHOICES = ("worse", "steady", "intermittent", "better")
_SECTIONS = (None, "trend", "symptom", "impact", "users", "sites", "started")
_SWITCHING = VOCABULARY.words["switching"]
_MORE = frozenset(map(stem, ("more", "growing", "increasing")))
_BY_ITSELF = frozenset(map(stem, ("itself", "themselves")))
_GETTING = VOCABULARY.words["getting"]
_COMPARATIVES = {"worse": VOCABULARY.words["growing_words"], "better": VOCABULARY.words["shrinking_words"]}
_ADVERBS = VOCABULARY.words["trend_adverbs"]
_BETTER = frozenset(map(stem, ("better", "improvement", "improving", "improved", "easing", "eased")))
_WORSE = frozenset(map(stem, ("worse", "worsening", "decline", "deterioration")))
_NONSTOP = VOCABULARY.words["nonstop"]
_IF = frozenset(("if", "when", "while", "whilst", "once", "unless", "until", "till"))
_IT_ALL = frozenset(("it", "its", "thing", "everyth", "everything", "situation", "situat"))
_SAID_RIGHT = ("right", "right_own")
_SHOWN = ("shown", "shown_partly")
_WOULD = VOCABULARY.words["would_be"]
_IS_NOW = frozenset(("is", "are"))
_IT_IS = frozenset(map(stem, ("it", "it's", "its", "they", "they're", "is", "are", "now", "still", "stays", "remains")))
_FOLK = VOCABULARY.words["one_person"]
_AS_WRITTEN = frozenset(("calm", "clear", "settle", "resolve"))
_MULTIPLES = frozenset(("double", "triple", "treble", "quadruple"))
_REACH_WORD, _REACHED = "reach", frozenset(("reached", "reaching"))
_CAN_BE = frozenset(map(stem, ("be", "been", "being", "is", "are", "best", "easily", "only", "you", "i", "we")))
_CLEAR = stem("cleared")
_HOUSEKEEPING = VOCABULARY.words["housekeeping"] | VOCABULARY.words["data_sizes"]
_MEASURES = VOCABULARY.words["measures"]
_LEVELS = frozenset(map(stem, ("same", "level", "zero", "nought", "nil", "peak", "maximum", "max", "capacity", "rate")))
_REACH = 4
_LONG = 40
_OPENING = 3
_MARKS = (":", ",", "-")


_ANSWERED_NO = re.compile(r" ?[:=?|-]{1,2} ?(?:no|n)\b(?! ?(?:change|longer|more))")
_STEP_OF_PRIORITY = re.compile(r"\bp ?[1-5] ?(?:[-=]*>|→|to|2) ?p ?[1-5]\b")
_PRIORITY = re.compile(r"\b(?:priority|severity|p[1-5]|sev ?[1-5])\b")
_NO_WORD = re.compile(r"\bno (?:further |new |more )?(?:updates?|news|word|reply|answer|response|feedback|eta)\b")
_UNTIL_THEN = re.compile(r" (?:until|till|til|up to)\b")
_THE_SAME = re.compile(r"\b(?:informed|told|aware|advised|notified|briefed|inform|tell)\b[^.;,]* about the same$")
_FEW = 2
_PRESENT = frozenset(map(stem, ("now", "since", "currently", "lately")))
_PAST = frozenset(map(stem, ("was", "were", "first", "initially", "originally", "earlier")))


@dataclass(frozen=True, slots=True)
class Said:
    """A direction the note gives and the words that give it.

    `faint`: the words may be about something else, so they count against nobody; `loose`: nor do they count for much.
    """

    choice: str
    first: int
    last: int
    faint: bool = False
    loose: bool = False


def find_trend(case: Case, note: Note, signs: Signs) -> Finding:
    """Which direction the note gives."""
    truth = case.scenario.items["trend"].choice or ""
    finding = Finding("trend")
    everywhere = {place for span in note.reading.phrase_places("everywhere") for place in range(*span)}
    answers = list(answered(note))
    inside = {place for answer in answers for place in _places_in(note, answer.span)}
    every = _longest(_all_said(note, signs))
    said = [
        e
        for e in every
        if e.first not in everywhere | inside
        and _counts(note, e)
        and not _is_denied(note, e)
        and not is_left_blank(note, note.span(e.first, e.last))
        and not _of_something_else_told(note, e)
    ]
    counted = set(said)
    others = [note.span(e.first, e.last) for e in every if e not in counted]
    others += [note.span(*at) for at in note.reading.phrase_places("no_direction")]
    finding.not_so = others
    meant = _what_holds_now(note, [(each, _meaning(signs, each)) for each in said])
    for each, meaning in meant:
        if each.loose and each.choice != meaning:
            continue
        if _agrees(meaning, truth):
            _add_right(finding, note, each)
        elif not _goes_with(note, each, meaning, truth):
            _add_wrong(finding, note, signs, each)
        else:
            finding.features["level"] = 1.0
            finding.vague.append(in_its_clause(note, each.first, each.last))
    for answer in answers:
        _weigh_answer(finding, answer, truth)
    finding.features["several"] = float(len({meaning for _, meaning in meant if meaning in _CHOICES}) >= 2)
    _weigh_scattered(finding, note, said)
    weigh_shown(finding, case, note, truth)
    weigh_series(finding, case, note, truth)
    if finding.features["wrong_clear"] and not any(finding.features[key] for key in _SAID_RIGHT + _SHOWN):
        finding.plainly_wrong.extend(finding.wrong)
    finding.half = bool(finding.features["grows"] or finding.features["shown_partly"]) and not any(
        finding.features[key] for key in (*_SAID_RIGHT, "right_loose", "shown")
    )
    finding.features["own"] = float(bool(signs.section_clauses("trend")))
    if finding.half and finding.features["grows"] and not finding.wrong:
        finding.plainly_half.extend(finding.right)
    return finding


def _places_in(note: Note, span: Span) -> range:
    """The positions of the words that stand in these characters."""
    return range(bisect_left(note.word_starts, span[0]), bisect_left(note.word_starts, span[1]))


def _all_said(note: Note, signs: Signs) -> Iterator[Said]:
    """Every phrase of direction, those that only stand for one under a heading of the item among them."""
    reading = note.reading
    faint, loose = set(reading.phrase_places("trend_faint")), set(reading.phrase_places("trend_loose"))
    for choice in (*_CHOICES, "stopped"):
        for first, last in reading.phrase_places(choice):
            if choice == "stopped" and note.clause_at(first).index != note.clause_at(last - 1).index:
                continue  # "I think not, since Carlisle says the same"
            turned = _turned(note, choice, first, last)
            yield Said(turned, first, last, (first, last) in faint, (first, last) in loose)
    for first, last in reading.phrase_places("steady_alone"):
        clause = note.clause_at(first)
        if clause.last == last and _IT_IS.issuperset(reading.stems[clause.first : first]):
            yield Said("steady", first, last)
    for clause in signs.section_clauses("trend"):
        for choice in ("steady", "intermittent", "better"):
            for first, last in reading.phrase_places(f"{choice}_own", clause.first, clause.last):
                yield Said(choice, first, last)
    for choice, comparatives in _COMPARATIVES.items():
        for word in comparatives & note.by_stem.keys():
            for place in note.words_of_stem(word):
                getting = _getting_before(note, place)
                if getting is not None:
                    yield Said(choice, getting, place + 1)


def _turned(note: Note, choice: str, first: int, last: int) -> str:
    """The direction of a phrase by what it is said of: more and more that works again is better, and what clears (not:
    cleared) by itself is."""
    clause = note.clause_at(first)
    if choice == "worse" and note.reading.stems[first] in _MORE and recovers(note, clause, last):
        return "better"
    words = note.reading.words
    typed = note.reading.folded.text[words[first].start : words[first].end]
    if choice == "intermittent" and typed.endswith("ing") and words[last - 1].stem in _BY_ITSELF:
        return "better"
    return choice


def _getting_before(note: Note, place: int) -> int | None:
    """Where "getting" or the like stands up to three words before a comparative."""
    words = note.reading.words
    for at in range(place - 1, max(note.clause_at(place).first, place - _REACH) - 1, -1):
        if words[at].stem in _GETTING:
            return at
    return None


def _longest(said: Iterator[Said]) -> list[Said]:
    """Without the phrases that stand inside a longer one of another direction ("worse" in "not getting worse")."""
    every = list(dict.fromkeys(said))
    longest: dict[int, tuple[int, str]] = {}
    for each in every:
        size = each.last - each.first
        for place in range(each.first, each.last):
            if place not in longest or longest[place][0] < size:
                longest[place] = (size, each.choice)
    return [e for e in every if all(longest[place][1] == e.choice for place in range(e.first, e.last))]


def _counts(note: Note, said: Said) -> bool:
    """Whether a phrase stands where it can tell the direction, and is not about switching a thing on and off."""
    clause = note.clause_at(said.first)
    if clause.question or clause.section not in _SECTIONS:
        return False
    opening = note.reading.words[clause.first]
    plural = note.reading.folded.text[opening.start : opening.end] == "tills"  # no "till", though its stem is one
    if (opening.stem in _IF and not plural) or _is_to_come(note, said) or _of_something_else(note, said):
        return False
    if _stands_at_a_place(note, said):
        return False
    if note.reading.words[said.first].stem not in ("on", "off"):
        return True
    before = {note.reading.words[at].stem for at in range(max(clause.first, said.first - _REACH), said.first)}
    inside = note.reading.words[clause.first : clause.last]
    return not before & _SWITCHING and not any("no_help" in word.concepts for word in inside)


def _is_to_come(note: Note, said: Said) -> bool:
    """Whether the phrase is a guess about the future ("may spread"), not what is ("may be easing")."""
    clause = note.clause_at(said.first)
    before = [note.reading.words[at].stem for at in range(max(clause.first, said.first - _REACH), said.first)]
    would = max((at for at, word in enumerate(before) if word in _WOULD), default=None)
    if would is None or before[would + 1 : would + 2] in (["be"], ["have"]):
        return False
    return _IS_NOW.isdisjoint(before[would + 1 :])  # "I am afraid it is getting worse"


def _of_something_else(note: Note, said: Said) -> bool:
    """Whether it is said of a person ("a calm lady", "can be reached") or a disk, or is another word of the same stem
    ("looked up", "double the price")."""
    words = note.reading.words
    if said.last - said.first != 1:
        looked = [words[at].stem for at in range(said.first, said.last)] == ["look", "up"]
        return looked and note.reading.folded.text[words[said.first].start : words[said.first].end] != "looking"
    word, clause = words[said.first], note.clause_at(said.first)
    if said.last < clause.last and words[said.last].stem in _FOLK:
        return True
    if word.stem == _CLEAR and not _HOUSEKEEPING.isdisjoint(note.reading.stems[clause.first : clause.last]):
        return True  # "cleared 40 GB"
    typed = note.reading.folded.text[word.start : word.end]
    if word.stem == _REACH_WORD:
        return typed not in _REACHED or not _CAN_BE.isdisjoint(
            note.reading.stems[max(clause.first, said.first - 1) : said.first]
        )
    return typed in _MULTIPLES or (typed in _AS_WRITTEN and said.choice == "better")


def _stands_at_a_place(note: Note, said: Said) -> bool:
    """Whether it is somebody or something held "at" a place, not a number: "six vans stuck at Wrexham"."""
    stems, last = note.reading.stems, said.last
    if said.choice != "steady" or stems[last - 1] != "at" or last == note.clause_at(said.first).last:
        return False
    following = range(last, min(note.clause_at(said.first).last, last + _OPENING))
    return not any(note.reading.words[at].mention is not None or stems[at] in _LEVELS for at in following)


def _is_measured(note: Note, said: Said) -> bool:
    """Whether it is said of a length, a weight or a temperature: "the river is up 21 cm and climbing"."""
    stems = note.reading.stems
    near = range(max(1, said.first - _REACH), said.first)
    measured = any(stems[at] in _MEASURES and note.reading.words[at - 1].mention is not None for at in near)
    return measured and note.clause_at(near[0]).sentence == note.clause_at(said.first).sentence


def _meaning(signs: Signs, said: Said) -> str:
    """The direction once a negator before the phrase is heeded: neither worse nor better, nor coming and going."""
    return "steady" if said.choice != "steady" and signs.negated(said.first, 3) else said.choice


def _is_denied(note: Note, said: Said) -> bool:
    """Whether a form answers the word with no: "Intermittent: No"."""
    text = note.reading.folded.text
    return bool(_ANSWERED_NO.match(text, note.reading.words[said.last - 1].end))


def _of_something_else_told(note: Note, said: Said) -> bool:
    """Whether it is how it was until some hour, what somebody was told or has not said, or the priority of a ticket:
    "stable until five", "informed about the same", "no updates from them", "escalating, P4 to P1"."""
    text, clause = note.reading.folded.text, note.clause_at(said.first)
    start, end = note.span(said.first, said.last)
    if _UNTIL_THEN.match(text, end) or _THE_SAME.search(text, clause.start, end):
        return True
    if _NO_WORD.match(text, start):
        return True
    escalated = text[start:end] == "escalated" and clause.last - clause.first <= _FEW
    inside = note.reading.clauses_of_sentence[clause.sentence]
    ends = note.reading.clauses[inside[-1]].end
    return escalated or bool(
        _PRIORITY.search(text, clause.start, clause.end) or _STEP_OF_PRIORITY.search(text, clause.start, ends)
    )


def _what_holds_now(note: Note, meant: Sequence[tuple[Said, str]]) -> list[tuple[Said, str]]:
    """Without what is told of before where the same sentence ends with what holds now: "worse at first, now stable"."""
    latest: dict[int, tuple[int, str]] = {}
    for each, meaning in meant:
        sentence = note.clause_at(each.first).sentence
        if _told_of(note, each, _PRESENT) and each.first > latest.get(sentence, (-1, ""))[0]:
            latest[sentence] = (each.first, meaning)
    kept = []
    for each, meaning in meant:
        place, last = latest.get(note.clause_at(each.first).sentence, (-1, meaning))
        if not (each.last <= place and meaning != last and _told_of(note, each, _PAST)):
            kept.append((each, meaning))
    return kept


def _told_of(note: Note, said: Said, words: Collection[str]) -> bool:
    """Whether one of these words stands right before or behind what is said, in its clause."""
    clause, stems = note.clause_at(said.first), note.reading.stems
    near = stems[max(clause.first, said.first - _REACH) : min(clause.last, said.last + 2)]
    return not set(words).isdisjoint(near)


def _weigh_answer(finding: Finding, answer: Answer, truth: str) -> None:
    """The yes or no to a heading that asks for one direction; a no to one direction leaves the others open."""
    if answer.yes is None:
        return
    right = answer.choice == truth if answer.yes else truth == "steady"
    if right:
        finding.features["right_own"] = 1.0
        finding.right.append(answer.span)
    elif answer.yes or answer.choice == truth:
        finding.features["wrong_own"] = finding.features["wrong_clear"] = 1.0
        finding.wrong.append(answer.span)


def _agrees(meaning: str, truth: str) -> bool:
    return meaning == truth or (meaning == "stopped" and truth in ("better", "steady"))


def _goes_with(note: Note, said: Said, meaning: str, truth: str) -> bool:
    """What is no contradiction: what comes and goes may do so at the same rate, what stopped may stay, and what grows
    worse is not getting better."""
    if meaning == "stopped":
        return True
    if note.reading.stems[said.first : said.last] == ["ongo"] and truth != "steady":
        return True  # what is not over may grow all the same
    stems = {word.stem for word in note.reading.words[said.first : said.last]}
    if truth == "worse" and meaning == "steady":
        return not stems.isdisjoint(_BETTER) and stems.isdisjoint(_WORSE)
    if truth != "intermittent" or meaning != "steady":
        return False
    return stems.isdisjoint(_NONSTOP)


def _add_right(finding: Finding, note: Note, said: Said) -> None:
    clause = note.clause_at(said.first)
    own = clause.section == "trend"
    key = "right_own" if own else "right_loose" if said.loose else "right"
    finding.features[key] = 1.0
    finding.right.append(in_its_clause(note, said.first, said.last))


def _add_wrong(finding: Finding, note: Note, signs: Signs, said: Said) -> None:
    clause = note.clause_at(said.first)
    own = clause.section == "trend"
    if signs.hedged(clause) or _announces(note, clause, said) or _is_measured(note, said):
        return
    if said.faint and not own and not _is_bare(note, clause, said):
        return
    finding.features["wrong_own" if own else "wrong"] = 1.0
    if _is_clear(note, clause, said):
        finding.features["wrong_clear"] = 1.0
    finding.wrong.append(in_its_clause(note, said.first, said.last))


def _announces(note: Note, clause: Clause, said: Said) -> bool:
    """Whether "worse" only opens what is told next: "Worse: the bank details", "even worse, …", "worst bit:"."""
    words = note.reading.words
    return (
        said.choice == "worse"
        and said.last - said.first == 1
        and words[said.first].stem in ("wors", "worse", "worst")
        and clause.last - clause.first <= _OPENING
        and note.reading.folded.text[clause.end : clause.end + 1] in _MARKS
        and clause.section != "trend"
        and not any(word.stem in _GETTING for word in words[clause.first : said.first])
    )


def _is_bare(note: Note, clause: Clause, said: Said) -> bool:
    """Whether the clause says nothing else."""
    return clause.last - clause.first <= _LONG and all(
        said.first <= place < said.last or note.reading.words[place].stem in VOCABULARY.stop | _ADVERBS
        for place in range(clause.first, clause.last)
    )


def _is_clear(note: Note, clause: Clause, said: Said) -> bool:
    """Whether the clause says little else, or says it of nothing else in particular ("it is getting worse by ...")."""
    words = note.reading.words
    if clause.last - clause.first > _LONG:
        return False
    heavy = {word.stem for word in words[clause.first : clause.last] if word.stem not in VOCABULARY.stop}
    before = [word for word in words[clause.first : said.first] if word.stem not in VOCABULARY.stop]
    little = len(heavy) <= 2 * (said.last - said.first) or all(word.stem in _ADVERBS for word in before)
    return little or _of_it_all(words[max(clause.first, said.first - _REACH) : said.first])


def _of_it_all(before: Sequence[Word]) -> bool:
    """Whether "it" or "things" is the subject, with no more than small words after it."""
    for word in reversed(before):
        if word.stem in _IT_ALL:
            return True
        if word.stem not in VOCABULARY.stop and word.stem not in _ADVERBS:
            return False
    return False


def _weigh_scattered(finding: Finding, note: Note, said: Sequence[Said]) -> None:
    """Nearly every direction thrown at the item in one sentence."""
    choices = {each.choice for each in said if each.choice in _CHOICES}
    together = len({note.clause_at(each.first).sentence for each in said}) == 1
    if len(choices) >= len(_CHOICES) - 1 and finding.wrong and together:
        finding.plainly_wrong.extend([*finding.right, *finding.wrong])
