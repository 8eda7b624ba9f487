"""levels updates and replay"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

_KINDS = "'asked', 'looked_up', 'paused', 'resumed', 'handed_over'"
_NEW_KINDS = "'rang', 'linked', 'updated'"


def upgrade() -> None:
    op.create_table('outage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('ended_at > began_at', name=op.f('ck_outage_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outage')),
    sa.UniqueConstraint('began_at', name=op.f('uq_outage_began_at'))
    )
    op.create_table('pulse',
    sa.Column('server', sa.String(length=120), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('server', name=op.f('pk_pulse'))
    )
    op.create_table('phrasing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('key', sa.String(length=400), nullable=False),
    sa.Column('topics', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('added_by', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('length(text) BETWEEN 1 AND 400', name=op.f('ck_phrasing_text')),
    sa.ForeignKeyConstraint(['added_by'], ['person.id'], name=op.f('fk_phrasing_added_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phrasing'))
    )
    with op.batch_alter_table('phrasing', schema=None) as batch_op:
        batch_op.create_index('ix_phrasing_key', ['key'], unique=False)

    op.create_table('question_back',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=60), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=True),
    sa.Column('data', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("verdict IS NULL OR verdict IN ('captured', 'partial', 'unknown_stated', 'wrong', 'missing')", name=op.f('ck_question_back_verdict')),
    sa.CheckConstraint('(answer IS NULL) = (answered_at IS NULL)', name=op.f('ck_question_back_answered')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_question_back_attempt_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'number', name=op.f('pk_question_back')),
    sa.UniqueConstraint('attempt_id', 'item', name=op.f('uq_question_back_attempt_id_item'))
    )
    op.create_table('replay_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('elapsed_seconds', sa.Double(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('said_by', sa.Integer(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(text) BETWEEN 1 AND 1000', name=op.f('ck_replay_comment_text')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_replay_comment_attempt_id')),
    sa.ForeignKeyConstraint(['said_by'], ['person.id'], name=op.f('fk_replay_comment_said_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_replay_comment'))
    )
    with op.batch_alter_table('replay_comment', schema=None) as batch_op:
        batch_op.create_index('ix_replay_comment_attempt', ['attempt_id'], unique=False)

    op.create_table('typing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=60), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('removed', sa.Integer(), nullable=False),
    sa.Column('inserted', sa.Text(), nullable=False),
    sa.Column('elapsed_seconds', sa.Double(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_typing_attempt_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_typing')),
    sa.UniqueConstraint('attempt_id', 'revision', 'part', name=op.f('uq_typing_attempt_id_revision_part'))
    )
    op.create_table('updated_scorecard',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('marker', sa.String(length=40), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('passed', sa.Boolean(), nullable=False),
    sa.Column('data', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('marked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_updated_scorecard_attempt_id')),
    sa.PrimaryKeyConstraint('attempt_id', name=op.f('pk_updated_scorecard'))
    )
    # Plain ALTER TABLE, which both engines understand: to build a table anew on SQLite empties those that refer to it.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN level VARCHAR(10) DEFAULT 'assessed' NOT NULL "
        "CONSTRAINT ck_attempt_level CHECK (level IN ('guided', 'supported', 'assessed'))"
    )
    op.execute(
        "ALTER TABLE attempt ADD COLUMN pace INTEGER DEFAULT 100 NOT NULL "
        "CONSTRAINT ck_attempt_pace CHECK (pace BETWEEN 100 AND 400)"
    )
    op.add_column('attempt', sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE attempt SET finished_at = ended_at WHERE state <> 'open'")
    unfinished = sa.text('finished_at IS NULL')
    op.create_index(
        'ix_attempt_unfinished', 'attempt', ['seen_at'], sqlite_where=unfinished, postgresql_where=unfinished
    )
    op.execute(
        "ALTER TABLE person ADD COLUMN extra_time INTEGER DEFAULT 0 NOT NULL "
        "CONSTRAINT ck_person_extra_time CHECK (extra_time BETWEEN 0 AND 300)"
    )
    # No table refers to the steps, so theirs may be built anew.
    with op.batch_alter_table('attempt_step', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sent_id', sa.String(length=36), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_attempt_step_attempt_id_sent_id'), ['attempt_id', 'sent_id'])
        batch_op.drop_constraint(batch_op.f('ck_attempt_step_kind'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_attempt_step_kind'), f"kind IN ({_KINDS}, {_NEW_KINDS})")


def downgrade() -> None:
    op.execute(f"DELETE FROM attempt_step WHERE kind IN ({_NEW_KINDS})")
    with op.batch_alter_table('attempt_step', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_attempt_step_kind'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_attempt_step_kind'), f"kind IN ({_KINDS})")
        batch_op.drop_constraint(batch_op.f('uq_attempt_step_attempt_id_sent_id'), type_='unique')
        batch_op.drop_column('sent_id')
    op.execute("ALTER TABLE person DROP COLUMN extra_time")
    op.drop_index('ix_attempt_unfinished', table_name='attempt')
    for column in ('finished_at', 'pace', 'level'):
        op.execute(f"ALTER TABLE attempt DROP COLUMN {column}")

    op.drop_table('updated_scorecard')
    op.drop_table('typing')
    with op.batch_alter_table('replay_comment', schema=None) as batch_op:
        batch_op.drop_index('ix_replay_comment_attempt')

    op.drop_table('replay_comment')
    op.drop_table('question_back')
    with op.batch_alter_table('phrasing', schema=None) as batch_op:
        batch_op.drop_index('ix_phrasing_key')

    op.drop_table('phrasing')
    op.drop_table('pulse')
    op.drop_table('outage')
