"""What proves a register whole: the mark of its newest transaction, the chain of its history."""

import secrets

import sqlalchemy as sa
from alembic import op

from db.history_chain import extend
from db.side_log import FIRST

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change") as batch_op:
        batch_op.drop_constraint(op.f("ck_change_kind"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_change_kind"), "kind IN ('do', 'undo', 'redo', 'catalogue', 'restore')"
        )
    op.create_table(
        "register_mark",  # the order of its columns is read out of raw pages: see db.side_log
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register_key", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("current", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_register_mark_one_row")),
        sa.CheckConstraint(
            "length(register_key) = 32 AND length(previous) = 32 AND length(current) = 32",
            name=op.f("ck_register_mark_length"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_mark")),
    )
    op.create_table(
        "history_link",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_history_link_change_id_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_link")),
        sa.UniqueConstraint("change_id", name=op.f("uq_history_link_change_id")),
    )
    connection = op.get_bind()
    connection.exec_driver_sql(
        "INSERT INTO register_mark (id, register_key, previous, current) VALUES (1, ?, ?, ?)",
        (secrets.token_hex(16), FIRST, FIRST),
    )
    extend(connection)
