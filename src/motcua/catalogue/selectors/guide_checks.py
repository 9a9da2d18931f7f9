"""Whether the procedures a guide leads to are there."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Part, VersionState
from motcua.catalogue.models import ProcedureDraft, ProcedureVersion
from motcua.catalogue.rules.problems import Problem


def guide_advice(draft: ProcedureDraft) -> list[Problem]:
    """Answers that send people to a procedure not in force: worth a look, since it may be published later."""
    meant = {
        f"choices-{number}-{place}-procedure": str(choice["procedure"])
        for number, row in enumerate(draft.content["facts"].get("guide", ()))
        for place, choice in enumerate(row.get("choices", ()))
        if choice.get("procedure")
    }
    versions = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED, procedure__code__in=meant.values())
    known = set(versions.values_list("procedure__code", flat=True))
    sentence = _("Câu hỏi dẫn đường dẫn tới thủ tục %s, hiện không áp dụng ở đây. Kiểm tra lại mã.")
    return [Problem(Part.GUIDE, at, sentence % code, advice=True) for at, code in meant.items() if code not in known]
