"""One act on many dossiers, each on its own: what succeeds stays, what fails says why and stops no other."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.selectors.looking import standing_for
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.claiming import assign, claim, release
from motcua.dossiers.services.processing import forward
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused

MOST_AT_ONCE = 50
BULK_ACTS = (Act.RECEIVE, Act.FORWARD, Act.CLAIM, Act.RELEASE, Act.ASSIGN)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Target:
    """A dossier, and the open step meant; "" = the asker's own."""

    dossier_id: uuid.UUID
    step: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one target. ``done`` None = nothing was changed, and ``refusal`` says why.

    ``code`` is empty for a dossier the asker may not see.
    """

    target: Target
    code: str
    done: Done | None
    refusal: str = ""


def do_all(
    *,
    act: Act,
    targets: Iterable[Target],
    asker: Asker,
    key: str,
    at: datetime,
    assignee_id: int | None = None,
    note: str = "",
) -> list[Outcome]:
    """Do ``act`` (of ``BULK_ACTS``) on each target, in order, the first ``MOST_AT_ONCE`` of them, each once.

    Each is a transaction of its own under the key ``key:dossier:step`` (``key`` of at most 42 characters), so that the
    same request again gives the same outcomes. ``assignee_id`` is whom ``ASSIGN`` gives the tasks to.
    """
    if act not in BULK_ACTS:
        raise Invalid(_("Thao tác này không làm cho nhiều hồ sơ cùng lúc được."))
    if act is Act.ASSIGN and assignee_id is None:
        raise Invalid(_("Chưa chọn người phụ trách."), fields={"assignee_id": _("Chọn một người trong danh sách.")})
    chosen = list(dict.fromkeys(targets))[:MOST_AT_ONCE]
    return list(_each(act, chosen, asker, key, at, assignee_id, note))


def _each(
    act: Act, targets: list[Target], asker: Asker, key: str, at: datetime, assignee_id: int | None, note: str
) -> Iterator[Outcome]:
    for target in targets:
        try:
            done = _do(act, target, asker, _key(key, target), at, assignee_id, note)
        except Refused as refusal:
            yield Outcome(target, _code(asker, target), None, refusal.message)
        except Exception:
            log.exception("bulk %s of %s", act.value, target.dossier_id)
            yield Outcome(target, _code(asker, target), None, _("Lỗi của hệ thống, hồ sơ chưa thay đổi. Thử lại sau."))
        else:
            yield Outcome(target, done.code, done)


def _do(act: Act, target: Target, asker: Asker, key: str, at: datetime, assignee_id: int | None, note: str) -> Done:
    where, step = target.dossier_id, target.step
    if act is Act.RECEIVE:
        return receive(dossier_id=where, asker=asker, key=key, at=at, note=note, step=step)
    if act is Act.FORWARD:
        return forward(dossier_id=where, asker=asker, key=key, at=at, note=note, step=step)
    if act is Act.CLAIM:
        return claim(dossier_id=where, asker=asker, key=key, at=at, step=step)
    if act is Act.RELEASE:
        return release(dossier_id=where, asker=asker, key=key, at=at, note=note, step=step)
    return assign(dossier_id=where, asker=asker, key=key, at=at, assignee_id=assignee_id or 0, note=note, step=step)


def _key(key: str, target: Target) -> str:
    return ":".join(part for part in (key, str(target.dossier_id), target.step) if part)


def _code(asker: Asker, target: Target) -> str:
    try:
        return standing_for(asker, target.dossier_id).code
    except Refused:
        return ""
