"""The first tables, and the triggers that keep the event log append-only."""

import sqlalchemy as sa
from alembic import op

from web.db.convert import BigId, Instant, WallClock

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trade_union",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_union")),
    )
    op.create_table(
        "competition",
        sa.Column("trade_union_id", BigId, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("public_code", sa.String(length=12), nullable=False),
        sa.Column("certificate_prefix", sa.String(length=20), nullable=False),
        sa.Column("copied_from_id", BigId, nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["copied_from_id"], ["competition.id"], name=op.f("fk_competition_copied_from_id")),
        sa.ForeignKeyConstraint(["trade_union_id"], ["trade_union.id"], name=op.f("fk_competition_trade_union_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competition")),
        sa.UniqueConstraint("public_code", name=op.f("uq_competition_public_code")),
    )
    with op.batch_alter_table("competition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_competition_trade_union_id"), ["trade_union_id"], unique=False)

    op.create_table(
        "department",
        sa.Column("trade_union_id", BigId, nullable=False),
        sa.Column("parent_id", BigId, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["department.id"], name=op.f("fk_department_parent_id")),
        sa.ForeignKeyConstraint(["trade_union_id"], ["trade_union.id"], name=op.f("fk_department_trade_union_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("trade_union_id", "path", name=op.f("uq_department_trade_union_id_path")),
    )
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_department_trade_union_id"), ["trade_union_id"], unique=False)

    op.create_table(
        "contest",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("entries_closed_at", Instant(), nullable=True),
        sa.Column("reference_date_confirmed_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_contest_competition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sa.UniqueConstraint("competition_id", "code", name=op.f("uq_contest_competition_id_code")),
    )
    with op.batch_alter_table("contest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contest_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "fund",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("payroll_fen", sa.BigInteger(), nullable=True),
        sa.Column("rate_ppm", sa.Integer(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_fund_competition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("competition_id", name=op.f("uq_fund_competition_id")),
    )
    op.create_table(
        "person",
        sa.Column("trade_union_id", BigId, nullable=False),
        sa.Column("department_id", BigId, nullable=True),
        sa.Column("staff_no", sa.String(length=30), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("gender", sa.String(length=1), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("post_category", sa.String(length=12), nullable=True),
        sa.Column("id_hmac", sa.String(length=64), nullable=True),
        sa.Column("id_last4", sa.String(length=4), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_person_department_id")),
        sa.ForeignKeyConstraint(["trade_union_id"], ["trade_union.id"], name=op.f("fk_person_trade_union_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("trade_union_id", "id_hmac", name=op.f("uq_person_trade_union_id_id_hmac")),
        sa.UniqueConstraint("trade_union_id", "staff_no", name=op.f("uq_person_trade_union_id_staff_no")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_trade_union_id"), ["trade_union_id"], unique=False)

    op.create_table(
        "race_session",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("starts", WallClock(), nullable=False),
        sa.Column("ends", WallClock(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_race_session_competition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_race_session")),
    )
    with op.batch_alter_table("race_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_race_session_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "venue",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("changeover_minutes", sa.Integer(), nullable=False),
        sa.Column("wave_interval_minutes", sa.Integer(), nullable=True),
        sa.Column("on_route_max", sa.Integer(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_venue_competition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
    )
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_venue_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "account",
        sa.Column("login", sa.String(length=60), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("locale", sa.String(length=10), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "audit_stream",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("contest_id", BigId, nullable=True),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_audit_stream_competition_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_audit_stream_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_stream")),
        sa.UniqueConstraint("competition_id", "contest_id", name=op.f("uq_audit_stream_competition_id_contest_id")),
    )
    with op.batch_alter_table("audit_stream", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_stream_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_stream_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "entrant",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("department_id", BigId, nullable=True),
        sa.Column("bib", sa.Integer(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_entrant_competition_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_entrant_department_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entrant_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrant")),
        sa.UniqueConstraint("competition_id", "bib", name=op.f("uq_entrant_competition_id_bib")),
        sa.UniqueConstraint("competition_id", "person_id", name=op.f("uq_entrant_competition_id_person_id")),
    )
    with op.batch_alter_table("entrant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entrant_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entrant_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entrant_person_id"), ["person_id"], unique=False)

    op.create_table(
        "fund_line",
        sa.Column("fund_id", BigId, nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_fund_line_fund_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_line")),
    )
    with op.batch_alter_table("fund_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fund_line_fund_id"), ["fund_id"], unique=False)

    op.create_table(
        "heat_format",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("venue_kind", sa.String(length=12), nullable=False),
        sa.Column("heat_minutes", sa.Integer(), nullable=False),
        sa.Column("entrant_minutes", sa.Integer(), nullable=False),
        sa.Column("min_fill", sa.Integer(), nullable=False),
        sa.Column("max_fill", sa.Integer(), nullable=False),
        sa.Column("rest_minutes", sa.Integer(), nullable=False),
        sa.Column("seeding", sa.String(length=12), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_heat_format_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heat_format")),
        sa.UniqueConstraint("contest_id", name=op.f("uq_heat_format_contest_id")),
    )
    op.create_table(
        "result_version",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("published_at", Instant(), nullable=True),
        sa.Column("notice_until", Instant(), nullable=True),
        sa.Column("final_at", Instant(), nullable=True),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_result_version_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_version")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_result_version_contest_id_number")),
    )
    with op.batch_alter_table("result_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_version_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "unavailability",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("starts", WallClock(), nullable=False),
        sa.Column("ends", WallClock(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_unavailability_competition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unavailability_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unavailability")),
    )
    with op.batch_alter_table("unavailability", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unavailability_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unavailability_person_id"), ["person_id"], unique=False)

    op.create_table(
        "venue_closure",
        sa.Column("venue_id", BigId, nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("starts", WallClock(), nullable=False),
        sa.Column("ends", WallClock(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_venue_closure_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_closure")),
    )
    with op.batch_alter_table("venue_closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_venue_closure_venue_id"), ["venue_id"], unique=False)

    op.create_table(
        "access_link",
        sa.Column("account_id", BigId, nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("single_use", sa.Boolean(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_access_link_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_link_token_hash")),
    )
    with op.batch_alter_table("access_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_link_account_id"), ["account_id"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("stream_id", BigId, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["audit_stream.id"], name=op.f("fk_audit_event_stream_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("stream_id", "seq", name=op.f("uq_audit_event_stream_id_seq")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_stream_id"), ["stream_id"], unique=False)

    op.create_table(
        "chief_order",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("entry_ids", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_chief_order_contest_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_chief_order_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chief_order")),
    )
    with op.batch_alter_table("chief_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chief_order_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "entrant_member",
        sa.Column("entrant_id", BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_entrant_member_entrant_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entrant_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrant_member")),
    )
    with op.batch_alter_table("entrant_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entrant_member_entrant_id"), ["entrant_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("entrant_id", BigId, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("blind_code", sa.String(length=12), nullable=True),
        sa.Column("group_code", sa.String(length=40), nullable=True),
        sa.Column("group_reason", sa.JSON(), nullable=True),
        sa.Column("seed_mark", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_entry_contest_id")),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_entry_entrant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("contest_id", "blind_code", name=op.f("uq_entry_contest_id_blind_code")),
        sa.UniqueConstraint("contest_id", "entrant_id", name=op.f("uq_entry_contest_id_entrant_id")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_contest_id"), ["contest_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_entrant_id"), ["entrant_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("contest_id", BigId, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_import_batch_competition_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_import_batch_contest_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_import_batch_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batch_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("competition_id", BigId, nullable=True),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("progress_permille", sa.Integer(), nullable=False),
        sa.Column("progress_code", sa.String(length=40), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("error_code", sa.String(length=40), nullable=False),
        sa.Column("error_params", sa.JSON(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("not_before", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by_id", BigId, nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_job_competition_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_job_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)

    op.create_table(
        "judge",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("person_id", BigId, nullable=True),
        sa.Column("department_id", BigId, nullable=True),
        sa.Column("account_id", BigId, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_judge_account_id")),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_judge_competition_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_judge_department_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_judge_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge")),
        sa.UniqueConstraint("account_id", name=op.f("uq_judge_account_id")),
    )
    with op.batch_alter_table("judge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judge_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "printed_file",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("contest_id", BigId, nullable=True),
        sa.Column("entrant_id", BigId, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_printed_file_competition_id")),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_printed_file_contest_id")),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_printed_file_entrant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_file")),
    )
    with op.batch_alter_table("printed_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_printed_file_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("account_id", BigId, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("competition_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_role_grant_account_id")),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_role_grant_competition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "account_id", "role", "competition_id", name=op.f("uq_role_grant_account_id_role_competition_id")
        ),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "rulebook_version",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("frozen_at", Instant(), nullable=True),
        sa.Column("frozen_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_rulebook_version_contest_id")),
        sa.ForeignKeyConstraint(["frozen_by_id"], ["account.id"], name=op.f("fk_rulebook_version_frozen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook_version")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_rulebook_version_contest_id_number")),
    )
    with op.batch_alter_table("rulebook_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rulebook_version_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("account_id", BigId, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("result_version_id", BigId, nullable=True),
        sa.Column("entry_id", BigId, nullable=True),
        sa.Column("department_id", BigId, nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_certificate_competition_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_certificate_department_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_certificate_entry_id")),
        sa.ForeignKeyConstraint(
            ["result_version_id"], ["result_version.id"], name=op.f("fk_certificate_result_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
        sa.UniqueConstraint("competition_id", "number", name=op.f("uq_certificate_competition_id_number")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_competition_id"), ["competition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_result_version_id"), ["result_version_id"], unique=False)

    op.create_table(
        "committee_decision",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("entry_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("minute", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", BigId, nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_committee_decision_contest_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_committee_decision_entry_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_committee_decision_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_decision")),
    )
    with op.batch_alter_table("committee_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_decision_contest_id"), ["contest_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_decision_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "entry_coauthor",
        sa.Column("entry_id", BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_coauthor_entry_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entry_coauthor_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_coauthor")),
        sa.UniqueConstraint("entry_id", "person_id", name=op.f("uq_entry_coauthor_entry_id_person_id")),
    )
    with op.batch_alter_table("entry_coauthor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_coauthor_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_coauthor_person_id"), ["person_id"], unique=False)

    op.create_table(
        "panel_seat",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("judge_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("chief", sa.Boolean(), nullable=False),
        sa.Column("left_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_panel_seat_contest_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["judge.id"], name=op.f("fk_panel_seat_judge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_seat")),
        sa.UniqueConstraint("contest_id", "judge_id", name=op.f("uq_panel_seat_contest_id_judge_id")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_panel_seat_contest_id_number")),
    )
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_seat_contest_id"), ["contest_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_seat_judge_id"), ["judge_id"], unique=False)

    op.create_table(
        "race_result",
        sa.Column("entry_id", BigId, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=4), nullable=False),
        sa.Column("millis", sa.Integer(), nullable=True),
        sa.Column("metres", sa.Integer(), nullable=True),
        sa.Column("penalty_millis", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("change_reasons", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_race_result_entry_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_race_result_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_race_result")),
        sa.UniqueConstraint("entry_id", "run", name=op.f("uq_race_result_entry_id_run")),
    )
    with op.batch_alter_table("race_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_race_result_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "timetable_plan",
        sa.Column("competition_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("job_id", BigId, nullable=True),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("adopted_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["competition_id"], ["competition.id"], name=op.f("fk_timetable_plan_competition_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_timetable_plan_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable_plan")),
        sa.UniqueConstraint("competition_id", "number", name=op.f("uq_timetable_plan_competition_id_number")),
    )
    with op.batch_alter_table("timetable_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timetable_plan_competition_id"), ["competition_id"], unique=False)

    op.create_table(
        "heat",
        sa.Column("plan_id", BigId, nullable=False),
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("group_code", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts", WallClock(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("venue_id", BigId, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_heat_contest_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["timetable_plan.id"], name=op.f("fk_heat_plan_id")),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_heat_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heat")),
    )
    with op.batch_alter_table("heat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heat_contest_id"), ["contest_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_heat_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "sheet",
        sa.Column("entry_id", BigId, nullable=False),
        sa.Column("seat_id", BigId, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("recusal_reason", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=True),
        sa.Column("sealed_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_sheet_entry_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["panel_seat.id"], name=op.f("fk_sheet_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("entry_id", "seat_id", "run", name=op.f("uq_sheet_entry_id_seat_id_run")),
    )
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sheet_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "heat_lane",
        sa.Column("heat_id", BigId, nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("entry_id", BigId, nullable=False),
        sa.Column("checked_in_at", Instant(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_heat_lane_entry_id")),
        sa.ForeignKeyConstraint(["heat_id"], ["heat.id"], name=op.f("fk_heat_lane_heat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heat_lane")),
        sa.UniqueConstraint("heat_id", "entry_id", name=op.f("uq_heat_lane_heat_id_entry_id")),
        sa.UniqueConstraint("heat_id", "lane", name=op.f("uq_heat_lane_heat_id_lane")),
    )
    with op.batch_alter_table("heat_lane", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heat_lane_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_heat_lane_heat_id"), ["heat_id"], unique=False)

    op.create_table(
        "panel_minute",
        sa.Column("contest_id", BigId, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("seat_id", BigId, nullable=True),
        sa.Column("sheet_id", BigId, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_panel_minute_contest_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["account.id"], name=op.f("fk_panel_minute_recorded_by_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["panel_seat.id"], name=op.f("fk_panel_minute_seat_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_panel_minute_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_minute")),
    )
    with op.batch_alter_table("panel_minute", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_minute_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "sheet_mark",
        sa.Column("sheet_id", BigId, nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False),
        sa.Column("hundredths", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_mark_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_mark")),
        sa.UniqueConstraint("sheet_id", "criterion", name=op.f("uq_sheet_mark_sheet_id_criterion")),
    )
    with op.batch_alter_table("sheet_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_mark_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "sheet_operation",
        sa.Column("sheet_id", BigId, nullable=False),
        sa.Column("operation", sa.String(length=36), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_operation_sheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_operation")),
        sa.UniqueConstraint("sheet_id", "operation", name=op.f("uq_sheet_operation_sheet_id_operation")),
    )
    with op.batch_alter_table("sheet_operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_operation_sheet_id"), ["sheet_id"], unique=False)
    _defend_events()


def _defend_events() -> None:
    """Nobody who comes through SQL changes or removes an event."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER audit_event_no_{verb} BEFORE {verb.upper()} ON audit_event "
                "BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_event_is_append_only()"
    )


def downgrade() -> None:
    with op.batch_alter_table("sheet_operation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_operation_sheet_id"))

    op.drop_table("sheet_operation")
    with op.batch_alter_table("sheet_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_mark_sheet_id"))

    op.drop_table("sheet_mark")
    with op.batch_alter_table("panel_minute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_minute_contest_id"))

    op.drop_table("panel_minute")
    with op.batch_alter_table("heat_lane", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heat_lane_heat_id"))
        batch_op.drop_index(batch_op.f("ix_heat_lane_entry_id"))

    op.drop_table("heat_lane")
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_seat_id"))
        batch_op.drop_index(batch_op.f("ix_sheet_entry_id"))

    op.drop_table("sheet")
    with op.batch_alter_table("heat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heat_plan_id"))
        batch_op.drop_index(batch_op.f("ix_heat_contest_id"))

    op.drop_table("heat")
    with op.batch_alter_table("timetable_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timetable_plan_competition_id"))

    op.drop_table("timetable_plan")
    with op.batch_alter_table("race_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_race_result_entry_id"))

    op.drop_table("race_result")
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_seat_judge_id"))
        batch_op.drop_index(batch_op.f("ix_panel_seat_contest_id"))

    op.drop_table("panel_seat")
    with op.batch_alter_table("entry_coauthor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_coauthor_person_id"))
        batch_op.drop_index(batch_op.f("ix_entry_coauthor_entry_id"))

    op.drop_table("entry_coauthor")
    with op.batch_alter_table("committee_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_decision_entry_id"))
        batch_op.drop_index(batch_op.f("ix_committee_decision_contest_id"))

    op.drop_table("committee_decision")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_result_version_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_entry_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_competition_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("rulebook_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rulebook_version_contest_id"))

    op.drop_table("rulebook_version")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_competition_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_account_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("printed_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printed_file_competition_id"))

    op.drop_table("printed_file")
    with op.batch_alter_table("judge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_judge_competition_id"))

    op.drop_table("judge")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state"))
        batch_op.drop_index(batch_op.f("ix_job_competition_id"))

    op.drop_table("job")
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batch_competition_id"))

    op.drop_table("import_batch")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_entrant_id"))
        batch_op.drop_index(batch_op.f("ix_entry_contest_id"))

    op.drop_table("entry")
    with op.batch_alter_table("entrant_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entrant_member_entrant_id"))

    op.drop_table("entrant_member")
    with op.batch_alter_table("chief_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chief_order_contest_id"))

    op.drop_table("chief_order")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_stream_id"))

    op.drop_table("audit_event")
    with op.batch_alter_table("access_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_link_account_id"))

    op.drop_table("access_link")
    with op.batch_alter_table("venue_closure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_venue_closure_venue_id"))

    op.drop_table("venue_closure")
    with op.batch_alter_table("unavailability", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unavailability_person_id"))
        batch_op.drop_index(batch_op.f("ix_unavailability_competition_id"))

    op.drop_table("unavailability")
    with op.batch_alter_table("result_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_version_contest_id"))

    op.drop_table("result_version")
    op.drop_table("heat_format")
    with op.batch_alter_table("fund_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fund_line_fund_id"))

    op.drop_table("fund_line")
    with op.batch_alter_table("entrant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entrant_person_id"))
        batch_op.drop_index(batch_op.f("ix_entrant_department_id"))
        batch_op.drop_index(batch_op.f("ix_entrant_competition_id"))

    op.drop_table("entrant")
    with op.batch_alter_table("audit_stream", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_stream_contest_id"))
        batch_op.drop_index(batch_op.f("ix_audit_stream_competition_id"))

    op.drop_table("audit_stream")
    op.drop_table("account")
    with op.batch_alter_table("venue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_venue_competition_id"))

    op.drop_table("venue")
    with op.batch_alter_table("race_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_race_session_competition_id"))

    op.drop_table("race_session")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_trade_union_id"))
        batch_op.drop_index(batch_op.f("ix_person_department_id"))

    op.drop_table("person")
    op.drop_table("fund")
    with op.batch_alter_table("contest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contest_competition_id"))

    op.drop_table("contest")
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_trade_union_id"))
        batch_op.drop_index(batch_op.f("ix_department_parent_id"))

    op.drop_table("department")
    with op.batch_alter_table("competition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_competition_trade_union_id"))

    op.drop_table("competition")
    op.drop_table("trade_union")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_event_is_append_only()")
