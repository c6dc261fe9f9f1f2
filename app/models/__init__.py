"""The register's tables as typed SQLAlchemy classes, one aggregate a file.

Only services and db see them. Reading goes through ``db.queries`` with Core selects, so that the
ORM need not be imported before the first list is painted.
"""

from app.models.agency import Agency, AgencyAlias, AgencyMember
from app.models.base import AppendOnly, Base, Versioned
from app.models.change import Change, ChangeRow, ChangeTask
from app.models.closing import FrozenPart, FrozenTask, PeriodClosing, ReportingPeriod
from app.models.document import Document, DocumentNote, Section
from app.models.doer import DoerUpdate
from app.models.importing import DocumentFile, ImportEntry, ReviewDraftRow
from app.models.indicator import (
    Indicator,
    IndicatorAssignment,
    JudgingTarget,
    Measurement,
    Target,
    TargetComparison,
)
from app.models.integrity import HistoryLink, RegisterMark
from app.models.official import Official, Portfolio
from app.models.progress import Evidence, ProgressUpdate
from app.models.report import ReportDuty, ReportDutyParty, ReportReceipt
from app.models.scheme import Scheme
from app.models.setting import CatalogueEntry, Setting
from app.models.task import NEVER, Assignment, Task, TaskLink, TaskSource, TimeLimitRow

__all__ = [
    "NEVER",
    "Agency",
    "AgencyAlias",
    "AgencyMember",
    "AppendOnly",
    "Assignment",
    "Base",
    "CatalogueEntry",
    "Change",
    "ChangeRow",
    "ChangeTask",
    "Document",
    "DocumentFile",
    "DocumentNote",
    "DoerUpdate",
    "Evidence",
    "FrozenPart",
    "FrozenTask",
    "HistoryLink",
    "ImportEntry",
    "Indicator",
    "IndicatorAssignment",
    "JudgingTarget",
    "Measurement",
    "Official",
    "PeriodClosing",
    "Portfolio",
    "ProgressUpdate",
    "RegisterMark",
    "ReportDuty",
    "ReportDutyParty",
    "ReportReceipt",
    "ReportingPeriod",
    "ReviewDraftRow",
    "Scheme",
    "Section",
    "Setting",
    "Target",
    "TargetComparison",
    "Task",
    "TaskLink",
    "TaskSource",
    "TimeLimitRow",
    "Versioned",
]
