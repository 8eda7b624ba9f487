"""What a note says about the items whose truth is a statement or a recent change."""

import re
from collections.abc import Sequence, Set
from copy import copy
from typing import NamedTuple

from app.content.scenario import Truth
from app.handover.beliefs_told import weigh_beliefs
from app.handover.case import Case
from app.handover.contradicted import says_nobody_was_told, weigh_contradictions
from app.handover.evidence import phrases
from app.handover.matching import FEATURES, Matcher, PointMatch
from app.handover.means_said import weigh_means, weigh_untold
from app.handover.note import Note
from app.handover.signs import Finding, Signs, Whole
from app.handover.tried_otherwise import says_nothing_was_tried
from app.handover.weights import point_probability
from app.language.clauses import Clause
from app.language.vocabulary import VOCABULARY, stem

LIKELY, _LESS_THAN_LIKELY = 0.3, 0.49
_EXACT, _ITS_THING, _PLAINLY, _SOME_OF_IT = FEATURES.index("exact"), 0.4, 0.7, 0.45
WHOLE_ENOUGH = 0.45
_MANY = 3
_TELLING, _ABOUT, _SPOKEN_OF = FEATURES.index("telling"), FEATURES.index("about"), 0.25
_SENSE, _SENSED = FEATURES.index("sense"), 0.5
_HALF, _MUCH_OF_IT = 0.5, 0.7
_FINE_MISSED, _BROKEN_SAID, _PAIR = (FEATURES.index(name) for name in ("fine_missed", "broken_said", "pair"))
_ALWAYS_TOLD_OF = frozenset({"symptom"})
_BY_WORDS = frozenset({"change"})  # what fails sounds much like what was changed
_OPPOSED = 0.5


def find_points(case: Case, matcher: Matcher, item: str) -> list[list[PointMatch]]:
    """For each point of the item's truth, every sentence that may say it."""
    found = [matcher.match(point, item) for point in case.points[item]]
    return [[match for match in point if _tells_of_it(matcher.note, item, match)] for point in found]


def _tells_of_it(note: Note, item: str, match: PointMatch) -> bool:
    """Whether a stretch with enough words of a point tells of it: in the item's own field, with the weightiest word of
    some way of saying it, or where the talk is of it; else they may be the fault's: "old prices, not on file"."""
    if item == "not_affected" and _is_said_to_be_hit(match):
        return False
    if item in _ALWAYS_TOLD_OF or match.features[_TELLING] or match.features[_ABOUT] >= _SPOKEN_OF:
        return True
    if match.features[_SENSE] >= _SENSED and item not in _BY_WORDS:
        return True
    if point_probability(item, match.features) < LIKELY:
        return True
    return any(note.clause_at(place).section == item for place in match.places)


def _is_said_to_be_hit(match: PointMatch) -> bool:
    """Whether what works is said to be broken, with few words and little sense of its working: "no build starts"."""
    hit = bool(match.features[_FINE_MISSED] and match.features[_BROKEN_SAID])
    return hit and max(match.features[_SENSE], match.features[_PAIR]) < _SENSED


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
    finding.truths = case.truths[item]
    _weigh_whole(finding, case, note, matcher, item)
    finding.features["own"] = float(any(not says_nothing(clause) for clause in sections))
    if sections:
        finding.vague.extend((c.start, c.end) for c in sections)
    _weigh_none(finding, note, signs, item, truth)
    if item == "workaround" and truth.none:
        weigh_means(finding, case, note)
    elif item == "told" and truth.none:
        weigh_untold(finding, note)
        finding.plainly_none.extend((clause.start, clause.end) for clause in says_nobody_was_told(note))
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


def _probability(item: str, match: PointMatch) -> float:
    """How likely a match says its point; of what people see, what has neither half the words of a way of saying it nor
    much of its sense is less likely than not: words of symptoms are everyday words. What was plainly tried, on the
    point's own thing, tells some of it: "trolleys were swapped"."""
    probability = point_probability(item, match.features)
    if item == "tried" and match.features[_ABOUT] >= _PLAINLY and match.features[_EXACT] >= _ITS_THING:
        return max(probability, _SOME_OF_IT)
    thin = item == "symptom" and match.features[_PAIR] <= _HALF and match.features[_SENSE] <= _MUCH_OF_IT
    return min(probability, _LESS_THAN_LIKELY) if thin else probability


def points_said(item: str, finding: Finding) -> list[Said]:
    """Every match of the item's points with its likelihood, by the weights in use."""
    return [
        Said(number, match, _probability(item, match)) for number, point in enumerate(finding.points) for match in point
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


def _truth_said(note: Note, finding: Finding, places: Set[int]) -> tuple[float, float]:
    """How much of the truth's sentence the words at these places make up, and of the clause of it said the least."""
    if not places:
        return 0.0, 0.0
    here = [note.reading.words[place] for place in places]
    stems, concepts = {word.stem for word in here}, frozenset[str]().union(*[word.concepts for word in here])
    truths = [way for way in finding.truths if way.words]
    got = [
        sum([w.weight for w in way.words if w.stem in stems or not concepts.isdisjoint(w.concepts)]) for way in truths
    ]
    least = min([said / way.total for said, way in zip(got, truths, strict=True)], default=0.0)
    return sum(got) / (sum([way.total for way in truths]) or 1.0), least


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
