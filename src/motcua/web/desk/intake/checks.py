"""What the procedure's own checks found, in the words of the counter: mended at once, or taken in with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from motcua.dossiers.prechecks.accepting import StillToMend
from motcua.dossiers.prechecks.judging import Finding
from motcua.web.desk.intake.reading import Typed
from motcua.web.desk.presenters.facts import ErrorLine, Errors


@dataclass(frozen=True, slots=True)
class Found:
    """The screen after the checks: ``errors`` stop it; ``doubted`` are read, and ``typed`` carries that they were."""

    typed: Typed
    errors: Errors
    doubted: tuple[str, ...]


def found_at_counter(refusal: StillToMend, typed: Typed) -> Found:
    blocking = [one for one in refusal.findings if one.blocks]
    warning = [one for one in refusal.findings if not one.blocks]
    shown = replace(typed, accepted=tuple(sorted({*typed.accepted, *(one.key for one in warning)})))
    if blocking:
        message = _("Chưa nhận được hồ sơ này. Sửa các mục dưới đây rồi bấm nhận lại; những gì đã nhập vẫn còn.")
    else:
        message = _("Có điều nên xem lại trước khi nhận. Vẫn nhận thì ghi lý do rồi bấm nhận lại.")
    lines = [_line(one) for one in blocking] or [ErrorLine(_("Lý do vẫn nhận"), "f-why")]
    fields = {one.field or one.paper: one.sentence for one in blocking if one.field or one.paper}
    if typed.accepted and not typed.why and not blocking:
        fields["why"] = _("Ghi lý do vẫn nhận hồ sơ. Lý do được lưu cùng hồ sơ.")
    return Found(shown, Errors(message, tuple(lines), fields), tuple(one.sentence for one in warning))


def _line(one: Finding) -> ErrorLine:
    place = one.field or one.paper
    return ErrorLine(one.sentence, f"f-{place}" if place else "")
