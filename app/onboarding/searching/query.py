"""The one way to ask the index, whichever engine holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal_column, select, text

from app.database import db
from app.onboarding.searching.asked import Phrase, Sought
from app.onboarding.searching.index import ROWS
from app.onboarding.searching.words import called

# How much a match weighs in the name of a section, in the title above it and in its words.
_BM25 = (0, 0, 0, 0, 0, 0, 0, 0, 10.0, 2.0, 1.0)  # one a column
_TS_RANK = "'{0.1, 0.2, 0.2, 1.0}'::real[]"  # words (D), title above (C), unused (B), name (A)
_BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the length


@dataclass(frozen=True, slots=True)
class Row:
    """A section that was found, as it stands in the index."""

    kind: str
    slug: str
    anchor: str
    name: str
    above: str
    words: str


def found(sought: Sequence[Sought], typed: str, limit: int | None) -> tuple[int, tuple[Row, ...]]:
    """How many sections hold everything sought, and the best of them; two statements.

    What is called exactly as `typed` comes first, then what fits best.
    """
    holds, rank = _on_sqlite(sought) if db.engine.dialect.name == "sqlite" else _on_postgresql(sought)
    named = ROWS.c.called.like(f"%{called([typed])}%")
    columns = (ROWS.c.kind, ROWS.c.slug, ROWS.c.anchor, ROWS.c.name, ROWS.c.above, ROWS.c.words)
    best = select(*columns).where(holds).order_by(named.desc(), rank, ROWS.c.place).limit(limit)
    total = db.session.scalar(select(func.count()).select_from(ROWS).where(holds)) or 0
    return total, tuple(Row(*row) for row in db.session.execute(best))


def _on_sqlite(sought: Sequence[Sought]) -> tuple[ColumnElement[bool], ColumnElement[Any]]:
    whole: ColumnElement[Any] = literal_column("search_section")
    asked: BindParameter[str] = bindparam(
        "asked", " AND ".join(f"({' OR '.join(map(_fts5, one.ways))})" for one in sought)
    )
    return whole.op("MATCH", is_comparison=True)(asked), func.bm25(whole, *_BM25)


def _on_postgresql(sought: Sequence[Sought]) -> tuple[ColumnElement[bool], ColumnElement[Any]]:
    asked: BindParameter[str] = bindparam(
        "asked", " & ".join(f"({' | '.join(map(_tsquery, one.ways))})" for one in sought)
    )
    query: ColumnElement[Any] = text("CAST(:asked AS tsquery)").bindparams(asked)  # type: ignore[assignment]
    vector: ColumnElement[Any] = literal_column("vector")
    rank = func.ts_rank(literal_column(_TS_RANK), vector, query, _BY_LENGTH)
    return vector.op("@@", is_comparison=True)(query), rank.desc()


def _fts5(way: Phrase) -> str:
    return f'"{" ".join(way.keys)}"{"*" if way.unfinished else ""}'


def _tsquery(way: Phrase) -> str:
    keys = " <-> ".join(f"'{one}'" for one in way.keys)
    return f"({keys}{':*' if way.unfinished else ''})"
