"""Electronic agreement, as sentences for the printed declaration: who agreed, when, how."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.documents.papers.wording import moment
from motcua.dossiers.enums import ConsentKind, SignedHow
from motcua.dossiers.models import Assistance, CoSignature, Dossier
from motcua.dossiers.standing_in.cosign_selectors import signatures_of


def agreements(dossier: Dossier) -> list[str]:
    """The consent to be helped, then each co-signer in the order of signing; [] for one who filed alone."""
    lines = []
    helped = Assistance.objects.filter(dossier=dossier).select_related("helper", "organisation").first()
    if helped is not None and helped.consented_at is not None:
        words = _("Khai giúp: %(helper)s, %(organisation)s; người khai đồng ý lúc %(at)s (%(how)s).")
        lines.append(
            words
            % {
                "helper": helped.helper.display_name,
                "organisation": helped.organisation.name,
                "at": moment(helped.consented_at),
                "how": str(ConsentKind(helped.consent).label).lower(),
            }
        )
    for one in signatures_of(dossier.pk):
        if one.answered_at is None:
            continue
        words = _("%(name)s (%(say)s) đã đọc và đồng ý lúc %(at)s, %(how)s.")
        if one.how == SignedHow.PAPER:
            words = _("%(name)s (%(say)s) đã ký, ghi nhận lúc %(at)s, %(how)s.")
        name = f"{one.person.full_name}, {one.person.id_number}" if one.person.id_number else one.person.full_name
        lines.append(words % {"name": name, "say": one.say, "at": moment(one.answered_at), "how": how_signed(one)})
    return lines


def how_signed(one: CoSignature) -> str:
    """By which way somebody agreed, in words: "bằng VNeID", or before which officer."""
    if one.counter is None:
        return _("bằng VNeID")
    by = {"name": one.counter.display_name}
    if one.how == SignedHow.PAPER:
        return _("giấy có chữ ký nộp kèm, %(name)s đối chiếu") % by
    return _("tại quầy, trước %(name)s") % by
