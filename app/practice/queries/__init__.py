"""The reads of this room: one function a page, a fixed number of statements each."""

from app.practice.queries.attempts import Outcome, any_abandoned, attempts_of, is_of, last_scores, open_attempt_of
from app.practice.queries.calling import CallRows, RoomPage, Typed, call_rows, room_of, room_page, typed_at
from app.practice.queries.choosing import BriefPage, Card, ScenariosPage, brief_page, scenarios_page
from app.practice.queries.comments import comments_on, said_lately
from app.practice.queries.debriefing import DebriefPage, certificate_earned, debrief_page, next_call
from app.practice.queries.following_up import AfterPage, after_page, stage_of
from app.practice.queries.phrasings import PhrasingsPage, counting, exported, not_understood_count, phrasings_page
from app.practice.queries.replaying import ReplayPage, replay_page
from app.practice.queries.rulings import Overruling, RulingFigures, overrulings, ruling_figures
from app.practice.queries.verdicts import DisputesPage, VerdictPage, disputes_page, verdict_page, waiting_disputes
from app.practice.rules.levels import LEVELS, LevelName
from app.practice.rules.words import Evidence, Segment, segments

__all__ = [
    "LEVELS",
    "AfterPage",
    "BriefPage",
    "CallRows",
    "Card",
    "DebriefPage",
    "DisputesPage",
    "Evidence",
    "LevelName",
    "Outcome",
    "Overruling",
    "PhrasingsPage",
    "ReplayPage",
    "RoomPage",
    "RulingFigures",
    "ScenariosPage",
    "Segment",
    "Typed",
    "VerdictPage",
    "after_page",
    "any_abandoned",
    "attempts_of",
    "brief_page",
    "call_rows",
    "certificate_earned",
    "comments_on",
    "counting",
    "debrief_page",
    "disputes_page",
    "exported",
    "is_of",
    "last_scores",
    "next_call",
    "not_understood_count",
    "open_attempt_of",
    "overrulings",
    "phrasings_page",
    "replay_page",
    "room_of",
    "room_page",
    "ruling_figures",
    "said_lately",
    "scenarios_page",
    "segments",
    "stage_of",
    "typed_at",
    "verdict_page",
    "waiting_disputes",
]
