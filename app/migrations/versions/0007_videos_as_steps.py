"""videos as steps"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

_COMPLETED = "'reading', 'check', 'scenario'"
_SEEN = "'watching', 'transcript'"
_STEPS = "'module', 'scenario'"


def upgrade() -> None:
    op.add_column('watching', sa.Column('transcript_read_at', sa.DateTime(timezone=True), nullable=True))
    _allow('path_change', f"kind IN ({_STEPS}, 'video')")
    _allow_completions(f"kind IN ({_COMPLETED}, {_SEEN})")
    # What was watched before counts. Which version it was nobody kept, so their hash is empty.
    op.execute(
        "INSERT INTO completion (person_id, kind, slug, content_hash, score, at) "
        "SELECT person_id, 'watching', video, '', NULL, watched_to_end_at FROM watching "
        "WHERE watched_to_end_at IS NOT NULL ORDER BY watched_to_end_at, person_id, video"
    )


def downgrade() -> None:
    op.execute(f"DELETE FROM completion WHERE kind IN ({_SEEN})")
    op.execute("DELETE FROM path_change WHERE kind = 'video'")
    _allow_completions(f"kind IN ({_COMPLETED})")
    _allow('path_change', f"kind IN ({_STEPS})")
    op.drop_column('watching', 'transcript_read_at')


def _allow_completions(kinds: str) -> None:
    """To build a table anew on SQLite fails while others refer to it, so those rows wait elsewhere."""
    if op.get_bind().dialect.name != 'sqlite':
        _allow('completion', kinds)
        return
    op.execute("CREATE TEMPORARY TABLE waiting AS SELECT * FROM counted_score")
    op.execute("DELETE FROM counted_score")
    _allow('completion', kinds)
    op.execute("INSERT INTO counted_score SELECT * FROM waiting")
    op.execute("DROP TABLE waiting")


def _allow(table: str, kinds: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(f'ck_{table}_kind'), type_='check')
        batch_op.create_check_constraint(batch_op.f(f'ck_{table}_kind'), kinds)
