"""A small scenario and checklist of our own, so that what is tested stands beside the test."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.content.checklist import Checklist
from app.content.scenario import Scenario
from app.handover.marking import mark
from app.handover.scorecard import Handover, ItemMark, Scorecard

_ITEMS: tuple[tuple[str, str, int, bool, float], ...] = (
    ("service", "name", 5, True, 8),
    ("symptom", "statement", 5, True, 6),
    ("error", "statement", 2, False, 1),
    ("started", "time", 4, True, 5),
    ("users", "count", 4, True, 5),
    ("sites", "name", 4, True, 5),
    ("not_affected", "statement", 2, False, 1),
    ("impact", "statement", 5, True, 8),
    ("deadline", "time", 3, False, 1),
    ("trend", "choice", 3, False, 1),
    ("workaround", "statement", 3, False, 1),
    ("change", "change", 4, False, 3),
    ("tried", "statement", 2, False, 1),
    ("tickets", "identifier", 3, False, 2),
    ("contact", "contact", 5, True, 8),
    ("team", "name", 3, False, 3),
    ("told", "statement", 2, False, 1),
)

_TRUTHS: Mapping[str, Mapping[str, Any]] = {
    "service": {"truth": "LoanDesk, the library's lending system", "name": "LoanDesk"},
    "symptom": {
        "truth": "Scanning a book brings a blank page and the loan is not recorded",
        "points": [["scanning a book gives a blank page", "blank page on scanning", "loans not recorded"]],
    },
    "error": {"truth": "LD-340, loan service not reachable", "points": [["LD-340", "loan service not reachable"]]},
    "started": {"truth": "09:12 today", "time": "09:12"},
    "users": {"truth": "36 of the 52 lending desks", "count": 36, "of": 52, "unit": "desks"},
    "sites": {"truth": "Alderbrook and Whitcombe", "names": ["Alderbrook", "Whitcombe"]},
    "not_affected": {"truth": "The catalogue search works", "points": [["catalogue search works", "search is fine"]]},
    "impact": {
        "truth": "Borrowers leave without books and school visits are cancelled",
        "points": [["borrowers leave without books"], ["school visits cancelled", "class visits called off"]],
    },
    "deadline": {
        "truth": "Exam loans close at 14:00",
        "time": "14:00",
        "points": [["exam loans close", "exam loans deadline"]],
    },
    "trend": {"truth": "Getting worse; six desks at first, 36 now", "choice": "worse"},
    "workaround": {"truth": "Loans are written on paper slips", "points": [["paper slips", "loans on paper"]]},
    "change": {
        "truth": "CHG0051234, database upgrade at 08:30",
        "id": "CHG0051234",
        "points": [["database upgrade at 08:30", "database upgraded"]],
    },
    "tried": {
        "truth": "The scanners were restarted, no difference",
        "points": [["scanners restarted", "rebooted scanners"]],
    },
    "tickets": {"truth": "INC0071955", "id": "INC0071955"},
    "contact": {"truth": "Hanna Brightwell, 01632 960 417", "person": "Hanna Brightwell", "phone": "01632 960 417"},
    "team": {"truth": "Lending Platform", "name": "Lending Platform"},
    "told": {"truth": "Branch managers know", "points": [["branch managers informed", "branch managers know"]]},
}

MODEL = (
    "LoanDesk is failing at Alderbrook and Whitcombe. Scanning a book gives a blank page and loans are not recorded, "
    "error LD-340 loan service not reachable. Started 09:12, 36 of 52 desks. Catalogue search works. "
    "Borrowers leave without books, school visits are cancelled. Exam loans close at 14:00. Getting worse. "
    "Workaround: paper slips. Recent change CHG0051234, database upgrade at 08:30. Scanners restarted, no difference. "
    "INC0071955. Contact Hanna Brightwell, 01632 960 417. Team: Lending Platform. Branch managers have been informed."
)


@lru_cache(maxsize=1)
def checklist() -> Checklist:
    """The seventeen items with the domain paper's weights and minutes."""
    return Checklist.model_validate(
        {
            "items": [
                {"id": i, "label": i.replace("_", " ").capitalize(), "kind": k, "ask": f"What about {i}?", "weight": w,
                 "critical": c, "minutes": m}
                for i, k, w, c, m in _ITEMS
            ]
        }
    )  # fmt: skip


def scenario(**changes: Any) -> Scenario:
    """The library's lending system is failing; `changes` replace keys of it, `items` by item."""
    items = {**_TRUTHS, **changes.pop("items", {})}
    data: dict[str, Any] = {
        "id": "library",
        "title": "Loans fail",
        "now": "2026-03-03T09:40",
        "setting": "A county library service with branches.",
        "decision": "raise",
        "catalogue": {
            "services": {"LoanDesk": ["lending system"], "FineWorks": ["fines system"], "RoomBook": ["room booking"]},
            "sites": {"Alderbrook": [], "Whitcombe": [], "Farley": []},
            "teams": {"Lending Platform": [], "Network Support": ["netsup"], "Desktop Team": []},
        },
        "people": [
            {
                "id": "hanna",
                "name": "Hanna Brightwell",
                "role": "branch lead",
                "opening": "Hello, nothing can be lent.",
                "knows": {"contact": "Me, on 01632 960 417."},
                "believes": [{"about": "change", "says": "I think the wireless mast fell over."}],
            }
        ],
        "items": items,
    }
    return Scenario.model_validate({**data, **changes})


@lru_cache(maxsize=1)
def library() -> Scenario:
    """The scenario as it stands, one object so that it is compiled once."""
    return scenario()


def marked(text: str, elapsed: float | None = 300, **more: Any) -> Scorecard:
    """The scorecard of a free text in the library scenario, with the right decision unless `more` says otherwise."""
    return mark(checklist(), library(), Handover(text, **{"decision": "raise", **more}), elapsed)


def item(text: str, name: str, **more: Any) -> ItemMark:
    """The mark of one item of a free text."""
    return next(each for each in marked(text, **more).items if each.item == name)
