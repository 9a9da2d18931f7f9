"""For the matrix: the clerk helps the owner, who let the representative act; a stranger asked the latter to sign."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from motcua.dossiers.models import Assistance, Authorisation, CoSignature, Cosigning, Draft, DraftFile
from motcua.identity.askers import Asker
from motcua.identity.models import Business, BusinessRole
from tests.dossiers.world import MONDAY, World

OTHER_NUMBER = "099000000099"  # on the card of somebody nobody asked


def stand_in(world: World, *, owner: Asker, agent: Asker, stranger: Asker, helper: Asker, file_id: uuid.UUID) -> Any:
    """The ids that addresses need, by the names of their parameters."""
    soon = MONDAY + timedelta(days=9)
    helped = Assistance.objects.create(
        helper_id=helper.account_id or 0,
        organisation=world.one_stop,
        person_id=owner.person_id or uuid.uuid4(),
        version=world.version,
        state="asked",
        phone="0977123321",
        started_at=MONDAY,
    )
    draft = Draft.objects.create(
        account_id=stranger.account_id or 0,
        version=world.version,
        organisation=world.committee,
        created_at=MONDAY,
        saved_at=MONDAY,
        expires_at=soon,
    )
    DraftFile.objects.create(draft=draft, paper_key="chung-sinh", file_id=file_id, added_at=MONDAY)
    waiting = Cosigning.objects.create(
        draft=draft,
        version=world.version,
        account_id=stranger.account_id or 0,
        person_id=stranger.person_id or uuid.uuid4(),
        digest="0" * 64,
        state="waiting",
        asked_at=MONDAY,
        deadline=soon,
    )
    signer = agent.person_id or uuid.uuid4()
    CoSignature.objects.create(cosigning=waiting, key="hai", say="Bên thứ hai", person_id=signer, state="asked")
    given = Authorisation.objects.create(
        principal_id=owner.person_id or uuid.uuid4(),
        agent_id=signer,
        form="paper",
        number="1/UQ",
        signed_on=MONDAY.date(),
        valid_from=MONDAY.date(),
        valid_until=soon.date(),
        file_id=file_id,
        created_at=MONDAY,
    )
    business = Business.objects.create(tax_code="2800000099", name="Công ty Thử", created_at=MONDAY)
    BusinessRole.objects.create(
        business=business, person_id=owner.person_id or uuid.uuid4(), title="Giám đốc", valid_from=MONDAY.date()
    )
    return {
        "assistance_id": helped.pk,
        "cosigning_id": waiting.pk,
        "person_id": signer,
        "authorisation_id": given.pk,
        "business_id": business.pk,
        "cosigned_file": file_id,
    }
