"""The confirmation after filing: what was received, what happens next, and how to follow it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors.dossier import DossierView
from motcua.web.kit.templatetags.kit import when
from motcua.web.portal.presenters.dossiers import received_files, track_url
from motcua.web.portal.presenters.files import FileRow


@dataclass(frozen=True, slots=True)
class FiledPage:
    code: str
    check_number: str
    qr_url: str
    track_url: str
    dossier_url: str
    slip_url: str
    files: list[FileRow]
    promise: str
    next_steps: list[str]
    send_url: str


def filed_page(view: DossierView) -> FiledPage:
    dossier = view.dossier
    public = [step.public for step in view.process.steps if step.public]
    return FiledPage(
        code=dossier.code,
        check_number=dossier.check_number,
        qr_url=reverse("portal:qr", args=[dossier.pk]),
        track_url=track_url(dossier),
        dossier_url=reverse("portal:dossier", args=[dossier.pk]),
        slip_url=reverse("portal:slip", args=[dossier.pk]),
        files=received_files(view),
        promise=when(dossier.first_due_at),
        next_steps=public,
        send_url=f"sms:?{urlencode({'body': _to_send(dossier)}, quote_via=quote)}",
    )


def _to_send(dossier: Dossier) -> str:
    """What a person sends to a telephone of their own: enough to follow the dossier, nothing declared."""
    words = {"code": dossier.code, "number": dossier.check_number, "url": track_url(dossier)}
    return _("Hồ sơ %(code)s, số kiểm tra %(number)s. Theo dõi: %(url)s") % words
