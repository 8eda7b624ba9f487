"""The content cut into places, each with an address that is really there."""

import re

from app.content.prose import prose
from app.onboarding.searching.sections import _page, sections_of, version_of

TEXT = """Before any heading, *softly*.[^one]

## The first **message**

| Minutes | Who |
| --- | --- |
| 0 to 2 | The desk |

[practice: pick-one]

- Keep the line free
- Say it again

!!! note "How far"
    A model.

## Then

End.

[^one]: A source, 2004.
"""


def test_a_page_is_cut_at_its_headings_and_notes():
    page = list(_page("module", "slug", "Title", "Summary.", prose(TEXT).html))
    assert [(one.anchor, one.name, one.above) for one in page] == [
        ("", "Title", ""),
        ("the-first-message", "The first message", "Title"),
        ("then", "Then", "Title"),
        ("fn:one", "Note 1", "Title"),
    ]
    assert [one.words for one in page] == [
        "Summary. Before any heading, softly.",
        "Minutes · Who. 0 to 2 · The desk. Keep the line free. Say it again. How far: A model.",
        "End.",
        "A source, 2004.",
    ]


def test_everything_of_the_shipped_content_is_there(whole_content):
    sections = sections_of(whole_content)
    slugs = {kind: {one.slug or one.anchor for one in sections if one.kind == kind} for kind in ("module", "guide")}
    assert slugs == {"module": set(whole_content.modules), "guide": set(whole_content.guides)}
    assert {one.anchor for one in sections if one.kind == "glossary"} == {x.id for x in whole_content.glossary.terms}
    assert {one.anchor for one in sections if one.kind == "checklist"} == {x.id for x in whole_content.checklist.items}
    assert {one.slug for one in sections if one.kind == "video"} == set(whole_content.videos)
    headings = [head.id for page in whole_content.modules.values() for head in page.prose.headings]
    assert len([one for one in sections if one.kind == "module" and one.anchor and one.anchor[:3] != "fn:"]) == len(
        headings
    )
    assert not [one for one in sections if re.search(r"<[a-z/]|\[practice:|↩|\s\s", one.words)]


def test_the_version_follows_the_content(whole_content):
    sections = sections_of(whole_content)
    assert version_of(sections) == version_of(sections_of(whole_content))
    assert version_of(sections) != version_of(sections[1:])
    assert len(version_of(sections)) == 32
