"""Results of indicators: ranks, and which target judges where documents disagree."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measurement", sa.Column("rank", sa.Integer(), nullable=True))
    op.add_column("measurement", sa.Column("ranked_of", sa.Integer(), nullable=True))
    op.create_table(
        "judging_target",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_judging_target_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_judging_target_indicator_id_indicator"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judging_target")),
        sa.UniqueConstraint(
            "indicator_id",
            "year",
            "chosen_on",
            name=op.f("uq_judging_target_indicator_id_year_chosen_on"),
        ),
    )
    op.create_index(op.f("ix_judging_target_indicator_id"), "judging_target", ["indicator_id"])
