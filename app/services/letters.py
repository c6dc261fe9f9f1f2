"""Make công văn đôn đốc from the register: what one agency is overdue with, and what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import astuple

from app.domain import formats, signing
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import (
    AgencyKind,
    RegisterIndex,
    SheetScope,
    SheetScopeKind,
    TaskRef,
)
from app.domain.sources import basis_words
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import Light, state_words
from app.reports.letter import Letter, LetterTask
from app.services import sheet_facts
from app.services.register import Register
from app.services.sheet_rows import Material, document_heading
from app.services.sheets import opened_note, printed, refuse_unknown

MOST_IN_LETTER = 5
"""Tasks in the letter itself; more stand in its appendix (see also the sheets' settings file)."""

MOST_DOCUMENTS = 2
"""Documents that its opening sentence names one by one."""
_DEFAULT_DAYS = 7
_DIRECTED = frozenset({AgencyKind.DEPARTMENT, AgencyKind.UNIT, AgencyKind.COMMUNE})
"""Agencies that the People's Committee directs; others it asks."""
_PRESSING = (Light.OVERDUE, Light.DUE_SOON)


def letter(
    register: Register, scope: SheetScope, as_of: dt.date, *, include_restricted: bool = False
) -> Letter:
    """Return the letter to one agency about what it is overdue with as of a day.

    Where nothing is overdue it is about what is due soon.

    Raises:
        InputRefusedError: no agency is named, or nothing presses it.
    """
    if scope.kind is not SheetScopeKind.AGENCY or not scope.id:
        raise InputRefusedError(phrase("Công văn đôn đốc gửi một cơ quan: hãy chọn cơ quan nhận."))
    facts = sheet_facts.load_sheet_facts(
        register,
        as_of,
        lambda index: [ref.id for ref in urged(index, scope)],
        include_restricted=include_restricted,
    )
    return letter_of(Material.of(facts, register.clock()), scope)


def urged(index: RegisterIndex, scope: SheetScope) -> list[TaskRef]:
    """Return the tasks that the letter names: overdue ones, worst first, else those due soon."""
    refs = [ref for ref in printed(index, scope) if ref.light in _PRESSING]
    late = [ref for ref in refs if ref.light is Light.OVERDUE]
    return sorted(late, key=lambda ref: -(ref.days or 0)) or sorted(
        refs, key=lambda ref: ref.days or 0
    )


def letter_of(material: Material, scope: SheetScope) -> Letter:
    """Return the letter of what was read; see `letter`."""
    refuse_unknown(scope, material)
    index, settings = material.index, material.settings
    refs = urged(index, scope)
    agency = index.directory.agencies[scope.id]
    if not refs:
        day = formats.date_in_text(index.as_of)
        raise InputRefusedError(
            phrase(
                "{name} không có nhiệm vụ quá hạn hoặc sắp đến hạn tính đến hết ngày {day}, "
                "nên không có công văn đôn đốc.",
                name=agency.name,
                day=day,
            )
        )
    details = [material.details[ref.id] for ref in refs]
    late = refs[0].light is Light.OVERDUE
    issuer = signing.lines(settings.get("letter_body", "Ủy ban nhân dân / tỉnh"))
    by = " ".join(issuer)
    written_on = material.printed_at.date()
    tasks = [_task(ref, detail) for ref, detail in zip(refs, details, strict=True)]
    appendix = len(tasks) > MOST_IN_LETTER
    opening = _opening(material, scope, refs, late=late, appendix=appendix)
    verb = "yêu cầu" if agency.kind in _DIRECTED and not agency.collective else "đề nghị"
    requests = _requests(material, by, written_on, late=late)
    opened = material.opened_among(refs)
    said = (agency.name, opening, *map(astuple, tasks), *requests)
    return Letter(
        issuer=issuer,
        symbol=settings.get("letter_symbol", ""),
        about=f"V/v đôn đốc thực hiện nhiệm vụ {'quá hạn' if late else 'sắp đến hạn'}",
        to=agency.name,
        letterhead=material.letterhead(restricted=opened > 0),
        provenance=material.provenance(said),
        written_on=written_on,
        opening=opening,
        tasks=tasks,
        overdue=len(tasks) if late else 0,
        asked=f"{by} {verb} {agency.name}:",
        requests=requests,
        closing=f"{by} giao {_office(material)} theo dõi, đôn đốc, báo cáo kết quả thực hiện",
        signer=signing.lines(settings.get("letter_signer", "")),
        signer_name=settings.get("letter_signer_name", "") or _deputy(material, refs),
        recipients=[
            words.strip()
            for words in settings.get("letter_recipients", "Như trên; Lưu: VT").split(";")
            if words.strip()
        ],
        in_appendix=appendix,
        notes=opened_note(opened),
    )


def _task(ref: TaskRef, detail: TaskDetail) -> LetterTask:
    times = detail.extensions
    # The letter names its documents once, above; several of them want their names here.
    places = f"{detail.document.short_title}, {basis_words(detail)}"
    return LetterTask(
        title=detail.title,
        basis=places,
        limit=detail.time_limit.printed_words,
        light=ref.light,
        state=state_words(ref.assessment),
        extensions=f"{times} lần" if times else "chưa gia hạn",
    )


def _opening(
    material: Material,
    scope: SheetScope,
    refs: Sequence[TaskRef],
    *,
    late: bool,
    appendix: bool,
) -> str:
    every = printed(material.index, scope)
    listed = _documents(material, [*refs, *every])
    agency = material.agency_name(scope.id)
    day = formats.date_in_text(material.index.as_of)
    count, whole = len(refs), len(every)
    kind = "quá hạn" if late else "sắp đến hạn"
    where = " (Phụ lục kèm theo)." if appendix else ":"
    return (
        f"Qua theo dõi việc thực hiện {listed}, đến hết ngày {day} {agency} còn {_padded(count)} "
        f"nhiệm vụ {kind} trong {_padded(whole)} nhiệm vụ được giao chủ trì{where}"
    )


def _documents(material: Material, refs: Sequence[TaskRef]) -> str:
    """Return the documents of all tasks that are counted, those that press first.

    Many are counted: the table names the document of each of its tasks.
    """
    known = material.index.directory.documents
    named = [document_heading(known[key]) for key in dict.fromkeys(r.document_id for r in refs)]
    if len(named) > MOST_DOCUMENTS:
        return f"nhiệm vụ được giao tại {_padded(len(named))} văn bản"
    return " và ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _requests(material: Material, by: str, written_on: dt.date, *, late: bool) -> list[str]:
    days = int(material.settings.get("letter_days", _DEFAULT_DAYS))
    until = formats.date_in_text(written_on + dt.timedelta(days=days))
    first = (
        "Tập trung hoàn thành các nhiệm vụ nêu trên; báo cáo nguyên nhân, trách nhiệm của tập "
        f"thể, cá nhân và ngày hoàn thành từng nhiệm vụ trước ngày {until}."
        if late
        else "Tập trung hoàn thành các nhiệm vụ nêu trên đúng thời hạn; báo cáo khó khăn, vướng "
        f"mắc (nếu có) trước ngày {until}."
    )
    return [
        first,
        f"Đề xuất ngay với {by} những việc vượt thẩm quyền hoặc cần cơ quan khác phối hợp.",
        f"Gửi văn bản là sản phẩm của nhiệm vụ về {_office(material)} để cập nhật, theo dõi.",
    ]


def _office(material: Material) -> str:
    """Return the office that follows the tasks, with the body it belongs to."""
    return f"{material.settings.get('office', '')} {material.settings.get('superior', '')}".strip()


def _deputy(material: Material, refs: Sequence[TaskRef]) -> str:
    """Return the leader in charge of all the tasks where somebody signs for the Chairman.

    A leader who is only suggested is not put under a letter.
    """
    block = signing.lines(material.settings.get("letter_signer", ""))
    leaders = {ref.leader_id for ref in refs}
    if not any(line.startswith("KT.") for line in block) or len(leaders) != 1:
        return ""
    official = material.index.directory.officials.get(leaders.pop())
    if official is None or any(ref.leader_suggested for ref in refs):
        return ""
    return official.name if official.short_position.casefold() == block[-1].casefold() else ""


def _padded(count: int) -> str:
    """Return a number as a công văn writes it: ``03``."""
    return f"{count:02d}" if count < 10 else formats.number(count)
