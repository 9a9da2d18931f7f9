"""The checks and papers of the step looked from, as the dossier page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.duties import Duty
from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.dossier import DossierView
from motcua.kernel.text import fold
from motcua.web.desk.asking import new_key
from motcua.web.desk.presenters.moments import moment
from motcua.web.desk.presenters.open_steps import step_query


@dataclass(frozen=True, slots=True)
class DutyLine:
    """``url`` opens the paper's file, where it is one that an officer put there."""

    name: str
    done: bool
    line: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StepDuties:
    """Empty addresses = this asker does not do it. ``left`` counts what is still to be done."""

    step: str
    step_name: str
    checks: tuple[DutyLine, ...]
    papers: tuple[DutyLine, ...]
    left: int
    tick_url: str
    add_url: str
    key: str

    def __bool__(self) -> bool:
        return bool(self.checks or self.papers)


def step_duties(view: DossierView) -> StepDuties:
    """Of the present step; false when it asks for nothing."""
    duties = view.duties
    step = view.standing.step
    return StepDuties(
        step=step,
        step_name=view.process.step(step).name if step else "",
        checks=tuple(DutyLine(one.name, one.done, _line(one)) for one in duties.checks),
        papers=tuple(_papers(view)),
        left=sum(not one.done for one in (*duties.checks, *duties.papers)),
        tick_url=_url(view, Act.TICK),
        add_url=_url(view, Act.ADD_DOCUMENT),
        key=new_key(),
    )


def _papers(view: DossierView) -> Iterable[DutyLine]:
    own = {fold(one.name): one for one in view.step_documents if one.step == view.standing.step}
    for paper in view.duties.papers:
        file = own.get(fold(paper.name))
        where = {"dossier_id": view.dossier.pk, "file_id": file.file_id} if file else {}
        yield DutyLine(paper.name, paper.done, _line(paper), reverse("desk:paper", kwargs=where) if where else "")


def _line(duty: Duty) -> str:
    if duty.at is None:
        return ""
    return ", ".join(part for part in (duty.by, moment(duty.at)) if part) or _("đã có")


def _url(view: DossierView, act: Act) -> str:
    if act not in view.acts:
        return ""
    slug = act.value.replace("_", "-")
    return reverse("desk:act", kwargs={"dossier_id": view.dossier.pk, "slug": slug}) + step_query(view)
