"""The five facts above a procedure's page, the same for those who file and those who describe it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.enums import Channel
from motcua.catalogue.presenters import where, who
from motcua.catalogue.selectors import ProcedureView
from motcua.catalogue.terms import fee_words


@dataclass(frozen=True, slots=True)
class Fact:
    """``struck``: what one might expect to need and does not."""

    icon: str
    label: str
    text: str
    note: str = ""
    struck: tuple[str, ...] = ()


def five_facts(view: ProcedureView) -> list[Fact]:
    """Who, where, how long, how much, which papers: above everything else."""
    return [
        Fact("users", _("Cơ quan giải quyết"), view.who),
        Fact("place", _("Nộp ở đâu"), view.where),
        Fact("clock", _("Mất bao lâu"), view.limit, view.cutoff_note),
        Fact("money", _("Bao nhiêu tiền"), view.fee),
        Fact("paper", _("Giấy tờ phải nộp"), _papers_count(view), struck=tuple(one.name for one in view.not_needed)),
    ]


def case_facts(bundle: VersionBundle, case: str) -> list[Fact]:
    """The same for one case, filed online; ``case`` "" = those of every case."""
    papers = bundle.papers_for(case)
    needed = sum(paper.required and paper.kind == "upload" for paper in papers)
    offered = [paper.name for paper in papers if paper.kind == "upload"]
    told = _count(needed) if needed else (_("Không bắt buộc") if offered else _("Không phải nộp"))
    note = _("Có thì tải lên: %(names)s") % {"names": ", ".join(offered)} if offered and not needed else ""
    return [
        Fact("users", _("Cơ quan giải quyết"), who(bundle)),
        Fact("place", _("Nộp ở đâu"), where(bundle)),
        Fact("clock", _("Mất bao lâu"), bundle.limit_text(Channel.ONLINE.value, case)),
        Fact("money", _("Bao nhiêu tiền"), fee_words(bundle.fee_for(Channel.ONLINE.value, case))),
        Fact("paper", _("Giấy tờ phải nộp"), told, note, tuple(one.name for one in papers if one.kind == "lookup")),
    ]


def _papers_count(view: ProcedureView) -> str:
    needed = sum(paper.required for paper in view.to_upload)
    if needed:
        return _count(needed)
    if view.to_upload or any(case.papers for case in view.cases):
        return _("Tùy trường hợp")
    return _("Không phải nộp")


def _count(needed: int) -> str:
    return _("%(count)s loại") % {"count": needed}
