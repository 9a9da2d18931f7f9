"""What one act's form is made of, and how it is sent: the shape every act of the desk shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services.changes import Done
from motcua.identity.askers import Asker


@dataclass(frozen=True, slots=True)
class Case:
    """The dossier on the desk, who asks, when, and what was typed so far (empty at first sight).

    ``step`` is the open step the form was made for, empty when it says none.
    """

    view: DossierView
    asker: Asker
    at: datetime
    posted: QueryDict
    step: str = ""

    @property
    def fresh(self) -> bool:
        return not self.posted


type Extra = Callable[[Case], Mapping[str, Any]]
type Run = Callable[[Case, HttpRequest, str], Done]


@dataclass(frozen=True, slots=True)
class ActForm:
    """``shows`` gives the template what it shows; ``run`` reads what was typed and calls the one service.

    ``fits`` says whether an allowed act has anything to work on, so that it gets a button; without it, always.
    """

    act: Act
    lead: str | Promise
    button: str | Promise
    icon: str
    run: Run
    shows: Extra | None = None
    tone: str = ""
    fits: Callable[[DossierView], bool] | None = None

    @property
    def template(self) -> str:
        return f"desk/acts/{self.act.value}.html"

    @property
    def slug(self) -> str:
        return self.act.value.replace("_", "-")
