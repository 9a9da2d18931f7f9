"""What a working copy still lacks before it can be published: one sentence each, at its part and field. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.codes import normalise
from motcua.catalogue.enums import Level, Part
from motcua.catalogue.models import Paper
from motcua.catalogue.rules.checks import checks
from motcua.catalogue.rules.cosigners import cosigners
from motcua.catalogue.rules.guiding import guide
from motcua.catalogue.rules.outcome import aliases, form, legal, process, results
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.rules.terms import channels
from motcua.catalogue.rules.working_copy import LONGEST_KEY, MOST_PIECES, PLAIN_LONGEST, guide_fits, is_whole


@dataclass(frozen=True, slots=True)
class Ground:
    """What the copy is judged against: ``code`` under which it is kept, ``new`` when no version says it yet."""

    code: str
    new: bool


type Check = Callable[[Mapping[str, Any], Ground], Iterator[Problem]]


def problems(copy: Mapping[str, Any], ground: Ground, *, part: Part | None = None) -> list[Problem]:
    """Everything wrong or worth a look, in the order of the parts; with ``part`` only there."""
    wanted = list(Part) if part is None else [part]
    return [problem for each in wanted for problem in _CHECKS[each](copy, ground)]


def blocking(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if not problem.advice]


def _basics(copy: Mapping[str, Any], ground: Ground) -> Iterator[Problem]:
    part = Part.BASICS
    if copy["code"] != ground.code or normalise(copy["code"]) != copy["code"]:
        yield Problem(
            part, "code", _("Mã này chưa dùng được: viết dạng 1.234567, chưa thuộc thủ tục hay bản nháp nào khác.")
        )
    for name, longest, sentence in (
        ("name", 600, _("Ghi tên chính thức, tối đa 600 ký tự.")),
        ("plain_name", PLAIN_LONGEST, _("Ghi tên như người dân hay gọi, tối đa 200 ký tự.")),
        ("sector", 120, _("Ghi lĩnh vực, tối đa 120 ký tự.")),
        ("promulgated_by", 120, _("Ghi cơ quan công bố, tối đa 120 ký tự.")),
    ):
        if not 0 < len(copy[name]) <= longest:
            yield Problem(part, name, sentence)
    if len(copy["summary"]) > 400:
        yield Problem(part, "summary", _("Tóm tắt dài quá 400 ký tự. Rút ngắn lại."))
    if not copy["summary"]:
        yield Problem(part, "summary", _("Nên có một câu tóm tắt để người dân biết đúng việc mình cần."), advice=True)
    if not copy["agencies"]:
        yield Problem(part, "agencies-0-who", _("Chọn ít nhất một cơ quan giải quyết."))
    for number, row in enumerate(copy["agencies"]):
        if row.get("level") not in Level.values or not (row.get("kind") or row.get("code")):
            yield Problem(part, f"agencies-{number}-who", _("Chọn cơ quan giải quyết ở dòng này, hoặc bỏ dòng."))


def _cases(copy: Mapping[str, Any]) -> Iterator[Problem]:
    names = Counter(str(row.get("name", "")).casefold() for row in copy["cases"])
    for number, row in enumerate(copy["cases"]):
        if not 0 < len(row.get("name", "")) <= 300:
            yield Problem(Part.CASES, f"cases-{number}-name", _("Ghi tên trường hợp, tối đa 300 ký tự."))
        elif names[row["name"].casefold()] > 1:
            yield Problem(Part.CASES, f"cases-{number}-name", _("Hai trường hợp trùng tên. Đặt tên khác nhau."))
        if len(row.get("help", "")) > 400:
            yield Problem(Part.CASES, f"cases-{number}-help", _("Lời giải thích dài quá 400 ký tự. Rút ngắn lại."))
    if not guide_fits(copy):
        sentence = _("Câu hỏi dẫn đường nhắc tới trường hợp đã bỏ. Giữ lại trường hợp, hoặc sửa câu hỏi dẫn đường.")
        yield Problem(Part.CASES, "cases-0-name", sentence, advice=True)
    if len(copy["cases"]) == 1:
        sentence = _("Chỉ có một trường hợp: người dân vẫn phải chọn. Nên bỏ nếu không cần chia.")
        yield Problem(Part.CASES, "cases-0-name", sentence, advice=True)


def _papers(copy: Mapping[str, Any]) -> Iterator[Problem]:
    part = Part.PAPERS
    cases = {"", *(row.get("key") for row in copy["cases"])}
    for number, row in enumerate(copy["papers"]):
        at = f"papers-{number}"
        if not 0 < len(row.get("name", "")) <= 600:
            yield Problem(part, f"{at}-name", _("Ghi tên giấy tờ, tối đa 600 ký tự."))
        if len(row.get("help", "")) > 400:
            yield Problem(part, f"{at}-help", _("Lời chỉ dẫn dài quá 400 ký tự. Rút ngắn lại."))
        if row.get("kind") not in Paper.Kind.values:
            yield Problem(part, f"{at}-kind", _("Chọn phải nộp, xuất trình hay không cần nộp."))
        if row.get("case", "") not in cases:
            yield Problem(part, f"{at}-case", _("Trường hợp của giấy tờ này không còn. Chọn lại trường hợp."))
        for name in ("originals", "copies"):
            if not is_whole(row.get(name), MOST_PIECES):
                yield Problem(part, f"{at}-{name}", _("Ghi số bản là số nguyên từ 0 đến 99."))
        if len(row.get("key", "")) > LONGEST_KEY:
            yield Problem(part, f"{at}-name", _("Mã của giấy tờ dài quá. Bỏ dòng này rồi thêm lại."))
    if not copy["papers"] and not copy["hand_over"]:
        yield Problem(part, "papers-0-name", _("Chưa có giấy tờ nào. Đúng là không phải nộp gì?"), advice=True)


_CHECKS: Mapping[Part, Check] = {
    Part.BASICS: _basics,
    Part.CASES: lambda copy, _ground: _cases(copy),
    Part.PAPERS: lambda copy, _ground: _papers(copy),
    Part.CHANNELS: lambda copy, ground: channels(copy, new=ground.new),
    Part.FORM: lambda copy, _ground: form(copy),
    Part.RESULTS: lambda copy, _ground: results(copy),
    Part.PROCESS: lambda copy, _ground: process(copy),
    Part.LEGAL: lambda copy, _ground: legal(copy),
    Part.ALIASES: lambda copy, _ground: aliases(copy),
    Part.CHECKS: lambda copy, _ground: checks(copy),
    Part.GUIDE: lambda copy, _ground: guide(copy),
    Part.COSIGNERS: lambda copy, _ground: cosigners(copy),
}
