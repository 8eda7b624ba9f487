"""slower calls"""

from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Half speed for somebody with four times the time is a pace of 800.
    _allow_pace(800)


def downgrade() -> None:
    op.execute("UPDATE attempt SET pace = 400 WHERE pace > 400")
    _allow_pace(400)


def _allow_pace(most: int) -> None:
    """To build the table anew on SQLite empties those that refer to it, so there a new column takes the old one's
    place."""
    if op.get_bind().dialect.name != 'sqlite':
        op.drop_constraint(op.f('ck_attempt_pace'), 'attempt', type_='check')
        op.create_check_constraint(op.f('ck_attempt_pace'), 'attempt', f'pace BETWEEN 100 AND {most}')
        return
    op.execute(
        "ALTER TABLE attempt ADD COLUMN allowed_pace INTEGER DEFAULT 100 NOT NULL "
        f"CONSTRAINT ck_attempt_pace CHECK (allowed_pace BETWEEN 100 AND {most})"
    )
    op.execute("UPDATE attempt SET allowed_pace = pace")
    op.execute("ALTER TABLE attempt DROP COLUMN pace")
    op.execute("ALTER TABLE attempt RENAME COLUMN allowed_pace TO pace")
