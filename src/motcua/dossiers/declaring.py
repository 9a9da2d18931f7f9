"""The declaration (tờ khai) of a dossier or a draft: the answers in the words and order of the printed form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.documents.papers.declaration import DeclarationContent, DeclaredLine, DeclaredSection
from motcua.documents.papers.wording import moment
from motcua.dossiers.enums import Ground
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.standing_in.printing import agreements
from motcua.forms.rules import Answer, Field, FieldType, FormDefinition, Page, asking, shown
from motcua.forms.rules.summary import summary_row
from motcua.identity.models import Person
from motcua.kernel.clock import local
from motcua.kernel.record import in_record_language
from motcua.places.gazetteer import commune_names, shown_address

PLEDGE = (
    "Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về nội dung đã khai."
)


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared on which form, called ``name``, in which case; its conditions are judged by the day ``on``."""

    form: FormDefinition
    name: str
    case_key: str
    answers: Mapping[str, Answer]
    on: date
    form_mark: str = ""


def _declared(bundle: VersionBundle, case_id: int | None, answers: Mapping[str, Answer], on: date) -> Declared:
    name = bundle.plain_name or bundle.name
    return Declared(bundle.form, name, bundle.case_key(case_id), answers, on, form_mark=bundle.form_code)


def declaration_of(dossier: Dossier, *, at: datetime) -> DeclarationContent:
    """What the dossier says now, declared at ``at``; it comes with its people and its organisation's place."""
    with in_record_language():
        bundle = version_bundle(dossier.version_id)
        declared = _declared(bundle, dossier.case_id, dossier.answers, local(dossier.submitted_at).date())
        contact = dossier.contact
        files = Counter(dossier.papers.exclude(file=None).values_list("name", flat=True))
        return _content(
            declared,
            at=at,
            addressee=dossier.organisation.name,
            place=dossier.organisation.place.short_name if dossier.organisation.place else "",
            declarant=[
                *_person_lines(dossier.acting, str(contact.get("address_text", ""))),
                DeclaredLine(_("Số điện thoại"), str(contact.get("phone", ""))),
                DeclaredLine(_("Thư điện tử"), str(contact.get("email", ""))),
                *_owner_lines(dossier),
            ],
            name=dossier.acting.full_name,
            papers=[_paper_line(paper, count) for paper, count in files.items()],
            code=dossier.code,
            filed_at=dossier.submitted_at,
            signed_by=" ".join(part for part in (_authenticated(dossier), *agreements(dossier)) if part),
        )


def declaration_of_draft(draft: Draft, person: Person, *, at: datetime) -> DeclarationContent:
    """What would be declared if the draft were filed now; it has no code, so it is printed as a draft."""
    with in_record_language():
        bundle = version_bundle(draft.version_id)
        declared = _declared(bundle, draft.case_id, draft.answers, local(at).date())
        given = draft.applicant
        address = given.get("address")
        names = {paper.key: paper.name for paper in bundle.papers_for(declared.case_key)}
        files = Counter(names.get(key, key) for key in draft.files.values_list("paper_key", flat=True))
        return _content(
            declared,
            at=at,
            addressee=draft.organisation.name if draft.organisation else "",
            place="",
            declarant=[
                *_person_lines(person, shown_address(address) if isinstance(address, Mapping) else ""),
                DeclaredLine(_("Số điện thoại"), str(given.get("phone") or "")),
                DeclaredLine(_("Thư điện tử"), str(given.get("email") or "")),
            ],
            name=person.full_name,
            papers=[_paper_line(paper, count) for paper, count in files.items()],
        )


def declaration_of_trial(
    form: FormDefinition, *, name: str, answers: Mapping[str, Answer], at: datetime
) -> DeclarationContent:
    """What a form in the making, called ``name``, would print of made-up answers: of nobody, addressed to no office."""
    with in_record_language():
        return _content(
            Declared(form, name, "", answers, local(at).date()),
            at=at,
            addressee=_("Cơ quan giải quyết hồ sơ"),
            place="",
            declarant=[],
            name=_("Người nộp hồ sơ"),
            papers=[],
        )


def _content(
    declared: Declared,
    *,
    at: datetime,
    addressee: str,
    place: str,
    declarant: list[DeclaredLine],
    name: str,
    papers: list[str],
    code: str = "",
    filed_at: datetime | None = None,
    signed_by: str = "",
) -> DeclarationContent:
    printed, plain = declared.form.declaration, declared.name
    return DeclarationContent(
        title=printed.title or _("Tờ khai %s") % f"{plain[:1].lower()}{plain[1:]}",
        addressee=printed.addressee or addressee,
        at=at,
        sections=declared_sections(
            declared.form, declared.answers, today=declared.on, case=declared.case_key, communes=commune_names()
        ),
        declarant=tuple(line for line in declarant if line.text),
        declarant_name=name,
        declarant_role=printed.declarant or _("Người khai"),
        legal_form=printed.legal_form,
        request=printed.request,
        pledge=printed.pledge or PLEDGE,
        papers=tuple(papers),
        place=place,
        signed_by=signed_by,
        code=code,
        filed_at=filed_at,
        form_mark=declared.form_mark,
    )


def declared_sections(
    form: FormDefinition,
    answers: Mapping[str, Answer],
    *,
    today: date,
    case: str = "",
    communes: Mapping[str, str] | None = None,
) -> tuple[DeclaredSection, ...]:
    """The questions that apply, page by page in the order of the printed form; pages without any are left out."""
    applies = asking(form, answers, today=today, case=case)
    known = {**answers, **applies.calculated}
    sections = (
        DeclaredSection(
            page.title,
            tuple(
                _line(form, item, known.get(item.key), communes or {})
                for item in page.fields
                if item.key in applies.keys and _is_printed(form, item, known.get(item.key))
            ),
        )
        for page in _in_order(form)
    )
    return tuple(section for section in sections if section.lines)


def _is_printed(form: FormDefinition, item: Field, value: Answer) -> bool:
    """A remark that nobody made is no item."""
    remark = item.type is FieldType.LONG_TEXT and not item.required
    return item.holds and item.key not in form.declaration.omit and not (remark and not value)


def _in_order(form: FormDefinition) -> list[Page]:
    order = form.declaration.order
    return sorted(form.pages, key=lambda page: order.index(page.key) if page.key in order else len(order))


def _line(form: FormDefinition, item: Field, value: Answer, communes: Mapping[str, str]) -> DeclaredLine:
    label = form.declaration.labels.get(item.key) or _label(item)
    if item.type is FieldType.CONSENT:
        return DeclaredLine(item.text or item.label, ticked=value == "yes")
    if item.type is FieldType.ROWS:
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        cells = (tuple(shown(each, row.get(each.key), communes=communes) for each in item.fields) for row in rows)
        return DeclaredLine(label, columns=tuple(_label(each) for each in item.fields), rows=tuple(cells))
    if item.type is FieldType.PERSON:
        parts = summary_row(item, value, communes=communes).parts
        return DeclaredLine(label, "; ".join(_part(name, words) for name, words in parts))
    return DeclaredLine(label, shown(item, value, communes=communes))


def _label(item: Field) -> str:
    """The words before the answer: a question is not printed as one."""
    if item.label.rstrip().endswith("?") and item.short:
        return f"{item.short[:1].upper()}{item.short[1:]}"
    return item.label.rstrip("?: ")


def _part(label: str, words: str) -> str:
    return words if label.startswith("Họ") else f"{label[:1].lower()}{label[1:]}: {words}"


def _person_lines(person: Person, address: str) -> Iterable[DeclaredLine]:
    yield DeclaredLine(_("Họ, chữ đệm, tên người khai"), person.full_name)
    yield DeclaredLine(_("Ngày sinh"), f"{person.birth_date:%d/%m/%Y}" if person.birth_date else "")
    yield DeclaredLine(_("Số định danh cá nhân"), person.id_number or "")
    yield DeclaredLine(_("Nơi ở hiện nay"), address)


def _owner_lines(dossier: Dossier) -> Iterable[DeclaredLine]:
    """For whom somebody else declares, and on what ground."""
    if not dossier.representative_id:
        return
    if dossier.owner_business is not None:
        yield DeclaredLine(_("Khai cho"), f"{dossier.owner_business.name}, {dossier.owner_business.tax_code}")
    elif dossier.owner_person is not None:
        yield DeclaredLine(_("Khai thay cho"), dossier.owner_person.full_name)
    if dossier.ground in Ground.values:
        yield DeclaredLine(_("Tư cách khai thay"), str(Ground(dossier.ground).label))


def _paper_line(name: str, count: int) -> str:
    return _("%(paper)s: %(count)d tệp") % {"paper": name, "count": count}


def _authenticated(dossier: Dossier) -> str:
    """The sentence that stands in place of a signature, where the declarant logged in with a checked identity."""
    if dossier.channel != Channel.ONLINE or dossier.typed_by_id or dossier.acting.verified_at is None:
        return ""
    return _(
        "Khai và nộp trực tuyến lúc %s. Người khai đã được xác thực bằng tài khoản định danh điện tử"
        " (VNeID); không cần ký trên giấy."
    ) % moment(dossier.submitted_at)
