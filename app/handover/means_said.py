"""What is said of single means or people: one ruled out or offered where there is none, or doing it over again."""

from collections.abc import Iterator

from app.handover.case import Case
from app.handover.matching import FEATURES
from app.handover.note import Note
from app.handover.signs import Finding
from app.language.clauses import Clause
from app.language.vocabulary import VOCABULARY, stem

_FORBIDDING = VOCABULARY.words["forbidding"]
_SPECIFIC = VOCABULARY.words["specific_means"] - {"other", "second"} | {stem("telephone")}
_RULING = _FORBIDDING | VOCABULARY.words["nothings"] | frozenset(VOCABULARY.phrases["negators"].by_first)
_COVERED_BY_TRUTH, _NAMED_AS_FORBIDDEN = 0.5, 0.25  # shares of a part of the truth's own sentence
_REPEATING = frozenset(w for w, them in VOCABULARY.phrases["retry_said"].by_first.items() if (w,) in them)
_COVERED, _HALF_SAID = FEATURES.index("sentence"), 0.5
_MEANS = "workaround_said"
_RESERVED = frozenset(("hedges", "doubts", "not_known", "conditional"))


def weigh_untold(finding: Finding, note: Note) -> None:
    """Adds who is said not to have been told, which is half of "nobody was"."""
    for first, _ in note.reading.phrase_places("was_told"):
        clause = note.clause_at(first)
        named = any(word.stem not in VOCABULARY.stop for word in note.reading.words[clause.first : first])
        about = clause.section in (None, "told") and not clause.asks and not clause.flags & {"hedges", "conditional"}
        if about and named and "negators" in clause.flags:
            finding.features["ruled_out"] = 1.0
            finding.vague.append((clause.start, clause.end))


def weigh_means(finding: Finding, case: Case, note: Note) -> None:
    """Adds means ruled out, which is half of "none", and those offered in the item's own place, which is wrong."""
    offered: list[Clause] = []
    ruled_out: set[int] = set()
    for first, _ in note.reading.phrase_places(_MEANS):
        clause = note.clause_at(first)
        if clause.section not in (None, "workaround") or clause.asks or clause.flags & _RESERVED:
            continue
        inside = note.reading.clauses_of_sentence[clause.sentence]
        flags = frozenset().union(*(note.reading.clauses[index].flags for index in inside))
        stems = {word.stem for word in note.reading.words[clause.first : clause.last]}
        if "negators" in clause.flags or stems & _FORBIDDING:
            finding.features["ruled_out"] = 1.0
            finding.vague.append((clause.start, clause.end))
            ruled_out.add(clause.index)
        elif not flags & ({"negators"} | _RESERVED) and (clause.section == "workaround" or _for_now(note, clause)):
            offered.append(clause)
    for clause in _ruled_out_by_truth(case, note):
        finding.features["ruled_out"] = 1.0
        finding.vague.append((clause.start, clause.end))
        ruled_out.add(clause.index)
    for first, last in note.reading.phrase_places("way_round_offered"):
        clause = note.clause_at(first)
        told = clause.section in (None, "workaround") and not (clause.asks or clause.question)
        if told and last < clause.last and not clause.flags & (_RESERVED | {"negators"}):
            offered.append(clause)
    finding.half = len(ruled_out) == 1 and not finding.none
    if not finding.none and not finding.features["ruled_out"]:
        finding.plainly_wrong.extend((clause.start, clause.end) for clause in offered)


def _for_now(note: Note, clause: Clause) -> bool:
    """Whether a clause tells of means used for the time being: "they put a phone on loudspeaker meantime"."""
    stems = note.reading.stems[clause.first : clause.last]
    return note.reading.has("for_the_time_being", clause) and not _SPECIFIC.isdisjoint(stems)


def _ruled_out_by_truth(case: Case, note: Note) -> Iterator[Clause]:
    """Clauses that rule out what the truth's own sentence rules out: "None; picking on paper is not permitted"."""
    for clause in note.reading.clauses:
        stems = set(note.reading.stems[clause.first : clause.last])
        if clause.section not in (None, "workaround") or clause.asks or clause.question or clause.flags & _RESERVED:
            continue
        forbidden = bool(stems & _FORBIDDING)
        if "negators" in clause.flags or forbidden:
            least = _NAMED_AS_FORBIDDEN if forbidden else _COVERED_BY_TRUTH
            for way in case.truths["workaround"]:
                words = [word for word in way.words if word.mention is None and word.stem not in _RULING]
                got = sum(word.weight for word in words if word.stem in stems)
                if words and got >= least * sum(word.weight for word in words):
                    yield clause
                    break


def weigh_repeats(finding: Finding, case: Case, note: Note) -> None:
    """Adds doing it over again offered as the way round where that is none: "just reprint it till it comes right".

    Not where the true way round is told as well, or consists of something done again.
    """
    offers = note.reading.phrase_places("retry_offered")
    if not offers or any(match.features[_COVERED] >= _HALF_SAID for point in finding.points for match in point):
        return
    ways = [way for point in case.points["workaround"] for way in point.ways] + [*case.truths["workaround"]]
    if any(word.stem in _REPEATING for way in ways for word in way.words):
        return
    again = {note.clause_at(first).sentence for first, _ in note.reading.phrase_places("retry_said")}
    for first, _ in offers:
        clause = note.clause_at(first)
        reserved = clause.flags & {"negators", "hedges", "doubts", "not_known"} or clause.asks
        if clause.section in (None, "workaround", "tried") and clause.sentence in again and not reserved:
            finding.plainly_wrong.append((clause.start, clause.end))
