"""What the office wishes of a timetable."""

import sqlalchemy as sa
from alembic import op

from web.db.convert import BigId, WallClock

revision = "cd97a367286d"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "timetable_wishes",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("rest_from_age", sa.Integer(), nullable=False),
        sa.Column("rest_older_minutes", sa.Integer(), nullable=False),
        sa.Column("most_per_day", sa.Integer(), nullable=True),
        sa.Column("avoid_own_department", sa.Boolean(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(
            ["competition_id"], ["competition.id"], name=op.f("fk_timetable_wishes_competition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_wishes")),
        sa.UniqueConstraint("competition_id", name=op.f("uq_timetable_wishes_competition_id")),
    )
    op.create_table(
        "contest_order",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("before_id", BigId, nullable=False),
        sa.Column("gap_minutes", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["before_id"], ["contest.id"], name=op.f("fk_contest_order_before_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_order_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_order")),
        sa.UniqueConstraint("contest_id", "before_id", name=op.f("uq_contest_order_contest_id_before_id")),
    )
    with op.batch_alter_table("contest_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contest_order_before_id"), ["before_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contest_order_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "race_official",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("department_id", BigId, nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("most_heats", sa.Integer(), nullable=True),
        sa.Column("rest_minutes", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_race_official_competition_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_race_official_department_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_race_official_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_race_official")),
        sa.UniqueConstraint("competition_id", "person_id", name=op.f("uq_race_official_competition_id_person_id")),
    )
    with op.batch_alter_table("race_official", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_race_official_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_race_official_person_id"), ["person_id"], unique=False)

    op.create_table(
        "staff_need",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("skill", sa.String(length=30), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_staff_need_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_need")),
        sa.UniqueConstraint("contest_id", "skill", name=op.f("uq_staff_need_contest_id_skill")),
    )
    with op.batch_alter_table("staff_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_need_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "time_wish",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("contest_id", BigId, nullable=True),
        sa.Column("group_code", sa.String(length=40), nullable=False),
        sa.Column("department_id", BigId, nullable=True),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("starts", WallClock(), nullable=True),
        sa.Column("ends", WallClock(), nullable=True),
        sa.Column("session_id", BigId, nullable=True),
        sa.Column("venue_id", BigId, nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_time_wish_competition_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_time_wish_contest_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_time_wish_department_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_time_wish_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["race_session.id"], name=op.f("fk_time_wish_session_id")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_time_wish_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_wish")),
    )
    with op.batch_alter_table("time_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_time_wish_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "official_window",
        sa.Column("official_id", BigId, nullable=False),
        sa.Column("starts", WallClock(), nullable=False),
        sa.Column("ends", WallClock(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["race_official.id"], name=op.f("fk_official_window_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_window")),
    )
    with op.batch_alter_table("official_window", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_window_official_id"), ["official_id"], unique=False)

    op.create_table(
        "heat_duty",
        sa.Column("heat_id", BigId, nullable=False),
        sa.Column("official_id", BigId, nullable=False),
        sa.Column("skill", sa.String(length=30), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["heat_id"], ["heat.id"], name=op.f("fk_heat_duty_heat_id")),
        sa.ForeignKeyConstraint(["official_id"], ["race_official.id"], name=op.f("fk_heat_duty_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heat_duty")),
        sa.UniqueConstraint("heat_id", "official_id", name=op.f("uq_heat_duty_heat_id_official_id")),
    )
    with op.batch_alter_table("heat_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heat_duty_heat_id"), ["heat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_heat_duty_official_id"), ["official_id"], unique=False)

    with op.batch_alter_table("heat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("final", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("heat_format", schema=None) as batch_op:
        batch_op.add_column(sa.Column("other_kinds", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("single_heat", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("final_size", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("final_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("final_gap_minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("heat_format", schema=None) as batch_op:
        batch_op.drop_column("final_gap_minutes")
        batch_op.drop_column("final_minutes")
        batch_op.drop_column("final_size")
        batch_op.drop_column("single_heat")
        batch_op.drop_column("other_kinds")

    with op.batch_alter_table("heat", schema=None) as batch_op:
        batch_op.drop_column("final")

    with op.batch_alter_table("heat_duty", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heat_duty_official_id"))
        batch_op.drop_index(batch_op.f("ix_heat_duty_heat_id"))

    op.drop_table("heat_duty")
    with op.batch_alter_table("official_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_window_official_id"))

    op.drop_table("official_window")
    with op.batch_alter_table("time_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_time_wish_competition_id"))

    op.drop_table("time_wish")
    with op.batch_alter_table("staff_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_need_contest_id"))

    op.drop_table("staff_need")
    with op.batch_alter_table("race_official", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_race_official_person_id"))
        batch_op.drop_index(batch_op.f("ix_race_official_competition_id"))

    op.drop_table("race_official")
    with op.batch_alter_table("contest_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contest_order_contest_id"))
        batch_op.drop_index(batch_op.f("ix_contest_order_before_id"))

    op.drop_table("contest_order")
    op.drop_table("timetable_wishes")
