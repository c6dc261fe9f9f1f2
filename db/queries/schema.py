"""The tables as reading sees them: names and types of the columns that queries ask for.

Importing the ORM classes of ``app.models`` would add a third to the time until the first list is
painted, so reading names its columns here; a test holds them equal to the models.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Double,
    Integer,
    LargeBinary,
    String,
    column,
    table,
)

agency = table(
    "agency",
    column("id", Integer),
    column("key", String),
    column("name", String),
    column("short_name", String),
    column("kind", String),
    column("collective", Boolean),
    column("ordinal", Integer),
    column("note", String),
    column("valid_from", Date),
    column("valid_to", Date),
    column("successor_id", Integer),
)

agency_alias = table(
    "agency_alias",
    column("id", Integer),
    column("agency_id", Integer),
    column("text", String),
    column("folded", String),
)

agency_member = table(
    "agency_member",
    column("id", Integer),
    column("collective_id", Integer),
    column("member_id", Integer),
    column("valid_from", Date),
    column("valid_to", Date),
)

official = table(
    "official",
    column("id", Integer),
    column("key", String),
    column("name", String),
    column("position", String),
    column("short_position", String),
    column("ordinal", Integer),
    column("in_office_from", Date),
    column("in_office_to", Date),
    column("note", String),
)

portfolio = table(
    "portfolio",
    column("id", Integer),
    column("official_id", Integer),
    column("agency_id", Integer),
    column("valid_from", Date),
    column("valid_to", Date),
    column("confirmed", Boolean),
    column("source", String),
)

document = table(
    "document",
    column("id", Integer),
    column("code", String),
    column("number", String),
    column("type", String),
    column("title", String),
    column("short_title", String),
    column("issuer", String),
    column("issued_on", Date),
    column("issued_precision", String),
    column("closed_on", Date),
    column("period_from", Date),
    column("period_to", Date),
    column("signer", String),
    column("signer_position", String),
    column("signed_for", String),
    column("basis", String),
    column("recipients", String),
    column("ordinal", Integer),
    column("leader_id", Integer),
)

section = table(
    "section",
    column("id", Integer),
    column("document_id", Integer),
    column("parent_id", Integer),
    column("locator", String),
    column("heading", String),
    column("ordinal", Integer),
)

scheme = table(
    "scheme",
    column("id", Integer),
    column("number", String),
    column("title", String),
    column("scope", String),
    column("leader_id", Integer),
    column("confidential", Boolean),
)

task = table(
    "task",
    column("id", Integer),
    column("code", String),
    column("document_id", Integer),
    column("section_id", Integer),
    column("scheme_id", Integer),
    column("leader_id", Integer),
    column("locator", String),
    column("ordinal", Integer),
    column("title", String),
    column("short_title", String),
    column("sort_title", String),
    column("points", String),
    column("source_text", String),
    column("source_note", String),
    column("expected_product", String),
    column("confidential", Boolean),
    column("exists_from", Date),
)

task_source = table(
    "task_source",
    column("id", Integer),
    column("task_id", Integer),
    column("document_id", Integer),
    column("section_id", Integer),
    column("locator", String),
    column("title", String),
    column("short_title", String),
    column("points", String),
    column("time_text", String),
    column("expected_product", String),
    column("note", String),
    column("source_text", String),
)

task_link = table(
    "task_link",
    column("id", Integer),
    column("task_id", Integer),
    column("other_id", Integer),
    column("why", String),
)

assignment = table(
    "assignment",
    column("task_id", Integer),
    column("agency_id", Integer),
    column("role", String),
    column("ordinal", Integer),
)

time_limit = table(
    "time_limit",
    column("id", Integer),
    column("task_id", Integer),
    column("set_on", Date),
    column("kind", String),
    column("due_on", Date),
    column("period", String),
    column("recurrence", String),
    column("text", String),
    column("authority", String),
    column("reverses_id", Integer),
)

progress_update = table(
    "progress_update",
    column("id", Integer),
    column("task_id", Integer),
    column("effective_on", Date),
    column("recorded_at", DateTime),
    column("recorded_by", String),
    column("state", String),
    column("percent", Integer),
    column("product", String),
    column("product_number", String),
    column("product_date", Date),
    column("result", String),
    column("difficulties", String),
    column("proposal", String),
    column("directive", String),
    column("reverses_id", Integer),
)

doer_update = table(
    "doer_update",
    column("id", Integer),
    column("task_id", Integer),
    column("agency_id", Integer),
    column("effective_on", Date),
    column("recorded_at", DateTime),
    column("recorded_by", String),
    column("state", String),
    column("product", String),
    column("reverses_id", Integer),
)

evidence = table(
    "evidence",
    column("id", Integer),
    column("task_id", Integer),
    column("update_id", Integer),
    column("name", String),
    column("size", Integer),
    column("sha256", String),
    column("added_at", DateTime),
    column("added_by", String),
)

report_duty = table(
    "report_duty",
    column("id", Integer),
    column("document_id", Integer),
    column("task_id", Integer),
    column("title", String),
    column("recurrence", String),
    column("due_on", Date),
    column("text", String),
    column("active_from", Date),
)

report_duty_party = table(
    "report_duty_party",
    column("id", Integer),
    column("duty_id", Integer),
    column("agency_id", Integer),
    column("role", String),
)

report_receipt = table(
    "report_receipt",
    column("duty_id", Integer),
    column("agency_id", Integer),
    column("period", String),
    column("arrived_on", Date),
    column("recorded_at", DateTime),
    column("recorded_by", String),
)

indicator = table(
    "indicator",
    column("id", Integer),
    column("code", String),
    column("document_id", Integer),
    column("parent_id", Integer),
    column("leader_id", Integer),
    column("place", String),
    column("stt", String),
    column("group", String),
    column("name", String),
    column("unit", String),
    column("direction", String),
    column("accumulation", String),
    column("note", String),
    column("ordinal", Integer),
)

indicator_assignment = table(
    "indicator_assignment",
    column("indicator_id", Integer),
    column("agency_id", Integer),
    column("role", String),
    column("ordinal", Integer),
)

target = table(
    "target",
    column("id", Integer),
    column("indicator_id", Integer),
    column("document_id", Integer),
    column("place", String),
    column("year", Integer),
    column("measure", String),
    column("from_year", Integer),
    column("operator", String),
    column("value", Double),
    column("upper", Double),
    column("unit", String),
    column("text", String),
    column("note", String),
)

target_comparison = table(
    "target_comparison",
    column("id", Integer),
    column("indicator_id", Integer),
    column("year", Integer),
    column("measure", String),
    column("verdict", String),
    column("note", String),
)

measurement = table(
    "measurement",
    column("id", Integer),
    column("indicator_id", Integer),
    column("period", String),
    column("value", Double),
    column("cumulative", Double),
    column("same_period_last_year", Double),
    column("estimate", Double),
    column("rank", Integer),
    column("ranked_of", Integer),
    column("unit", String),
    column("text", String),
    column("document_id", Integer),
    column("place", String),
    column("source", String),
    column("note", String),
    column("effective_on", Date),
    column("recorded_at", DateTime),
    column("recorded_by", String),
    column("reverses_id", Integer),
)

judging_target = table(
    "judging_target",
    column("id", Integer),
    column("indicator_id", Integer),
    column("year", Integer),
    column("document_id", Integer),
    column("place", String),
    column("chosen_on", Date),
    column("chosen_by", String),
)

document_note = table(
    "document_note",
    column("id", Integer),
    column("document_id", Integer),
    column("place", String),
    column("seen", String),
    column("taken_as", String),
    column("reason", String),
)

change = table(
    "change",
    column("id", Integer),
    column("recorded_at", DateTime),
    column("recorded_by", String),
    column("kind", String),
    column("summary", String),
    column("task_id", Integer),
    column("undoes_id", Integer),
)

change_task = table(
    "change_task",
    column("change_id", Integer),
    column("task_id", Integer),
)

change_row = table(
    "change_row",
    column("id", Integer),
    column("change_id", Integer),
    column("table_name", String),
    column("row_id", Integer),
    column("before", JSON),
    column("after", JSON),
)

setting = table(
    "setting",
    column("id", Integer),
    column("key", String),
    column("value", String),
    column("valid_from", Date),
)

review_draft = table(
    "review_draft",
    column("id", Integer),
    column("sha256", String),
    column("file_name", String),
    column("title", String),
    column("done", Integer),
    column("total", Integer),
    column("saved_version", Integer),
    column("saved_at", DateTime),
    column("saved_by", String),
    column("body", JSON),
)

document_file = table(
    "document_file",
    column("id", Integer),
    column("document_id", Integer),
    column("sha256", String),
    column("file_name", String),
    column("imported_at", DateTime),
)

import_entry = table(
    "import_entry",
    column("id", Integer),
    column("file_id", Integer),
    column("task_id", Integer),
    column("indicator_id", Integer),
    column("place", String),
    column("source_text", String),
    column("read", JSON),
)

catalogue_entry = table(
    "catalogue_entry",
    column("id", Integer),
    column("kind", String),
    column("key", String),
)

reporting_period = table(
    "reporting_period",
    column("id", Integer),
    column("kind", String),
    column("name", String),
    column("begins_on", Date),
    column("closes_on", Date),
)

period_closing = table(
    "period_closing",
    column("id", Integer),
    column("period_id", Integer),
    column("closes_on", Date),
    column("holder_id", Integer),
    column("fingerprint", String),
    column("closed_at", DateTime),
    column("closed_by", String),
    column("reopened_at", DateTime),
    column("reopened_by", String),
    column("reason", String),
)

frozen_task = table(
    "frozen_task",
    column("closing_id", Integer),
    column("task_id", Integer),
    column("light", String),
    column("days", Integer),
    column("part", Integer),
)

frozen_part = table(
    "frozen_part",
    column("closing_id", Integer),
    column("what", String),
    column("number", Integer),
    column("content", LargeBinary),
)
