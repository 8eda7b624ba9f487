"""Writes the figures as lines that a person can read in 120 columns."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.handover.agreement import captured_f1, kappa
from evaluation.figures import (
    PASSES,
    PRECISION,
    RECALL,
    TRUE_CALLED_WRONG,
    VERDICTS,
    WRONG_FOUND,
    Figure,
    all_figures,
    both_pointed_at,
    by_people,
    counted,
    evidence_pairs,
    verdict_figures,
)
from evaluation.keyword_baseline import keyword_marked
from evaluation.mistakes import MOST, WIDTH
from evaluation.question_figures import COLUMNS, YES, by_hand, question_figures, voices
from evaluation.question_outcomes import Outcome
from evaluation.speed import Speed
from evaluation.splits import Marked

_NAME = 36
_GROUP = 22
_FEW_HANDOVERS = 4
_RARE = frozenset({"captured called wrong", "captured or partial called wrong", "off-topic answered with a fact"})


def headline(name: str, meaning: str = "") -> list[str]:
    """A part of the report: its name, and what its figures may be believed for."""
    return ["", "=" * WIDTH, name, *textwrap.wrap(meaning, WIDTH), ""]


def summary_lines(measured: Mapping[str, Sequence[Marked]]) -> Iterator[str]:
    """A line a split of the handovers: the figures that count most, the first two with their 95 % interval."""
    yield f"{'':24}{'captured, F1':>22}{'kappa':>23}{'wrong found':>13}{'true called wrong':>19}{'passes alike':>15}"
    for name, marked in measured.items():
        figures = {figure.name: figure for figure in all_figures(marked)}
        f1, agreed = figures["captured, F1"], figures["kappa, five verdicts"]
        called = figures["captured or partial called wrong"].of or (0, 0)
        yield (
            f"{name:24}{_with_interval(f1):>22}{_with_interval(agreed):>23}{number(figures['wrong found'].value):>13}"
            f"{one_in(called):>19}{number(figures[PASSES].value):>15}"
        )


def _with_interval(figure: Figure) -> str:
    bounds = f" ({figure.bounds[0]:.3f}-{figure.bounds[1]:.3f})" if figure.bounds else ""
    return f"{number(figure.value)}{bounds}"


def split_lines(marked: Sequence[Marked], simple: Sequence[Marked], in_full: bool = True) -> Iterator[str]:
    """One split of the handovers: overall and by item; in full also the confusion, by set, scenario and style."""
    verdicts, hands = counted(marked).total(), len({m.note.hand for m in marked})
    yield f"{len(marked):,} handovers by {hands} hands, {verdicts:,} verdicts."
    yield ""
    yield from figure_lines(all_figures(marked), verdict_figures(simple))
    yield ""
    yield from pass_lines(marked)
    yield ""
    yield from item_lines(marked, simple)
    if in_full:
        yield ""
        yield from confusion_lines(marked)
        yield from group_lines(marked, simple)


def by_line_lines(marked: Sequence[Marked]) -> Iterator[str]:
    """Single lines: the figures, by item, and the confusion."""
    simple = keyword_marked(marked)
    yield f"{len(marked):,} lines by {len({m.note.hand for m in marked})} writers."
    yield ""
    yield from figure_lines(verdict_figures(marked), verdict_figures(simple))
    yield ""
    yield from item_lines(marked, simple)
    yield ""
    yield from confusion_lines(marked)


def figure_lines(figures: Sequence[Figure], simple: Sequence[Figure] = ()) -> Iterator[str]:
    """A line a figure: its value, its interval, how many of how many, and the keyword baseline's."""
    beside = {figure.name: figure for figure in simple}
    yield f"{'':{_NAME}}{'figure':>8}   {'95 % interval':<15}{'counted':>16}   {'':14}{'keywords alone':>15}"
    for figure in figures:
        of = f"{figure.of[0]:,} of {figure.of[1]:,}" if figure.of else ""
        rate = one_in(figure.of) if figure.of and figure.name in _RARE else ""
        other = beside.get(figure.name)
        yield (
            f"{figure.name:{_NAME}}{number(figure.value):>8}   {interval_of(figure):<15}{of:>16}   {rate:14}"
            f"{number(other.value) if other else '':>15}"
        ).rstrip()


def number(value: float | None) -> str:
    """A figure with three decimals; a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"


def one_in(of: tuple[int, int]) -> str:
    """A part of a whole as "1 in n"."""
    part, whole = of
    return f"1 in {whole / part:,.0f}" if part else f"none in {whole:,}"


def interval_of(figure: Figure) -> str:
    """A figure's interval; empty where too little bears one."""
    return f"{figure.bounds[0]:.3f} to {figure.bounds[1]:.3f}" if figure.bounds else ""


def pass_lines(marked: Sequence[Marked]) -> Iterator[str]:
    """How many handovers pass by the marker and by people's verdicts, and how far the scores lie apart."""
    people = [by_people(each) for each in marked]
    passed, by_label = sum(m.card.passed for m in marked), sum(card.passed for card in people)
    apart = [m.card.score - card.score for m, card in zip(marked, people, strict=True)]
    total = len(marked) or 1
    yield (
        f"Passing: {passed} by the marker ({passed / total:.0%}), "
        f"{by_label} by people's verdicts ({by_label / total:.0%})."
    )
    yield (
        f"Score: on average {sum(map(abs, apart)) / total:.1f} points from the one people's verdicts make "
        f"({sum(apart) / total:+.1f} with its sign); within 5 points in {sum(abs(a) <= 5 for a in apart) / total:.0%}."
    )


_HEAD = (
    f"{'n':>7}{'precision':>11}{'recall':>8}{'F1':>7}{'kappa':>7}{'wrong found':>13}{'true called wrong':>19}"
    f"{'evidence':>10}{'kw F1':>8}{'kappa':>7}"
)


def item_lines(marked: Sequence[Marked], simple: Sequence[Marked]) -> Iterator[str]:
    """A line an item; `kw` are the keyword baseline's F1 and kappa."""
    yield f"{'item':{_GROUP}}{_HEAD}"
    labelled = {item for m in marked for item in m.note.labels}
    for item in dict.fromkeys(each.item for m in marked for each in m.card.items if each.item in labelled):
        yield f"{item:{_GROUP}}{_row(marked, simple, item)}"


def _row(marked: Sequence[Marked], simple: Sequence[Marked], item: str | None = None) -> str:
    counts, plain = counted(marked, item), counted(simple, item)
    if not counts:
        return ""
    found, called = (f"{share.of(counts)[0]} of {share.of(counts)[1]:,}" for share in (WRONG_FOUND, TRUE_CALLED_WRONG))
    return (
        f"{counts.total():7,}{PRECISION(counts):11.3f}{RECALL(counts):8.3f}{captured_f1(counts):7.3f}{kappa(counts):7.3f}"
        f"{found:>13}{called:>19}{_evidence(marked, item):>10}{captured_f1(plain):8.3f}{kappa(plain):7.3f}"
    )


def _evidence(marked: Sequence[Marked], item: str | None) -> str:
    characters = Counter(pair for each in marked for pair in evidence_pairs(each, item))
    return f"{both_pointed_at(characters):.3f}" if characters else "-"


def confusion_lines(marked: Sequence[Marked]) -> Iterator[str]:
    """People's verdicts (rows) against the marker's (columns)."""
    counts = counted(marked)
    yield f"{'people / marker':16}" + "".join(f"{verdict:>16}" for verdict in VERDICTS)
    for right in VERDICTS:
        yield f"{right:16}" + "".join(f"{counts[right, given]:16,}" for given in VERDICTS)


def group_lines(marked: Sequence[Marked], simple: Sequence[Marked]) -> Iterator[str]:
    """A line a set, a line a scenario, and a line for each style of which there are a few."""
    styles = Counter(m.note.style for m in marked)
    names = {style: style if count >= _FEW_HANDOVERS else "other styles" for style, count in styles.items()}
    for title, key in (
        ("set", {m.note.id: m.note.made_by for m in marked}),
        ("scenario", {m.note.id: m.note.scenario for m in marked}),
        ("style", {m.note.id: names[m.note.style] for m in marked}),
    ):
        yield ""
        yield f"{title:{_GROUP}}{_HEAD}"
        yield from _groups(marked, simple, key)


def _groups(marked: Sequence[Marked], simple: Sequence[Marked], key: Mapping[str, str]) -> Iterator[str]:
    sizes = Counter(key[m.note.id] for m in marked)
    for name, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        inside = [m for m in marked if key[m.note.id] == name]
        yield f"{name[: _GROUP - 5]:{_GROUP - 5}}{size:>5}{_row(inside, [m for m in simple if key[m.note.id] == name])}"


def speed_lines(speed: Speed) -> Iterator[str]:
    """What marking costs."""
    yield (
        f"Marking takes {speed.a_handover:.1f} ms of CPU a handover (median), "
        f"{speed.at_200_words:.1f} ms brought to 200 words, {speed.long:.0f} ms for 20,000 characters."
    )
    verdict = "grows with the length" if speed.growth <= 12 else "grows FASTER than the length"
    yield f"Ten times the text costs {speed.growth:.1f} times as much: it {verdict}."


def question_lines(outcomes: Sequence[Outcome], simple: Sequence[Outcome], in_full: bool = True) -> Iterator[str]:
    """One split of the questions: overall with intervals; in full also by voice and style."""
    yield f"{len(outcomes):,} questions by {len({o.phrasing.hand for o in outcomes})} hands."
    yield ""
    yield from figure_lines(question_figures(outcomes), question_figures(simple))
    if in_full:
        yield ""
        yield f"{'':20}{'n':>6}" + "".join(f"{name:>18}" for name in COLUMNS) + f"{'off-topic answered':>21}"
        for name, group in voices(outcomes):
            yield _voice_row(name, group)


def told_lines(outcomes: Sequence[Outcome], most: int = MOST) -> Iterator[str]:
    """Questions answered with a fact that was not asked for, with their words."""
    told = sorted((o for o in outcomes if o.wrong), key=lambda o: (bool(o.phrasing.topics), o.phrasing.text))
    yield ""
    yield f"TOLD UNASKED: {len(told)}" + (f", the first {most}" if len(told) > most else "")
    for outcome in told[:most]:
        asked = ", ".join(sorted(outcome.phrasing.topics)) or "nothing"
        line = f"{outcome.phrasing.text} ({outcome.phrasing.style}; asks for {asked})"
        yield from textwrap.wrap(
            f"{line} -> {', '.join(outcome.understood.topics)}", WIDTH, initial_indent="  ", subsequent_indent="    "
        )


def _voice_row(name: str, group: Sequence[Outcome]) -> str:
    asking = [o for o in group if o.phrasing.topics]
    idle = [o for o in group if not o.phrasing.topics]
    shares = (Counter(pair for cluster in by_hand(asking, field) for pair in cluster) for field in COLUMNS.values())
    columns = "".join(f"{YES(counts):18.3f}" if counts else f"{'-':>18}" for counts in shares)
    off = f"{sum(o.wrong for o in idle)} of {len(idle)}" if idle else ""
    return f"{name:20}{len(group):6}{columns}{off:>21}".rstrip()
