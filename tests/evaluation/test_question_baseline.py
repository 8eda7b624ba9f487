"""The simple reader knows headings and the checklist's own phrasings, and nothing else."""

import pytest

from app.content.checklist import ChecklistItem
from evaluation.phrasing_bank import read_checklist
from evaluation.question_baseline import simple_topics


@pytest.mark.parametrize("item", read_checklist().items, ids=lambda item: item.id)
def test_the_checklists_own_question_is_read(item: ChecklistItem) -> None:
    assert item.id in simple_topics(read_checklist(), item.ask)


@pytest.mark.parametrize("text", ["", "lovely weather", "?!"])
def test_what_is_like_nothing_is_about_nothing(text: str) -> None:
    assert simple_topics(read_checklist(), text) == frozenset()
