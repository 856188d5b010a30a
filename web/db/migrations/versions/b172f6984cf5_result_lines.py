"""Result lines: what a contest came to, line by line, where neither tablets nor the race desk hold it."""

import sqlalchemy as sa
from alembic import op

from web.db.convert import BigId, Instant

revision = "b172f6984cf5"
down_revision = "1b9ba15cd913"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "result_line",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("entry_id", BigId, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_result_line_contest_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_result_line_entry_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_result_line_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_line")),
    )
    with op.batch_alter_table("result_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_line_contest_id"), ["contest_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_result_line_entry_id"), ["entry_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("result_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_line_entry_id"))
        batch_op.drop_index(batch_op.f("ix_result_line_contest_id"))

    op.drop_table("result_line")
