"""How a plan came about, and why it replaced the one before."""

import sqlalchemy as sa
from alembic import op

revision = "0ec0fd1d0e1c"
down_revision = "4890c9bd259b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("timetable_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=12), nullable=False, server_default="solved"))
        batch_op.add_column(sa.Column("basis_number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("changes", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("adoption", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE timetable_plan SET adoption = (SELECT count(*) FROM timetable_plan AS earlier "
        "WHERE earlier.competition_id = timetable_plan.competition_id "
        "AND earlier.adopted_at <= timetable_plan.adopted_at) WHERE adopted_at IS NOT NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("timetable_plan", schema=None) as batch_op:
        batch_op.drop_column("adoption")
        batch_op.drop_column("reason")
        batch_op.drop_column("changes")
        batch_op.drop_column("basis_number")
        batch_op.drop_column("origin")
