"""An uploaded spreadsheet: every row checked first, then answered for; a job files the rows (``rows.py``)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.enums import GroupKind
from motcua.dossiers.grouping.several import own_group
from motcua.dossiers.grouping.sheets.checking import looked_at
from motcua.dossiers.grouping.sheets.columns import Column, Problem, check_row, columns_of, same_title, shown
from motcua.dossiers.grouping.sheets.reading import Row, Sheet, as_problems, read_sheet
from motcua.dossiers.models import Draft, FilingGroup
from motcua.dossiers.prechecks.gathering import looking
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.services.checking import check_filing
from motcua.dossiers.services.submitting import filing_of
from motcua.dossiers.standing_in.cosigned import needed
from motcua.dossiers.tasks import file_rows as file_rows_job
from motcua.forms.rules import Answers
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused
from motcua.kernel.ids import secret
from motcua.places.gazetteer import commune_names

type Report = list[dict[str, Any]]


def columns_for(asker: Asker, draft_id: uuid.UUID) -> tuple[VersionBundle, list[Column]]:
    """The procedure of the asker's draft and the columns of its spreadsheet."""
    bundle = _single(own_draft(draft_id=draft_id, asker=asker, in_person=True))
    return bundle, columns_of(bundle.form)


def _single(draft: Draft) -> VersionBundle:
    bundle = version_bundle(draft.version_id)
    if bundle.parts:
        raise Refused(_("Nhóm thủ tục liên thông không nộp bằng bảng tính."), code="bundle")
    return bundle


def upload_sheet(*, draft_id: uuid.UUID, asker: Asker, content: bytes, at: datetime) -> FilingGroup:
    """Check every row of the spreadsheet against the form; nothing is filed yet.

    The draft holds what all rows share: place, case, applicant, papers. ``Invalid`` when the file or those are wrong.
    A new file takes the place of the one before.
    """
    draft = own_draft(draft_id=draft_id, asker=asker, in_person=True)
    bundle = _single(draft)
    _check_shared(draft, bundle, asker, at)
    sheet = read_sheet(content)
    columns = columns_of(bundle.form)
    places = _places(sheet, columns)
    read, report = _judged(sheet, columns, places, draft, at)
    good, warned, found = looked_at(read, columns, looking(filing_of(draft, asker, at), asker=asker, at=at))
    report = sorted([*report, *found], key=lambda line: int(line["row"]))
    with transaction.atomic():
        locked = own_draft(draft_id=draft_id, asker=asker, lock=True)
        group = _group(locked, bundle, at)
        group.answers, group.report = {"rows": good, "warned": warned}, report
        group.save()
        locked.group, locked.saved_at = group, at
        locked.save(update_fields=["group", "saved_at"])
        return group


def _group(draft: Draft, bundle: VersionBundle, at: datetime) -> FilingGroup:
    group = draft.group
    if group is not None and group.submitted_at is not None:
        raise Refused(_("Bảng này đã nộp. Bắt đầu một bản nháp mới để nộp bảng khác."), code="group_closed")
    if group is not None and group.kind == GroupKind.ENTERPRISE:
        return FilingGroup.objects.select_for_update().get(pk=group.pk)
    if group is not None:
        raise Refused(_("Bản nháp này đang ở trong một lần nộp nhiều thủ tục."), code="group_kind")
    return FilingGroup(
        kind=GroupKind.ENTERPRISE,
        name=_("%(name)s – nộp từ bảng tính") % {"name": bundle.plain_name},
        filing_key=f"sheet:{secret()}",
        account_id=draft.account_id,
        version_id=draft.version_id,
        created_at=at,
    )


def _check_shared(draft: Draft, bundle: VersionBundle, asker: Asker, at: datetime) -> None:
    """Place, applicant and papers must be right before a row is looked at: they are the same in every row."""
    filing = filing_of(draft, asker, at)
    try:
        check_filing(asker=asker, filing=replace(filing, answers={}), at=at)
    except Invalid as problem:
        shared = {key: sentence for key, sentence in problem.fields.items() if key not in bundle.form.fields}
        if shared or not problem.fields:
            raise Invalid(_("Phần chung của các hồ sơ còn mục cần sửa."), fields=shared) from problem


def _places(sheet: Sheet, columns: Sequence[Column]) -> dict[str, int]:
    """Column title → its place in the file. ``Invalid`` names the columns that are missing or there twice."""
    found: dict[str, int] = {}
    known = {same_title(column.title): column.title for column in columns}
    for place, title in enumerate(sheet.titles):
        wanted = known.get(same_title(title))
        if wanted is not None and wanted in found:
            raise _wrong_file(_("Bảng có hai cột “%s”. Xóa bớt một cột.") % wanted)
        if wanted is not None:
            found[wanted] = place
    missing = [column.title for column in columns if column.required and column.title not in found]
    if missing:
        raise _wrong_file(
            _("Bảng thiếu cột: %s. Tải bảng mẫu của thủ tục này và giữ nguyên dòng tiêu đề.") % ", ".join(missing[:5])
        )
    if not sheet.rows:
        raise _wrong_file(_("Bảng chưa có dòng nào. Điền từ dòng 2, mỗi dòng một hồ sơ."))
    return found


def _wrong_file(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"file": sentence})


def _judged(
    sheet: Sheet, columns: Sequence[Column], places: Mapping[str, int], draft: Draft, at: datetime
) -> tuple[dict[str, Answers], Report]:
    """Rows to file (number → clean answers) and the report on the others."""
    communes, bundle, today = commune_names(), version_bundle(draft.version_id), at.date()
    good: dict[str, Answers] = {}
    report: Report = []
    seen: dict[str, int] = {}
    for row in sheet.rows:
        cells = {title: row.cells[place] if place < len(row.cells) else None for title, place in places.items()}
        clean, problems = check_row(bundle.form, columns, cells, communes=communes, today=today)
        problems = [*as_problems(row), *problems]
        problems = problems or _unsigned(draft, clean, at)
        first = seen.setdefault(json.dumps(clean, sort_keys=True), row.number)
        if not problems and first != row.number:
            problems = [Problem("", _("Giống hệt dòng %d. Xóa bớt một dòng.") % first)]
        if problems:
            report.append(_line(row, columns, places, problems))
        else:
            good[str(row.number)] = clean
    return good, report


def _unsigned(draft: Draft, answers: Answers, at: datetime) -> list[Problem]:
    """A row that another person must sign cannot be agreed to in a table."""
    signers = needed(draft, answers, at=at)
    if not signers:
        return []
    who = ", ".join(f"{one.full_name or '…'} ({one.say})" for one in signers)
    words = _("Cần %(who)s cùng ký nên không nộp bằng bảng. Bỏ dòng này, khai hồ sơ riêng rồi gửi người cùng ký.")
    return [Problem("", words % {"who": who})]


def _line(
    row: Row, columns: Sequence[Column], places: Mapping[str, int], problems: Sequence[Problem]
) -> dict[str, Any]:
    at = [places.get(column.title) for column in columns]
    cells = [shown(row.cells[place]) if place is not None and place < len(row.cells) else "" for place in at]
    return {"row": row.number, "cells": cells, "problems": [[one.title, one.sentence] for one in problems]}


@transaction.atomic
def submit_sheet(*, group_id: uuid.UUID, asker: Asker, at: datetime, anyway: bool = False) -> FilingGroup:
    """Answer for the good rows: a job files them. Pressed twice, it is submitted once.

    ``anyway``: what the procedure's checks warn of was read; ``Invalid`` while it was not.
    """
    group = own_group(group_id=group_id, asker=asker, lock=True)
    if group.kind != GroupKind.ENTERPRISE or not group.answers.get("rows"):
        raise Refused(_("Không có dòng nào nộp được. Sửa bảng rồi tải lên lại."), code="no_rows")
    if group.submitted_at is None:
        if group.answers.get("warned") and not anyway:
            sentence = _("Xem các dòng được nhắc, rồi đánh dấu vào ô “Tôi đã xem các dòng trên và vẫn nộp”.")
            raise Invalid(sentence, code="precheck", fields={"anyway": sentence})
        group.submitted_at = at
        group.save(update_fields=["submitted_at"])
        file_rows_job.defer(group_id=str(group.pk))
    return group
