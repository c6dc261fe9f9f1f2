"""What people do beside completing tasks: limits taken back, reopening, evidence, bulk."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("time_limit") as batch_op:
        batch_op.add_column(sa.Column("reverses_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_time_limit_reverses_id_time_limit"), "time_limit", ["reverses_id"], ["id"]
        )
        batch_op.create_unique_constraint(op.f("uq_time_limit_reverses_id"), ["reverses_id"])
        batch_op.create_check_constraint(
            op.f("ck_time_limit_reversal"), "(kind = 'reversal') = (reverses_id IS NOT NULL)"
        )
    with op.batch_alter_table("progress_update") as batch_op:
        batch_op.drop_constraint(op.f("ck_progress_update_state"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_progress_update_state"),
            "state IN ('open', 'completed', 'stopped', 'reopened', 'reversal')",
        )
    _evidence()
    _changes_of_several_tasks()


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_evidence_task_id_task")),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["progress_update.id"],
            name=op.f("fk_evidence_update_id_progress_update"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_task_id"), "evidence", ["task_id"])
    op.create_index(op.f("ix_evidence_update_id"), "evidence", ["update_id"])


def _changes_of_several_tasks() -> None:
    op.create_table(
        "change_task",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_task_change_id_change")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_change_task_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_task")),
    )
    op.create_index("ix_change_task_change", "change_task", ["change_id"])
    op.create_index("ix_change_task_task", "change_task", ["task_id"])
