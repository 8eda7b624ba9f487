"""Numbers that name things one by one instead of counting them: "desks 41, 42", "benches 4, 9 and 11"."""

from app.handover.note import Note
from app.language.mentions import NumberMention


def labels_from(note: Note, place: int, unit: frozenset[str]) -> int:
    """How many things a run of numbers names, as in "desks 41, 42", "41-44" or "routers 3 and 5"; 0 if it counts."""
    words = note.reading.words

    def is_label(at: int) -> bool:
        mention = words[at].mention
        if not isinstance(mention, NumberMention) or mention.value >= 1000:
            return False
        return mention.of is None or words[at - 1].mention is not None

    first = last = place
    while first and (is_label(first - 1) or words[first - 1].stem in ("and", "to", "&")) and place - first < 20:
        first -= 1
    while (
        last + 1 < len(words)
        and (is_label(last + 1) or words[last + 1].stem in ("and", "to", "&"))
        and last - place < 20
    ):
        last += 1
    if not first or words[first - 1].stem not in unit or not is_label(first) or _told_apart(note, first):
        return 0
    if words[first - 1].clause != words[first].clause:
        return 0  # "home workers, 143 of them"
    run = [words[at] for at in range(first, last + 1) if is_label(at)]
    values = [word.mention.value for word in run if isinstance(word.mention, NumberMention)]
    between = note.reading.folded.text[run[0].end : run[-1].start]
    if len(run) == 1 and note.clause_at(first).section == "users" and _is_plural(note, first - 1):
        return 0  # "Users: tills 204"
    if len(run) == 2 and between.strip() in ("-", "to") and values[1] > values[0]:
        return int(values[1] - values[0]) + 1
    return len(run)


def _told_apart(note: Note, place: int) -> bool:
    """Whether a sign says that a number counts: "65% of drivers (85)", "tills = 204"."""
    between = note.reading.folded.text[note.reading.words[place - 1].end : note.reading.words[place].start]
    return "(" in between or "=" in between


def _is_plural(note: Note, place: int) -> bool:
    word = note.reading.words[place]
    return note.reading.folded.text[word.start : word.end].endswith("s")
