"""The words of the trade, explained."""

from pydantic import Field, model_validator

from app.content.shape import Shape


class Term(Shape):
    """A word and what it means; `also` are other forms people write, `see` ids of related terms."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    term: str
    also: tuple[str, ...] = ()
    means: str
    see: tuple[str, ...] = ()


class Glossary(Shape):
    """All terms, in the order they stand in the file."""

    terms: tuple[Term, ...] = ()

    @model_validator(mode="after")
    def _ids_differ(self) -> "Glossary":
        ids = [term.id for term in self.terms]
        if len(set(ids)) < len(ids):
            raise ValueError("two terms have the same id")
        return self

    @property
    def by_words(self) -> tuple[Term, ...]:
        """The terms in the order of their words, as a reader looks for them."""
        return tuple(sorted(self.terms, key=lambda term: term.term.casefold()))

    def __contains__(self, term_id: object) -> bool:
        return any(term.id == term_id for term in self.terms)

    def __getitem__(self, term_id: str) -> Term:
        """The term with this id; KeyError when there is none."""
        for term in self.terms:
            if term.id == term_id:
                return term
        raise KeyError(term_id)
