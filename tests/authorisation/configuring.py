"""What staff of the configuration have in the making."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from motcua.catalogue.enums import DraftState
from motcua.catalogue.models import LifeEvent, ProcedureDraft
from motcua.catalogue.services.aliases import propose as propose_alias
from motcua.catalogue.services.drafts import begin as begin_draft
from motcua.catalogue.services.drafts import begin_new
from motcua.dossiers.models import ApologyDraft, EscalationRule
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.identity.services.delegations import delegate
from tests.authorisation.designs import draft_of_a_form
from tests.authorisation.personas import P
from tests.authorisation.processes import two_drafts
from tests.dossiers.world import MONDAY, World


def configured(world: World, askers: Mapping[P, Asker], received: uuid.UUID) -> dict[str, Any]:
    """Drafts of every kind of configuration, by the name an address gives them."""
    leader, editor = askers[P.LEADER], askers[P.EDITOR]
    ids: dict[str, Any] = {}
    LifeEvent.objects.create(key="co-con", name="Có con nhỏ", codes=["9.000001"], order=1)
    ids["working_copy"] = begin_draft(code="9.000001", asker=editor, at=MONDAY).pk
    ids["waiting_copy"] = begin_new(code="9.000555", name="Thủ tục chờ duyệt", asker=editor, at=MONDAY).pk
    ProcedureDraft.objects.filter(pk=ids["waiting_copy"]).update(state=DraftState.WAITING, sent_at=MONDAY)
    ids["delegation"] = delegate(
        asker=leader,
        organisation_id=world.committee.pk,
        role=Role.LEADER,
        delegate_id=world.second_leader.account_id or 0,
        valid_from=MONDAY.date(),
        valid_to=MONDAY.date(),
        reason="Đi công tác",
        at=MONDAY,
    ).pk
    ids["rule"] = EscalationRule.objects.create(
        kind="overdue", name="Chờ duyệt", after_minutes=0, tell=["leader"], drafted_by_id=editor.account_id,
        drafted_at=MONDAY,
    ).pk  # fmt: skip
    ids["apology"] = ApologyDraft.objects.create(
        dossier_id=received, until=MONDAY.date() + timedelta(days=4), reason="Chờ xác minh của Công an.",
        drafted_at=MONDAY,
    ).pk  # fmt: skip
    ids["process_seen"] = two_drafts(editor)
    ids["form_draft"], ids["form_seen"] = draft_of_a_form(editor)
    ids["alias"] = propose_alias(
        asker=editor, phrase="xin giấy thử", kind="tu_dong_nghia", target="1.001193", at=MONDAY
    ).pk
    return ids
