"""What a note says of what was tried the other way round: that nothing was, or that it helped where it did not."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from app.handover.case import Case, Way, once_a_case
from app.handover.matching import Matcher
from app.handover.note import Note
from app.language.clauses import Clause, Word
from app.language.reading import read
from app.language.vocabulary import VOCABULARY, stem

_DONT = frozenset({"don't", "dont"})
_ASKED_FOR = VOCABULARY.words["asked_for"]
_NEGATORS = VOCABULARY.words["denying_an_act"]
_FOR_A_WHILE = VOCABULARY.words["for_a_while"]
_BETWEEN = VOCABULARY.words["between_not_and_done"]
_ACTS = frozenset(("restart", "retry"))
_DONE = frozenset(("restart", "retry", "swap", "relog", "reinstall", "failover", "unplug", "rollback"))
_NO_HELP = "no_help"
_REACH = 4
_PARTLY = 0.35
_WE = frozenset(map(stem, ("we", "i", "we've", "i've", "weve", "ive")))
_EXCEPT = VOCABULARY.words["except"] - {"without", "save", "minus"}
_TOUCHED = frozenset(map(stem, ("touched", "restarted", "reset")))
_MENDED = frozenset(("fixed", "cleared", "cures", "fixes", "clears", "sorts"))
_WHAT = frozenset(("it", "them", "this", "that", "for", "everything"))
_HELPED = frozenset(word for word in VOCABULARY.words["helped_outright"] if word.endswith("ed"))
_HELPED_BY_PHRASE = ("helped", "helped_some")
# What came of it for some, or for some time: "brought a couple back up", "put a handful of them right".
_BROUGHT_BACK = re.compile(
    r"\b(?:bring|brought|got|put|set)s? (?!no )(?:[\w'-]+ ){1,5}?"
    r"(?:back (?:to life|up|for a)|(?:right|going|working)(?! (?:on|with|to|through|next|away|now|in|at|beside)\b))\b"
)
_RECURRING = _FOR_A_WHILE | frozenset(
    map(stem, ("back", "again", "reverted", "reappeared", "fell", "lasted", "within"))
)


def tried_otherwise(case: Case, note: Note, matcher: Matcher) -> Iterator[Clause]:
    """Clauses that deny what was tried, or tell the opposite of what came of it."""
    truth = case.scenario.items["tried"]
    if truth.none:
        return
    ways = [way for point in case.points["tried"] for way in point.ways]
    left = any(way.negative for way in ways)
    acts, in_vain, all_in_vain = _acts_tried(case), _in_vain(truth.truth), _in_vain(truth.truth, _RECURRING)
    done = {note.reading.clauses[index].sentence for index in _acting(note)}
    told = done.intersection(matcher.sentences_hit((way for way in ways if not way.negative), _PARTLY))
    for clause in note.reading.clauses:
        if (
            clause.section in (None, "tried")
            and not note.leaves_open(clause)
            and (
                (_says_untried(note, clause, acts, left) and not _in_part(note, clause, told))
                or _says_it_helped(note, clause, in_vain, all_in_vain)
            )
        ):
            yield clause


@once_a_case
def _acts_tried(case: Case) -> frozenset[str]:
    """The words for what was done to a machine, without those for what was left alone."""
    ways = [way for point in case.points["tried"] for way in point.ways]
    return _acts(way for way in ways if not way.negative) - _acts(way for way in ways if way.negative)


def _acts(ways: Iterable[Way]) -> frozenset[str]:
    """The words for what is done to a machine by which these ways tell what was tried."""
    return frozenset(word.stem for way in ways for word in way.words if word.concepts & _ACTS)


def says_nothing_was_tried(note: Note) -> Iterator[Clause]:
    """Clauses that say that nothing was tried at all."""
    for first, _ in note.reading.phrase_places("nothing_tried"):
        clause = note.clause_at(first)
        if clause.section in (None, "tried") and not note.leaves_open(clause):
            yield clause


@lru_cache(maxsize=256)
def _in_vain(truth: str, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """The telling words for what the truth says was tried in vain, and for nothing else that was tried; a part of it
    with one of the words of `but` does not count."""
    vain: set[str] = set()
    other: set[str] = set()
    for part in truth.split(";"):
        words = read(part).words
        told = vain if _failed(words) and but.isdisjoint(word.stem for word in words) else other
        told |= {w.stem for w in words if w.mention is None and w.stem not in VOCABULARY.stop and not _failed([w])}
    return frozenset(vain - other)


def _says_untried(note: Note, clause: Clause, acts: frozenset[str], left: bool) -> bool:
    """Whether it says that nothing was tried, or denies an act: "no one has restarted anything yet".

    Where something was `left` as it was, "nothing touched" is true.
    """
    reading = note.reading
    untried = reading.phrase_places("nothing_tried", clause.first, clause.last)
    if any(not left or _TOUCHED.isdisjoint(reading.stems[first:last]) for first, last in untried):
        return True
    if _tells_of_help(note, clause) or _failed([w for w in _words(note, clause) if w.stem not in _NEGATORS]):
        return False
    return any(
        reading.words[place].stem in acts and _denied(note, clause, place) for place in range(clause.first, clause.last)
    )


def _acting(note: Note) -> Iterator[int]:
    """The clauses that tell of something done, and do not only deny it."""
    words = note.reading.words
    denied = {words[first].clause for first, _ in note.reading.phrase_places("nothing_tried")}
    told = {words[first].clause for first, _ in note.reading.phrase_places("tried_said")}
    told.update(word.clause for word in words if word.concepts & _DONE)
    return (index for index in told - denied if not note.reading.clauses[index].asks)


def _in_part(note: Note, clause: Clause, told: Set[int]) -> bool:
    """Whether that nothing was tried is said of some people or places only, or of all but one thing, and what was tried
    is `told` in other sentences, or as that one thing: "nothing tried by us; the manager restarted two tills"."""
    reading = note.reading
    for _, last in reading.phrase_places("nothing_tried", clause.first, clause.last):
        ends = reading.clauses[reading.clauses_of_sentence[clause.sentence][-1]].last
        but_one = not _EXCEPT.isdisjoint(reading.stems[last : min(ends, last + _REACH)])
        in_part = reading.phrase_places("tried_in_part", last, clause.last) or reading.stems[clause.first] in _WE
        if (but_one and told) or (in_part and told - {clause.sentence}):
            return True
    return False


def _is_asked_for(note: Note, clause: Clause, place: int) -> bool:
    """Whether somebody asks that a thing not be done: "please do not restart it", "he begs that nobody restart it"."""
    stems = note.reading.stems
    before = stems[clause.first : place]
    told_to = list(before) == ["do"] or (not before and stems[place] in _DONT)
    return told_to or not _ASKED_FOR.isdisjoint(before)


def _denied(note: Note, clause: Clause, place: int) -> bool:
    """Whether "not", "nobody" or "no" governs the word here, with nothing but small words between."""
    for at in range(place - 1, max(clause.first, place - _REACH) - 1, -1):
        word = note.reading.words[at]
        if word.stem in _NEGATORS:
            stands_for_number = note.reading.folded.text[word.end : word.end + 1] == "."
            return not (stands_for_number or _is_asked_for(note, clause, at))
        if word.stem not in _BETWEEN:
            return False
    return False


def _says_it_helped(note: Note, clause: Clause, done: frozenset[str], all_done: frozenset[str]) -> bool:
    """Whether something that was done is said to have helped, here or right before in the sentence; for a while only
    where the truth knows of no such thing (`all_done`)."""
    if not _helps(note, clause):
        return False
    here, after = _words(note, clause), _beside(note, clause, 1)
    if any(word.stem in _FOR_A_WHILE for word in (*here, *after)):
        done = all_done
    if _failed(here):
        return False
    helping = {
        place for span in note.reading.phrase_places("helped", clause.first, clause.last) for place in range(*span)
    }
    if any(word.stem in done for place, word in enumerate(here, clause.first) if place not in helping):
        return True
    before = _beside(note, clause, -1)
    return any(word.stem in done for word in before) and not _failed(before)


def _beside(note: Note, clause: Clause, step: int) -> Sequence[Word]:
    """The words of the clause before (-1) or after (1) in the same sentence."""
    clauses, at = note.reading.clauses, clause.index + step
    if not 0 <= at < len(clauses) or clauses[at].sentence != clause.sentence:
        return ()
    return _words(note, clauses[at])


def _words(note: Note, clause: Clause) -> Sequence[Word]:
    return note.reading.words[clause.first : clause.last]


def _failed(words: Sequence[Word]) -> bool:
    return any(_NO_HELP in word.concepts for word in words)


def _helps(note: Note, clause: Clause) -> bool:
    """Whether it says that something helped."""
    return "negators" not in clause.flags and _tells_of_help(note, clause)


def _tells_of_help(note: Note, clause: Clause) -> bool:
    """Whether it speaks of help at all; by stems alone "fix it" would have fixed it."""
    text = note.reading.folded.text
    if any(note.reading.has(name, clause) for name in _HELPED_BY_PHRASE):
        return True
    if _BROUGHT_BACK.search(text, clause.start, clause.end):
        return True
    written = [text[word.start : word.end] for word in _words(note, clause)]
    mended = any(word in _MENDED and after in _WHAT for word, after in pairwise([*written, ""]))
    return mended or not _HELPED.isdisjoint(written)
