"""Examples that are not there: kinds every scenario needs, and the ways of writing that marks are hardest on."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from app.authoring.advice.draft import Draft
from app.content.problems import Problem
from app.language.mentions import DurationMention
from app.language.reading import Reading, read

_KINDS: Mapping[str, str] = {
    "model": "a handover that says everything",
    "thin": "a true handover that says too little",
    "wrong": "a handover with wrong facts in it",
}


def kinds_wanting(draft: Draft) -> Iterator[Problem]:
    """A model, a thin or a wrong example that is not there."""
    kinds = {example.kind for example in draft.scenario.examples}
    for kind, meaning in _KINDS.items():
        if kind not in kinds:
            yield draft.warning(("examples",), f"there is no {kind} example.", f"Add {meaning}, with its marks.")


def parts_wanting(draft: Draft) -> Iterator[Problem]:
    """A second person, desk tools, signals or a wrong belief that is not there; told in one line."""
    scenario = draft.scenario
    wanting = [
        name
        for name, there in (
            ("a second person", len(scenario.people) > 1),
            ("a desk tool", bool(scenario.tools)),
            ("a signal", bool(scenario.signals)),
            ("somebody who believes something that is not so", any(person.believes for person in scenario.people)),
        )
        if not there
    ]
    if wanting:
        yield draft.warning((), f"this scenario has not {_listed(wanting, 'nor')}.", "A call has all four; add them.")


def _listed(names: Sequence[str], joined: str) -> str:
    return f" {joined} ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def writing_wanting(draft: Draft) -> Iterator[Problem]:
    """A hedge, a relative time or a correction that no example has; told in one line."""
    texts = [text for example in draft.scenario.examples for text in (example.text, *example.fields.values())]
    readings = [read(text) for text in texts]
    wanting = [name for name, has in _WRITING.items() if not any(map(has, readings))]
    if readings and wanting:
        yield draft.warning(
            ("examples",),
            f"no example has {_listed(wanting, 'and')}; people write so, and the marks must hold there too.",
            "Write one more example in another voice.",
        )


def _hedge(reading: Reading) -> bool:
    return any("hedges" in clause.flags for clause in reading.clauses)


def _relative_time(reading: Reading) -> bool:
    return any(isinstance(mention, DurationMention) and mention.direction == -1 for mention in reading.mentions)


def _correction(reading: Reading) -> bool:
    return any("correction" in clause.flags for clause in reading.clauses)


_WRITING: Mapping[str, Callable[[Reading], bool]] = {
    'a guess ("might be")': _hedge,
    'a relative time ("20 minutes ago")': _relative_time,
    'a correction ("not 40, 112")': _correction,
}
