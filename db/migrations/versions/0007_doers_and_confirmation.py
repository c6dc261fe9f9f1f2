"""Doers of collective tasks one by one; completions confirmed or returned by the centre."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("progress_update") as batch_op:
        batch_op.drop_constraint(op.f("ck_progress_update_state"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_progress_update_state"),
            "state IN ('open', 'completed', 'stopped', 'reopened', 'confirmed', 'returned', "
            "'reversal')",
        )
    _doers()


def _doers() -> None:
    op.create_table(
        "doer_update",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('done', 'open', 'reversal')", name=op.f("ck_doer_update_state")
        ),
        sa.CheckConstraint(
            "(state = 'reversal') = (reverses_id IS NOT NULL)",
            name=op.f("ck_doer_update_reversal"),
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_doer_update_task_id_task")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_doer_update_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"],
            ["doer_update.id"],
            name=op.f("fk_doer_update_reverses_id_doer_update"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doer_update")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_doer_update_reverses_id")),
    )
    op.create_index("ix_doer_update_task", "doer_update", ["task_id", "agency_id", "effective_on"])
