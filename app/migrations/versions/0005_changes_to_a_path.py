"""changes to a path"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('path_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('slug', sa.String(length=100), nullable=False),
    sa.Column('act', sa.String(length=10), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('module', 'scenario')", name=op.f('ck_path_change_kind')),
    sa.CheckConstraint("act IN ('added', 'dropped', 'waived', 'required', 'dated')", name=op.f('ck_path_change_act')),
    sa.CheckConstraint("act <> 'added' OR due_on IS NOT NULL", name=op.f('ck_path_change_day')),
    sa.CheckConstraint("act <> 'waived' OR length(reason) > 0", name=op.f('ck_path_change_reason')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_path_change_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_path_change_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_path_change'))
    )
    op.create_index('ix_path_change_person', 'path_change', ['person_id'], unique=False)
    op.add_column('certificate',
        sa.Column('path', sa.String(length=100), nullable=False, server_default='service-desk'))


def downgrade() -> None:
    op.drop_column('certificate', 'path')
    op.drop_index('ix_path_change_person', table_name='path_change')
    op.drop_table('path_change')
