"""Weekly lessons and hours of departments."""

import sqlalchemy as sa
from alembic import op

from web.db.convert import BigId

revision = "1b9ba15cd913"
down_revision = "0ec0fd1d0e1c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "department_hours",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("department_id", BigId, nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("ends_minute", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["competition_id"], ["competition.id"], name=op.f("fk_department_hours_competition_id")
        ),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_department_hours_department_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_hours")),
    )
    with op.batch_alter_table("department_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_hours_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "lesson_period",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("ends_minute", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_lesson_period_competition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_period")),
        sa.UniqueConstraint("competition_id", "number", name=op.f("uq_lesson_period_competition_id_number")),
    )
    with op.batch_alter_table("lesson_period", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_period_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "lesson",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("ends_minute", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_lesson_competition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_lesson_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("unavailability", schema=None) as batch_op:
        batch_op.add_column(sa.Column("excused", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("unavailability", schema=None) as batch_op:
        batch_op.drop_column("excused")

    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_person_id"))
        batch_op.drop_index(batch_op.f("ix_lesson_competition_id"))

    op.drop_table("lesson")
    with op.batch_alter_table("lesson_period", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_period_competition_id"))

    op.drop_table("lesson_period")
    with op.batch_alter_table("department_hours", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_hours_competition_id"))

    op.drop_table("department_hours")
