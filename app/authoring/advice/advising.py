"""All advice on a scenario and on the checklist: what is worth reading, or everything."""

from collections.abc import Callable, Iterator

from app.authoring.advice import alike, earning, filling, names, probing, telling, wanting, ways
from app.authoring.advice.draft import Draft
from app.authoring.findings import first_few
from app.authoring.playing import finding_out, references
from app.content.problems import Problem

Rule = Callable[[Draft], Iterator[Problem]]

# What makes a mark wrong for somebody. Shown always.
TELLING: tuple[Rule, ...] = (
    wanting.parts_wanting,
    wanting.kinds_wanting,
    wanting.writing_wanting,
    earning.unearned_words,
    probing.false_values_captured,
    alike.times_alike,
    alike.counts_alike,
    alike.references_alike,
    alike.true_beliefs,
    names.aliases_shared,
    names.names_a_slip_apart,
    names.aliases_in_other_truths,
    ways.ways_that_collide,
    ways.common_words_alone,
    ways.ways_that_differ_by_small_words,
    ways.too_few_ways,
    telling.nowhere_told,
    telling.never_heard_later,
    telling.openings_that_tell_all,
    references.idle,
    finding_out.not_understood,
)
# What is often as it should be. Shown when everything is asked for.
SLIGHT: tuple[Rule, ...] = (
    probing.false_values_not_wrong,
    names.plain_aliases_at_all,
    ways.ways_in_other_truths,
    earning.words_without_an_item,
)


def advice_on(draft: Draft, everything: bool = False) -> Iterator[Problem]:
    """The advice on a scenario: of each telling rule the first few, or all of all rules.

    While some of a new scenario is still to be filled in, that is all there is to say.
    """
    unfilled = list(filling.unfilled(draft))
    if unfilled:
        yield from unfilled
        return
    if everything:
        for rule in (*TELLING, *SLIGHT):
            yield from rule(draft)
        return
    for rule in TELLING:
        yield from first_few(rule(draft))
