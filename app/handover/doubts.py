"""What readers took for wrong and is none, by what is heard: they know words and values, not every text they meet."""

from collections.abc import Mapping

from app.handover.note import Note
from app.handover.sensed import UNHEARD, Heard, Sensed
from app.handover.signs import Finding
from app.handover.truths_heard import AGAINST_IN_WORDS

# How surely another sentence must say the truth, and how much more surely than these go against it.
_SAID, _MORE_SURELY = 0.3, 0.1
# Items of which "plainly wrong" was said of something else where any sentence surely says the truth.
_GIVES_WAY_TO_ANY, _SURELY = frozenset(("symptom",)), 0.9


def give_way(finding: Finding, note: Note, sensed: Sensed, item: str) -> None:
    """Forgets what was taken for wrong, of items told in words, where another sentence says the truth more surely than
    it is gone against. Beside a change that is told itself, what is blamed instead stays wrong.

    Of what people see, what is plainly wrong is only a sign of it where any sentence surely says the truth.
    """
    taken = [*finding.plainly_wrong, *finding.wrong]
    if not taken or finding.features["described"] or finding.features["id"]:
        return
    if item in AGAINST_IN_WORDS:
        sentences = {note.sentence_at(start) for start, _ in taken}
        if _is_surer_elsewhere(sensed.whole(item), sentences):
            finding.wrong.clear()
            finding.plainly_wrong.clear()
    elif item in _GIVES_WAY_TO_ANY and max(sensed.speaks(item).values(), default=0.0) >= _SURELY:
        finding.wrong.extend(finding.plainly_wrong)
        finding.plainly_wrong.clear()


def _is_surer_elsewhere(whole: Mapping[int, Heard], sentences: set[int]) -> bool:
    """Whether some other sentence says the truth more surely than the surest of these goes against it."""
    says = max((heard.says for at, heard in whole.items() if at not in sentences), default=0.0)
    against = max((whole.get(at, UNHEARD).against for at in sentences), default=0.0)
    return says >= max(_SAID, against + _MORE_SURELY)
