"""The sentences a path comes to, for the person themselves and for their manager."""

from datetime import date

from app.progress.rules.steps import StepMark
from app.web.formats import count_of, count_word, day


def headline(
    left: int, late: int, until: date | None, today: date, *, renewing: bool = False, calls_only: bool = False
) -> str:
    """The sentence a path comes to: `left` and `late` count its steps, `until` is the certificate's last day.

    In a renewal `left` counts the steps that renew it.
    """
    stands = f"{'stands until' if today <= until else 'lapsed on'} {day(until)}" if until is not None else ""
    if renewing and left and stands:
        thing = "call" if calls_only else "thing"
        renew = f"One {thing} renews it." if left == 1 else f"{count_word(left).capitalize()} {thing}s renew it."
        return f"Your certificate {stands}. {renew}"
    if late:
        return "One thing is late." if late == 1 else f"{count_word(late).capitalize()} things are late."
    if left:
        return "One thing left." if left == 1 and until is None else "One thing next."
    return f"Your path is complete. Your certificate {stands}." if stands else "Your path is complete."


def managers_headline(first_name: str, done: int, waived: int, late: int, total: int) -> str:
    """What a person's path comes to, for who may change it."""
    if not total:
        return f"Nothing is required of {first_name}."
    if done + waived == total:
        return f"{first_name} has nothing left to do."
    so_far = f"{first_name} has done {count_of(done, total)} steps."
    if not late:
        return so_far
    return f"{so_far} {count_word(late).capitalize()} {'is' if late == 1 else 'are'} late."


def step_headline(title: str, mark: StepMark, due_on: date, again_on: date | None) -> str:
    """What one step comes to, for who may change it."""
    if mark == "waived":
        return f"“{title}” is waived."
    if mark == "done":
        return f"“{title}” is done, and due again by {day(again_on)}." if again_on else f"“{title}” is done."
    return f"“{title}” was due on {day(due_on)}." if mark == "late" else f"“{title}” is due by {day(due_on)}."


def how_long(minutes: int) -> str:
    """40 minutes, 1 h, 2 h 10 min: to the next five minutes, as nobody reads by the minute."""
    whole = -(-minutes // 5) * 5
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{whole} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
