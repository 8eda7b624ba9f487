"""Holds the parts of the pack against each other: links, pictures, terms and exercises."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from app.content.checklist import Checklist
from app.content.exercises import MissingExercise, Practice, RewriteExercise
from app.content.glossary import Glossary
from app.content.links import LinkKind
from app.content.media import is_picture
from app.content.problems import Problem
from app.content.prose import Prose
from app.content.reading import Document

_MEDIA = "/media/"
_NAMES: Mapping[LinkKind, str] = {"glossary": "term of the glossary", "checklist": "item of the checklist"}


def check_links(page: Prose, known: Mapping[str, Collection[str]], text: str, file: str) -> Iterator[Problem]:
    """Links of a page that lead to nothing; a kind that is not in `known` is not looked at."""
    for link in page.links:
        if link.kind in known and link.to not in known[link.kind]:
            line = _line_of(text, f"{link.kind}:{link.to}")
            what = f"there is no {_NAMES.get(link.kind, link.kind)} '{link.to}'."
            yield Problem(file, line, what, "Correct the link, or add what it leads to.")


def check_pictures(page: Prose, is_there: Callable[[str], bool], text: str, file: str) -> Iterator[Problem]:
    """Pictures without words for those who do not see them, that are not there, or that would not be served.

    `is_there` tells of a path below the content folder.
    """
    for picture in page.pictures:
        name = picture.source.removeprefix(_MEDIA)
        line = _line_of(text, name.rpartition("/")[2])
        if not picture.alt.strip():
            yield Problem(file, line, f"the picture '{name}' has no words.", "Say in ![…] what there is to see.")
        if not picture.source.startswith(_MEDIA) or not is_there(name):
            yield Problem(file, line, f"there is no picture '{name}'.", "Put it below the folder of this page.")
        elif not is_picture(name):
            what = f"'{name}' is of no kind of picture that Baton shows."
            yield Problem(file, line, what, "Save it as .webp, .png or .jpg.")


def check_glossary(glossary: Glossary, document: Document) -> Iterator[Problem]:
    """Terms that point to terms there are not."""
    for index, term in enumerate(glossary.terms):
        for other in term.see:
            if other not in glossary:
                yield document.problem(("terms", index, "see"), f"there is no term '{other}'.", "Use the id of a term.")


def check_practice(practice: Practice, checklist: Checklist, document: Document) -> Iterator[Problem]:
    """Exercises about items the checklist has not, or that name an item as told and missing."""
    for index, exercise in enumerate(practice.exercises):
        place = ("exercises", index)
        if isinstance(exercise, MissingExercise):
            named: tuple[str, ...] = (*exercise.missing, *exercise.told)
            for item in sorted(set(exercise.missing) & set(exercise.told)):
                yield document.problem(place, f"'{item}' stands under missing and under told.", "Keep one.")
        else:
            named = tuple(exercise.items) if isinstance(exercise, RewriteExercise) else ()
        for item in named:
            if item not in checklist:
                yield document.problem(place, f"the checklist has no item '{item}'.", "Use an id of checklist.yml.")


def _line_of(text: str, words: str) -> int:
    """The line these words stand on first; 1 when they stand nowhere."""
    found = re.search(re.escape(words), text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
