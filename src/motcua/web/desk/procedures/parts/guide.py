"""The questions before the form: first the questions, then the answers of each, leading somewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from motcua.catalogue.rules.guiding import LONGEST_ASK, LONGEST_END, LONGEST_HELP, LONGEST_LABEL
from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group, Row, drawn, posted_rows, rearranged, rows_of

PREFIX, CHOICES = "guide", "choices"
CHOICE_NAMES = ("label", "case", "procedure", "end", "next")
LEAST_CHOICES = 2
type Question = dict[str, Any]


def groups(asked: Asked) -> list[Group]:
    kept: Sequence[Question] = asked.copy["facts"].get(PREFIX, [])
    listed = rows_of(asked, PREFIX, kept, {"ask": ""}, least=0)
    rows = drawn(listed, _("Câu hỏi %d"), lambda row, place, last: _question_boxes(asked, row, place, newest=last))
    words = _("Hỏi lần lượt trước khi khai, mỗi lần một câu. Câu trả lời không dẫn đi đâu thì sang câu kế tiếp.")
    questions = Group(prefix=PREFIX, title=_("Các câu hỏi"), rows=rows, add=_("Thêm câu hỏi"), help=words)
    return [questions, *(_choices(asked, listed, place) for place in range(len(listed)))]


def _question_boxes(asked: Asked, row: Question, place: int, *, newest: bool) -> tuple[Box, ...]:
    at = f"{PREFIX}-{place}"

    def line(name: str, label: str, longest: int, *, focus: bool = False) -> Box:
        value, error = row.get(name, ""), asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, value, span="c12", longest=longest, error=error, focus=focus)

    return (
        line("ask", _("Hỏi gì"), LONGEST_ASK, focus=asked.extra == PREFIX and newest),
        line("help", _("Giải thích thêm"), LONGEST_HELP),
    )


def _choices(asked: Asked, questions: Sequence[Question], place: int) -> Group:
    question, prefix = questions[place], f"{CHOICES}-{place}"
    kept = list(question.get("choices", ()))
    kept += [{} for _each in range(LEAST_CHOICES - len(kept))]
    listed = rows_of(asked, prefix, kept, {}, least=0)
    rows = tuple(
        Row(
            number=number,
            title=_("Câu %(question)d, trả lời %(choice)d") % {"question": place + 1, "choice": number + 1},
            boxes=_choice_boxes(asked, questions, place, number, row, newest=number == len(listed) - 1),
            first=number == 0,
            last=number == len(listed) - 1,
        )
        for number, row in enumerate(listed)
    )
    words = {"number": place + 1, "ask": Truncator(question.get("ask", "")).chars(80)}
    title = _("Trả lời của câu %(number)d: %(ask)s") % words
    add = _("Thêm câu trả lời cho câu %d") % (place + 1)
    return Group(prefix=prefix, title=title.rstrip(" :"), rows=rows, add=add)


def _choice_boxes(
    asked: Asked, questions: Sequence[Question], place: int, number: int, row: Mapping[str, str], *, newest: bool
) -> tuple[Box, ...]:
    at = f"{CHOICES}-{place}-{number}"

    def line(name: str, label: str, span: str, longest: int, *, hint: str = "", focus: bool = False) -> Box:
        value, error = row.get(name, ""), asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, value, span=span, longest=longest, hint=hint, error=error, focus=focus)

    def chosen(name: str, label: str, span: str, among: Sequence[tuple[str, Any]], gone: str) -> Box:
        value = row.get(name, "")
        offered = [*among] if value in dict(among) else [*among, (value, gone)]
        error = asked.error(f"{at}-{name}")
        return Box(f"{at}-{name}", label, kind="choose", span=span, choices=choices_of(offered, value), error=error)

    cases = [("", "–"), *((each["key"], each.get("name", "")) for each in asked.copy["cases"])]
    later = [("", _("Câu kế tiếp, nếu chưa kết thúc"))]
    later += [(each["key"], each["ask"]) for each in questions[place + 1 :] if each.get("key")]
    focus = asked.extra == f"{CHOICES}-{place}" and newest
    return (
        line("label", _("Trả lời"), "c4", LONGEST_LABEL, focus=focus),
        chosen("case", _("Là trường hợp"), "c4", cases, _("(trường hợp đã bỏ)")),
        chosen("next", _("Rồi hỏi"), "c4", later, _("(câu hỏi đã bỏ hoặc ở phía trước)")),
        line("procedure", _("Hoặc làm thủ tục khác (mã)"), "c4", 40, hint=_("Ví dụ 1.004194")),
        line("end", _("Hoặc chưa nộp được, vì sao"), "c8", LONGEST_END, hint=_("Nói rõ khi nào thì nộp được.")),
    )


def read(post: QueryDict, _copy: Mapping[str, Any]) -> dict[str, Any]:
    """As a curated file would say it: what is empty is left out; a new question gets a key that stays with it."""
    do = post.get("do", "")
    rows: list[Question] = [
        {**row, CHOICES: _read_choices(post, f"{CHOICES}-{place}", do)}
        for place, row in enumerate(posted_rows(post, PREFIX, ["key", "ask", "help"]))
    ]
    told = [row for row in rearranged(rows, do, PREFIX) if row["ask"] or row["help"] or row[CHOICES]]
    taken = {row["key"] for row in told if row["key"]}
    return {"facts": {PREFIX: [_kept(row, taken) for row in told]}}


def _read_choices(post: QueryDict, prefix: str, do: str) -> list[dict[str, str]]:
    rows = rearranged(posted_rows(post, prefix, CHOICE_NAMES), do, prefix)
    return [told for row in rows if (told := _filled(row))]


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in row.items() if value.strip()}


def _kept(row: Question, taken: set[str]) -> Question:
    key = row["key"] or next(name for place in range(1, 999) if (name := f"cau-{place}") not in taken)
    taken.add(key)
    texts = _filled({"help": row["help"]})
    return {"key": key, "ask": " ".join(row["ask"].split()), **texts, CHOICES: row[CHOICES]}
