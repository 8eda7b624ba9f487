"""What a time near the word for a deadline is, where nothing is due: of another day, or of what can wait."""

from collections.abc import Sequence

from app.handover.case import Case, WayWord, once_a_case
from app.handover.note import Note
from app.language.clauses import Clause
from app.language.dates import read_days
from app.language.mentions import NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem, words_of

_TODAY = frozenset(map(stem, ("today", "tonight", "today's", "todays")))
_LATER = frozenset(map(stem, ("tomorrow", "tomorrow's", "next", "fortnight")))


def is_no_deadline(case: Case, note: Note, clause: Clause, mention: TimeMention, none_said: bool) -> bool:
    """Whether a time is none that anything is due at: on a day the truth itself names, on another day where it says
    that nothing is due, or told with what the truth says of it: "the board pack closes on the 26th, 12:00", "noon today
    is a rehearsal only"."""
    sentence = [note.reading.clauses[index] for index in note.reading.clauses_of_sentence[clause.sentence]]
    stems = _stems_in(note, sentence)
    if _is_what_the_truth_says_of_it(case, stems, mention):
        return True
    near = [clause] if _days_in(case, note, [clause]) else sentence
    if mention.day == 0 or not _TODAY.isdisjoint(_stems_in(note, near)):
        return False
    days = _days_in(case, note, near)
    if not days.isdisjoint(_days_of_truth(case)):
        return True
    return none_said and (bool(days) or mention.day == 1 or not _LATER.isdisjoint(stems))


def _stems_in(note: Note, clauses: Sequence[Clause]) -> frozenset[str]:
    return frozenset(note.reading.stems[clauses[0].first : clauses[-1].last])


def _days_in(case: Case, note: Note, clauses: Sequence[Clause]) -> frozenset[int]:
    """The days of the month, or 0 for one not told so, that are named in clauses that follow each other, but today."""
    today, start, end = case.scenario.now.date(), clauses[0].start, clauses[-1].end
    days = [day for day in note.reading.days if start <= day.start < end and not day.is_on(today)]
    words = note.reading.words[clauses[0].first : clauses[-1].last]
    named = {number for day in days for number, _ in day.days or ((0, 0),)}
    counted = (w.mention for w in words if isinstance(w.mention, NumberMention) and w.mention.kind == "ordinal")
    return frozenset(named | {int(number.value) for number in counted if number.value != today.day})


def _is_what_the_truth_says_of_it(case: Case, stems: frozenset[str], mention: TimeMention) -> bool:
    """Whether the truth names this time, and a word that stands beside it there and in no caller's mouth is said."""
    return any(
        not words.isdisjoint(stems)
        for minutes, words in _times_of_truth(case)
        if not minutes.isdisjoint(mention.minutes)
    )


@once_a_case
def _days_of_truth(case: Case) -> frozenset[int]:
    """The days of the month that the truth of the deadline names, though nothing is due today."""
    named = read_days(case.scenario.items["deadline"].truth.casefold())
    return frozenset(number for day in named for number, _ in day.days)


@once_a_case
def _times_of_truth(case: Case) -> Sequence[tuple[frozenset[int], frozenset[str]]]:
    """The times that the truth names, each with the telling words of its clause that neither callers say nor the truths
    of other items."""
    said = (b.says for person in case.scenario.people for b in person.believes if b.about == "deadline")
    of_others = {stem(word.strip(".,?!'")) for text in said for word in words_of(text.casefold())}
    of_others |= {
        word.stem for item, ways in case.truths.items() if item != "deadline" for w in ways for word in w.words
    }
    found: list[tuple[frozenset[int], frozenset[str]]] = []
    for way in case.truths["deadline"]:
        telling = frozenset(filter(str.isalpha, map(_stem_of, way.words))) - VOCABULARY.stop - of_others - _TODAY
        times = [word.mention.minutes for word in way.words if isinstance(word.mention, TimeMention)]
        found.extend((frozenset(minutes), telling) for minutes in times)
    return found


def _stem_of(word: WayWord) -> str:
    return word.stem
