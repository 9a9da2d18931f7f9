"""What is told instead of asked: an answer to be verified, a consent for a paper of the store."""

from __future__ import annotations

import uuid
from typing import Any

from motcua.dossiers.models import ReuseConsent, ToldAnswer
from motcua.identity.askers import Asker
from tests.dossiers.world import MONDAY


def unverified(dossier_id: uuid.UUID) -> None:
    ToldAnswer.objects.create(
        dossier_id=dossier_id, key="child_name", label="Tên của trẻ", source="register", state="unverified", value="Bé"
    )


def consent(ids: dict[str, Any], owner: Asker) -> None:
    made = ReuseConsent.objects.create(
        account_id=owner.account_id or 0,
        result_id=ids["result"],
        draft_ref=ids["draft"],
        paper_key="khac",
        paper_name="Giấy tờ khác",
        purpose="Đăng ký thử",
        given_at=MONDAY,
    )
    ids["consent"] = made.pk
