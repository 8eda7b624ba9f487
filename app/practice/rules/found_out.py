"""Whether a handover tells what was found out in its call, or what its writer had from elsewhere."""

from collections.abc import Collection, Sequence

from app.handover.scorecard import ItemMark
from app.web.formats import count_of

_TELLS = ("captured", "partial")


def found_out_sentence(marks: Sequence[ItemMark], known: Collection[str]) -> str:
    """Says how little of what a handover tells its writer had asked, looked up or been told before it.

    `known` are the items that were. Empty when it is half of them or more, and when it tells nothing.
    """
    told = [mark.item for mark in marks if mark.verdict in _TELLS]
    found = sum(item in known for item in told)
    if 2 * found >= len(told):
        return ""
    of_them = f"{count_of(found, len(told)).capitalize().replace(' of ', ' of the ')} items it tells"
    return f"{of_them} had been asked, looked up or heard in this call before it."
