"""The five facts above a procedure's page, the same for those who file and those who describe it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import ProcedureView


@dataclass(frozen=True, slots=True)
class Fact:
    icon: str
    label: str
    text: str
    note: str = ""


def five_facts(view: ProcedureView) -> list[Fact]:
    """Who, where, how long, how much, which papers: above everything else."""
    return [
        Fact("users", _("Cơ quan giải quyết"), view.who),
        Fact("place", _("Nộp ở đâu"), view.where),
        Fact("clock", _("Mất bao lâu"), view.limit, view.cutoff_note),
        Fact("money", _("Bao nhiêu tiền"), view.fee),
        Fact("paper", _("Giấy tờ phải nộp"), _papers_count(view)),
    ]


def _papers_count(view: ProcedureView) -> str:
    needed = sum(paper.required for paper in view.to_upload)
    if needed:
        return _("%(count)s loại") % {"count": needed}
    if view.to_upload or any(case.papers for case in view.cases):
        return _("Tùy trường hợp")
    return _("Không phải nộp")
