"""Imported documents: files by content, what was read of them, drafts; a period can be missing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("document") as batch_op:
        batch_op.alter_column("period_from", existing_type=sa.Date(), nullable=True)
        batch_op.alter_column("period_to", existing_type=sa.Date(), nullable=True)
    _drafts()
    _files()
    _entries()


def _drafts() -> None:
    op.create_table(
        "review_draft",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("saved_version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_draft")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_draft_sha256"), "review_draft", ["sha256"])


def _files() -> None:
    op.create_table(
        "document_file",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_file_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_file")),
    )
    op.create_index(op.f("ix_document_file_document_id"), "document_file", ["document_id"])
    op.create_index(op.f("ix_document_file_sha256"), "document_file", ["sha256"])


def _entries() -> None:
    op.create_table(
        "import_entry",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("source_text", sa.String(), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(task_id IS NULL) != (indicator_id IS NULL)", name=op.f("ck_import_entry_one")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["document_file.id"], name=op.f("fk_import_entry_file_id_document_file")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_import_entry_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_import_entry_task_id_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_entry")),
    )
    for column in ("file_id", "task_id", "indicator_id"):
        op.create_index(op.f(f"ix_import_entry_{column}"), "import_entry", [column])
