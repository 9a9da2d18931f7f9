"""Acts on many dossiers at once, as the inbox offers them and tells what came of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.services.bulk import Outcome, Target
from motcua.identity.enums import Role
from motcua.kernel.record import as_read


@dataclass(frozen=True, slots=True)
class Worked:
    """What a bulk act left behind: the rows that stay ticked, and what came of each."""

    ticked: tuple[Target, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


NOTHING = Worked()


@dataclass(frozen=True, slots=True)
class BulkAct:
    value: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One row of the table; ``url`` empty for a dossier the asker may not see."""

    code: str
    done: bool
    words: str
    url: str


def tick_value(dossier_id: uuid.UUID, step: str) -> str:
    """What the tick of a row sends: the dossier and the step its task is at."""
    return f"{dossier_id}~{step}"


def read_target(text: str) -> Target | None:
    number, _tilde, step = text.partition("~")
    try:
        return Target(uuid.UUID(number), step[:40])
    except ValueError:
        return None


def problem_of(worked: Worked, dossier_id: uuid.UUID, step: str) -> str:
    """Why nothing came of a row; empty when nothing was tried there."""
    places = {Target(dossier_id, step), Target(dossier_id)}
    return next((one.refusal for one in worked.outcomes if one.done is None and one.target in places), "")


def is_ticked(worked: Worked, dossier_id: uuid.UUID, step: str) -> bool:
    return Target(dossier_id, step) in worked.ticked or Target(dossier_id) in worked.ticked


def bulk_acts(view: str, roles: Iterable[Role]) -> tuple[BulkAct, ...]:
    """What a view of the inbox offers to one with these roles; assigning has a form of its own beside them."""
    if view in {"supplement", "to_sign"}:
        return ()
    named: Mapping[Act, BulkAct] = {
        Act.RECEIVE: BulkAct(Act.RECEIVE, _("Tiếp nhận"), "check"),
        Act.CLAIM: BulkAct(Act.CLAIM, _("Tự nhận"), "user"),
        Act.FORWARD: BulkAct(Act.FORWARD, _("Chuyển bước"), "arrow"),
        Act.RELEASE: BulkAct(Act.RELEASE, _("Trả về hàng chờ"), "back"),
    }
    wanted = [Act.RECEIVE] if Role.RECEPTION in roles else []
    wanted += [Act.CLAIM] if view != "mine" else []
    wanted += [Act.FORWARD]
    wanted += [Act.RELEASE] if view != "waiting" else []
    return tuple(named[act] for act in wanted)


def outcome_lines(worked: Worked) -> Iterable[OutcomeLine]:
    """What was refused first: it is what there is still to do."""
    for one in sorted(worked.outcomes, key=lambda outcome: outcome.done is not None):
        words = one.refusal if one.done is None else as_read(one.done.message)
        url = reverse("desk:dossier", kwargs={"dossier_id": one.target.dossier_id}) if one.code else ""
        yield OutcomeLine(one.code, one.done is not None, words, url)
