"""disputes rulings and ratings"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('dispute',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=60), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('sentence', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("verdict IN ('captured', 'partial', 'unknown_stated', 'wrong', 'missing')", name=op.f('ck_dispute_verdict')),
    sa.CheckConstraint('length(sentence) BETWEEN 1 AND 400', name=op.f('ck_dispute_sentence')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_dispute_attempt_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispute')),
    sa.UniqueConstraint('attempt_id', 'item', name=op.f('uq_dispute_attempt_id_item'))
    )
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.create_index('ix_dispute_made', ['made_at'], unique=False)

    op.create_table('rated_handover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=True),
    sa.Column('scenario', sa.String(length=100), nullable=False),
    sa.Column('scenario_hash', sa.String(length=16), nullable=False),
    sa.Column('checklist_hash', sa.String(length=16), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('elapsed_seconds', sa.Double(), nullable=True),
    sa.Column('card', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(text) > 0', name=op.f('ck_rated_handover_text')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_rated_handover_attempt_id')),
    sa.ForeignKeyConstraint(['checklist_hash'], ['archived_text.hash'], name=op.f('fk_rated_handover_checklist_hash')),
    sa.ForeignKeyConstraint(['scenario_hash'], ['archived_text.hash'], name=op.f('fk_rated_handover_scenario_hash')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rated_handover')),
    sa.UniqueConstraint('attempt_id', name=op.f('uq_rated_handover_attempt_id')),
    sa.UniqueConstraint('key', name=op.f('uq_rated_handover_key'))
    )
    op.create_table('counted_score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('completion_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['completion_id'], ['completion.id'], name=op.f('fk_counted_score_completion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counted_score'))
    )
    with op.batch_alter_table('counted_score', schema=None) as batch_op:
        batch_op.create_index('ix_counted_score_completion', ['completion_id'], unique=False)

    op.create_table('rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('handover_id', sa.Integer(), nullable=False),
    sa.Column('rater_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['handover_id'], ['rated_handover.id'], name=op.f('fk_rating_handover_id')),
    sa.ForeignKeyConstraint(['rater_id'], ['person.id'], name=op.f('fk_rating_rater_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rating')),
    sa.UniqueConstraint('handover_id', 'rater_id', name=op.f('uq_rating_handover_id_rater_id'))
    )
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.create_index('ix_rating_finished', ['finished_at'], unique=False)
        batch_op.create_index('ix_rating_rater', ['rater_id'], unique=False)

    op.create_table('ruling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=60), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('dispute_id', sa.Integer(), nullable=True),
    sa.Column('was', sa.String(length=20), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('ruled_by', sa.Integer(), nullable=False),
    sa.Column('ruled_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("verdict IN ('captured', 'partial', 'unknown_stated', 'wrong', 'missing')", name=op.f('ck_ruling_verdict')),
    sa.CheckConstraint("was IN ('captured', 'partial', 'unknown_stated', 'wrong', 'missing')", name=op.f('ck_ruling_was')),
    sa.CheckConstraint('length(reason) BETWEEN 1 AND 600', name=op.f('ck_ruling_reason')),
    sa.CheckConstraint('was <> verdict OR dispute_id IS NOT NULL', name=op.f('ck_ruling_upholds_a_dispute')),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_ruling_attempt_id')),
    sa.ForeignKeyConstraint(['dispute_id'], ['dispute.id'], name=op.f('fk_ruling_dispute_id')),
    sa.ForeignKeyConstraint(['ruled_by'], ['person.id'], name=op.f('fk_ruling_ruled_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ruling')),
    sa.UniqueConstraint('attempt_id', 'item', 'number', name=op.f('uq_ruling_attempt_id_item_number')),
    sa.UniqueConstraint('dispute_id', name=op.f('uq_ruling_dispute_id'))
    )
    op.create_table('counted_scorecard',
    sa.Column('ruling_id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('passed', sa.Boolean(), nullable=False),
    sa.Column('data', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_counted_scorecard_attempt_id')),
    sa.ForeignKeyConstraint(['ruling_id'], ['ruling.id'], name=op.f('fk_counted_scorecard_ruling_id')),
    sa.PrimaryKeyConstraint('ruling_id', name=op.f('pk_counted_scorecard')),
    sa.UniqueConstraint('attempt_id', 'number', name=op.f('uq_counted_scorecard_attempt_id_number'))
    )
    op.create_table('rated_item',
    sa.Column('rating_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=60), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.CheckConstraint("verdict IN ('captured', 'partial', 'unknown_stated', 'wrong', 'missing')", name=op.f('ck_rated_item_verdict')),
    sa.CheckConstraint('length(words) <= 600', name=op.f('ck_rated_item_words')),
    sa.ForeignKeyConstraint(['rating_id'], ['rating.id'], name=op.f('fk_rated_item_rating_id')),
    sa.PrimaryKeyConstraint('rating_id', 'item', name=op.f('pk_rated_item'))
    )


def downgrade() -> None:
    op.drop_table('rated_item')
    op.drop_table('counted_scorecard')
    op.drop_table('ruling')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_index('ix_rating_rater')
        batch_op.drop_index('ix_rating_finished')

    op.drop_table('rating')
    with op.batch_alter_table('counted_score', schema=None) as batch_op:
        batch_op.drop_index('ix_counted_score_completion')

    op.drop_table('counted_score')
    op.drop_table('rated_handover')
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.drop_index('ix_dispute_made')

    op.drop_table('dispute')
