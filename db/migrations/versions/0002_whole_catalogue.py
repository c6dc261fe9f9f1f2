"""All five documents: past ones, targets over years, results, further sources, links, comparisons.

Rows that the catalogue ships below another row (spellings, defects, targets) get an entry of their
own: version 1 had no way to edit them, so what stands there is what was shipped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("closed_on", sa.Date(), nullable=True))
    _change_kinds()
    _targets()
    _comparisons()
    _measurements()
    _sources()
    _links()
    _remember_what_was_shipped()


def _change_kinds() -> None:
    with op.batch_alter_table("change") as batch_op:
        batch_op.drop_constraint(op.f("ck_change_kind"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_change_kind"), "kind IN ('do', 'undo', 'redo', 'catalogue')"
        )


def _targets() -> None:
    with op.batch_alter_table("target") as batch_op:
        batch_op.add_column(
            sa.Column("measure", sa.String(), server_default="level", nullable=False)
        )
        batch_op.add_column(sa.Column("from_year", sa.Integer(), nullable=True))
        batch_op.drop_constraint(
            op.f("uq_target_indicator_id_document_id_year_place"), type_="unique"
        )
        batch_op.create_unique_constraint(
            op.f("uq_target_indicator_id_document_id_year_measure_place"),
            ["indicator_id", "document_id", "year", "measure", "place"],
        )
        batch_op.create_check_constraint(
            op.f("ck_target_measure"), "measure IN ('level', 'average', 'total', 'each_year')"
        )
        batch_op.create_check_constraint(
            op.f("ck_target_from_year"), "(measure = 'level') = (from_year IS NULL)"
        )


def _comparisons() -> None:
    op.create_table(
        "target_comparison",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "measure IN ('level', 'average', 'total', 'each_year')",
            name=op.f("ck_target_comparison_measure"),
        ),
        sa.CheckConstraint(
            "verdict IN ('differs', 'notation', 'unit')", name=op.f("ck_target_comparison_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_target_comparison_indicator_id_indicator"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_comparison")),
        sa.UniqueConstraint(
            "indicator_id",
            "year",
            "measure",
            name=op.f("uq_target_comparison_indicator_id_year_measure"),
        ),
    )
    op.create_index(
        op.f("ix_target_comparison_indicator_id"), "target_comparison", ["indicator_id"]
    )


def _measurements() -> None:
    op.create_table(
        "measurement",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("cumulative", sa.Double(), nullable=True),
        sa.Column("same_period_last_year", sa.Double(), nullable=True),
        sa.Column("estimate", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_measurement_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_measurement_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["measurement.id"], name=op.f("fk_measurement_reverses_id_measurement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_measurement_reverses_id")),
    )
    op.create_index(op.f("ix_measurement_document_id"), "measurement", ["document_id"])
    op.create_index("ix_measurement_indicator", "measurement", ["indicator_id", "period"])


def _sources() -> None:
    op.create_table(
        "task_source",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("short_title", sa.String(), nullable=False),
        sa.Column("points", sa.String(), nullable=False),
        sa.Column("time_text", sa.String(), nullable=False),
        sa.Column("expected_product", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("source_text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_task_source_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_task_source_section_id_section")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_source_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_source")),
        sa.UniqueConstraint(
            "document_id", "locator", name=op.f("uq_task_source_document_id_locator")
        ),
    )
    op.create_index(op.f("ix_task_source_task_id"), "task_source", ["task_id"])


def _links() -> None:
    op.create_table(
        "task_link",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("task_id < other_id", name=op.f("ck_task_link_order")),
        sa.ForeignKeyConstraint(["other_id"], ["task.id"], name=op.f("fk_task_link_other_id_task")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_link_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_link")),
        sa.UniqueConstraint("task_id", "other_id", name=op.f("uq_task_link_task_id_other_id")),
    )
    op.create_index(op.f("ix_task_link_other_id"), "task_link", ["other_id"])
    op.create_index(op.f("ix_task_link_task_id"), "task_link", ["task_id"])


def _remember_what_was_shipped() -> None:
    op.execute(
        """
        INSERT INTO catalogue_entry (kind, key, shipped)
        SELECT 'agency_alias', agency.key || '/' || agency_alias.text,
               json_object('id', agency_alias.id, 'agency_id', agency_id, 'text', text,
                           'folded', folded)
        FROM agency_alias JOIN agency ON agency.id = agency_id
        WHERE agency.key IN (SELECT key FROM catalogue_entry WHERE kind = 'agency')
        """
    )
    op.execute(
        """
        INSERT INTO catalogue_entry (kind, key, shipped)
        SELECT 'document_note', document.code || '/' || place || '/' || seen,
               json_object('id', document_note.id, 'document_id', document_id, 'place', place,
                           'seen', seen, 'taken_as', taken_as, 'reason', reason)
        FROM document_note JOIN document ON document.id = document_id
        """
    )
    op.execute(
        """
        INSERT INTO catalogue_entry (kind, key, shipped)
        SELECT 'target', indicator.code || '/' || document.code || '/' || target.place || '/'
                         || year || '/level',
               json_object('id', target.id, 'indicator_id', indicator_id,
                           'document_id', target.document_id, 'place', target.place, 'year', year,
                           'year_printed', year_printed, 'operator', operator, 'value', value,
                           'upper', upper, 'unit', target.unit, 'text', text,
                           'note', target.note)
        FROM target
        JOIN indicator ON indicator.id = indicator_id
        JOIN document ON document.id = target.document_id
        """
    )
