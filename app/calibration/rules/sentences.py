"""The sentences that say what the figures come to."""

from app.calibration.rules.figures import FEWEST, Agreement, Figures
from app.web.formats import count_of, count_word


def headline(numbers: Figures) -> str:
    """How far the marker agrees with people, in a sentence or two."""
    marker = numbers.marker
    if marker.handovers == 0:
        return "Nobody has rated a handover yet."
    if marker.share is None or marker.kappa is None:
        have = "is" if marker.handovers == 1 else "are"
        return (
            f"Too few to say how far the marker agrees with people: {count_of(marker.handovers, FEWEST)} "
            f"handovers {have} rated."
        )
    same = f"The marker and people give the same verdict {times_in_100(marker.share)}."
    people = numbers.people
    if people.share is None:
        return same
    return f"{same} Two people do so {times_in_100(people.share)}."


def times_in_100(share: float) -> str:
    """86 times in 100"""
    return f"{round(100 * share)} times in 100"


def in_words(agreement: Agreement) -> str:
    """What a kappa is called (after Landis and Koch), to stand before "agreement"; empty when there is none."""
    if agreement.kappa is None:
        return ""
    for least, name in ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0, "slight")):
        if agreement.kappa > least:
            return name
    return "no"


def side_by_side(same: int, total: int, *, mine: bool) -> str:
    """How far one rating and the marker agree."""
    who = "You" if mine else "A colleague"
    how_many = f"all {count_word(total)}" if same == total else count_of(same, total)
    return f"{who} and the marker agree on {how_many} items."


def rated_so_far(chosen: int, total: int, to_mend: int) -> str:
    """How far a rating is; `to_mend` items keep it from being finished."""
    if to_mend:
        items = "item needs" if to_mend == 1 else "items need"
        return f"{count_of(to_mend, total).capitalize()} {items} mending before you finish."
    if chosen == 0:
        return "What does this handover tell?"
    if chosen == total:
        return "All items are rated. Look once more, then finish."
    return f"{count_of(chosen, total).capitalize()} {'items is' if chosen == 1 else 'items are'} rated."
