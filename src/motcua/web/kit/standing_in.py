"""Who stood in, on what proof, who agreed with it, who typed it: the same lines for the applicant and the officer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.dossiers.enums import ConsentKind, Proof
from motcua.dossiers.models import Representation
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.standing_in.printing import how_signed
from motcua.kernel.record import as_read
from motcua.web.kit.templatetags.kit import day, when


@dataclass(frozen=True, slots=True)
class StandingLine:
    label: str
    text: str
    detail: str = ""


def standing_lines(view: DossierView) -> list[StandingLine]:
    """Nothing for a matter that somebody filed alone, for themselves, by themselves."""
    lines = []
    if view.representation is not None:
        lines.append(_proof(view.representation))
    lines += [
        StandingLine(
            _("Cùng ký: %(say)s") % {"say": one.say},
            _("%(name)s, số định danh %(number)s") % {"name": one.person.full_name, "number": one.person.id_number}
            if one.person.id_number
            else one.person.full_name,
            _("đồng ý %(at)s, %(how)s") % {"at": when(one.answered_at), "how": how_signed(one)},
        )
        for one in view.signatures
    ]
    helped = view.assistance
    if helped is not None:
        how = str(ConsentKind(helped.consent).label)
        lines.append(
            StandingLine(
                _("Người khai giúp"),
                f"{helped.helper.display_name}, {helped.organisation.name}",
                _("đồng ý %(at)s: %(how)s") % {"at": when(helped.consented_at), "how": how},
            )
        )
    return lines


def _proof(one: Representation) -> StandingLine:
    parts = [as_read(one.words) if one.words else "", _("số %(n)s") % {"n": one.number} if one.number else ""]
    if one.signed_on:
        parts.append(_("ngày %(day)s") % {"day": day(one.signed_on)})
    if one.valid_until:
        parts.append(_("đến hết %(day)s") % {"day": day(one.valid_until)})
    if one.ended_at:
        parts.append(_("đã chấm dứt %(at)s") % {"at": when(one.ended_at)})
    return StandingLine(_("Căn cứ nộp thay"), str(Proof(one.proof).label), ", ".join(part for part in parts if part))
