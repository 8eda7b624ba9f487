"""What a note says about ticket numbers and about whom to call back."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

from app.handover.case import Case, Contact
from app.handover.evidence import NEGATORS, phrases
from app.handover.matching import Matcher
from app.handover.note import COMMON, Note
from app.handover.scorecard import Span
from app.handover.signs import CUED, OWN, Finding, Signs
from app.language.identifiers import same_phone
from app.language.mentions import IdentifierMention, Mention, NumberMention, PhoneMention
from app.language.names import find_name
from app.language.vocabulary import VOCABULARY, stem

_RUNS = re.compile(r"\d+")
_GAP = r"[\s\-/.]{0,2}"
_LEAST_BARE = 10000
_LEAST_DIGITS = 4
_LEAST_ENDING = 3
_LEAST_APART = 7
_SHORT_NAME_REACH = 3
_LOGGED = frozenset(("ticket", "tickets", "logged", "raised", "duplicate", "duplicates"))
_LOOKING_REACH = 8
_REACH = VOCABULARY.words["reach"]
_SAYS = VOCABULARY.words["says"]
_ROLE_WORDS = 2
_BESIDE = 3
_OPENING = 3  # a name among the first clauses greets or tells who wrote
_ON_CALL = ("on call", "on-call", "engineer", "duty")
_IS = frozenset({"is", "will", "'s", "would"})
_UNTIL = frozenset({"til", "till", "until", "til'", "untill"})

_HAVE_RUNG = frozenset(
    {"rang", "rung", "called", "phoned", "texted", "ringing", "tried", "trying"}
)  # "stores rang Dev"
_WRITER_REACH = 5
_WRITER = frozenset({"i", "i'll", "ill", "i'm", "im", "we", "we'll", "we're"})
_ADVISED = frozenset({"would", "should", "suggest", "recommend", "advise", "say", "if"})


def find_tickets(case: Case, note: Note, signs: Signs) -> Finding:
    """The references of the note against the truth's."""
    truth = case.scenario.items["tickets"]
    finding = Finding("tickets")
    written = truth.id or (truth.ids[0] if truth.ids else "")
    wanted, last_part = _bare(written), _last_part(written)
    related = {_bare(other) for other in truth.ids} - {wanted}
    shapes = {_shape(other) for other in (written, *truth.ids)}
    referring = [(m, place) for m, place in note.reading.placed if isinstance(m, IdentifierMention)]
    gone = {place for _, place in referring} - {place for _, place in signs.corrections.kept(referring)}
    for mention, place in note.reading.placed:
        digits = _reference_digits(mention, wanted, last_part)
        if not digits or place in gone:
            continue
        span = (mention.start, mention.end)
        if digits == wanted or (last_part and digits == last_part):
            finding.features["right"] = 1.0
            finding.right.append(span)
        elif digits in related:
            finding.features["related"] = 1.0
            finding.vague.append(span)
        elif digits not in case.known.identifiers and digits not in case.known.digits:
            _weigh_slip(finding, signs, mention, place, digits, {wanted, *related}, shapes)
    _weigh_spaced(finding, note, written, [(m.start, m.end) for m, place in referring if place in gone])
    _weigh_endings(finding, note, {wanted, *related})
    _weigh_no_major(finding, case, note, signs)
    if not (finding.right or finding.vague or finding.wrong):
        finding.plainly_unknown.extend(_unlooked_for(note))
    return finding


def _unlooked_for(note: Note) -> Iterator[Span]:
    """Where it says that nobody has looked for tickets: "haven't looked if anybody else has logged it"."""
    words, text = note.reading.words, note.reading.folded.text
    for first, last in note.reading.phrase_places("not_looked"):
        clause = note.clause_at(first)
        told = clause.section in (None, "tickets") and not (clause.asks or clause.question)
        ahead = words[last : min(clause.last, last + _LOOKING_REACH)]
        if told and any(text[word.start : word.end] in _LOGGED for word in ahead):
            yield clause.start, clause.end


def _reference_digits(mention: Mention, wanted: str, last_part: str) -> str:
    """The digits of what may be a reference; empty when it is none. One read out may look like a telephone number."""
    if isinstance(mention, PhoneMention):
        return wanted if mention.digits.lstrip("0") == wanted else ""
    if isinstance(mention, IdentifierMention):
        return mention.bare
    if isinstance(mention, NumberMention) and mention.of is None and mention.kind == "count":
        digits = f"{mention.value:.0f}"
        return digits if mention.value >= _LEAST_BARE or digits == last_part else ""
    return ""


def _shape(written: str) -> tuple[str, int]:
    """The letters and the number of digits of a reference."""
    letters = "".join(character for character in written.casefold() if character.isalpha())
    return letters, len(_bare(written))


def _last_part(written: str) -> str:
    """The running number of a reference with a year in it: 6118 of REQ-2025-06118; empty when it has one part."""
    parts = [part.lstrip("0") for part in _RUNS.findall(written)]
    return parts[-1] if len(parts) > 1 and len(parts[-1]) >= _LEAST_DIGITS else ""


def _weigh_slip(
    finding: Finding,
    signs: Signs,
    mention: Mention,
    place: int,
    digits: str,
    wanted: Collection[str],
    shapes: Collection[tuple[str, int]],
) -> None:
    """A reference that nothing in the scenario has: the right one with a slip, or a foreign one."""
    letters = mention.letters if isinstance(mention, IdentifierMention) else ""
    span = (mention.start, mention.end)
    own = isinstance(mention, IdentifierMention) and signs.role("tickets", place) == OWN
    near = any(len(other) == len(digits) and OSA.distance(digits, other, score_cutoff=2) <= 2 for other in wanted)
    if (len(digits) >= _LEAST_DIGITS and near) or ((letters, len(digits)) in shapes and letters and near):
        finding.features["slip"] = 1.0
        finding.wrong.append(span)
    elif (letters and (letters, len(digits)) in shapes) or (own and letters in ("inc", "")):
        finding.features["foreign"] = 1.0
        finding.wrong.append(span)


def _weigh_spaced(finding: Finding, note: Note, written: str, taken_back: Collection[Span]) -> None:
    """The reference with gaps between its characters, as it is read out: "447 1902", "P 5521"."""
    letters = [character for character in written.casefold() if character.isalpha()]
    digits = [character for character in written if character.isdigit()]
    if finding.features["right"] or len(_bare(written)) < _LEAST_DIGITS:
        return
    before = f"(?:{_GAP.join([*letters, ''])})?" if len(digits) >= _LEAST_APART - 1 else _GAP.join([*letters, ""])
    spaced = re.compile(rf"(?<![0-9]){before}{_GAP.join(digits)}(?![0-9])")
    for found in spaced.finditer(note.reading.folded.text):
        if any(start < found.end() and found.start() < end for start, end in taken_back):
            continue
        finding.features["right"] = 1.0
        finding.right.append(found.span())


def _weigh_endings(finding: Finding, note: Note, wanted: Collection[str]) -> None:
    """ "Tickets ending 861": the last digits of a reference, given as such."""
    words = note.reading.words
    for place in note.words_of_stem(stem("ending")):
        for word in words[place + 1 : place + 4]:
            said = f"{word.mention.value:.0f}" if isinstance(word.mention, NumberMention) else ""
            if len(said) >= _LEAST_ENDING and any(other.endswith(said) for other in wanted):
                finding.features["related"] = 1.0
                finding.vague.append((word.start, word.end))


def _weigh_no_major(finding: Finding, case: Case, note: Note, signs: Signs) -> None:
    """ "No major incident is open": plainly wrong where one is to be attached to and its number is not given."""
    if case.scenario.decision != "attach":
        return
    for first, last in note.reading.phrase_places("no_major"):
        clause = note.clause_at(first)
        unsure = clause.asks or bool({"not_known", "hedges"} & signs.sentence_flags(clause))
        if unsure or (note.reading.words[first].stem == "anything" and not signs.negated(first)):
            continue
        finding.features["no_major"] = 1.0
        (finding.wrong if finding.right else finding.plainly_wrong).append(note.span(first, last))


def _bare(written: str) -> str:
    return "".join(character for character in written if character.isdigit()).lstrip("0")


def find_contact(case: Case, note: Note, signs: Signs, matcher: Matcher) -> Finding:
    """Whom the note says to call back, and on which number."""
    finding = Finding("contact")
    phones = [(m, place) for m, place in note.reading.placed if isinstance(m, PhoneMention)]
    numbers = [
        (PhoneMention(m.start, m.end, f"{m.value:.0f}"), place)
        for m, place in note.reading.placed
        if isinstance(m, NumberMention) and 100 <= m.value <= 99999
    ]
    if not case.contacts:
        return finding
    _weigh_role(finding, case, note, matcher)
    right = case.contacts[0]
    numbers = [n for n in numbers if n[0].digits in right.phones] + _written_apart(note, right)
    _weigh_person(finding, right, note, signs, phones + numbers, "")
    known = case.known.phones
    for person in case.contacts[1:]:
        if person.name.name != right.name.name and not _of_a_team(case, person):
            _weigh_person(finding, person, note, signs, phones, "other_")
    _weigh_number_of_another(finding, case, note, phones + numbers)
    if finding.features["other_both"]:
        finding.wrong.extend(finding.plainly_wrong)
        finding.plainly_wrong.clear()
    for mention, place in phones:
        near = any(OSA.distance(mention.digits, p, score_cutoff=2) <= 2 for p in right.phones if len(p) >= 4)
        if mention.digits not in known and near and not any(same_phone(mention.digits, p) for p in right.phones):
            finding.features["slip"] = 1.0
            named = finding.features["named"] and not finding.features["other_offered"]
            named = named or _by_short_name(note, right, place)
            (finding.vague if named else finding.plainly_wrong).append((mention.start, mention.end))
    return finding


def _of_a_team(case: Case, person: Contact) -> bool:
    """Whether somebody is on call for a resolver group: named, they tell who mends it, not whom to call back."""
    roles = [each.role.casefold() for each in case.scenario.people if each.name == person.name.name]
    teams = [team.casefold() for team in case.scenario.catalogue.teams]
    return any(team in role and any(cue in role for cue in _ON_CALL) for role in roles for team in teams)


def _weigh_number_of_another(finding: Finding, case: Case, note: Note, phones: list[tuple[PhoneMention, int]]) -> None:
    """The right number with nobody's name is half an answer; said to be somebody else's it is wrong."""
    if not finding.features["phoned"] or finding.features["named"] or finding.features["other_both"]:
        return
    right = case.contacts[0]
    places = {place for m, place in phones if any(same_phone(m.digits, number) for number in right.phones)}
    for person in case.contacts[1:]:
        for first, last, _ in find_name(note.reading, person.name) if person.name.name != right.name.name else ():
            if first and note.reading.stems[first - 1] in NEGATORS:
                continue  # "ring Winnie, not Dougal"
            near = (*range(first - 1 - _BESIDE, first), *range(last, last + _BESIDE + 1))
            if any(at in places and note.clause_at(at) == note.clause_at(first) for at in near):
                finding.plainly_wrong.append(note.span(first, last))
    finding.plainly_wrong.extend(span for at in sorted(places) for span in _strangers(case, note, at))
    finding.half = not finding.features["role"] and not any(_somebody_beside(note, at) for at in places)


def _strangers(case: Case, note: Note, place: int) -> Iterator[Span]:
    """First and last names, written as names, beside this number: of others in the call, or of nobody in it."""
    words, inside = note.reading.words, note.reading.clauses_of_sentence[note.clause_at(place).sentence]
    low = max(note.reading.clauses[inside[0]].first, place - 2 * _BESIDE)
    high = min(note.reading.clauses[inside[-1]].last, place + 2 * _BESIDE)
    others = [tuple(person.name.casefold().split()) for person in case.scenario.people]
    typed = [note.joined[slice(*note.reading.folded.as_typed(word.start, word.end))] for word in words[low:high]]
    right = case.contacts[0].name.name.split()
    for at in range(low, high - 1):
        pair = typed[at - low : at - low + 2]
        if not all(each.istitle() and each.isalpha() and len(each) > 1 for each in pair):
            continue
        theirs = any(tuple(each.casefold() for each in pair) == name[:2] for name in others)
        if not theirs and any(word.stem in COMMON or word.stem in case.known.stems for word in words[at : at + 2]):
            continue
        if not any(_alike(mine, theirs) for mine in pair for theirs in right):
            yield note.span(at, at + 2)


def _alike(written: str, name: str) -> bool:
    """Whether a name is written as another with slips, or is short for it."""
    one, other = written.casefold(), name.casefold()
    return one[:_SHORT_NAME_REACH] == other[:_SHORT_NAME_REACH] or OSA.distance(one, other, score_cutoff=2) <= 2


def _somebody_beside(note: Note, place: int) -> bool:
    """Whether a word that is none of the language's stands near a number, and so may be somebody's name: "Daz"."""
    near = note.reading.words[max(0, place - 2 * _BESIDE) : place + _BESIDE]
    return any(word.mention is None and word.stem.isalpha() and word.stem not in COMMON for word in near)


def _written_apart(note: Note, person: Contact) -> list[tuple[PhoneMention, int]]:
    """This person's number in groups that do not look like a telephone number by themselves: "555 0142"."""
    found = []
    for groups in pairwise(note.reading.placed):
        (one, place), (other, _) = groups
        between = note.reading.folded.text[one.end : other.start]
        digits = "".join(_RUNS.findall(note.reading.folded.text[one.start : other.end]))
        if between.strip(" -./") or len(digits) < _LEAST_APART:
            continue
        if any(same_phone(digits, number) for number in person.phones):
            found.append((PhoneMention(one.start, other.end, digits), place))
    return found


def _by_short_name(note: Note, person: Contact, place: int) -> bool:
    """Whether right before a number somebody is called by the beginning of this person's name: "Sol" for Solomon."""
    name = person.name.name.casefold()
    near = note.reading.words[max(0, place - _SHORT_NAME_REACH) : place]
    return any(len(word.stem) >= _SHORT_NAME_REACH and name.startswith(word.stem) for word in near)


def _asked_for(note: Note, first: int, last: int) -> bool:
    """Whether the words beside a name say to ring this person: "ring Tom", "Tom is the one to call"."""
    clause = note.clause_at(first)
    words = note.reading.words
    near = words[max(clause.first, first - 3) : first]
    before = {word.stem for word in near}
    if before & NEGATORS or _rings_now(note, first):
        return False
    behind = [words[at].stem for at in range(last, min(clause.last, last + 6))]
    wanted = bool(_IS & set(behind)) and any(a == "to" and b in _REACH for a, b in pairwise(behind))
    given_a_ring = "give" in before and bool({"bell", "ring", "call", "shout", "buzz", "tinkl"} & set(behind[:2]))
    return bool(before & _REACH) or wanted or given_a_ring


def _rings_now(note: Note, first: int) -> bool:
    """Whether the words before a name say that somebody rings this person already: "stores rang Dev"."""
    near = note.reading.words[max(note.clause_at(first).first, first - _BESIDE) : first]
    rung = any(note.reading.folded.text[word.start : word.end] in _HAVE_RUNG for word in near)
    return rung or _rung_by_the_writer(note, first)


def _rung_by_the_writer(note: Note, first: int) -> bool:
    """Whether the words before a name say that the writer rings them: "I'll ring Dev", "we tried to get Dev"."""
    clause, text = note.clause_at(first), note.reading.folded.text
    before = note.reading.words[max(clause.first, first - _WRITER_REACH) : first]
    written = {text[word.start : word.end] for word in before}
    return bool(written & _WRITER) and not written & _ADVISED


def _stands_as_contact(note: Note, signs: Signs, first: int, last: int) -> bool:
    """Whether a name stands as one to ring: asked for, with how long they are there, or alone in a short clause."""
    clause = note.clause_at(first)
    words = note.reading.words
    if signs.role("contact", first) == OWN or _asked_for(note, first, last):
        return True
    if clause.section is not None or clause.flags & {"hedges", "doubts"}:
        return False
    behind = words[last].stem if last < clause.last else ""
    alone = clause.last - clause.first <= last - first + _ROLE_WORDS and (first == clause.first or last == clause.last)
    return behind in _UNTIL or (alone and clause.index >= _OPENING)


def _weigh_role(finding: Finding, case: Case, note: Note, matcher: Matcher) -> None:
    """The contact by role and place, without a name."""
    for way in case.whole["contact"][:1]:
        for covered in matcher.said(way, 0.3):
            got, places = covered.share, covered.places
            if len(places) >= 2:
                finding.features["role"] = max(finding.features["role"], got)
                finding.vague.extend(phrases(note, places))


def _weigh_person(
    finding: Finding,
    person: Contact,
    note: Note,
    signs: Signs,
    phones: list[tuple[PhoneMention, int]],
    prefix: str,
) -> None:
    said = find_name(note.reading, person.name)
    named = [place for place in said if not _as_a_source(note, place[0], place[1])]
    reached = [(m, p) for m, p in phones if any(same_phone(m.digits, number) for number in person.phones)]
    named = said if reached else named
    if prefix == "":
        finding.features["named"] = float(bool(named))
        finding.features["phoned"] = float(bool(reached))
        finding.features["both"] = float(bool(named and reached))
        finding.right.extend(note.span(first, last) for first, last, _ in named)
        finding.right.extend((m.start, m.end) for m, _ in reached)
        return
    if named and reached:
        finding.features["other_both"] = 1.0
        finding.right.extend(note.span(first, last) for first, last, _ in named)
        finding.right.extend((m.start, m.end) for m, _ in reached)
    else:
        _weigh_offered(finding, person, note, signs, [(first, last) for first, last, _ in named])
    if any(signs.role("contact", place) == OWN for place, _, _ in named):
        finding.features["own"] = 1.0


def _weigh_offered(finding: Finding, person: Contact, note: Note, signs: Signs, named: list[tuple[int, int]]) -> None:
    """Somebody else offered as the contact without a number: half an answer, and wrong when they declined to be it."""
    inside = {place for first, last in named if last - first > 1 for place in range(first, last)}
    named = [at for at in named if at[1] - at[0] > 1 or at[0] not in inside]  # not "Farrow" of "Noel Farrow"
    urged = [at for at in named if signs.role("contact", at[0]) == OWN or _asked_for(note, *at)]
    cued = [at for at in named if signs.role("contact", at[0]) >= CUED and not _rings_now(note, at[0])]
    offered = [at for at in named if at in urged or at in cued]
    spans = [note.span(first, last) for first, last in offered]
    if offered:
        finding.features["other_named"] = 1.0
        finding.features["declined"] = max(finding.features["declined"], float(person.declines))
        finding.vague.extend(spans)
    alone = not finding.features["named"] and not finding.features["phoned"]
    if person.declines:
        asked = [note.span(first, last) for first, last in urged]
        (finding.plainly_wrong if alone else finding.wrong).extend(asked)
        return
    standing = [note.span(*at) for at in named if _stands_as_contact(note, signs, *at)]
    if standing:
        finding.features["other_offered"] = float(alone)
        finding.vague.extend(standing)
        if alone:
            finding.features["named"] = 1.0


def _as_a_source(note: Note, first: int, last: int) -> bool:
    """Whether a single name is only quoted: "Bronagh says it is always that"."""
    clause = note.clause_at(first)
    behind = note.reading.words[last].stem if last < clause.last else ""
    return last - first == 1 and behind in _SAYS and not _asked_for(note, first, last)
