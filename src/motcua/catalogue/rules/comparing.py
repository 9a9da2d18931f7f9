"""What differs between the version in force and a working copy, in words for whoever approves. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel, Level, Part, ResultTemplate
from motcua.catalogue.models import Paper
from motcua.catalogue.reading.content import VersionContent
from motcua.catalogue.rules.cosigners import told as told_of
from motcua.catalogue.terms import fee_words, limit_words
from motcua.forms.rules import FormDefinition
from motcua.forms.rules import parse as parse_form
from motcua.forms.rules.parsing import definition_of
from motcua.identity.enums import OrganisationKind
from motcua.workflow.rules import compare as compare_processes
from motcua.workflow.rules import parse as parse_process
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` "" = added, ``after`` "" = taken away."""

    part: Part
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it says, with the process it really runs and the names of the bodies it mentions."""

    content: VersionContent
    steps: Sequence[Mapping[str, Any]]
    organisations: Mapping[str, str]


def changes(before: Side | None, after: Side) -> list[Change]:
    """Every difference part by part; of a new procedure (``before`` None) everything it says."""
    return [
        Change(part, what, old, new)
        for part, said in _SAID.items()
        for what, old, new in _pairs(dict(said(before)) if before else {}, dict(said(after)))
    ] + _process_changes(before, after)


def _pairs(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for what in dict.fromkeys([*after, *before]):
        old, new = before.get(what, ""), after.get(what, "")
        if old != new:
            yield what, old, new


def _basics(side: Side) -> Iterator[tuple[str, str]]:
    content = side.content
    yield _("Mã thủ tục"), content.code
    yield _("Tên chính thức"), content.name
    yield _("Tên thường gọi"), content.plain_name
    yield _("Tóm tắt"), content.summary
    yield _("Lĩnh vực"), content.sector
    yield _("Cơ quan công bố"), content.promulgated_by
    yield _("Ai nộp được"), "; ".join(content.subjects)
    yield _("Cơ quan giải quyết"), "; ".join(_agency(each, side.organisations) for each in content.agencies)
    yield _("Không hiện tên khi tra cứu công khai"), _("có") if content.sensitive else ""
    yield _("Lời “ai làm”"), str(content.facts.get("who", ""))
    yield _("Lời “nộp ở đâu”"), str(content.facts.get("where", ""))


def _agency(agency: Any, organisations: Mapping[str, str]) -> str:
    if agency.code:
        return organisations.get(agency.code, agency.code)
    return f"{OrganisationKind(agency.kind).label} ({Level(agency.level).label})"


def _cases(side: Side) -> Iterator[tuple[str, str]]:
    for case in side.content.cases:
        yield _("Trường hợp “%s”") % case.name, case.help or _("có")


def _papers(side: Side) -> Iterator[tuple[str, str]]:
    cases = {case.key: case.name for case in side.content.cases}
    for paper in side.content.papers:
        told = [str(Paper.Kind(paper.kind).label)]
        told += [_("bắt buộc")] if paper.required else []
        told += [_("%d bản chính") % paper.originals] if paper.originals else []
        told += [_("%d bản sao") % paper.copies] if paper.copies else []
        told += [cases[paper.case]] if paper.case in cases else []
        told += [paper.help] if paper.help else []
        case = f" · {cases[paper.case]}" if paper.case in cases else ""
        yield f"{paper.name}{case}", "; ".join(told)
    yield _("Lời dặn chụp giấy tờ"), str(side.content.facts.get("good_photo", ""))


def _channels(side: Side) -> Iterator[tuple[str, str]]:
    content = side.content
    cases = {case.key: case.name for case in content.cases}
    way = _("làm ở cơ quan khác") if content.hand_over else _("trực tuyến") if content.online else _("chỉ tại quầy")
    yield _("Nhận hồ sơ"), way
    yield _("Lời chỉ nơi làm"), str(content.facts.get("hand_over_text", ""))
    yield _("Giờ chốt trong ngày"), content.same_day_cutoff[:5]
    for term in content.terms:
        limit = Duration(term.amount, TimeUnit(term.unit)) if term.amount else None
        told = [limit_words(limit), fee_words(term.fee), term.note, term.fee_note]
        case = f" · {cases[term.case]}" if term.case in cases else ""
        yield f"{Channel(term.channel).label}{case}", "; ".join(each for each in told if each)


def _form(side: Side) -> Iterator[tuple[str, str]]:
    if side.content.form is None:
        yield _("Tờ khai"), _("tờ khai chung")
        return
    definition = parse_form(definition_of(side.content.form))
    yield _("Tờ khai"), _("tờ khai riêng")
    for page in definition.pages:
        for field in page.fields:
            yield _("Câu hỏi “%s”") % (field.label or field.key), _question(definition, page.title, field.key)


def _question(definition: FormDefinition, page: str, key: str) -> str:
    field = definition.fields[key]
    told = [page, field.type.value, _("bắt buộc") if field.required else "", field.hint, field.help]
    told += [label for _value, label in field.choices]
    told += [field.when] if field.when else []
    return "; ".join(each for each in told if each)


def _results(side: Side) -> Iterator[tuple[str, str]]:
    for result in side.content.results:
        told = [str(ResultTemplate(result.template).label) if result.template in ResultTemplate.values else ""]
        yield _("Kết quả “%s”") % result.name, "; ".join(each for each in [*told, result.code] if each)
    facts = side.content.facts
    yield _("Ký hiệu"), str(facts.get("result_symbol", ""))
    yield _("In trên kết quả"), "; ".join(f"{label} ({key})" for label, key in facts.get("result_facts", ()))
    yield _("Người có việc"), "; ".join(map(str, facts.get("subject_fields", {}).values()))


def _checks(side: Side) -> Iterator[tuple[str, str]]:
    for row in side.content.facts.get("prechecks", ()):
        told = "; ".join(f"{name} = {value}" for name, value in row.items() if name != "key")
        yield _("Mục kiểm tra “%s”") % row.get("key", ""), told


def _guide(side: Side) -> Iterator[tuple[str, str]]:
    rows = side.content.facts.get("guide", ())
    asks = {row["key"]: row["ask"] for row in rows}
    cases = {case.key: case.name for case in side.content.cases}
    for number, row in enumerate(rows, 1):
        told = [_("câu thứ %d") % number, row.get("help", "")]
        told += [f"{choice['label']} → {_leads(choice, cases, asks)}" for choice in row["choices"]]
        yield _("Câu hỏi dẫn đường “%s”") % row["ask"], "; ".join(each for each in told if each)


def _leads(choice: Mapping[str, str], cases: Mapping[str, str], asks: Mapping[str, str]) -> str:
    if choice.get("procedure"):
        return _("thủ tục %s") % choice["procedure"]
    if choice.get("end"):
        return f"“{choice['end']}”"
    told = [_("trường hợp “%s”") % cases.get(choice["case"], choice["case"])] if choice.get("case") else []
    told += [_("hỏi “%s”") % asks.get(choice["next"], choice["next"])] if choice.get("next") else []
    return ", ".join(told) or _("hỏi tiếp")


def _cosigners(side: Side) -> Iterator[tuple[str, str]]:
    papers = {paper.key.partition("--")[0]: paper.name for paper in side.content.papers}
    works = {row["key"]: row["title"] for row in side.content.facts.get("parts", ())}
    for row in side.content.facts.get("cosigners", ()):
        group, parts = told_of(row.get("who", ""))
        told = [group, *(f"{name} = {key}" for name, key in parts.items())]
        told += [_("khi %s") % row["when"]] if row.get("when") else []
        told += (
            [_("không phải ký nếu đã nộp “%s”") % papers.get(row["paper"], row["paper"])] if row.get("paper") else []
        )
        told += [_("chỉ với việc “%s”") % works.get(row["part"], row["part"])] if row.get("part") else []
        yield _("Người cùng ký “%s”") % row.get("say", ""), "; ".join(each for each in told if each)


def _legal(side: Side) -> Iterator[tuple[str, str]]:
    for text in side.content.legal_bases:
        yield text, _("có")


def _process_changes(before: Side | None, after: Side) -> list[Change]:
    new = parse_process({"steps": list(after.steps)})
    if before is None:
        return [Change(Part.PROCESS, _("Các bước"), "", " → ".join(step.name for step in new.steps))]
    old = parse_process({"steps": list(before.steps)})
    return [Change(Part.PROCESS, change.sentence, "", "") for change in compare_processes(old, new)]


_SAID = {
    Part.BASICS: _basics,
    Part.CASES: _cases,
    Part.PAPERS: _papers,
    Part.CHANNELS: _channels,
    Part.FORM: _form,
    Part.RESULTS: _results,
    Part.LEGAL: _legal,
    Part.CHECKS: _checks,
    Part.GUIDE: _guide,
    Part.COSIGNERS: _cosigners,
}
