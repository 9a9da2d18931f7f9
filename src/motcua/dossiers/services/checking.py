"""What must be true before a dossier gets a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, is_competent, is_open, published_version_id, version_bundle
from motcua.documents.selectors import clean_file_ids
from motcua.dossiers.enums import Ground
from motcua.dossiers.rules import missing_papers
from motcua.dossiers.services.parties import Party
from motcua.dossiers.standing_in.representing import ground_errors
from motcua.dossiers.telling_once.offers import accepted_codes, fits
from motcua.dossiers.telling_once.offers import usable as usable_results
from motcua.forms.rules import check, flat
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.places.gazetteer import commune_names
from motcua.places.selectors import former_communes

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
        raise Refused(_closed(bundle), code="version_closed")
    if bundle.hand_over:
        raise Refused(_("Thủ tục này không nộp tại đây. Xem nơi nộp trên trang thủ tục."), code="hand_over")
    if not is_competent(bundle, filing.organisation_id):
        raise Invalid(
            _("Cơ quan được chọn không giải quyết thủ tục này."), fields={"organisation": _("Chọn lại cơ quan.")}
        )
    case_key, today = filing.case_key, local(at).date()
    answers, errors = check(
        bundle.form,
        filing.answers,
        today=today,
        communes=commune_names(),
        case=case_key,
        papers={name for paper in filing.papers for name in (paper.key, paper.key.partition("--")[0])},
        former=lambda text: former_communes(text, on=today),
    )
    if bundle.cases and not bundle.has_case(case_key):
        errors["case"] = _("Chọn trường hợp của anh/chị.")
    errors |= _paper_errors(asker, bundle, filing, today)
    errors |= _ground_errors(filing) or ground_errors(asker, filing, procedure=bundle.code, sector=bundle.sector, at=at)
    if errors:
        raise Invalid(_("Hồ sơ còn %(count)s mục cần sửa.") % {"count": len(errors)}, fields=errors)
    names = {paper.key: paper.name for paper in bundle.papers_for(case_key)}
    return Checked(bundle, answers, names, subject_of(bundle, answers))


def _closed(bundle: VersionBundle) -> str:
    """Another version took its place, or the procedure is abolished."""
    try:
        published_version_id(bundle.code)
    except NotFound:
        return _("Thủ tục này không còn tiếp nhận hồ sơ mới. Hỏi bộ phận một cửa thủ tục nào thay thế.")
    return _("Thủ tục này vừa có phiên bản mới. Các câu trả lời đã lưu; mở lại bản nháp để kiểm tra rồi nộp.")


def _paper_errors(asker: Asker, bundle: VersionBundle, filing: Filing, today: date) -> dict[str, str]:
    papers, channel = filing.papers, filing.channel
    asked = bundle.papers_for(filing.case_key)
    unknown = {paper.key for paper in papers} - {paper.key for paper in asked}
    errors = {key: _("Giấy tờ này không thuộc hồ sơ. Bỏ tệp này rồi thử lại.") for key in unknown}
    brought = [paper for paper in papers if paper.result_id is None]
    errors |= _result_errors(asker, bundle, papers, on=today)
    wanted = {paper.file_id for paper in brought if paper.file_id is not None}
    usable = clean_file_ids(asker=asker, file_ids=wanted)
    for paper in brought:
        if paper.file_id is not None and paper.file_id not in usable:
            errors[paper.key] = _("Tệp chưa được kiểm tra xong hoặc không nhận được. Tải lại tệp này.")
    required = [(paper.key, paper.name) for paper in asked if paper.required and paper.kind == "upload"]
    present = {paper.key for paper in papers if paper.file_id or (channel != "online" and paper.kind != "lookup")}
    return errors | missing_papers(required, present)


def _result_errors(asker: Asker, bundle: VersionBundle, papers: Sequence[FiledPaper], *, on: date) -> dict[str, str]:
    """A result in place of a paper is the asker's own, of the kind the paper accepts, and good today."""
    issued = [paper for paper in papers if paper.result_id is not None]
    own = usable_results(asker, [paper.result_id for paper in issued if paper.result_id])
    sentence = _("Giấy tờ trong kho này không còn dùng được. Bỏ chọn rồi tải tệp lên, hoặc chọn giấy tờ khác.")
    return {
        paper.key: sentence
        for paper in issued
        if (result := own.get(paper.result_id)) is None  # type: ignore[arg-type]
        or result.file_id != paper.file_id
        or not fits(result, accepted_codes(bundle, paper.key), on=on)
    }


def _ground_errors(filing: Filing) -> dict[str, str]:
    owner = filing.for_whom.owner
    if owner is not None and filing.for_whom.ground not in Ground.values:
        return {"ground": _("Chọn tư cách nộp thay.")}
    return {}


def subject_of(bundle: VersionBundle, answers: dict[str, Any]) -> Party | None:
    """The person the matter is about, where the form asks for one (a child, a deceased)."""
    keys, answers = bundle.subject_fields, {**flat(bundle.form, answers), **answers}
    name = answers.get(keys.get("full_name", ""))
    if not isinstance(name, str) or not name:
        return None
    born = answers.get(keys.get("birth_date", ""))
    return Party(
        full_name=name,
        id_number=str(answers.get(keys.get("id_number", "")) or ""),
        birth_date=date.fromisoformat(born) if isinstance(born, str) and len(born) == len("2026-11-21") else None,
    )
