"""Plain statements that the truth of a statement item denies: told who was not, down what works, another code."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise

from app.handover.case import Case, Way, WayWord, once_a_case
from app.handover.contrary import lost_as_well, weigh_bare_codes
from app.handover.matching import Matcher
from app.handover.means_said import weigh_repeats
from app.handover.no_deadline import is_no_deadline
from app.handover.note import Note
from app.handover.signs import Finding, Signs
from app.handover.tried_otherwise import tried_otherwise
from app.language.clauses import Clause
from app.language.identifiers import read_spaced_codes
from app.language.mentions import IdentifierMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

_CLEARLY = 0.5
_MOSTLY = 0.7
_REACH = 4
_DUE = VOCABULARY.words["due"]
_TELLING = frozenset(("notify", "unaware"))
_WE = frozenset(("we", "i", "ive", "weve"))
_AUXILIARY = VOCABULARY.words["auxiliary"]
_NEGATORS = VOCABULARY.phrases["negators"].by_first
_IN_DOUBT = frozenset(("hedges", "doubts", "not_known", "conditional"))
_RESERVED = _IN_DOUBT | {"negators"}
_TOLD_WHEN = frozenset(map(stem, ("at", "by", "@", "since", "around", "yesterday", "already", "earlier", "too")))
_JOINED = frozenset(("and", "&", "+", "also", "both"))
_ALL_WERE = _AUXILIARY | frozenset(map(stem, ("all", "both", "now", "already", "also", "each")))
_NAMED_REACH = 12
_YET_TO = frozenset(map(stem, ("to", "will", "shall", "must", "should", "can", "could", "would", "please", "pls")))
_KNOWING = frozenset(map(stem, ("know", "knows", "aware")))
_GOES_ON = frozenset(
    map(
        stem,
        ("by", "that", "to", "about", "of", "but", "will", "must", "should", "can", "asks", "wants", "next", "later"),
    )
)
_SHORT = 6
_TELLING_REACH = 5
_JOINED_REACH = 2

_LIMITED = frozenset(
    map(stem, ("that", "of", "about", "except", "but", "apart", "beyond", "besides", "than", "excluding"))
)
_LIMIT_REACH = 3
_NOBODY_TOLD = frozenset((*map(stem, words.split()), stem("told")) for words in ("nobody", "noone"))
_NOBODY_TOLD |= {("no", "#1", stem("told"))}
_WHOM = frozenset(map(stem, ("the", "their", "his", "her", "our", "my", "your", "them", "him", "us", "any", "either")))
_EXCEPT = VOCABULARY.words["except"] - {"without", "save", "minus"}
_MESSAGES_DUE = frozenset(map(stem, ("update", "reply", "answer", "call", "callback", "fix", "eta", "meeting")))


def weigh_contradictions(finding: Finding, case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> None:
    """Adds what is plainly wrong about this item, whatever stands beside it."""
    truth = case.scenario.items[item]
    if item == "deadline" and truth.none:
        _weigh_due(finding, case, note, signs)
    elif item == "workaround" and not truth.none:
        _weigh_tried_already(finding, case, note, matcher)
        weigh_repeats(finding, case, note)
    elif item == "not_affected":
        _weigh_included(finding, case, note)
        finding.plainly_wrong.extend((c.start, c.end) for c in _down_after_all(case, note, matcher))
        finding.plainly_wrong.extend((c.start, c.end) for c in lost_as_well(case, note))
    elif item == "told":
        finding.plainly_wrong.extend((c.start, c.end) for c in _told_after_all(case, note, matcher))
        finding.plainly_wrong.extend((c.start, c.end) for c in _untold_after_all(case, note, matcher))
        finding.not_none = [(c.start, c.end) for c in _rightly_untold(case, note, matcher)]
    elif item == "tried":
        finding.plainly_wrong.extend((c.start, c.end) for c in tried_otherwise(case, note, matcher))
    _weigh_codes(finding, case, note, signs, item)
    if item == "error":
        weigh_bare_codes(finding, case, note, signs)


def _weigh_due(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """A time told as a deadline where nothing is due."""
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        stems = {word.stem for word in note.reading.words[clause.first : clause.last]}
        told = clause.section == "deadline" or (clause.section is None and stems & _DUE)
        if (
            not isinstance(mention, TimeMention)
            or not told
            or stems & _MESSAGES_DUE
            or signs.hedged(clause)
            or signs.negated(place, _REACH)
        ):
            continue
        if is_no_deadline(case, note, clause, mention, bool(finding.none)):
            continue
        if not any(clause.start <= end and start <= clause.end for start, end in finding.none):
            finding.plainly_wrong.append((clause.start, clause.end))


def _weigh_tried_already(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """Something offered as the workaround that was tried without avail."""
    for point in case.points.get("tried", ()):
        if not any("no_help" in word.concepts for way in point.ways for word in way.words):
            continue
        for sentence in matcher.sentences_hit(point.ways, _CLEARLY):
            for clause in finding.own_clauses:
                offered = clause.sentence == sentence and not clause.flags & {"negators", "hedges"}
                if offered and not any(match.sentence == sentence for match in chain.from_iterable(finding.points)):
                    finding.plainly_wrong.append((clause.start, clause.end))


def _weigh_included(finding: Finding, case: Case, note: Note) -> None:
    """What works, told in so many words to be among what does not ("the south included")."""
    for first, _ in note.reading.phrase_places("included"):
        clause = note.clause_at(first)
        inside = note.reading.words[clause.first : clause.last]
        if clause.flags & {"negators", "hedges", "fine"} or first != clause.last - 1:
            continue
        stems = {word.stem for word in inside if word.stem not in VOCABULARY.stop}
        ways = [way for point in case.points["not_affected"] for way in point.ways]
        if any(sum(word.weight for word in way.words if word.stem in stems) >= _CLEARLY * way.total for way in ways):
            finding.plainly_wrong.append((clause.start, clause.end))


def _down_after_all(case: Case, note: Note, matcher: Matcher) -> Iterator[Clause]:
    """Clauses that say of what works that it is down "too", or that it went down and nothing else."""
    subjects = _what_works(case)
    also = {note.clause_at(first).sentence for first, _ in note.reading.phrase_places("also")}
    for clause in note.reading.clauses:
        flags = matcher.flags[clause.index]
        if "broken" not in flags or flags & {"fine", *_RESERVED} or clause.question:
            continue
        went = note.reading.phrase_places("went_down", clause.first, clause.last)
        plain = bool(went) and went[0][0] - clause.first <= 2 and clause.last - clause.first <= _SHORT
        if clause.section not in (None, "not_affected", "sites") or not (plain or clause.sentence in also):
            continue
        before = went[0][0] if plain else clause.last
        if any(_stands_in(matcher, things, clause, before) for things in subjects):
            yield clause


@once_a_case
def _what_works(case: Case) -> list[tuple[WayWord, ...]]:
    """The words that name what works, by each way of saying so."""
    ways = [way for point in case.points["not_affected"] for way in point.ways]
    return [things for way in ways if (things := _without(way, "works_fine"))]


def _told_after_all(case: Case, note: Note, matcher: Matcher) -> Iterator[Clause]:
    """Clauses that say somebody was told who was not."""
    aware, unaware = _who_knows_and_who_not(case)
    unaware = [*unaware, *_who_does_not_by_truth(case)]
    for first, last in note.reading.phrase_places("was_told"):
        clause = note.clause_at(first)
        if matcher.flags[clause.index] & _RESERVED or clause.asks or clause.question:
            continue
        if first > clause.first and note.reading.stems[first - 1] in _YET_TO:
            continue
        wrongly = any(
            _is_told(note, matcher, who, clause, first, last) or _is_joined_behind(note, matcher, who, clause, last)
            for who in unaware
        )
        rightly = any(_stands_in(matcher, who, clause, clause.last) for who in aware)
        rightly = rightly and not any(
            _is_joined(note, matcher, who, clause, first) or _is_joined_behind(note, matcher, who, clause, last)
            for who in unaware
        )
        rung = note.reading.words[first].stem == "ring"  # who was rung need not have been reached
        if clause.section not in (None, "told") or not wrongly or rightly or rung:
            continue
        if not any(_nothing_more(note, matcher, who, clause) for who in unaware):
            yield clause


def _nothing_more(note: Note, matcher: Matcher, who: tuple[WayWord, ...], clause: Clause) -> bool:
    """Whether the same people are said, behind this clause, to have been told nothing else: "parents in the hall were
    told to wait, no message has gone to the parents otherwise"."""
    return _stands_in(matcher, who, clause, clause.last) and any(
        "negators" in after.flags
        and note.reading.has("nothing_more", after)
        and _stands_in(matcher, who, after, after.last)
        for after in note.reading.clauses[clause.index + 1 :]
        if after.sentence <= clause.sentence + 1
    )


def _untold_after_all(case: Case, note: Note, matcher: Matcher) -> Iterator[Clause]:
    """Clauses that say that somebody was not told who was: "nobody has told the general director yet"."""
    aware, unaware = _who_knows_and_who_not(case)
    told = {note.reading.words[first].clause for first, _ in note.reading.phrase_places("was_told")}
    nobody_at_all = bool(aware) and all("negators" in note.reading.clauses[index].flags for index in told)
    for clause in _denying_that_told(note, matcher):
        told_of = _not_told_of_others(note, clause)
        reserved = _RESERVED - {"negators"} - ({"not_known"} if told_of else set())
        if matcher.flags[clause.index] & reserved or (not told_of and note.leaves_open(clause)):
            continue
        wrongly = not _leaves_out(note, clause) and any(_stands_in(matcher, who, clause, clause.last) for who in aware)
        rightly = any(_stands_in(matcher, who, clause, clause.last) for who in unaware)
        nobody = nobody_at_all and _nobody_at_all(note, clause, frozenset(word.stem for who in aware for word in who))
        if clause.section in (None, "told") and (wrongly or nobody) and not rightly:
            yield clause


def _rightly_untold(case: Case, note: Note, matcher: Matcher) -> Iterator[Clause]:
    """Clauses that say of somebody who was not told that nobody told them, which is not that nobody was."""
    _, unaware = _who_knows_and_who_not(case)
    for clause in _denying_that_told(note, matcher):
        if any(_stands_in(matcher, who, clause, clause.last) for who in (*unaware, *_who_does_not_by_truth(case))):
            yield clause


@once_a_case
def _who_does_not_by_truth(case: Case) -> list[tuple[WayWord, ...]]:
    """The words by which the truth's own sentence names who was not told."""
    return [who for way in case.truths["told"] if _tells_not(way) and (who := _whom(way))]


def _whom(way: Way) -> tuple[WayWord, ...]:
    """The words of a way that name who knows, without what they know: "branch managers told to warn clients"."""
    words = _without(way, *_TELLING)
    telling = next((at for at, word in enumerate(way.words) if word.concepts & set(_TELLING)), 0)
    before = tuple(word for word in way.words[:telling] if word in words)
    return before or words


def _leaves_out(note: Note, clause: Clause) -> bool:
    """Whether somebody is left out of those not told: "nobody apart from Matron", "not told other than the manager"."""
    stems = note.reading.stems[clause.first : clause.last]
    return not _EXCEPT.isdisjoint(stems) or ("other", "than") in pairwise(stems)


def says_nobody_was_told(note: Note) -> Iterator[Clause]:
    """Clauses that say as a fact that nobody was told anything, where nobody was."""
    for first, last in note.reading.phrase_places("nobody_told"):
        clause = note.clause_at(first)
        sure = clause.section in (None, "told") and not clause.asks and clause.flags.isdisjoint(_IN_DOUBT)
        if sure and not _leaves_out(note, clause) and _is_of_all(note, clause, first, last, frozenset()):
            yield clause


def _nobody_at_all(note: Note, clause: Clause, aware: frozenset[str]) -> bool:
    """Whether it says that nobody was told anything."""
    said = note.reading.phrase_places("nobody_told", clause.first, clause.last)
    return any(_is_of_all(note, clause, first, last, aware) for first, last in said)


def _is_of_all(note: Note, clause: Clause, first: int, last: int, aware: frozenset[str]) -> bool:
    """Whether "nobody told" is of everybody and everything: not "nobody but Matron", nor "nobody was told that it is
    back"."""
    sentence = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
    unlimited = _LIMITED.isdisjoint(note.reading.stems[last : min(sentence, last + _LIMIT_REACH)])
    return unlimited and not _tells_whom(note, clause, first, last, aware)


def _tells_whom(note: Note, clause: Clause, first: int, last: int, aware: frozenset[str]) -> bool:
    """Whether "nobody's told" goes on with whom nobody told, who is none of the `aware`: "nobody's told the parents",
    "no one told Finch", not "nobody's told yet"."""
    if tuple(note.reading.stems[first:last]) not in _NOBODY_TOLD or last >= clause.last:
        return False
    word = note.reading.words[last]
    if word.stem in _WHOM:
        return True
    when = word.mention is not None or word.stem in _TOLD_WHEN
    adverb = note.reading.folded.text[word.start : word.end].endswith("ly")
    return note.tells[last] and not (when or adverb or word.stem in aware)


def _not_told_of_others(note: Note, clause: Clause) -> bool:
    """Whether "have not been told" says what others do not know, and not that the writer was never told."""
    unknown = note.reading.phrase_places("not_known", clause.first, clause.last)
    told = note.reading.phrase_places("was_told", clause.first, clause.last)
    ours = note.reading.stems[clause.first] in _WE
    return bool(unknown) and not ours and all(any(a < end and at < b for at, end in told) for a, b in unknown)


@once_a_case
def _who_knows_and_who_not(case: Case) -> tuple[list[tuple[WayWord, ...]], list[tuple[WayWord, ...]]]:
    """The words that name those who were told, by each way of saying so, and those that name who was not."""
    ways = [way for point in case.points["told"] for way in point.ways]
    named = [(_tells_not(way), who) for way in ways if (who := _whom(way))]
    return [who for denied, who in named if not denied], [who for denied, who in named if denied]


def _denying_that_told(note: Note, matcher: Matcher) -> Iterator[Clause]:
    """The clauses that say of somebody that they were not told, or know nothing."""
    for first, last in note.reading.phrase_places("was_told"):
        clause = note.clause_at(first)
        denied = note.reading.phrase_places("negators", max(clause.first, first - _REACH), last)
        answered = "negators" in matcher.flags[clause.index] - clause.flags
        if (denied or answered) and note.reading.words[first].stem != "ring":
            yield clause
    for first, _ in note.reading.phrase_places("untold"):
        yield note.clause_at(first)


def _tells_not(way: Way) -> bool:
    """Whether a way of saying who knows says that they do not."""
    return way.negative or any("unaware" in word.concepts for word in way.words)


def _is_told(note: Note, matcher: Matcher, who: tuple[WayWord, ...], clause: Clause, first: int, last: int) -> bool:
    """Whether these people are the ones told: before "has been told" or "knows", or right after "told"."""
    if not _stands_in(matcher, who, clause, clause.last):
        return False
    heaviest = max(who, key=_weight)
    place = matcher.place_in_clause(heaviest, clause.index)
    if place is None:
        return False
    words = note.reading.words
    if last <= place <= last + 2:
        return True
    between = [words[at].stem for at in range(place + 1, first)]
    when = last < clause.last and (isinstance(words[last].mention, TimeMention) or words[last].stem in _TOLD_WHEN)
    by_itself = last == clause.last or when or words[first].stem in ("know", "aware")
    passive = by_itself or any(stem in _AUXILIARY for stem in between)
    return place < first <= place + _TELLING_REACH and passive


def _is_joined(note: Note, matcher: Matcher, who: tuple[WayWord, ...], clause: Clause, first: int) -> bool:
    """Whether these people are named with others right before "know" or "were told": "regulator + police aware"."""
    place = matcher.place_in_clause(max(who, key=_weight), clause.index, exactly=True)
    if place is None or not place < first <= place + _TELLING_REACH:
        return False
    stems = note.reading.stems
    near = first <= place + _JOINED_REACH or _ALL_WERE.issuperset(stems[place + 1 : first])
    before = stems[max(clause.first, place - _JOINED_REACH) : place] if near else ()
    return not _JOINED.isdisjoint([*before, stems[place + 1]])


def _is_joined_behind(note: Note, matcher: Matcher, who: tuple[WayWord, ...], clause: Clause, last: int) -> bool:
    """Whether these people are named with others right behind "told" or "informed": "has informed both the director
    and the sponsor", not "told the director and the sponsor will be rung", nor "informed by" them."""
    place = matcher.place_in_clause(max(who, key=_weight), clause.index, exactly=True)
    if place is None or not last < place <= last + _NAMED_REACH or note.reading.stems[last - 1] in _KNOWING:
        return False
    stems = note.reading.stems
    between, behind = stems[last:place], stems[place + 1 : min(clause.last, place + 1 + _JOINED_REACH)]
    if place <= last + 1 and behind[:1] and behind[0] in _JOINED:
        return True  # "told the bureau and the lady who chairs the trustees"
    joined = not _JOINED.isdisjoint(between) and _GOES_ON.isdisjoint(between)
    return joined and _GOES_ON.isdisjoint(behind) and _AUXILIARY.isdisjoint(behind)


def _weight(word: WayWord) -> float:
    return word.weight


def _without(way: Way, *concepts: str) -> tuple[WayWord, ...]:
    """The words of a way that name who or what it is about."""
    return tuple(
        word
        for word in way.words
        if not word.concepts & set(concepts) and word.stem not in _NEGATORS and word.mention is None
    )


def _stands_in(matcher: Matcher, words: tuple[WayWord, ...], clause: Clause, before: int) -> bool:
    """Whether most of these words, by weight, stand in the clause before this position."""
    got = 0.0
    for word in words:
        place = matcher.place_in_clause(word, clause.index, exactly=True)
        if place is not None and place < before:
            got += word.weight
    return got >= _MOSTLY * sum(word.weight for word in words)


def _weigh_codes(finding: Finding, case: Case, note: Note, signs: Signs, item: str) -> None:
    """A code of the truth with other digits that the scenario knows nothing of; alone it is a wrong code."""
    wanted = _codes(case, item)
    if not wanted:
        return
    told = [pair for pair in note.reading.placed if isinstance(pair[0], IdentifierMention)]
    placed = [mention for mention, _ in signs.corrections.kept(told) if isinstance(mention, IdentifierMention)]
    said = [*placed, *read_spaced_codes(note.reading.folded.text)]
    right = any((code.letters, code.bare) in wanted for code in said)
    for mention in said:
        alike = any(letters == mention.letters and len(bare) == len(mention.bare) for letters, bare in wanted)
        if (mention.letters, mention.bare) in wanted or not alike:
            continue
        if mention.bare not in case.known.identifiers and not right:
            finding.features["code_slip"] = 1.0
            finding.wrong.append((mention.start, mention.end))
        if item == "error" and not right:
            unsure = signs.hedged(note.clause_at(bisect_left(note.word_starts, mention.start)))
            (finding.vague if unsure else finding.plainly_wrong).append((mention.start, mention.end))


@once_a_case
def _codes(case: Case, item: str) -> frozenset[tuple[str, str]]:
    """The codes by which the item's points can be said: their letters and their digits."""
    said = [word.mention for point in case.points[item] for way in point.ways for word in way.words]
    return frozenset((code.letters, code.bare) for code in said if isinstance(code, IdentifierMention))
