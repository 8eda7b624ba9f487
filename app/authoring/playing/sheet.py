"""A scorecard as lines of text: each item with its verdict, the words it rests on, and the reason."""

from collections.abc import Mapping

from app.authoring.advice.draft import typed
from app.content.checklist import Checklist
from app.handover.scorecard import ItemMark, Scorecard
from app.web.formats import whole_percent

_WORDS = {
    "captured": "captured",
    "partial": "partly",
    "unknown_stated": "stated unknown",
    "wrong": "WRONG",
    "missing": "missing",
}
_WIDTH = 16


def sheet(checklist: Checklist, card: Scorecard, texts: Mapping[str, str]) -> list[str]:
    """The lines of a scorecard. `texts` are the texts its places lie in: the handover under "", fields by name."""
    lines = ["", f"{card.score} of 100, {card.pass_mark} to pass. {'Passed.' if card.passed else 'Not passed.'}"]
    lines += [f"  {reason}" for reason in card.not_passed_because]
    lines.append(
        f"Complete {whole_percent(card.completeness)} %, accurate {card.claims_true} of {card.claims_made} claims, "
        f"timely {card.timeliness:.0f} %. First phase about {card.projected_minutes:.0f} minutes."
    )
    lines.append("")
    for item in card.items:
        lines.append(f"{_WORDS[item.verdict]:{_WIDTH}}{checklist[item.item].label}{_quoted(item, texts)}")
        lines.append(f"{'':{_WIDTH}}{item.reason}")
    unsupported = [typed(texts[""], span) for span in card.unsupported]
    unsupported += [typed(texts[at.field], (at.start, at.end)) for at in card.unsupported_fields]
    if unsupported:
        lines += ["", f"Nothing in the scenario supports: {', '.join(f'“{words}”' for words in unsupported)}."]
    return [*lines, *(f"Advice: {one}" for one in card.advice)]


def _quoted(item: ItemMark, texts: Mapping[str, str]) -> str:
    words = [typed(texts[""], span) for span in item.evidence]
    words += [typed(texts[at.field], (at.start, at.end)) for at in item.field_evidence if at.field in texts]
    late = f", {item.sent_after:.0f} s after the handover" if item.sent_after else ""
    return "".join(f" “{each}”" for each in words) + late
