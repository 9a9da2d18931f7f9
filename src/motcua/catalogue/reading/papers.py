"""Papers as published ("Giấy tờ phải nộp", "phải xuất trình", "Trường hợp …") made into cases and papers.

The published lists say neither which papers are compulsory nor which case is which with any regularity; what cannot be
known is not claimed: nothing is required, and the reader is told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from motcua.catalogue.reading.content import CaseContent, PaperContent

CUT_AT = 118  # the collected texts end there; an ellipsis says so
MOST_KEY = 40
_SHOWN = re.compile(r"xuất trình", re.IGNORECASE)
_CASE = re.compile(r"^(\d+\)?\s*)?(trường hợp|đối với|đăng ký thường trú|đăng ký tạm trú|tách hộ)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(trường hợp\s*)?\d+$|^đối với( các hoạt động)?$", re.IGNORECASE)
_ON_BEHALF = re.compile(r"ủy quyền", re.IGNORECASE)
_DECLARATION = re.compile(r"^(tờ khai|mẫu (hộ tịch )?điện tử)", re.IGNORECASE)
_LOOKED_UP = re.compile(r"chứng minh thông tin về cư trú|^(hộ chiếu\s*/|thẻ căn cước|giấy tờ tùy thân)", re.IGNORECASE)

WE_ASK_ONLINE = "Không cần nộp tờ khai giấy: anh/chị khai trên trang này, cán bộ tại quầy khai giúp nếu cần."
WE_LOOK_UP = "Không cần nộp khi cơ quan nhà nước tra được. Mang theo bản chính để phòng khi không tra được."
ONLY_BY_PROXY = "Chỉ cần khi anh/chị nộp thay người khác."
UNNAMED = "Danh mục công bố không ghi tên trường hợp này. Xem giấy tờ để chọn, cán bộ sẽ giúp nếu chọn chưa đúng."


@dataclass(frozen=True, slots=True)
class _Group:
    """A heading of the published list with its papers, and what the heading turned out to mean."""

    heading: str
    papers: tuple[Mapping[str, Any], ...]
    is_case: bool
    shown: bool
    by_proxy: bool


def read_papers(raw: object) -> tuple[tuple[CaseContent, ...], tuple[PaperContent, ...]]:
    """Cases and papers of a published ``cases`` list; a single "case" is no choice, so its papers become common."""
    groups = [_group(each) for each in raw if isinstance(each, dict)] if isinstance(raw, list) else []
    if sum(group.is_case for group in groups) < 2:
        groups = [replace(group, is_case=False) for group in groups]
    cases = tuple(_cases([group for group in groups if group.is_case]))
    keys = iter(cases)
    papers = [paper for group in groups for paper in _papers(group, next(keys).key if group.is_case else "")]
    return cases, tuple(_distinct(papers))


def _group(raw: Mapping[str, Any]) -> _Group:
    heading = tidy(str(raw.get("name") or ""))
    papers = tuple(each for each in raw.get("components") or () if isinstance(each, dict) and each.get("name"))
    shown = bool(_SHOWN.search(heading)) and "nộp" not in heading and not heading.startswith("Hồ sơ gồm")
    by_proxy = bool(_ON_BEHALF.search(heading)) and heading.startswith("Trường hợp ủy quyền")
    is_case = bool(_CASE.match(heading) or _NUMBERED.match(heading)) and not by_proxy and not shown
    return _Group(heading, papers, is_case, shown, by_proxy)


def _cases(groups: Sequence[_Group]) -> Iterable[CaseContent]:
    named = [re.sub(r"^\d+\)\s*", "", group.heading) for group in groups]
    for number, heading in enumerate(named, start=1):
        known = not _NUMBERED.match(heading)
        again = f" ({named[:number].count(heading)})" if named.count(heading) > 1 else ""
        name = f"{_sentence(heading)}{again}" if known else f"Trường hợp {number}"
        yield CaseContent(key=f"th{number}", name=name[:300], help="" if known else UNNAMED)


def _papers(group: _Group, case: str) -> Iterable[PaperContent]:
    for raw in group.papers:
        name = _sentence(tidy(str(raw["name"])))[:600]
        kind, told = _kind(name, shown=group.shown)
        if not told and (group.by_proxy or name.startswith(("Văn bản ủy quyền", "Giấy ủy quyền"))):
            told = ONLY_BY_PROXY
        yield PaperContent(
            key="",
            name=name,
            kind=kind,
            case=case,
            help=told,
            originals=_count(raw.get("originals")),
            copies=_count(raw.get("copies")),
        )


def _kind(name: str, *, shown: bool) -> tuple[str, str]:
    if _DECLARATION.match(name):
        return "lookup", WE_ASK_ONLINE
    if _LOOKED_UP.search(name):
        return "lookup", WE_LOOK_UP
    return ("show" if shown else "upload"), ""


def _distinct(papers: Iterable[PaperContent]) -> Iterable[PaperContent]:
    """The same paper under the same case once, with keys numbered in the order published."""
    seen: set[tuple[str, str]] = set()
    for paper in papers:
        if (paper.case, paper.name) not in seen:
            seen.add((paper.case, paper.name))
            yield replace(paper, key=f"giay-to-{len(seen)}")


def tidy(text: str) -> str:
    """Single spaces; a text cut off by its collector ends in an ellipsis."""
    joined = re.sub(r"\s+", " ", text).strip()
    return f"{joined}…" if len(joined) >= CUT_AT and joined[-1].isalnum() else joined


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(":;. ") if text else text


def _count(raw: object) -> int:
    return min(raw, 99) if isinstance(raw, int) and raw > 0 else 0
