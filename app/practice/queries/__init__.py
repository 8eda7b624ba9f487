"""The reads of this room: one function a page, a fixed number of statements each."""

from app.practice.queries.attempts import Outcome, any_abandoned, attempts_of, last_scores, open_attempt_of
from app.practice.queries.calling import RoomPage, Typed, room_page
from app.practice.queries.choosing import BriefPage, Card, ScenariosPage, brief_page, scenarios_page
from app.practice.queries.debriefing import DebriefPage, debrief_page

__all__ = [
    "BriefPage",
    "Card",
    "DebriefPage",
    "Outcome",
    "RoomPage",
    "ScenariosPage",
    "Typed",
    "any_abandoned",
    "attempts_of",
    "brief_page",
    "debrief_page",
    "last_scores",
    "open_attempt_of",
    "room_page",
    "scenarios_page",
]
