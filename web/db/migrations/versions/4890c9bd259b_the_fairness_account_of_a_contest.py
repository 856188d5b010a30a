"""the fairness account of a contest."""

import sqlalchemy as sa
from alembic import op

from web.db.convert import BigId, Instant

revision = "4890c9bd259b"
down_revision = "cd97a367286d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fairness_account",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("job_id", BigId, nullable=True),
        sa.Column("document", sa.JSON(), nullable=True),
        sa.Column("rules_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("marks_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("worked_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_fairness_account_contest_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_fairness_account_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fairness_account")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_fairness_account_contest_id")),
    )


def downgrade() -> None:
    op.drop_table("fairness_account")
