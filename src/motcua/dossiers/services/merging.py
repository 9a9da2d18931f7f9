"""Two dossiers of one matter made one: the duplicate closes and points at the one that is kept."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act, ClockKind, LinkKind, Status
from motcua.dossiers.models import Dossier, DossierEvent, DossierLink, DossierPaper
from motcua.dossiers.rules import check_can_see
from motcua.dossiers.selectors.standing import standing_of
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.anew import close_unfinished
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.dossiers.states import BEFORE_DECISION
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid, Refused

LONGEST_WAIT = "3s"  # for an act on the dossier that is kept: most take milliseconds


def merge(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, into_id: uuid.UUID, note: str = "") -> Done:
    """Close the dossier in favour of ``into_id``: same procedure, same owner, still open, visible to the asker.

    Papers the kept one lacks go over. No form 05: nothing is refused, the matter goes on under the other code.
    """

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        kept = _kept(standing, into_id, asker)
        carried = _carry_over(dossier_id, kept, standing.code, at)
        DossierLink.objects.create(parent=kept, child_id=dossier_id, kind=LinkKind.MERGED, created_at=at)
        _say_at_kept(kept, standing.code, carried, asker, _seat, at)
        close_unfinished(standing, at, by=asker.officer_id, outcome="merged")
        return change(
            Act.MERGE,
            standing,
            asker,
            at,
            status=Status.STOPPED,
            end=True,
            clock=ClockKind.STOP,
            clock_reason="merged",
            dossier={"closed_at": at},
            note=note.strip(),
            data={"into": kept.code, "into_id": str(kept.pk), "papers": carried},
            public=f"Hồ sơ trùng, được gộp vào hồ sơ {kept.code} và giải quyết ở đó",
        )

    body = {"into_id": str(into_id), "note": note}
    return act(kind=Act.MERGE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _kept(standing: Standing, into_id: uuid.UUID, asker: Asker) -> Dossier:
    """The dossier to keep, locked, after whoever has it in hand now."""
    check_can_see(asker, standing_of(into_id))
    kept = _locked(standing, into_id)
    if kept is None:
        raise Invalid(
            _("Không gộp hồ sơ vào chính nó."), fields={"into": _("Chọn một hồ sơ khác cùng thủ tục, cùng chủ.")}
        )
    mine = Dossier.objects.select_related("version").get(pk=standing.dossier_id)
    same = (mine.owner_person_id, mine.owner_business_id) == (kept.owner_person_id, kept.owner_business_id)
    if not same or mine.version.procedure_id != kept.version.procedure_id:
        raise Invalid(
            _("Chỉ gộp hồ sơ cùng thủ tục, cùng chủ hồ sơ."), fields={"into": _("Chọn hồ sơ cùng thủ tục, cùng chủ.")}
        )
    if kept.status not in BEFORE_DECISION:
        raise Invalid(
            _("Hồ sơ giữ lại đã có kết quả hoặc đã kết thúc."), fields={"into": _("Chọn hồ sơ đang giải quyết.")}
        )
    return kept


def _locked(standing: Standing, into_id: uuid.UUID) -> Dossier | None:
    """Waits ``LONGEST_WAIT`` for another act to end; of two merges into each other the database refuses one."""
    rows = Dossier.objects.select_related("version").exclude(pk=standing.dossier_id)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
            kept = rows.select_for_update(of=["self"], no_key=True).filter(pk=into_id).first()
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError as problem:
        sentence = _("Hồ sơ giữ lại đang có người khác thao tác, chưa gộp được. Đợi vài giây rồi bấm gộp lại.")
        raise Refused(sentence, code="busy") from problem
    return kept


def _carry_over(dossier_id: uuid.UUID, kept: Dossier, code: str, at: datetime) -> list[str]:
    """Papers under keys the kept dossier has nothing for; their names."""
    have = set(kept.papers.values_list("key", flat=True))
    lacking = [paper for paper in DossierPaper.objects.filter(dossier_id=dossier_id) if paper.key not in have]
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier=kept,
            key=paper.key,
            name=paper.name,
            file_id=paper.file_id,
            kind=paper.kind,
            originals=paper.originals,
            copies=paper.copies,
            note=f"Từ hồ sơ trùng {code}",
            added_at=at,
        )
        for paper in lacking
    )
    return [paper.name for paper in lacking]


def _say_at_kept(kept: Dossier, code: str, carried: list[str], asker: Asker, seat: Seat | None, at: datetime) -> None:
    """The kept dossier's history says what came to it; nothing else of it changes."""
    DossierEvent.objects.create(
        dossier=kept,
        at=at,
        act=Act.MERGE,
        status=kept.status,
        actor=asker.ref,
        actor_name=asker.name,
        organisation_id=seat.organisation_id if seat else None,
        public=f"Đã gộp hồ sơ trùng {code} vào hồ sơ này",
        data={"merged": code, "papers": carried},
    )
