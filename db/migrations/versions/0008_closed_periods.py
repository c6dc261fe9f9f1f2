"""Reporting periods that are closed and keep every task of their last day as it stood."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change") as batch_op:
        batch_op.drop_constraint(op.f("ck_change_kind"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_change_kind"),
            "kind IN ('do', 'undo', 'redo', 'catalogue', 'restore', 'closing')",
        )
    _periods()
    _frozen()


def _periods() -> None:
    op.create_table(
        "reporting_period",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('month', 'quarter', 'half', 'year', 'own')",
            name=op.f("ck_reporting_period_kind"),
        ),
        sa.CheckConstraint(
            "begins_on IS NULL OR begins_on <= closes_on", name=op.f("ck_reporting_period_days")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_period")),
        sa.UniqueConstraint("name", name=op.f("uq_reporting_period_name")),
    )
    op.create_table(
        "period_closing",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("reopened_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(reopened_at IS NULL) = (reason IS NULL)", name=op.f("ck_period_closing_reason")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["reporting_period.id"],
            name=op.f("fk_period_closing_period_id_reporting_period"),
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"],
            ["period_closing.id"],
            name=op.f("fk_period_closing_holder_id_period_closing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_closing")),
    )
    op.create_index(op.f("ix_period_closing_period_id"), "period_closing", ["period_id"])
    op.create_index("ix_period_closing_day", "period_closing", ["closes_on"])


def _frozen() -> None:
    op.create_table(
        "frozen_task",
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("light", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing_id"],
            ["period_closing.id"],
            name=op.f("fk_frozen_task_closing_id_period_closing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_task")),
        sa.UniqueConstraint(
            "closing_id", "task_id", name=op.f("uq_frozen_task_closing_id_task_id")
        ),
    )
    op.create_table(
        "frozen_part",
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing_id"],
            ["period_closing.id"],
            name=op.f("fk_frozen_part_closing_id_period_closing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_part")),
        sa.UniqueConstraint(
            "closing_id", "what", "number", name=op.f("uq_frozen_part_closing_id_what_number")
        ),
    )
