"""What the checks of a procedure find. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.prechecks import Precheck, PrecheckKind
from motcua.documents.selectors import FileFacts
from motcua.expressions import ExpressionError, evaluate, parse


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. Mended at the question ``field`` or the paper ``paper``; "" for both = neither."""

    key: str
    blocks: bool
    sentence: str
    field: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is looked at. ``scope``: the answers under the names of expressions; ``files``: facts by paper, in order;
    ``issued``: papers answered by a result of the store; ``shown``: papers handed over with no file of them;
    ``papers``: names; ``duplicates``: codes of open dossiers, "" for one whose code is not the asker's to know;
    ``assurance``: level of identity, None when it is not known here.

    What needs something that is not there finds nothing: pages, sharpness and signatures need a file.
    """

    today: date
    scope: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Sequence[FileFacts]] = field(default_factory=dict)
    issued: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    papers: Mapping[str, str] = field(default_factory=dict)
    duplicates: tuple[str, ...] = ()
    assurance: int | None = 0


def judge(checks: Sequence[Precheck], ground: Ground) -> list[Finding]:
    """Everything the checks find, in their order; one that does not apply or cannot be judged finds nothing."""
    found: list[Finding] = []
    for one in checks:
        if one.when and not _is(one.when, ground, expected=True):
            continue
        found += _LOOKS[one.kind](one, ground)
    return found


def _is(text: str, ground: Ground, *, expected: bool) -> bool:
    try:
        return evaluate(parse(text), ground.scope, today=ground.today) is expected
    except ExpressionError:
        return False


def _finding(one: Precheck, sentence: str, *, paper: str = "") -> Finding:
    return Finding(one.key, one.blocks, one.say or sentence, field="" if paper else one.at, paper=paper)


def _papers(one: Precheck, ground: Ground) -> list[str]:
    """The papers of the filing that the check is about; those of one case are stored as ``key--case``."""
    return [key for key in ground.papers if not one.paper or key.partition("--")[0] == one.paper]


def _paper(one: Precheck, ground: Ground) -> Iterator[Finding]:
    for key in _papers(one, ground):
        if not ground.files.get(key) and key not in ground.issued | ground.shown:
            yield _finding(one, _("Chưa có “%s”. Tải lên rồi nộp.") % ground.papers[key], paper=key)


def _readable(one: Precheck, ground: Ground) -> Iterator[Finding]:
    for key in _papers(one, ground):
        files = ground.files.get(key, ())
        if any(file.is_blank for file in files):
            sentence = _("“%s” có tệp trắng, không có chữ. Bỏ tệp đó, chụp lại rồi tải lên.")
        elif any(file.blurry for file in files):
            sentence = _("“%s” có trang bị mờ, cán bộ khó đọc. Chụp lại cho rõ rồi tải lên.")
        else:
            continue
        yield _finding(one, sentence % ground.papers[key], paper=key)


def _pages(one: Precheck, ground: Ground) -> Iterator[Finding]:
    for key in _papers(one, ground):
        files = ground.files.get(key, ())
        pages = sum(max(file.pages, 1) for file in files)
        if files and pages < (one.min or 0):
            words = {"paper": ground.papers[key], "found": pages, "wanted": one.min}
            sentence = _("“%(paper)s” mới có %(found)s trang, cần ít nhất %(wanted)s. Tải nốt các trang còn thiếu.")
            yield _finding(one, sentence % words, paper=key)


def _signature(one: Precheck, ground: Ground) -> Iterator[Finding]:
    for key in _papers(one, ground):
        for file in ground.files.get(key, ()):
            if file.signature_valid is None:
                sentence = _("“%s” chưa có chữ ký số. Tải lên bản đã ký.")
            elif not file.signature_valid:
                sentence = _("Chữ ký số trên “%s” không còn giá trị hoặc tệp đã bị sửa sau khi ký. Tải lên bản gốc.")
            else:
                continue
            yield _finding(one, sentence % ground.papers[key], paper=key)
            break


def _rule(one: Precheck, ground: Ground) -> Iterator[Finding]:
    if _is(one.that, ground, expected=False):
        yield _finding(one, "")


def _age(one: Precheck, ground: Ground) -> Iterator[Finding]:
    low = one.min is not None and _is(f"age({one.of}) < {one.min}", ground, expected=True)
    high = one.max is not None and _is(f"age({one.of}) > {one.max}", ground, expected=True)
    if low:
        yield _finding(one, _("Người được khai chưa đủ %s tuổi. Kiểm tra lại ngày sinh.") % one.min)
    if high:
        yield _finding(one, _("Người được khai đã quá %s tuổi. Kiểm tra lại ngày sinh.") % one.max)


def _duplicate(one: Precheck, ground: Ground) -> Iterator[Finding]:
    if ground.duplicates:
        code = ground.duplicates[0]
        sentence = (
            _("Đã có hồ sơ %s cho cùng việc, cùng người, chưa giải quyết xong. Xem hồ sơ đó trước khi nộp thêm.") % code
            if code
            else _("Người này đã có một hồ sơ cho cùng việc, chưa giải quyết xong. Hỏi lại trước khi nộp thêm.")
        )
        yield _finding(one, sentence)


def _identity(one: Precheck, ground: Ground) -> Iterator[Finding]:
    if ground.assurance is not None and ground.assurance < (one.min or 1):
        words = {"have": ground.assurance, "wanted": one.min or 1}
        sentence = _(
            "Việc này cần tài khoản VNeID mức %(wanted)s, anh/chị đang ở mức %(have)s. "
            "Nâng mức tại công an xã, phường, hoặc nộp tại bộ phận một cửa."
        )
        yield _finding(one, sentence % words)


_LOOKS: Mapping[PrecheckKind, Callable[[Precheck, Ground], Iterator[Finding]]] = {
    PrecheckKind.PAPER: _paper,
    PrecheckKind.READABLE: _readable,
    PrecheckKind.PAGES: _pages,
    PrecheckKind.SIGNATURE: _signature,
    PrecheckKind.RULE: _rule,
    PrecheckKind.AGE: _age,
    PrecheckKind.DUPLICATE: _duplicate,
    PrecheckKind.IDENTITY: _identity,
}
