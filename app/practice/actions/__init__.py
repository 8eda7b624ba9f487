"""The writes of this room: one function a thing a person does, each one transaction."""

from app.practice.actions.call import ask, look_up, pause, resume, still_there
from app.practice.actions.comments import comment
from app.practice.actions.desk import link, ring
from app.practice.actions.drafts import save_draft
from app.practice.actions.following_up import answer_back, end_follow_up, update
from app.practice.actions.handing_over import hand_over
from app.practice.actions.phrasings import add_phrasing, withdraw_phrasing
from app.practice.actions.starting import close_abandoned, start
from app.practice.actions.verdicts import dispute, rule

__all__ = [
    "add_phrasing",
    "answer_back",
    "ask",
    "close_abandoned",
    "comment",
    "dispute",
    "end_follow_up",
    "hand_over",
    "link",
    "look_up",
    "pause",
    "resume",
    "ring",
    "rule",
    "save_draft",
    "start",
    "still_there",
    "update",
    "withdraw_phrasing",
]
