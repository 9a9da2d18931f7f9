"""The services a process may name at an automatic step, and what each does. Each works on our own data only.

To offer another one: a function here, its name in ``SERVICES``. It runs outside a transaction and may run twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.documents.services.verify import verify_stored
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.passing import Outcome

type Service = Callable[[uuid.UUID, datetime], Outcome]


class NeedsPerson(Exception):
    """The service did its work and found something a person must judge; ``sentence`` says what."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def go_on(_dossier_id: uuid.UUID, _at: datetime) -> Outcome:
    """A step that only tells the applicant something or begins the ways after it."""
    return Outcome()


def check_identity(dossier_id: uuid.UUID, _at: datetime) -> Outcome:
    """Everybody behind the dossier is known by a checked card or VNeID, not only by what was declared."""
    dossier = Dossier.objects.select_related("acting", "owner_person", "representative").get(pk=dossier_id)
    behind = {person for person in (dossier.acting, dossier.owner_person, dossier.representative) if person is not None}
    unchecked = sorted(person.full_name for person in behind if person.verified_at is None)
    if unchecked:
        raise NeedsPerson(
            _("Chưa đối chiếu được giấy tờ tùy thân của %s. Xem thẻ căn cước rồi chuyển bước.") % ", ".join(unchecked)
        )
    return Outcome(data={"checked": len(behind)})


def check_signatures(dossier_id: uuid.UUID, at: datetime) -> Outcome:
    """Every signed PDF among the papers still says what was signed."""
    papers = Dossier.objects.get(pk=dossier_id).papers.filter(file__media_type="application/pdf")
    signed, broken = 0, []
    for paper in papers.select_related("file").order_by("id"):
        if paper.file is not None:
            report = verify_stored(paper.file, at=at)
            signed += bool(report.signatures)
            if report.signatures and not report.valid:
                broken.append(paper.name)
    if broken:
        raise NeedsPerson(_("Chữ ký số không còn đúng ở: %s. Xem lại giấy tờ này.") % ", ".join(broken))
    return Outcome(data={"signed": signed})


SERVICES: dict[str, Service] = {
    "pass": go_on,
    "check-identity": check_identity,
    "check-signatures": check_signatures,
}
