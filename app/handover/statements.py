"""What a note says about the items whose truth is a statement or a recent change."""

import re
from collections.abc import Collection, Sequence, Set
from copy import copy
from typing import NamedTuple

from app.content.scenario import Truth
from app.handover.case import Case, once_a_case
from app.handover.causes import blamed_places, points_at
from app.handover.contradicted import weigh_contradictions
from app.handover.evidence import phrases
from app.handover.matching import FEATURES, Matcher, PointMatch
from app.handover.means_said import weigh_means, weigh_untold
from app.handover.note import Note
from app.handover.signs import Finding, Signs, Whole
from app.handover.tried_otherwise import says_nothing_was_tried
from app.handover.weights import point_probability
from app.language.clauses import Clause
from app.language.mentions import NumberMention
from app.language.vocabulary import VOCABULARY, stem

LIKELY = 0.3
WHOLE_ENOUGH = 0.45
_MANY = 3
_TELLING, _ABOUT, _SPOKEN_OF = FEATURES.index("telling"), FEATURES.index("about"), 0.25
_ALWAYS_TOLD_OF = frozenset({"symptom"})
_OPPOSED = 0.5
_LONGEST_BELIEF = 3.0
_PLAINLY_BELIEVED = 0.8
_HALF_SAID, _FEW = 0.4, 3
_AT_LEAST = 2
_COUNTED_REACH = 2
_CONCLUDING = frozenset({"so", "henc", "therefor"})
_NEW = frozenset(map(stem, ("new", "latest", "recent")))
_OF_PEOPLE = frozenset({"told", "team", "contact", "tickets"})
_OF_THE_FAULT = ("symptom", "error")
_ARTICLES = frozenset(map(stem, ("the", "these", "those", "them", "that", "this", "any", "new", "their", "his", "her")))
_RULED_OUT_REACH = 4
_BUT = frozenset(map(stem, ("but", "except", "though", "stopped", "forbidden", "refused")))
_BEFORE = frozenset(map(stem, ("was", "were", "been", "before", "until", "till")))


def find_points(case: Case, matcher: Matcher, item: str) -> list[list[PointMatch]]:
    """For each point of the item's truth, every sentence that may say it."""
    found = [matcher.match(point, item) for point in case.points[item]]
    return [[match for match in point if _tells_of_it(matcher.note, item, match)] for point in found]


def _tells_of_it(note: Note, item: str, match: PointMatch) -> bool:
    """Whether a stretch with enough words of a point tells of it: in the item's own field, with the weightiest word of
    some way of saying it, or where the talk is of it; else they may be the fault's: "old prices, not on file"."""
    if item in _ALWAYS_TOLD_OF or match.features[_TELLING] or match.features[_ABOUT] >= _SPOKEN_OF:
        return True
    if point_probability(item, match.features) < LIKELY:
        return True
    return any(note.clause_at(place).section == item for place in match.places)


def find_statement(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> Finding:
    """What the note says of the item's points, of what callers wrongly believe about it, and that there is none."""
    truth = case.scenario.items[item]
    group = "change" if item == "change" else "statement"
    sections = [
        clause
        for clause in signs.section_clauses(item)
        if not (clause.question or note.is_aside(clause) or is_box(note, clause))
    ]

    def again(point: int, match: PointMatch, blank: frozenset[int]) -> PointMatch:
        return matcher.again(case.points[item][point], item, match.sentence, blank)

    finding = Finding(group, points=find_points(case, matcher, item), again=again, own_clauses=sections)
    finding.truth_parts = tuple(way.words for way in case.truths[item])
    _weigh_whole(finding, case, note, matcher, item)
    finding.features["own"] = float(any(not says_nothing(clause) for clause in sections))
    if sections:
        finding.vague.extend((c.start, c.end) for c in sections)
    _weigh_none(finding, note, signs, item, truth)
    if item == "workaround" and truth.none:
        weigh_means(finding, note)
    elif item == "told" and truth.none:
        weigh_untold(finding, note)
    elif item == "tried" and truth.none:
        finding.plainly_none.extend((clause.start, clause.end) for clause in says_nothing_was_tried(note))
    if item != "change":  # what is believed to have changed depends on whether the change itself is told
        weigh_beliefs(finding, case, note, signs, matcher, item)
    weigh_contradictions(finding, case, note, signs, matcher, item)
    _weigh_told_at_all(finding, case, note, matcher, item)
    finding.features["one_point"] = float(len(truth.points) == 1)
    return finding


def _weigh_told_at_all(finding: Finding, case: Case, note: Note, matcher: Matcher, item: str) -> None:
    """Whether some clause answers the item at all, whatever it answers: its telling words beside words of the trade."""
    known = case.known.stems
    for first, last in note.reading.phrase_places(f"{item}_said"):
        clause = note.clause_at(first)
        if clause.section not in (None, item) or clause.asks or matcher.flags[clause.index] & {"hedges", "not_known"}:
            continue
        if first in note.aside:
            continue
        if (item == "not_affected" and matcher.fails((clause,))) or (item == "error" and "negators" in clause.flags):
            continue
        inside = range(clause.first, clause.last)
        beside = [note.reading.words[p] for p in inside if not first <= p < last]
        if any(word.stem in known and word.stem not in VOCABULARY.stop for word in beside):
            finding.answered.append(inside)
            finding.vague.extend(phrases(note, inside))
    finding.features["answered"] = min(len(finding.answered), _MANY) / _MANY
    finding.features["answered_once"] = float(bool(finding.answered))


def says_nothing(clause: Clause) -> bool:
    """Whether a clause only says that something is not known."""
    return bool(clause.flags & {"not_known"}) or clause.last == clause.first


class Said(NamedTuple):
    """A match of one of the item's points, and how likely it says the point."""

    point: int
    match: PointMatch
    probability: float


def points_said(item: str, finding: Finding) -> list[Said]:
    """Every match of the item's points with its likelihood, by the weights in use."""
    return [
        Said(number, match, point_probability(item, match.features))
        for number, point in enumerate(finding.points)
        for match in point
    ]


def weigh_points(note: Note, item: str, finding: Finding) -> Finding:
    """The finding with how surely its points are said, by the weights in use, and where."""
    return weighed(note, finding, points_said(item, finding))


def weighed(note: Note, finding: Finding, said: Sequence[Said]) -> Finding:
    """The finding as these matches alone make it."""
    if not finding.points:
        return finding
    features, right, wrong = finding.features.copy(), list(finding.right), list(finding.wrong)
    likely = [each for each in said if each.probability >= LIKELY]
    places = {place for each in likely for place in each.match.places}
    right.extend([note.span(place, place + 1) for place in places if note.tells[place]])
    best = [0.0] * len(finding.points)
    for each in said:
        best[each.point] = max(best[each.point], each.probability)
        if each.match.opposed >= _OPPOSED:
            features["opposed"] = max(features["opposed"], each.match.opposed)
            wrong.extend(phrases(note, each.match.places))
    features["least"], features["most"] = min(best), max(best)
    features["mean"] = sum(best) / len(best)
    features["points"] = sum(p >= 0.5 for p in best) / len(best)
    apart = _said_apart(said, len(best))
    features["least_apart"], features["mean_apart"] = min(apart), sum(apart) / len(apart)
    features["truth_said"], features["truth_least"] = _truth_said(note, finding, places)
    features["none_alone"] = max(features["none_said"], features["none_own"]) * (1 - max(best))
    features["unexplained"] = _unexplained(finding, places) * (1 - max(best))
    as_said = copy(finding)
    as_said.half = finding.half or _is_half_a_change(finding, best)
    as_said.features, as_said.right, as_said.wrong = features, right, wrong
    return as_said


def _is_half_a_change(finding: Finding, best: Sequence[float]) -> bool:
    """Whether a change is told with no words for one of its points, nor its reference: what is known of it is lost."""
    features = finding.features
    known = not (features["truth_none"] or features["truth_unknown"])
    return finding.group == "change" and known and not features["id"] and len(best) > 1 and min(best) < LIKELY


def _said_apart(said: Sequence[Said], points: int) -> list[float]:
    """How surely each point is said when a word counts for one point only, the surest first."""
    if points == 1:
        return [max([each.probability for each in said if each.match.places], default=0.0)]
    best = [0.0] * points
    owner: dict[int, int] = {}
    for each in sorted(said, key=_surest_first):
        places, point = each.match.places, each.point
        if each.probability > best[point]:
            free = sum([owner.get(place, point) == point for place in places]) / (len(places) or 1)
            best[point] = max(best[point], each.probability * free)
        if each.probability >= LIKELY:
            for place in places:
                owner.setdefault(place, each.point)
    return best


def _surest_first(said: Said) -> tuple[float, int]:
    return -said.probability, said.point


def _truth_said(note: Note, finding: Finding, places: Collection[int]) -> tuple[float, float]:
    """How much of the truth's own sentence these words make up, and of the clause of it said the least."""
    if not places:
        return 0.0, 0.0
    words = [note.reading.words[place] for place in places]
    stems, concepts = {word.stem for word in words}, {concept for word in words for concept in word.concepts}
    got, weights = [], []
    for part in finding.truth_parts:
        got.append(sum([w.weight for w in part if w.stem in stems or not concepts.isdisjoint(w.concepts)]))
        weights.append(sum([word.weight for word in part]))
    least = min((g / w for g, w in zip(got, weights, strict=True) if w), default=0.0)
    return sum(got) / (sum(weights) or 1.0), least


def _unexplained(finding: Finding, places: Set[int]) -> float:
    """How likely some clause says something of the item that is none of its points, which these words say."""
    plainly = [plain for inside, _, plain in finding.about if plain >= WHOLE_ENOUGH and places.isdisjoint(inside)]
    return max(plainly, default=0.0)


def _weigh_whole(finding: Finding, case: Case, note: Note, matcher: Matcher, item: str) -> None:
    """The best coverage of any sentence that the scenario says about the item."""
    reading = note.reading
    for way in case.whole[item]:
        for covered in matcher.said(way, WHOLE_ENOUGH):
            got, places = covered.share, covered.places
            if got < WHOLE_ENOUGH or (len(places) < 2 and len(way.words) > 1):
                continue
            clauses = [reading.clauses[index] for index in sorted({reading.words[place].clause for place in places})]
            if item == "not_affected" and matcher.fails(clauses):
                continue
            finding.features["whole"] = max(finding.features["whole"], got)
            finding.vague.extend(phrases(note, places))
            finding.whole.append(Whole(got, tuple(places)))


_NONE_NOUNS = {
    "change": frozenset(
        map(stem, ("change", "chg", "chgs", "update", "release", "maintenance", "deployment", "upgrade"))
    ),
    "workaround": frozenset(map(stem, ("workaround", "wkaround", "workarnd", "wrkaround", "alternative", "fallback"))),
    "error": frozenset(map(stem, ("error", "message", "code", "warning", "popup"))),
}
_SPECIFIC = VOCABULARY.words["specific_means"] - {"other"}
_MAY_BE_NONE = frozenset(("error", "not_affected", "deadline", "workaround", "change", "tried", "told", "tickets"))
_REACH = 4
_OPENS_NONE = frozenset(("no", "#0")) | (VOCABULARY.words["nothings"] - {"nobody", "noone"})
_LIMITED = re.compile(
    r"(?:none|nothing|nowt|nobody|no[ -]?one|no \w+)"
    r"(?: but\b|(?: \w+){0,3}? (?:except|excepting|excluding|apart from|aside from|other than|barring|bar)\b)"
)
_HAVE_NONE = frozenset(map(stem, ("have", "has", "got", "none")))
_BOX = re.compile(r"(?:y|n|yes|x|tick(?:ed)?|n/?a|not applicable)")


def _weigh_none(finding: Finding, note: Note, signs: Signs, item: str, truth: Truth) -> None:
    """Whether the text says that there is none."""
    words = note.reading.words
    places = list(note.reading.phrase_places(f"{item}_none"))
    for noun in _NONE_NOUNS.get(item, ()):
        for place in note.words_of_stem(noun):
            clause = note.clause_at(place)
            before = note.reading.phrase_places("negators", max(clause.first, place - _REACH), place)
            asked = (
                "what" in note.reading.stems[before[0][0] : place] if before else False
            )  # "no one knows what changed"
            if before and not asked and words[before[0][0]].stem in ("no", "none", "zero", "nil", "without"):
                places.append((before[0][0], place + 1))
            following = [p for p in range(place + 1, clause.last) if words[p].stem == "#0"]
            places.extend((place, p + 1) for p in following[:1])
    for first, last in places:
        if item == "workaround" and _SPECIFIC & {word.stem for word in words[first:last]}:
            continue
        if _is_limited(finding, note, first) or (item == "workaround" and _is_lacked(note, signs, first, last)):
            continue
        finding.features["none_said"] = 1.0
        finding.none.append(note.span(first, last))
    for clause in signs.section_clauses(item) if item in _MAY_BE_NONE else ():
        inside = words[clause.first : clause.last]
        opens = (inside and inside[0].stem in _OPENS_NONE and not _is_limited(finding, note, clause.first)) or _is_no(
            note, clause, truth.none
        )
        if opens and clause.first == min(c.first for c in signs.section_clauses(item)):
            finding.features["none_own"] = 1.0
            finding.none.append((clause.start, clause.end))


def _is_lacked(note: Note, signs: Signs, first: int, last: int) -> bool:
    """Whether somebody "has none" of something, with no word of a way round beside it."""
    clause = note.clause_at(first)
    said = set(note.reading.stems[first:last]) <= _HAVE_NONE
    return said and clause.section != "workaround" and clause.index not in signs.clauses_with("workaround_topic")


def is_box(note: Note, clause: Clause) -> bool:
    """Whether a clause is only a ticked box, a letter for yes or no, or that it does not apply."""
    return bool(_BOX.fullmatch(note.reading.folded.text, clause.start, clause.end))


def _is_no(note: Note, clause: Clause, none: bool) -> bool:
    """Whether a field says no by its letter alone; that it does not apply says so only where there is `none`."""
    return note.reading.folded.text[clause.start : clause.end] in ({"n", "n/a", "na"} if none else {"n"})


def _is_limited(finding: Finding, note: Note, place: int) -> bool:
    """Whether "none" or "no one" is at once limited by what is true: "none except paper", "no one but Matron"."""
    if not _LIMITED.match(note.reading.folded.text, note.reading.words[place].start):
        return False
    sentence = note.clause_at(place).sentence
    return any(match.sentence == sentence for point in finding.points for match in point)


def weigh_beliefs(finding: Finding, case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> None:
    """Whether something a caller wrongly believes stands in the text as fact.

    What is believed to have changed may be told beside the change itself, or as in order, and blamed for nothing.
    """
    beside = item == "change" and bool(finding.features["id"] or finding.features["described"])
    blamed = blamed_places(note, signs) if item == "change" else frozenset()
    for belief in case.beliefs.get(item, ()):
        for covered in matcher.said(belief, 0.3):
            got, exact, places = covered.share, covered.exact, covered.places
            if sum(note.tells[place] and not _is_new_alone(note, place, places) for place in places) < _AT_LEAST:
                continue
            if got < _HALF_SAID and len(places) <= _FEW:
                continue
            touched = [note.reading.clauses[c] for c in {note.reading.words[p].clause for p in places}]
            if item not in _OF_PEOPLE and all(clause.section in _OF_PEOPLE for clause in touched):
                continue
            blaming = any(clause.index in signs.clauses_with("believed") for clause in touched)
            if not blaming and _tells_of_the_fault(case, note, item, places):
                continue
            if belief.counts and _is_counted_truly(case, note, signs, item, places):
                continue
            strength = min(1.0, (got + exact) / 2 * belief.total / min(belief.total, _LONGEST_BELIEF))
            negated = any("negators" in clause.flags for clause in touched) != belief.negative
            if item == "change" and (any(map(signs.believed, touched)) or _is_ruled_out(note, min(places))):
                continue
            if item == "workaround" and _was_only_meant(note, touched):
                continue
            if item == "change" and blamed.isdisjoint(places) and _is_told_beside(note, signs, touched, beside):
                continue
            endorsed = _endorsed(note, touched[0])
            if (any(signs.hedged(clause) for clause in touched) and not endorsed) or negated:
                continue
            if strength > finding.features["believed"]:
                finding.features["believed"] = strength
            reported = any("reported" in clause.flags for clause in touched) and not endorsed
            if strength >= _PLAINLY_BELIEVED and not reported:
                finding.plainly_wrong.extend(phrases(note, places))
            if strength >= 0.35:
                finding.wrong.extend(phrases(note, places))


def _is_new_alone(note: Note, place: int, places: Collection[int]) -> bool:
    """Whether "new" is said here of something else than the belief speaks of: "new firmware" for new readers."""
    if note.reading.stems[place] not in _NEW:
        return False
    ends = note.clause_at(place).last
    return next((at not in places for at in range(place + 1, ends) if note.tells[at]), False)


def _tells_of_the_fault(case: Case, note: Note, item: str, places: Collection[int]) -> bool:
    """Whether all the words of a belief that stand here are the truth's own for what fails: "Another session", which
    the screen shows, is no claim that somebody has broken in."""
    said = {note.reading.stems[place] for place in places if note.tells[place]}
    return any(said <= _stems_of_truth(case, other) for other in _OF_THE_FAULT if other != item)


@once_a_case
def _stems_of_truth(case: Case, item: str) -> frozenset[str]:
    return frozenset(word.stem for way in case.truths.get(item, ()) for word in way.words)


def _is_ruled_out(note: Note, place: int) -> bool:
    """Whether "not" stands right before what a caller blames: "not the new headsets"."""
    first = note.clause_at(place).first
    before = [
        stem for stem in note.reading.stems[max(first, place - _RULED_OUT_REACH) : place] if stem not in _ARTICLES
    ]
    return before[-1:] == ["not"]


def _was_only_meant(note: Note, touched: Sequence[Clause]) -> bool:
    """Whether what is told was meant and then not done: "he was going to do it by hand, but quality forbids it"."""
    clause = touched[0]
    last = note.reading.clauses[note.reading.clauses_of_sentence[clause.sentence][-1]].last
    for _, end in note.reading.phrase_places("only_meant", clause.first, clause.last):
        if not _BUT.isdisjoint(note.reading.stems[end:last]):
            return True
    return False


def _is_counted_truly(case: Case, note: Note, signs: Signs, item: str, places: Collection[int]) -> bool:
    """Whether a number that a caller has wrong is taken back, or the true one told of the same things: "one of the
    stolen boxes is whisky" beside "three boxes stolen"."""
    numbers = [(mention, place) for mention, place in note.reading.placed if isinstance(mention, NumberMention)]
    believed = {place for _, place in numbers}.intersection(places)
    kept = {place for _, place in signs.corrections.kept(numbers)}
    if believed and kept.isdisjoint(believed):
        return True
    ways = [way for point in case.points[item] for way in point.ways] + [*case.truths[item]]
    true = {word.mention.value for way in ways for word in way.words if isinstance(word.mention, NumberMention)}
    stems = note.reading.stems
    things = {stems[place] for place in places}
    return any(
        mention.value in true and not things.isdisjoint(stems[place + 1 : place + 1 + _COUNTED_REACH])
        for mention, place in numbers
        if place in kept - believed and not signs.hedged(note.clause_at(place))
    )


def _is_told_beside(note: Note, signs: Signs, touched: Sequence[Clause], beside: bool) -> bool:
    """Whether what somebody believes changed is told as in order or not fitting, or `beside` the change itself and
    nothing made of it."""
    if any(map(signs.set_aside, touched)):
        return True
    if any(clause.section == "change" or points_at(note, clause) for clause in touched):
        return False
    if all("fine" in c.flags and "broken" not in c.flags and not _was(note, c) for c in touched):
        return True
    last = note.reading.clauses[note.reading.clauses_of_sentence[touched[0].sentence][-1]].last
    return beside and _CONCLUDING.isdisjoint(note.reading.stems[min(c.first for c in touched) : last])


def _was(note: Note, clause: Clause) -> bool:
    """Whether a clause tells how it was: "it was fine before"."""
    return not _BEFORE.isdisjoint(note.reading.stems[clause.first : clause.last])


def _endorsed(note: Note, clause: Clause) -> bool:
    """Whether the sentence of a clause agrees with what it reports, and does not deny that anything does."""
    inside = (note.reading.clauses[index].flags for index in note.reading.clauses_of_sentence[clause.sentence])
    return any("endorsing" in flags and "negators" not in flags for flags in inside)
