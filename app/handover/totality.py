"""Where a note says that it is everywhere, rightly or not."""

from collections.abc import Collection, Iterator
from itertools import takewhile

from app.handover.note import Note
from app.handover.signs import Signs
from app.language.clauses import Clause
from app.language.mentions import NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

ALL = frozenset(map(stem, ("all", "every", "whole", "both", "each", "entire")))
_TAKEN_BACK = frozenset({"fine", "correction", "doubts"})
_NOUN_REACH, _WITHIN_REACH = 4, 6
_EARLY = 1
_ALL_OF, _NUMBER_REACH = ALL | {"any", "across"}, 3
_BETWEEN = frozenset({"of", "the", "them", "our", "their", "all", "its"})
_NOT_QUITE = VOCABULARY.words["almost"] | {"not"}
_SECTIONS = (None, "sites", "service", "symptom", "users")
_WRONG = stem("wrong")
_BESIDES = frozenset({"plus", "and", "+", "&", "also", "includ"})
_ELSEWHERE = frozenset({"about", "at", "on", "to", "with", "from"})  # "it is all about shops"
_OPEN = frozenset(map(stem, ("them", "all", "board", "across", "over", "lot")))
_COUNTED_NOUNS = VOCABULARY.words["site_nouns_counted"]
_OF_THEM = frozenset({"of", "them"})
_IT_IS = frozenset(map(stem, ("it", "its", "it's", "is", "this", "that", "thats", "that's", "now", "so", "and")))
_IT_IS |= frozenset(map(stem, ("has", "since", "spread", "to")))


def everywhere_said(
    note: Note, signs: Signs, nouns: Collection[str], named: Collection[int]
) -> Iterator[tuple[int, int, float | None]]:
    """Stretches of words that say it of all places, with the number if one is told ("all 23 hotels").

    `named` are the places where a true site begins: "all shops in Kent" says no more than Kent.
    """
    words = note.reading.words
    phrases = {
        first: last for first, last in note.reading.phrase_places("everywhere") if not _of_things(note, first, last)
    }
    for place, word in enumerate(words):
        clause = note.clause_at(place)
        after = range(place + 1, min(clause.last, place + _NOUN_REACH))
        noun = next((at for at in after if _is_noun(note, nouns, place, at)), None) if word.stem in ALL else None
        if noun is not None and not _ELSEWHERE.isdisjoint(note.reading.stems[place:noun]):
            continue
        last = phrases.get(place) or (noun + 1 if noun is not None else 0)
        if not last or not _is_plain(note, signs, clause, place):
            continue
        reach = range(place, min(clause.last, last + _WITHIN_REACH))
        if any(at in named for at in (reach if word.stem == "both" else _as_far_as_it_goes(note, reach))):
            continue
        number, last = _how_many(note, nouns, clause, place, last)
        yield place, last, number


def all_of(note: Note, signs: Signs, whole: float) -> tuple[int, int] | None:
    """Where it is said of all there are, by their number and whatever they are called ("all 38 of them", "in any of
    the twelve glasshouses"): the first such words, unless they are taken back."""
    for mention, at in note.reading.placed:
        if not isinstance(mention, NumberMention) or mention.kind != "count" or mention.value != whole:
            continue
        clause = note.clause_at(at)
        low = max(clause.first, at - _NUMBER_REACH)
        first = next((place for place in range(low, at) if note.reading.stems[place] in _ALL_OF), None)
        told = first is not None and _BETWEEN.issuperset(note.reading.stems[first + 1 : at])
        if first is None or not told or clause.section not in _SECTIONS or _is_not_all(note, first):
            continue
        taken_back = bool(_TAKEN_BACK & signs.sentence_flags(clause)) or set_right(note, signs, clause)
        return None if taken_back or signs.hedged(clause) else (first, at + 1)
    return None


def _is_not_all(note: Note, first: int) -> bool:
    """Whether "not" or "almost" stands right before "all"."""
    return first > 0 and note.reading.stems[first - 1] in _NOT_QUITE


def _is_noun(note: Note, nouns: Collection[str], place: int, at: int) -> bool:
    """Whether a word is what "all" counts, not what they were, "docked"; such as "posts" only in the plural behind a
    number."""
    word = note.reading.words[at]
    if word.stem not in _COUNTED_NOUNS:
        return word.stem in nouns and not note.reading.folded.text[word.start : word.end].endswith("ed")
    counted = any(isinstance(other.mention, NumberMention) for other in note.reading.words[place + 1 : at])
    return counted and note.reading.folded.text[word.start : word.end].endswith("s")


def _how_many(note: Note, nouns: Collection[str], clause: Clause, place: int, last: int) -> tuple[float | None, int]:
    """The number told with a totality, inside it or right behind ("every shop, all nine of them"); where it ends."""
    words = note.reading.words
    inside = next((w.mention for w in words[place:last] if isinstance(w.mention, NumberMention)), None)
    if inside is not None or last != clause.last:
        return (None if inside is None else inside.value), last
    behind = words[last : last + 2]
    told = behind[1].mention if len(behind) > 1 and behind[0].stem in ALL else None
    if not isinstance(told, NumberMention) or note.clause_at(last).sentence != clause.sentence:
        return None, last
    following = note.reading.stems[last + 2 : note.clause_at(last).last]
    goes_on = all(word in _OF_THEM or word in nouns for word in following)
    return (told.value, last + 2 + len(following)) if goes_on else (None, last)


def _as_far_as_it_goes(note: Note, reach: range) -> Iterator[int]:
    """The places up to what is told besides: "every branch in both counties plus Hull" goes on about branches."""
    return takewhile(lambda at: note.reading.stems[at] not in _BESIDES, reach)


def _is_plain(note: Note, signs: Signs, clause: Clause, place: int) -> bool:
    """Whether the fault is what is said to be everywhere, as a fact and not taken back in the same breath."""
    if clause.section not in (None, "sites", "service", "symptom") or signs.negated(place) or signs.hedged(clause):
        return False
    flags = signs.sentence_flags(clause)
    if _TAKEN_BACK & flags or set_right(note, signs, clause):
        return False
    early = clause.sentence <= _EARLY and not _dated(note, clause)
    it_is = place > clause.first and _IT_IS.issuperset(note.reading.stems[clause.first : place])
    hit = clause.index in signs.clauses_with("hit_there")
    return clause.section is not None or early or it_is or hit or bool({"broken", "negators"} & flags)


def _dated(note: Note, clause: Clause) -> bool:
    """Whether the sentence names a time, as one about what is to come does."""
    inside = note.reading.clauses_of_sentence[clause.sentence]
    first, last = note.reading.clauses[inside[0]].first, note.reading.clauses[inside[-1]].last
    return any(isinstance(word.mention, TimeMention) for word in note.reading.words[first:last])


def set_right(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether a report is set right in its own sentence or the next: "she had all six down; they aren't"."""
    corrected = signs.clauses_with("set_right")
    near = (note.reading.clauses_of_sentence.get(clause.sentence + step, ()) for step in (0, 1))
    return any(
        index in corrected and not _only_describes(note, note.reading.clauses[index])
        for inside in near
        for index in inside
    )


def _only_describes(note: Note, clause: Clause) -> bool:
    """Whether what would set a report right tells what the fault is or does: "wrong prices", "it isn't spreading"."""
    return all(
        last < clause.last and (_is_a_wrong_thing(note, first, last) or _goes_on_to_do(note, last))
        for first, last in note.reading.phrase_places("set_right", clause.first, clause.last)
    )


def _is_a_wrong_thing(note: Note, first: int, last: int) -> bool:
    alone = note.reading.stems[first:last] == [_WRONG] and note.reading.words[last].mention is None
    return alone and note.reading.stems[last] not in VOCABULARY.stop


def _goes_on_to_do(note: Note, last: int) -> bool:
    """Whether "isn't" or "not" ends right before what something does: "spreading", "printing"."""
    words, text = note.reading.words, note.reading.folded.text
    denies = text[words[last - 1].start : words[last - 1].end].endswith(("n't", "not"))
    return denies and text[words[last].start : words[last].end].endswith("ing")


def _of_things(note: Note, first: int, last: int) -> bool:
    """Whether "all of them" and the like may as well be about tills or people, where it is not asked where it is."""
    if note.clause_at(first).section == "sites":
        return False
    return note.reading.stems[first] in ("all", "the", "across") and note.reading.stems[last - 1] in _OPEN
