"""Writes to the ledger: what somebody completed, the certificates it earns, and changes to one person's path."""

from app.progress.actions.changing import add_step, drop_step, require_step, set_day, set_day_of_late, waive_step
from app.progress.actions.completing import complete, count_score

__all__ = [
    "add_step",
    "complete",
    "count_score",
    "drop_step",
    "require_step",
    "set_day",
    "set_day_of_late",
    "waive_step",
]
