"""Where a note says, in whatever words, that nothing was changed."""

from collections.abc import Iterator

from app.handover.note import Note
from app.handover.scorecard import Span
from app.handover.signs import Signs
from app.language.clauses import Clause
from app.language.mentions import DurationMention, NumberMention
from app.language.vocabulary import VOCABULARY, stem

_NOTHING = VOCABULARY.words["nothings"] | {"#0"}
_NOUNS = VOCABULARY.words["change_nouns"]
_VERBS = VOCABULARY.words["change_verbs"]
_CALENDAR = VOCABULARY.words["calendar"]
_BESIDES = frozenset(map(stem, ("else", "other", "others", "further", "more", "apart", "except", "besides")))
_ON = frozenset({"on", "for", "in", "to", "at", "against"})
_SEEN = frozenset(
    {"screen", "print_", "label", "blank", "send", "receive", "works_fine", "save", "open_", "phone_rings"}
)
_CHANGED = stem("changed")
_ANOTHER = frozenset(map(stem, ("another", "second", "other", "different", "spare", "old", "new", "this", "that")))
_TRYING = frozenset({"restart", "relog", "retry", "reinstall", "swap", "failover", "unplug", "rollback", "test_"})
_VERB_REACH, _ON_REACH, _SINCE_REACH, _NOUN_REACH = 4, 7, 4, 9
_DAY = 24 * 60


def nothing_changed(note: Note, signs: Signs, strictly: bool, besides: bool = False) -> list[Span]:
    """Folded spans that say so; `strictly` where only words of change do, not "nothing on the phones since May".

    `besides` where "nothing else was changed" says so too.
    """
    spans = []
    for place in _nothings(note):
        clause = note.clause_at(place)
        if clause.section not in (None, "change") or clause.asks or signs.hedged(clause):
            continue
        ahead = range(place, min(clause.last, place + _ON_REACH))
        else_ = any(note.reading.stems[at] in _BESIDES for at in ahead)
        if (else_ and not besides) or _after_trying(note, signs, clause) or _by_trying(note, clause, place):
            continue
        own = clause.section == "change"
        last = _end_of_change(note, clause, place) or _end_of_answer(note, clause, place, own)
        if not last and (own or not strictly):
            last = _end_of_since(note, clause, place)
        if last:
            spans.append(note.span(_beginning(note, clause, place), last))
    return spans


def _after_trying(note: Note, signs: Signs, clause: Clause) -> bool:
    """Whether the sentence tells of something tried: "restarted them, nothing changed"."""
    if clause.section == "change":
        return False
    return not signs.clauses_with("tried_said").isdisjoint(note.reading.clauses_of_sentence[clause.sentence])


def _by_trying(note: Note, clause: Clause, place: int) -> bool:
    """Whether it is something done that "changed nothing": "a second trolley changed nothing"."""
    if place <= clause.first + 1 or note.reading.stems[place - 1] != _CHANGED or clause.section == "change":
        return False
    before = note.reading.words[clause.first : place - 1]
    return any(word.stem in _ANOTHER or not _TRYING.isdisjoint(word.concepts) for word in before)


def none_found(note: Note, signs: Signs) -> list[Span]:
    """Where nobody is said to know of any, in the field of changes or beside a word for them."""
    spans = []
    for first, _ in note.reading.phrase_places("none_found"):
        clause = note.clause_at(first)
        inside = range(clause.first, clause.last)
        if clause.section == "change" or (
            clause.section is None and any(note.reading.stems[at] in _NOUNS for at in inside)
        ):
            spans.append((clause.start, clause.end))
    return spans


def frozen(note: Note, signs: Signs) -> list[Span]:
    """Where it says that changes are frozen."""
    places = note.reading.phrase_places("change_freeze")
    clauses = [note.clause_at(first) for first, _ in places]
    spans = [(clause.start, clause.end) for clause in clauses if not signs.hedged(clause) and not clause.asks]
    for clause in signs.section_clauses("change"):
        if note.reading.stems[clause.first] == "freez" and not signs.hedged(clause):
            spans.append((clause.start, clause.end))
    return spans


def called_off(note: Note, signs: Signs) -> list[Span]:
    """Where it says that a change was planned and not made: "the patching was cancelled", "postponed, it never ran"."""
    of_changes = {note.clause_at(place).sentence for noun in _NOUNS for place in note.words_of_stem(noun)}
    called = {note.clause_at(first).index for first, _ in note.reading.phrase_places("change_called_off")}
    return [
        (clause.start, clause.end)
        for clause in (note.reading.clauses[index] for index in sorted(called))
        if (clause.section == "change" or (clause.section is None and clause.sentence in of_changes))
        and not (clause.asks or clause.question or signs.hedged(clause))
    ]


def _nothings(note: Note) -> Iterator[int]:
    return (place for place, word in enumerate(note.reading.stems) if word in _NOTHING)


def _beginning(note: Note, clause: Clause, place: int) -> int:
    """The first word of what is said: of "Changes on the lock server: 0" the change."""
    stems = note.reading.stems
    back = range(max(0, place - _NOUN_REACH), place)
    same_line = [at for at in back if note.clause_at(at).line == clause.line and stems[at] in _NOUNS]
    return same_line[0] if same_line and stems[place] == "#0" else place


def _end_of_change(note: Note, clause: Clause, place: int) -> int:
    """After "nowt changed", "nothing was altered", "nobody has patched it"; 0 where there is none."""
    stems = note.reading.stems
    for at in range(place + 1, min(clause.last, place + 1 + _VERB_REACH)):
        if stems[at] == "what":
            return 0  # "nobody knows what changed"
        if stems[at] in _VERBS or stems[at] == "chang":
            return at + 1
    return 0


def _end_of_answer(note: Note, clause: Clause, place: int, own: bool) -> int:
    """After "changes: none", "BoxLine changes 14 d: 0", and whatever begins its answer with nothing in its field."""
    if own and place == clause.first and (_is_first(note, clause) or clause.last == place + 1):
        return clause.last
    if place != clause.last - 1 and note.reading.stems[place] != "#0":
        return 0
    before = range(max(0, place - _NOUN_REACH), place)
    stems = note.reading.stems
    said = [at for at in before if note.clause_at(at).line == clause.line and stems[at] in _NOUNS]
    if not said or any(note.clause_at(at).section not in (None, "change") for at in said):
        return 0
    between = note.reading.words[said[-1] + 1 : place]
    counted = any(isinstance(word.mention, NumberMention) for word in between) and stems[place] != "#0"
    return 0 if counted or note.clause_at(said[-1]).sentence < clause.sentence - 1 else place + 1


def _is_first(note: Note, clause: Clause) -> bool:
    """Whether a clause begins its field."""
    return not clause.index or note.reading.clauses[clause.index - 1].section != clause.section


def _end_of_since(note: Note, clause: Clause, place: int) -> int:
    """After "nothing on the locks since July", "none for it in the last 14 days"; 0 where there is none."""
    words, stems = note.reading.words, note.reading.stems
    until = min(clause.last, place + 1 + _ON_REACH)
    leads = [at for at in range(place + 1, min(until, place + 3)) if stems[at] in _ON]
    if not leads and stems[place + 1 : place + 2] != ["sinc"]:
        return 0
    for at in range(place + 1, clause.last):
        if words[at].concepts & _SEEN:
            return 0
        after = range(at + 1, min(clause.last, at + 1 + _SINCE_REACH))
        if stems[at] == "sinc" and any(stems[p] in _CALENDAR or _is_day(note, p) for p in after):
            return clause.last
        mention = words[at].mention
        if isinstance(mention, DurationMention) and mention.minutes >= _DAY:
            return at + 1
    return 0


def _is_day(note: Note, place: int) -> bool:
    """Whether a number after "since" is the day of a date, written 18/11 or 18 Nov."""
    mention = note.reading.words[place].mention
    if not isinstance(mention, NumberMention):
        return False
    text = note.reading.folded.text
    if mention.kind == "ordinal":
        return True
    return text[mention.end : mention.end + 1] == "/" or text[mention.start - 1 : mention.start] == "/"
