"""search over the pack"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('search_content',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.String(length=32), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_search_content_only_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_content'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        # The keys are plain words already; the tokenizer has only to cut at the spaces.
        op.execute("""
            CREATE VIRTUAL TABLE search_section USING fts5(
                place UNINDEXED, kind UNINDEXED, slug UNINDEXED, anchor UNINDEXED, name UNINDEXED, above UNINDEXED,
                words UNINDEXED, called UNINDEXED, name_keys, above_keys, word_keys, tokenize = 'ascii')
        """)
        return
    op.execute("""
        CREATE TABLE search_section (
            place integer NOT NULL CONSTRAINT pk_search_section PRIMARY KEY,
            kind text NOT NULL, slug text NOT NULL, anchor text NOT NULL,
            name text NOT NULL, above text NOT NULL, words text NOT NULL, called text NOT NULL,
            name_keys text NOT NULL, above_keys text NOT NULL, word_keys text NOT NULL,
            vector tsvector GENERATED ALWAYS AS (
                setweight(to_tsvector('simple', name_keys), 'A') || setweight(to_tsvector('simple', above_keys), 'C')
                || setweight(to_tsvector('simple', word_keys), 'D')) STORED)
    """)
    op.execute('CREATE INDEX ix_search_section_vector ON search_section USING gin (vector)')


def downgrade() -> None:
    op.execute('DROP TABLE search_section')
    op.drop_table('search_content')
