"""What a dossier waits for from the applicant, in words and with the one button."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.gates import Gate, gates_of
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.tracking import PublicTrack
from motcua.dossiers.states import MOVES
from motcua.web.kit.templatetags.kit import dong
from motcua.web.portal.presenters.progress import Call


def open_gates(view: DossierView) -> tuple[Gate, ...]:
    """The steps at which the applicant may act now; none while the dossier waits for papers, or is another system's."""
    standing = view.standing
    if standing.record_system or standing.status not in MOVES[Act.PAID].sources:
        return ()
    return gates_of(view.process, standing.open_steps)


def gate_calls(view: DossierView) -> list[Call]:
    """A box for each: to whom one goes and with what, or the page where one confirms."""
    fee = view.bundle.fee_for(view.dossier.channel, view.bundle.case_key(view.dossier.case_id))
    reception = view.dossier.reception
    where = ", ".join(part for part in (reception.name, reception.address) if part)
    return [
        _to_pay(gate, fee, where, view.dossier.code) if gate.to_pay else _to_confirm(gate, view)
        for gate in open_gates(view)
    ]


def public_calls(found: PublicTrack) -> Iterable[Call]:
    """The same for whoever has the slip: what is paid where; confirming needs the login."""
    where = ", ".join(part for part in (found.reception, found.reception_address) if part)
    for gate in found.gates:
        if gate.to_pay:
            yield _to_pay(gate, found.fee, where, found.code)
        else:
            login = _("Đăng nhập bằng tài khoản đã nộp để trả lời, hoặc tới %(where)s.") % {"where": where}
            words = f"{_sentence(gate.words)} {login}".strip()
            url = reverse("portal:dossiers")
            yield Call(_("Hồ sơ đang chờ người nộp"), words, "warn", url, _("Đăng nhập để trả lời"))


def _to_pay(gate: Gate, fee: int | None, where: str, code: str) -> Call:
    amount = _("Số tiền đã công bố: %(fee)s.") % {"fee": dong(fee)} if fee else ""
    place = _("Nộp tại %(where)s, đọc mã hồ sơ %(code)s.") % {"where": where, "code": code}
    rest = _("Nhận đủ tiền, thời hạn giải quyết tính tiếp ngay.")
    words = " ".join(part for part in (_sentence(gate.words), amount, place, rest) if part)
    return Call(_("Anh/chị cần nộp tiền"), words, "warn")


def _to_confirm(gate: Gate, view: DossierView) -> Call:
    url = reverse("portal:confirm", args=[view.dossier.pk, gate.step])
    return Call(_("Hồ sơ đang chờ anh/chị"), _sentence(gate.words), "warn", url, _("Trả lời ngay"))


def _sentence(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."
