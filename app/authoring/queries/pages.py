"""What the pages of the pack's authors show: all modules and guides with what the check says, and one as it is read."""

from dataclasses import dataclass, field

from app.authoring.findings import Findings
from app.authoring.page_shelf import PageKind, PageOnDisk, PageShelf
from app.authoring.pages.blocks import Sentence
from app.authoring.pages.serving import PreviewOf, with_links_that_open
from app.content.checklist import Checklist
from app.content.guide import Guide
from app.content.library import Library
from app.content.module import Module, Question
from app.web.formats import count_word

_HARDEST = 3


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of the list. `words` and `ease` are None while its files cannot be read."""

    kind: PageKind
    slug: str
    title: str
    minutes: int | None
    words: int | None
    ease: float | None
    questions: int
    stale: bool
    findings: Findings


@dataclass(frozen=True, slots=True)
class PagesPage:
    """All modules and guides there are files of."""

    headline: str
    modules: tuple[PageRow, ...]
    guides: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True)
class PagePreview:
    """One page as its reader sees it, with its figures and what is wrong with it."""

    row: PageRow
    shown: Module | Guide
    stamp: str
    hardest: tuple[Sentence, ...]
    checklist: Checklist | None
    running: Library | None
    preview_of: PreviewOf = field(repr=False)

    def html(self, html: str) -> str:
        """A stretch of the page whose links all open something on this site."""
        return with_links_that_open(html, self.running, self.preview_of)

    @property
    def module(self) -> Module | None:
        """The module, if it is one."""
        return self.shown if isinstance(self.shown, Module) else None

    def label(self, item: str) -> str:
        """The plain name of a checklist item; its id when there is no such item."""
        return self.checklist[item].label if self.checklist and item in self.checklist else item

    def option(self, question: Question, text: str) -> str:
        """An option as it is shown: of a question about missing items its text is the id of one."""
        return self.label(text) if question.kind == "missing" else text


def pages_page(shelf: PageShelf, running: Library | None) -> PagesPage:
    """The list, each page read and checked as its files are now."""
    modules, guides = _rows(shelf, "modules", running), _rows(shelf, "guides", running)
    return PagesPage(_headline(modules, guides), modules, guides)


def _rows(shelf: PageShelf, kind: PageKind, running: Library | None) -> tuple[PageRow, ...]:
    read = (shelf.read(kind, slug, running) for slug in shelf.slugs(kind))
    return tuple(_row(on_disk) for on_disk in read if on_disk is not None)


def _row(on_disk: PageOnDisk) -> PageRow:
    shown, page = on_disk.shown, on_disk.page
    return PageRow(
        kind=on_disk.kind,
        slug=on_disk.slug,
        title=shown.title if shown else on_disk.slug,
        minutes=shown.minutes if shown else None,
        words=page.words if page else None,
        ease=page.ease if page else None,
        questions=len(shown.check.questions) if isinstance(shown, Module) else 0,
        stale=on_disk.stale,
        findings=on_disk.findings,
    )


def _headline(modules: tuple[PageRow, ...], guides: tuple[PageRow, ...]) -> str:
    if not modules and not guides:
        return "There is no page of the pack yet."
    counted = f"{_counted(len(modules), 'module')} and {_counted(len(guides), 'guide')}"
    broken = sum(bool(row.findings.problems) for row in (*modules, *guides))
    if not broken:
        return f"{counted.capitalize()}, with nothing to mend."
    return f"{counted.capitalize()}; {count_word(broken)} {'has' if broken == 1 else 'have'} something to mend."


def _counted(number: int, noun: str) -> str:
    return f"{count_word(number)} {noun}" if number == 1 else f"{count_word(number)} {noun}s"


def page_preview(on_disk: PageOnDisk, running: Library | None, preview_of: PreviewOf) -> PagePreview | None:
    """One page laid out; None while no version of it could ever be read. `running` is what the site started with."""
    if on_disk.shown is None:
        return None
    hardest = on_disk.page.hardest(_HARDEST) if on_disk.page else ()
    return PagePreview(_row(on_disk), on_disk.shown, on_disk.stamp, hardest, on_disk.checklist, running, preview_of)
