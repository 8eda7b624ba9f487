"""reading places and videos watched"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reading_place',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(length=100), nullable=False),
    sa.Column('heading', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reading_place_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'module', name=op.f('pk_reading_place'))
    )
    op.create_table('watching',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('video', sa.String(length=100), nullable=False),
    sa.Column('seconds', sa.Double(), nullable=False),
    sa.Column('furthest', sa.Double(), nullable=False),
    sa.Column('watched_to_end_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('seconds >= 0 AND furthest >= 0', name=op.f('ck_watching_seconds')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_watching_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'video', name=op.f('pk_watching'))
    )


def downgrade() -> None:
    op.drop_table('watching')
    op.drop_table('reading_place')
