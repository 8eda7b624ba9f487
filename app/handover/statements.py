"""What a note says about the items whose truth is a statement, a recent change or a direction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from app.handover.case import Case, Way
from app.handover.causes import weigh_causes
from app.handover.evidence import in_its_clause, phrases, with_unit
from app.handover.matching import Matcher, PointMatch
from app.handover.note import Note
from app.handover.signs import NEAR, Finding, Signs, Whole
from app.handover.weights import point_probability
from app.language.clauses import Clause
from app.language.mentions import IdentifierMention, NumberMention, TimeMention
from app.language.vocabulary import VOCABULARY, stem

LIKELY = 0.3
WHOLE_ENOUGH = 0.45
_CLEAR_STEPS = 3
_MANY = 3
_CLEARLY = 0.5
_DUE = VOCABULARY.words["due"]
_OPPOSED = 0.5
_LONGEST_BELIEF = 3.0
_HALF_SAID, _FEW = 0.4, 3
_RARE = 1.0
_CHOICES = ("worse", "steady", "intermittent", "better")


def find_points(case: Case, matcher: Matcher, item: str) -> list[list[PointMatch]]:
    """For each point of the item's truth, every sentence that may say it."""
    return [matcher.match(point, item) for point in case.points[item]]


def find_statement(case: Case, note: Note, signs: Signs, matcher: Matcher, item: str) -> Finding:
    """What the note says of the item's points, of what callers wrongly believe about it, and that there is none."""
    truth = case.scenario.items[item]
    group = "change" if item == "change" else "statement"
    sections = [clause for clause in signs.section_clauses(item) if not clause.question]

    def again(point: int, match: PointMatch, blank: frozenset[int]) -> PointMatch:
        return matcher.in_sentence(case.points[item][point], item, match.sentence, blank)

    finding = Finding(group, points=find_points(case, matcher, item), again=again, own_clauses=sections)
    _weigh_whole(finding, case, note, matcher, item)
    finding.features["own"] = float(any(not says_nothing(clause) for clause in sections))
    if sections:
        finding.vague.extend((c.start, c.end) for c in sections)
    _weigh_codes(finding, case, note, item)
    _weigh_none(finding, note, signs, item)
    _weigh_beliefs(finding, case, note, signs, matcher, item, case.beliefs.get(item, ()))
    if item == "deadline" and truth.none:
        _weigh_due(finding, note, signs)
    if item == "workaround" and not truth.none:
        _weigh_tried_already(finding, case, note, matcher)
    if item == "not_affected":
        _weigh_included(finding, case, note, matcher)
    _weigh_told_at_all(finding, case, note, signs, item)
    finding.features["one_point"] = float(len(truth.points) == 1)
    return finding


def _weigh_told_at_all(finding: Finding, case: Case, note: Note, signs: Signs, item: str) -> None:
    """Whether some clause answers the item at all, whatever it answers: its telling words beside words of the trade."""
    known = case.known.stems
    for first, last in note.reading.phrase_places(f"{item}_said"):
        clause = note.clause_at(first)
        if clause.section not in (None, item) or clause.asks or clause.flags & {"hedges", "not_known"}:
            continue
        inside = range(clause.first, clause.last)
        beside = [note.reading.words[p] for p in inside if not first <= p < last]
        if any(word.stem in known and word.stem not in VOCABULARY.stop for word in beside):
            finding.answered.append(inside)
            finding.vague.extend(phrases(note, inside))
    finding.features["answered"] = min(len(finding.answered), _MANY) / _MANY
    finding.features["answered_once"] = float(bool(finding.answered))


def _weigh_due(finding: Finding, note: Note, signs: Signs) -> None:
    """A time told as a deadline where nothing is due."""
    for mention, place in note.reading.placed:
        clause = note.clause_at(place)
        stems = {word.stem for word in note.reading.words[clause.first : clause.last]}
        told = clause.section == "deadline" or (clause.section is None and stems & _DUE)
        if not isinstance(mention, TimeMention) or not told or signs.hedged(clause) or signs.negated(place, _REACH):
            continue
        if not any(clause.start <= end and start <= clause.end for start, end in finding.none):
            finding.plainly_wrong.append((clause.start, clause.end))


def _weigh_tried_already(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """Something offered as the workaround that was tried without avail."""
    for point in case.points.get("tried", ()):
        for sentence in matcher.sentences_hit(point.ways, _CLEARLY):
            for clause in finding.own_clauses:
                offered = clause.sentence == sentence and not clause.flags & {"negators", "hedges"}
                if offered and not any(match.sentence == sentence for match in chain.from_iterable(finding.points)):
                    finding.plainly_wrong.append((clause.start, clause.end))


def _weigh_included(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
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


def says_nothing(clause: Clause) -> bool:
    """Whether a clause only says that something is not known."""
    return bool(clause.flags & {"not_known"}) or clause.last == clause.first


@dataclass(frozen=True, slots=True)
class Said:
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
    return finding if not finding.points else weighed(note, finding, points_said(item, finding))


def weighed(note: Note, finding: Finding, said: Sequence[Said]) -> Finding:
    """The finding as these matches alone make it."""
    features, right, wrong = finding.features.copy(), list(finding.right), list(finding.wrong)
    best = [0.0] * len(finding.points)
    for each in said:
        best[each.point] = max(best[each.point], each.probability)
        if each.match.opposed >= _OPPOSED:
            features["opposed"] = max(features["opposed"], each.match.opposed)
            wrong.extend(phrases(note, each.match.places))
        if each.probability >= LIKELY:
            right.extend(phrases(note, each.match.places))
    features["least"], features["most"] = min(best), max(best)
    features["mean"] = sum(best) / len(best)
    features["points"] = sum(p >= 0.5 for p in best) / len(best)
    return replace(finding, features=features, right=right, wrong=wrong)


def _weigh_whole(finding: Finding, case: Case, note: Note, matcher: Matcher, item: str) -> None:
    """The best coverage of any sentence that the scenario says about the item."""
    for way in case.whole[item]:
        for sentence in matcher.sentences_hit((way,), 0.35):
            got, _, places = matcher.said(way, sentence)
            if got < WHOLE_ENOUGH or (len(places) < 2 and len(way.words) > 1):
                continue
            finding.features["whole"] = max(finding.features["whole"], got)
            finding.vague.extend(phrases(note, places))
            finding.whole.append(Whole(got, tuple(places)))


def _weigh_codes(finding: Finding, case: Case, note: Note, item: str) -> None:
    """A code of the truth with other digits, that the scenario knows nothing of."""
    codes = [w.mention for p in case.points[item] for way in p.ways for w in way.words]
    wanted = {(code.letters, code.bare) for code in codes if isinstance(code, IdentifierMention)}
    for mention, _ in note.reading.placed:
        if not isinstance(mention, IdentifierMention) or mention.bare in case.known.identifiers:
            continue
        if any(letters == mention.letters and len(bare) == len(mention.bare) for letters, bare in wanted):
            finding.features["code_slip"] = 1.0
            finding.wrong.append((mention.start, mention.end))


_NONE_NOUNS = {
    "change": frozenset(
        map(stem, ("change", "chg", "chgs", "update", "release", "maintenance", "deployment", "upgrade"))
    ),
    "workaround": frozenset(map(stem, ("workaround", "alternative", "fallback"))),
    "error": frozenset(map(stem, ("error", "message", "code", "warning", "popup"))),
}
_REACH = 4


def _weigh_none(finding: Finding, note: Note, signs: Signs, item: str) -> None:
    """Whether the text says that there is none."""
    words = note.reading.words
    places = list(note.reading.phrase_places(f"{item}_none"))
    for noun in _NONE_NOUNS.get(item, ()):
        for place in note.words_of_stem(noun):
            clause = note.clause_at(place)
            before = note.reading.phrase_places("negators", max(clause.first, place - _REACH), place)
            if before and words[before[0][0]].stem in ("no", "none", "zero", "nil", "without"):
                places.append((before[0][0], place + 1))
            following = [p for p in range(place + 1, clause.last) if words[p].stem == "#0"]
            places.extend((place, p + 1) for p in following[:1])
    for first, last in places:
        finding.features["none_said"] = 1.0
        finding.none.append(note.span(first, last))
    for clause in signs.section_clauses(item):
        inside = words[clause.first : clause.last]
        opens = inside and inside[0].stem in ("no", "none", "nil", "nothing", "n", "#0", "zero")
        if opens and clause.first == min(c.first for c in signs.section_clauses(item)):
            finding.features["none_own"] = 1.0
            finding.none.append((clause.start, clause.end))


def _weigh_beliefs(
    finding: Finding, case: Case, note: Note, signs: Signs, matcher: Matcher, item: str, beliefs: Sequence[Way]
) -> None:
    """Whether something a caller wrongly believes stands in the text as fact."""
    for belief in beliefs:
        for sentence in matcher.sentences_hit((belief,), 0.3):
            got, exact, places = matcher.said(belief, sentence)
            if len(places) < 2 and (len(belief.words) > 1 or belief.total < _RARE):
                continue
            if got < _HALF_SAID and len(places) <= _FEW:
                continue
            strength = min(1.0, (got + exact) / 2 * belief.total / min(belief.total, _LONGEST_BELIEF))
            touched = [note.reading.clauses[c] for c in {note.reading.words[p].clause for p in places}]
            negated = any("negators" in clause.flags for clause in touched) != belief.negative
            endorsed = "endorsing" in signs.sentence_flags(touched[0])
            if (any(signs.hedged(clause) for clause in touched) and not endorsed) or negated:
                continue
            if strength > finding.features["believed"]:
                finding.features["believed"] = strength
            if strength >= 0.35:
                finding.wrong.extend(phrases(note, places))


def find_change(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """What the note says changed, whether it is the right thing, and whether it says nothing did."""
    truth = case.scenario.items["change"]
    finding = find_statement(case, note, signs, matcher, "change")
    wanted = "".join(c for c in truth.id or "" if c.isdigit()).lstrip("0")
    for mention, place in note.reading.placed:
        if not isinstance(mention, IdentifierMention) or mention.letters not in ("chg", ""):
            continue
        clause = note.clause_at(place)
        if wanted and mention.bare == wanted:
            finding.features["id"] = 1.0
            finding.right.append((mention.start, mention.end))
        elif mention.letters == "chg":
            plain = not signs.hedged(clause) and not {"negators", "hedges", "doubts"} & signs.sentence_flags(clause)
            finding.features["other_id"] = max(finding.features["other_id"], 1.0 if plain else 0.3)
            finding.wrong.append((mention.start, mention.end))
    for decoy in case.decoys:
        for sentence in matcher.sentences_hit((decoy,), 0.3):
            _, got, places = matcher.said(decoy, sentence)
            if len(places) < 2 or got < 0.2:
                continue
            clause = note.clause_at(places[0])
            flags = signs.sentence_flags(clause)
            if "negators" in flags or signs.hedged(clause) or signs.role("change", places[0]) < NEAR:
                continue
            if got > finding.features["other_said"]:
                finding.features["other_said"] = min(1.0, got * 1.5)
            finding.wrong.extend(phrases(note, places))
    if truth.none or truth.unknown:
        weigh_causes(finding, case, note, signs)
    if truth.unknown and finding.none:
        _weigh_unanswered(finding, note)
    own = [c for c in signs.section_clauses("change") if not {"negators", "not_known", "hedges"} & c.flags]
    finding.features["cause_own"] = float(bool(own))
    finding.wrong.extend((c.start, c.end) for c in own)
    for first, last in note.reading.phrase_places("vague_change"):
        if note.clause_at(first).asks:
            continue
        finding.features["vague"] = 1.0
        finding.vague.append(note.span(first, last))
    return finding


def _weigh_unanswered(finding: Finding, note: Note) -> None:
    """Nothing on record, and beside it that more is not known: the right handover where nobody knows."""
    for clause in note.reading.clauses:
        if "not_known" not in clause.flags:
            continue
        near = [
            span
            for span in finding.none
            for other in note.reading.clauses
            if other.start <= span[0] < other.end and abs(other.sentence - clause.sentence) <= 1
        ]
        if near:
            finding.plainly_unknown.extend([*near, (clause.start, clause.end)])


def find_trend(case: Case, note: Note, signs: Signs) -> Finding:
    """Which direction the note gives."""
    truth = case.scenario.items["trend"]
    finding = Finding("trend")
    longest: dict[int, tuple[int, str]] = {}
    places = {choice: note.reading.phrase_places(choice) for choice in _CHOICES}
    for clause in signs.section_clauses("trend"):
        places["steady"] += note.reading.phrase_places("steady_own", clause.first, clause.last)
    for choice in _CHOICES:
        for first, last in places[choice]:
            for place in range(first, last):
                if place not in longest or longest[place][0] < last - first:
                    longest[place] = (last - first, choice)
    said = set()
    for choice in _CHOICES:
        for first, last in places[choice]:
            if any(longest[place][1] != choice for place in range(first, last)):
                continue
            clause = note.clause_at(first)
            if any(first in range(*everywhere) for everywhere in note.reading.phrase_places("everywhere")):
                continue
            if clause.question or clause.section not in (None, "trend", "symptom", "impact", "users", "sites"):
                continue
            own = clause.section == "trend"
            before = {note.reading.words[at].stem for at in range(max(clause.first, first - 4), first)}
            if choice == "intermittent" and (signs.negated(first, 3) or before & VOCABULARY.words["switching"]):
                continue
            meaning = "steady" if signs.negated(first, 3) and choice in ("worse", "better") else choice
            hedged = signs.hedged(clause) and not own
            said.add(meaning)
            if meaning == truth.choice:
                key = "right_own" if own else "right_hedged" if hedged else "right"
                finding.features[key] = 1.0
                finding.right.append(in_its_clause(note, first, last))
            elif not signs.hedged(clause):
                finding.features["wrong_own" if own else "wrong"] = 1.0
                inside = note.reading.words[clause.first : clause.last]
                heavy = {word.stem for word in inside if word.stem not in VOCABULARY.stop}
                if len(heavy) <= 2 * (last - first):
                    finding.features["wrong_clear"] = 1.0
                finding.wrong.append(in_its_clause(note, first, last))
    finding.features["several"] = float(len(said) >= 2)
    if len(said) >= len(_CHOICES) - 1 and finding.wrong:
        together = {note.reading.words[p].clause for c in _CHOICES for f, e in places[c] for p in range(f, e)}
        if len({note.reading.clauses[c].sentence for c in together}) == 1:
            finding.plainly_wrong.extend([*finding.right, *finding.wrong])
    if finding.features["wrong_clear"] and not any(
        finding.features[key] for key in ("right", "right_own", "right_hedged")
    ):
        finding.plainly_wrong.extend(finding.wrong)
    finding.features["own"] = float(bool(signs.section_clauses("trend")))
    _weigh_steps(finding, note, truth.choice == "worse")
    return finding


def _weigh_steps(finding: Finding, note: Note, grows: bool) -> None:
    """Two counts in one sentence, dated or ended by "now", the later one larger."""
    counted: dict[int, list[tuple[float, int]]] = {}
    dated: dict[int, int] = {}
    for mention, place in note.reading.placed:
        sentence = note.clause_at(place).sentence
        if isinstance(mention, NumberMention) and mention.kind == "count":
            counted.setdefault(sentence, []).append((mention.value, place))
        elif isinstance(mention, TimeMention):
            dated[sentence] = dated.get(sentence, 0) + 1
    for place in note.words_of_stem("now"):
        sentence = note.clause_at(place).sentence
        dated[sentence] = dated.get(sentence, 0) + 1
    stepped = {
        note.clause_at(place).sentence for word in ("then", "now", "later") for place in note.words_of_stem(word)
    }
    for sentence, values in counted.items():
        if len(values) >= _CLEAR_STEPS and all(a[0] < b[0] for a, b in pairwise(values)) and sentence in stepped:
            finding.features["right" if grows else "wrong"] = 1.0
            (finding.right if grows else finding.wrong).extend(with_unit(note, place) for _, place in values)
        if len(values) >= 2 and dated.get(sentence, 0) >= 1 and values[-1][0] > values[0][0]:
            finding.features["grows"] = 1.0
            if grows:
                finding.right.extend(with_unit(note, place) for _, place in values)
