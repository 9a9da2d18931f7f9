"""Whose filing a draft is: the citizen's who fills it in, or of the person a helper fills it in for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.dossiers.enums import AssistanceState
from motcua.dossiers.models import Assistance, Draft
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import NotFound

HELPING = (Role.HELPER, Role.RECEPTION)
BEGUN, TOLD = "assistance.begin", "assistance.tell"  # what the log calls a helper's looks at the person's data


@dataclass(frozen=True, slots=True)
class Filer:
    """Who acts in the filing; ``typed_by`` = the helper's account when another than they typed it."""

    full_name: str
    person_id: uuid.UUID
    id_number: str
    typed_by: int | None = None


def filer_of(draft: Draft) -> Filer | None:
    """The person behind the draft; None for an account that is nobody's."""
    helped = Assistance.objects.filter(draft=draft, state=AssistanceState.FILLING).select_related("person").first()
    if helped is not None:
        person = helped.person
        return Filer(person.full_name, person.pk, person.id_number or "", helped.helper_id)
    own = draft.account.person
    return None if own is None else Filer(own.full_name, own.pk, own.id_number or "")


def check_helps(asker: Asker, draft: Draft) -> None:
    """An officer opens a draft only as the helper the person agreed to, and while still in that post."""
    if asker.kind is not AskerKind.OFFICER:
        return
    places = asker.organisations_with(*HELPING)
    live = Assistance.objects.filter(draft=draft, state=AssistanceState.FILLING, helper_id=asker.account_id)
    if not live.filter(organisation_id__in=places).exists():
        raise NotFound(_("Không tìm thấy bản nháp này."))
