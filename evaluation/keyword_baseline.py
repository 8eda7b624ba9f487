"""The simple marker that ours must beat: values word for word, statements by fuzzy likeness to the author's ways."""

from rapidfuzz import fuzz

from app.content.scenario import Truth, Verdict

_LIKE, _SOMEWHAT_LIKE = 85.0, 65.0


def keyword_verdict(truth: Truth, text: str) -> Verdict:
    """The verdict by keywords alone; it knows only captured, partial and missing."""
    folded = text.casefold()
    exact = [w for w in (truth.name, truth.time, truth.id, truth.phone, *truth.names) if w]
    if truth.count is not None:
        exact.append(f"{truth.count:,.0f}")
    scores = [100.0 if word.casefold() in folded else 0.0 for word in exact]
    scores += [max(fuzz.partial_ratio(way.casefold(), folded) for way in point) for point in truth.points]
    if not scores:
        return "missing"
    if min(scores) >= _LIKE:
        return "captured"
    return "partial" if max(scores) >= _SOMEWHAT_LIKE else "missing"
