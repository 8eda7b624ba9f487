"""Handovers and questions as lines of JSON, and their answers as lines of JSON."""

import json
from collections.abc import Mapping
from typing import Any, get_args

from app.content.checklist import Checklist
from app.content.scenario import Decision, Person, Scenario
from app.handover.marking import HandoverTooLong, mark
from app.handover.scorecard import Handover, Scorecard

_LONGEST_CALL = 1_000_000
_DECISIONS: tuple[str, ...] = get_args(Decision)


class BadLine(ValueError):
    """The line cannot be answered; says what is wrong with it."""


def as_text(line: bytes) -> str:
    """The line without its ending; BadLine when it is not UTF-8."""
    try:
        return line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadLine("The line is not UTF-8 text.") from None


def marked(checklist: Checklist, scenario: Scenario, line: str) -> dict[str, Any]:
    """The mark of the handover in this line of JSON, as data. BadLine when there is no such handover in it."""
    handover, elapsed_seconds = _handover(_object(line), checklist)
    try:
        return _mark_data(mark(checklist, scenario, handover, elapsed_seconds))
    except HandoverTooLong as error:
        raise BadLine(str(error)) from error


def answered(checklist: Checklist, scenario: Scenario, person: Person, line: str) -> dict[str, Any]:
    """What the person answers to the question in this line, plain or JSON, as data. BadLine when it is too long."""
    from app.simulation.asking import QuestionTooLong, ask  # numpy and the question model: only where asked
    from app.simulation.people import Heard

    text, before = _question(line)
    try:
        reply = ask(checklist, scenario, person, text, Heard(before=before))
    except QuestionTooLong as error:
        raise BadLine(str(error)) from error
    return {"topics": list(reply.topics), "asks_back": list(reply.asks_back), "answer": reply.answer}


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"The line is not JSON: {error}.") from error
    if not isinstance(data, dict):
        raise BadLine('The line must be a JSON object such as {"text": "..."}.')
    return data


def _handover(data: Mapping[str, Any], checklist: Checklist) -> tuple[Handover, float | None]:
    text, fields = data.get("text"), data.get("fields")
    if text is None and fields is None:
        raise BadLine("The line has neither 'text' nor 'fields'.")
    if text is not None and not isinstance(text, str):
        raise BadLine("'text' must be text.")
    decision = data.get("decision")
    if decision is not None and decision not in _DECISIONS:
        raise BadLine(f"'decision' is {json.dumps(decision)}; choose one of {', '.join(_DECISIONS)}.")
    return Handover(text or "", _fields(fields, checklist), decision), _elapsed_seconds(data.get("elapsed_seconds"))


def _fields(fields: Any, checklist: Checklist) -> dict[str, str]:
    if fields is None:
        return {}
    if not isinstance(fields, dict) or not all(isinstance(text, str) for text in fields.values()):
        raise BadLine("'fields' must give a text for each item.")
    unknown = [item_id for item_id in fields if item_id not in checklist]
    if unknown:
        raise BadLine(
            f"The checklist has no item {', '.join(map(repr, unknown))}; it has {', '.join(checklist.ids())}."
        )
    return fields


def _elapsed_seconds(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadLine("'elapsed_seconds' must be a number.")
    if not 0 <= value <= _LONGEST_CALL:
        raise BadLine(f"'elapsed_seconds' must be from 0 to {_LONGEST_CALL:,}.")
    return value


def _question(line: str) -> tuple[str, str]:
    """The question and what the person said before it; a line that only looks like JSON is a plain question."""
    if line.lstrip().startswith("{"):
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            return line, ""
        before = data.get("before") or ""
        if isinstance(data.get("text"), str) and isinstance(before, str):
            return data["text"], before
    return line, ""


def _mark_data(card: Scorecard) -> dict[str, Any]:
    return {
        "score": card.score,
        "passed": card.passed,
        "completeness": card.completeness,
        "accuracy": card.accuracy,
        "timeliness": card.timeliness,
        "decision_right": card.decision_right,
        "items": {
            item.item: {
                "verdict": item.verdict,
                "evidence": [list(span) for span in item.evidence],
                "field_evidence": [[at.field, at.start, at.end] for at in item.field_evidence],
                "reason": item.reason,
            }
            for item in card.items
        },
        "unsupported": [list(span) for span in card.unsupported],
        "projected_minutes": card.projected_minutes,
    }
