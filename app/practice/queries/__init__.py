"""The reads of this room: one function a page, a fixed number of statements each."""

from app.practice.queries.attempts import Outcome, any_abandoned, attempts_of, last_scores, open_attempt_of
from app.practice.queries.calling import RoomPage, Typed, room_page
from app.practice.queries.choosing import BriefPage, Card, ScenariosPage, brief_page, scenarios_page
from app.practice.queries.debriefing import DebriefPage, debrief_page
from app.practice.queries.phrasings import PhrasingsPage, counting, exported, not_understood_count, phrasings_page
from app.practice.queries.rulings import Overruling, RulingFigures, overrulings, ruling_figures
from app.practice.queries.verdicts import DisputesPage, VerdictPage, disputes_page, verdict_page, waiting_disputes
from app.practice.rules.words import Evidence, Segment, segments

__all__ = [
    "BriefPage",
    "Card",
    "DebriefPage",
    "DisputesPage",
    "Evidence",
    "Outcome",
    "Overruling",
    "PhrasingsPage",
    "RoomPage",
    "RulingFigures",
    "ScenariosPage",
    "Segment",
    "Typed",
    "VerdictPage",
    "any_abandoned",
    "attempts_of",
    "brief_page",
    "counting",
    "debrief_page",
    "disputes_page",
    "exported",
    "last_scores",
    "not_understood_count",
    "open_attempt_of",
    "overrulings",
    "phrasings_page",
    "room_page",
    "ruling_figures",
    "scenarios_page",
    "segments",
    "verdict_page",
    "waiting_disputes",
]
