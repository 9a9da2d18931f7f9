"""The questions before the form of a working copy: what is wrong with them, at each control. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.codes import normalise
from motcua.catalogue.enums import Part
from motcua.catalogue.guides import MOST_CHOICES
from motcua.catalogue.rules.problems import Problem

MOST_QUESTIONS = 12
LONGEST_ASK, LONGEST_HELP, LONGEST_LABEL, LONGEST_END = 200, 400, 200, 400
ENDS = ("case", "procedure", "end")


def guide(copy: Mapping[str, Any]) -> Iterator[Problem]:
    """Controls are named ``guide-<question>-<field>`` and ``choices-<question>-<choice>-<field>``."""
    rows: Sequence[Mapping[str, Any]] = copy["facts"].get("guide", [])
    if len(rows) > MOST_QUESTIONS:
        yield _at(
            "guide-0-ask", _("Tối đa %d câu hỏi. Bỏ bớt: người dân bỏ cuộc khi phải trả lời nhiều.") % MOST_QUESTIONS
        )
    for number, row in enumerate(rows):
        yield from _question(row, number)
        later = [str(each.get("key", "")) for each in rows[number + 1 :]]
        for place, choice in enumerate(row.get("choices", ())):
            yield from _choice(copy, choice, f"choices-{number}-{place}", later)
    yield from _ways(copy, rows)


def _at(control: str, sentence: str, *, advice: bool = False) -> Problem:
    return Problem(Part.GUIDE, control, sentence, advice=advice)


def _question(row: Mapping[str, Any], number: int) -> Iterator[Problem]:
    if not 0 < len(row.get("ask", "")) <= LONGEST_ASK:
        yield _at(f"guide-{number}-ask", _("Ghi câu hỏi, tối đa %d ký tự.") % LONGEST_ASK)
    if len(row.get("help", "")) > LONGEST_HELP:
        yield _at(f"guide-{number}-help", _("Lời giải thích dài quá 400 ký tự. Rút ngắn lại."))
    if not 1 < len(row.get("choices", ())) <= MOST_CHOICES:
        yield _at(f"choices-{number}-0-label", _("Mỗi câu hỏi cần từ 2 đến %d câu trả lời.") % MOST_CHOICES)


def _choice(copy: Mapping[str, Any], choice: Mapping[str, Any], at: str, later: Sequence[str]) -> Iterator[Problem]:
    cases = {row.get("key", "") for row in copy["cases"]}
    code = str(choice.get("procedure", ""))
    if not 0 < len(choice.get("label", "")) <= LONGEST_LABEL:
        yield _at(f"{at}-label", _("Ghi câu trả lời, tối đa %d ký tự.") % LONGEST_LABEL)
    if sum(bool(choice.get(name)) for name in ENDS) > 1:
        sentence = _("Câu trả lời chỉ dẫn tới một nơi: một trường hợp, một thủ tục khác, hoặc một câu nói.")
        yield _at(f"{at}-case", sentence)
    if choice.get("case") and choice["case"] not in cases:
        yield _at(f"{at}-case", _("Trường hợp này không còn. Chọn trường hợp khác."))
    if code and (normalise(code) != code or code == copy["code"]):
        yield _at(f"{at}-procedure", _("Ghi mã của một thủ tục khác, dạng 1.234567."))
    if len(choice.get("end", "")) > LONGEST_END:
        yield _at(f"{at}-end", _("Câu nói dài quá 400 ký tự. Rút ngắn lại."))
    if choice.get("next") and choice["next"] not in later:
        yield _at(f"{at}-next", _("Câu hỏi này không còn ở phía sau. Chọn câu hỏi sau, hoặc để trống."))


def _ways(copy: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Walks every way the answers can lead: questions nobody meets, and ends without a case although there are some."""
    places = {str(row.get("key", "")): number for number, row in enumerate(rows)}
    waiting, met, open_ends = [(0, False)] if rows else [], set[tuple[int, bool]](), dict[str, None]()
    while waiting:
        place, known = waiting.pop()
        if (place, known) in met or place >= len(rows):
            continue
        met.add((place, known))
        for number, choice in enumerate(rows[place].get("choices", ())):
            if choice.get("procedure") or choice.get("end") or (choice.get("case") and not choice.get("next")):
                continue
            found = known or bool(choice.get("case"))
            onwards = max(places.get(str(choice.get("next", "")), 0), place + 1)
            waiting.append((onwards, found))
            if onwards >= len(rows) and not found:
                open_ends[f"choices-{place}-{number}-case"] = None
    for number in range(len(rows)):
        if number not in {place for place, _known in met}:
            yield _at(f"guide-{number}-ask", _("Không câu trả lời nào dẫn tới câu hỏi này."), advice=True)
    if copy["cases"]:
        sentence = _("Trả lời đến đây vẫn chưa biết trường hợp nào: người dân sẽ phải tự chọn.")
        yield from (_at(control, sentence, advice=True) for control in sorted(open_ends))
