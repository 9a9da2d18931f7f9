"""What must be true before a dossier gets a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, is_competent, is_open, version_bundle
from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.enums import Ground
from motcua.dossiers.rules import missing_papers
from motcua.dossiers.services.parties import Party
from motcua.forms.rules import check
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused
from motcua.places.gazetteer import commune_names

if TYPE_CHECKING:
    from motcua.dossiers.services.filing import FiledPaper, Filing


@dataclass(frozen=True, slots=True)
class Checked:
    """The filing after every rule was asked again on the server."""

    bundle: VersionBundle
    answers: dict[str, Any]
    paper_names: dict[str, str]
    subject: Party | None


def check_filing(*, asker: Asker, filing: Filing, at: datetime) -> Checked:
    """Everything an officer would send back, refused now with a sentence at its field (``Invalid.fields``)."""
    bundle = version_bundle(filing.version_id)
    if not is_open(bundle, at.date()):
        raise Refused(
            _("Thủ tục này vừa có phiên bản mới. Các câu trả lời đã lưu; mở lại bản nháp để kiểm tra rồi nộp."),
            code="version_closed",
        )
    if bundle.hand_over:
        raise Refused(_("Thủ tục này không nộp tại đây. Xem nơi nộp trên trang thủ tục."), code="hand_over")
    if not is_competent(bundle, filing.organisation_id):
        raise Invalid(
            _("Cơ quan được chọn không giải quyết thủ tục này."), fields={"organisation": _("Chọn lại cơ quan.")}
        )
    answers, errors = check(bundle.form, filing.answers, today=at.date(), communes=commune_names())
    case_key = filing.case_key
    if bundle.cases and not bundle.has_case(case_key):
        errors["case"] = _("Chọn trường hợp của anh/chị.")
    errors |= _paper_errors(asker, bundle, case_key, filing.papers, filing.channel)
    errors |= _ground_errors(filing)
    if errors:
        raise Invalid(_("Hồ sơ còn %(count)s mục cần sửa.") % {"count": len(errors)}, fields=errors)
    names = {paper.key: paper.name for paper in bundle.papers_for(case_key)}
    return Checked(bundle, answers, names, subject_of(bundle, answers))


def _paper_errors(
    asker: Asker, bundle: VersionBundle, case_key: str, papers: Sequence[FiledPaper], channel: str
) -> dict[str, str]:
    asked = bundle.papers_for(case_key)
    unknown = {paper.key for paper in papers} - {paper.key for paper in asked}
    errors = {key: _("Giấy tờ này không thuộc hồ sơ. Bỏ tệp này rồi thử lại.") for key in unknown}
    wanted = {paper.file_id for paper in papers if paper.file_id is not None}
    usable = clean_file_ids(asker=asker, file_ids=wanted)
    for paper in papers:
        if paper.file_id is not None and paper.file_id not in usable:
            errors[paper.key] = _("Tệp chưa được kiểm tra xong hoặc không nhận được. Tải lại tệp này.")
    required = [(paper.key, paper.name) for paper in asked if paper.required and paper.kind == "upload"]
    present = {paper.key for paper in papers if paper.file_id or (channel != "online" and paper.kind != "lookup")}
    return errors | missing_papers(required, present)


def _ground_errors(filing: Filing) -> dict[str, str]:
    owner = filing.for_whom.owner
    if owner is not None and filing.for_whom.ground not in Ground.values:
        return {"ground": _("Chọn tư cách nộp thay.")}
    return {}


def subject_of(bundle: VersionBundle, answers: dict[str, Any]) -> Party | None:
    """The person the matter is about, where the form asks for one (a child, a deceased)."""
    keys = bundle.subject_fields
    name = answers.get(keys.get("full_name", ""))
    if not isinstance(name, str) or not name:
        return None
    born = answers.get(keys.get("birth_date", ""))
    return Party(
        full_name=name,
        id_number=str(answers.get(keys.get("id_number", "")) or ""),
        birth_date=date.fromisoformat(born) if isinstance(born, str) and len(born) == len("2026-11-21") else None,
    )
