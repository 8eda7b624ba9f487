"""One character changes a version, and the text behind every version is at hand."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.content.library import content_hash, load_library, module_text, parse_checklist, parse_module

CONTENT = Path(__file__).parents[2] / "content"


@given(st.text(max_size=80), st.integers(0, 80), st.characters(exclude_categories=["Cs"]))
def test_one_character_more_is_another_version(text: str, at: int, character: str) -> None:
    other = text[:at] + character + text[at:]
    assert content_hash(text) == content_hash(text)
    assert content_hash(text) != content_hash(other)
    assert len(content_hash(text)) == 16


def test_a_comma_in_the_checklist_makes_another_checklist() -> None:
    text = (CONTENT / "checklist.yml").read_text()
    before, _ = parse_checklist(text)
    after, _ = parse_checklist(text.replace("Which service or", "Which service, or", 1))
    assert before is not None
    assert after is not None
    assert before.hash != after.hash
    assert before.items[1:] == after.items[1:]


def test_a_module_changes_with_its_page_and_with_its_questions() -> None:
    folder = CONTENT / "modules" / "the-first-15-minutes"
    index, check = (folder / "index.md").read_text(), (folder / "check.yml").read_text()
    hashes = set()
    for page, questions in ((index, check), (index + ".", check), (index, check + "#")):
        module, problems = parse_module(folder.name, page, questions, "modules/x")
        assert problems == []
        assert module is not None
        hashes.add(module.hash)
    assert len(hashes) == 3


def test_the_text_behind_every_version_is_kept() -> None:
    library = load_library(CONTENT)
    versions = [library.checklist.hash, library.paths.hash]
    versions += [module.hash for module in library.modules.values()]
    versions += [scenario.hash for scenario in library.scenarios.values()]
    assert [content_hash(library.texts[version]) for version in versions] == versions
    folder = CONTENT / "modules" / "the-first-15-minutes"
    text = module_text(
        (folder / "index.md").read_text(), (folder / "check.yml").read_text(), (folder / "practice.yml").read_text()
    )
    assert library.texts[library.modules[folder.name].hash] == text
