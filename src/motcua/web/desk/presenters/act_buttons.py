"""What an officer can press on a dossier now: the next thing first, what is rare behind one word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.desk.acts.registry import FORMS
from motcua.web.desk.keys import ACT_KEYS
from motcua.web.desk.presenters.open_steps import step_query


@dataclass(frozen=True, slots=True)
class ActButton:
    label: str | Promise
    url: str
    icon: str
    tone: str
    key: str

    @property
    def is_rare(self) -> bool:
        """Done once in many dossiers: stands behind “Việc khác”."""
        return "is-plain" in self.tone


def shown_acts(view: DossierView) -> tuple[tuple[ActButton, ...], tuple[ActButton, ...]]:
    """The acts side by side, and those behind one word; rare ones stand in front where there is nothing else."""
    every = tuple(_act_buttons(view))
    common = tuple(act for act in every if not act.is_rare)
    return (common, tuple(act for act in every if act.is_rare)) if common else (every, ())


def _act_buttons(view: DossierView) -> Iterable[ActButton]:
    """The acts that are possible now, the one that moves the dossier on first."""
    step = view.process.step(view.standing.step) if view.standing.step else None
    for form in sorted(FORMS, key=lambda one: "is-main" not in one.tone):
        if form.act in view.acts and (form.fits is None or form.fits(view)):
            url = reverse("desk:act", kwargs={"dossier_id": view.dossier.pk, "slug": form.slug})
            yield ActButton(
                label=(step.label(form.act) if step else "") or form.button,
                url=url + step_query(view),
                icon=form.icon,
                tone=form.tone,
                key=ACT_KEYS.get(form.act.value, ""),
            )
