"""What the checker found in a plan and why it stands."""

import sqlalchemy as sa
from alembic import op

revision = "5c1e07d94ab2"
down_revision = "b172f6984cf5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("timetable_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("exceptions", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("timetable_plan", schema=None) as batch_op:
        batch_op.drop_column("exceptions")
