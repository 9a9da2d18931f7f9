"""The request to supplement as it is answered: what is wrong with each paper and answer, and boxes to put it right."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle
from motcua.documents.models import Upload
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services.amending import with_dependents
from motcua.forms.presenters import FieldView, page_fields
from motcua.forms.rules import Answers, asking, check
from motcua.identity.askers import Asker
from motcua.maps.rules.frames import Frame
from motcua.places.selectors import communes as communes_on
from motcua.web.kit.maps import with_maps
from motcua.web.kit.tus import Unfinished, unfinished
from motcua.web.portal.presenters.files import FileRow, file_row
from motcua.web.portal.presenters.filing import Section
from motcua.web.portal.presenters.progress import Line, answer_line


@dataclass(frozen=True, slots=True)
class AskedFile:
    """A file for the answer: ``file`` when it was taken, else ``coming``. ``id`` is what the remove button sends.

    The row is part of the page's one form, so that taking it off loses nothing typed.
    """

    id: str
    remove_url: str
    file: FileRow | None = None
    coming: Unfinished | None = None


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """``begin_url`` takes a file in pieces (tus)."""

    key: str
    name: str
    wrong: str
    note: str
    files: list[AskedFile]
    error: str
    begin_url: str


@dataclass(frozen=True, slots=True)
class AskedField:
    """A question to answer anew; ``wrong`` is empty where it only hangs on one that was asked."""

    field: FieldView
    wrong: str
    note: str


def paper_words(defect: str) -> str:
    return {
        "missing": _("Còn thiếu giấy tờ này."),
        "blurred": _("Ảnh mờ, không đọc được. Chụp lại dưới ánh sáng đủ, đặt giấy phẳng, thấy đủ bốn góc."),
        "wrong": _("Sai giấy tờ, hoặc nội dung không khớp."),
        "expired": _("Giấy tờ đã hết hạn, cần bản còn hạn."),
    }.get(defect, "")


def answer_words(defect: str) -> str:
    return {
        "missing": _("Mục này còn thiếu, hãy ghi thêm."),
        "blurred": _("Mục này ghi chưa rõ, hãy ghi lại."),
        "wrong": _("Mục này chưa đúng, hãy sửa lại."),
        "expired": _("Mục này đã hết hạn, hãy ghi thông tin hiện nay."),
    }.get(defect, "")


def asked_papers(
    asked: SupplementRequest, uploads: Mapping[str, Sequence[Upload]], errors: Mapping[str, str]
) -> list[AskedPaper]:
    """Each paper asked for: what is wrong with it, the files already there and those that broke off."""
    return [
        AskedPaper(
            key=item["paper"],
            name=item["name"],
            wrong=paper_words(item["defect"]),
            note=item["note"],
            files=[asked_row(asked.dossier_id, item["paper"], one) for one in uploads.get(item["paper"], ())],
            error=errors.get(item["paper"], ""),
            begin_url=reverse("portal:supplement_uploads", args=[asked.dossier_id, item["paper"]]),
        )
        for item in asked.items
        if item["paper"]
    ]


def asked_row(dossier_id: uuid.UUID, paper_key: str, upload: Upload) -> AskedFile:
    remove_url = reverse("portal:supplement_remove", args=[dossier_id])
    if upload.file is not None:
        return AskedFile(str(upload.pk), remove_url, file=file_row(upload.file))
    url = reverse("portal:supplement_upload", args=[dossier_id, paper_key, upload.pk])
    return AskedFile(str(upload.pk), remove_url, coming=unfinished(upload, url))


def editable(bundle: VersionBundle, asked: SupplementRequest) -> set[str]:
    """The questions the applicant may answer anew: those asked for, and those that hang on them."""
    return with_dependents(bundle, [item["field"] for item in asked.items if item["field"]])


def asked_fields(
    view: DossierView, asked: SupplementRequest, typed: Mapping[str, Any], errors: Mapping[str, str], *, on: date
) -> list[AskedField]:
    """The questions to answer anew in the order of the form, filled with what is there or was typed."""
    wrong = {item["field"]: item for item in asked.items if item["field"]}
    keys = editable(view.bundle, asked)
    if not keys:
        return []
    places = [(unit.code, unit.name) for unit in communes_on(on=on)]
    answers = {**view.dossier.answers, **typed}
    form, case = view.bundle.form, view.bundle.case_key(view.dossier.case_id)
    right, _wrong = check(form, answers, today=on, case=case)
    applies = asking(form, {**answers, **right}, today=on, case=case)
    fields = [
        field
        for page in form.pages
        for field in page_fields(page, answers, errors, communes=places, asking=applies, screen=form.pages)
        if field.key in keys
    ]
    return [
        AskedField(
            field,
            answer_words(wrong[field.key]["defect"]) if field.key in wrong else "",
            wrong[field.key]["note"] if field.key in wrong else "",
        )
        for field in fields
    ]


def mapped(
    asked: list[AskedField], answers: Answers, asker: Asker, frames: Mapping[str, Frame] | None
) -> list[AskedField]:
    """The same questions with a map at those for a place; ``frames``: what the person moved them to."""
    drawn = with_maps([one.field for one in asked], answers, asker, frames)
    return [replace(one, field=field) for one, field in zip(asked, drawn, strict=True)]


def locked_sections(view: DossierView, keys: set[str]) -> list[Section]:
    """Everything else that was declared or handed in: to be read, not changed."""
    sections = [
        Section(page.title, "", [answer_line(row) for row in rows if row.key not in keys])
        for page, rows in view.answers
    ]
    asked = {item["paper"] for item in view.open_supplement.items} if view.open_supplement else set()
    papers = [Line(paper.name, paper.file.name) for paper in view.papers if paper.file and paper.key not in asked]
    return [section for section in [*sections, Section(_("Giấy tờ đã nộp"), "", papers)] if section.rows]


def supplement_page(view: DossierView, asked: SupplementRequest) -> dict[str, object]:
    return {
        "code": view.dossier.code,
        "deadline": asked.deadline,
        "message": asked.message,
        "dossier_url": reverse("portal:dossier", args=[view.dossier.pk]),
        "locked": locked_sections(view, editable(view.bundle, asked)),
    }
