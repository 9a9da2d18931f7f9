"""Help and signatures on the desk, in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import AssistanceState, ConsentKind
from motcua.dossiers.models import Assistance, CoSignature
from motcua.dossiers.selectors.stale import Fate
from motcua.dossiers.standing_in.assist_codes import masked
from motcua.dossiers.standing_in.assist_papers import takes_papers
from motcua.dossiers.standing_in.assist_selectors import Helped, due_day
from motcua.dossiers.standing_in.assist_telling import reference
from motcua.dossiers.standing_in.cosign_selectors import CosigningView
from motcua.notifications.providers.sms.port import gateway
from motcua.web.desk.idcard import looks_scanned, read_card
from motcua.web.desk.presenters.facts import Fact

TONES = {
    AssistanceState.ASKED: "is-warn",
    AssistanceState.FILLING: "is-warn",
    AssistanceState.FILED: "is-ok",
    AssistanceState.STOPPED: "is-quiet",
    AssistanceState.HANDED_OVER: "is-quiet",
}


@dataclass(frozen=True, slots=True)
class HelpedRow:
    reference: str
    procedure: str
    person: str
    helper: str
    status: str
    tone: str
    started_at: datetime
    url: str
    words: str
    mark: str  # what keeps it from being filed as it is
    mark_tone: str


@dataclass(frozen=True, slots=True)
class AssistancePage:
    """``own_address`` is where the person agrees, or goes on, by their own login.

    ``takes_papers``: their stored papers could be asked for; ``papers_asked``: the code that was sent asks for them.
    """

    id: uuid.UUID
    reference: str
    procedure: str
    person: str
    id_number: str
    helper: str
    organisation: str
    state: str
    tone: str
    waits: bool
    filling: bool
    sms: bool
    phone: str
    phone_known: bool
    code_sent: bool
    consent: str
    consented_at: datetime | None
    takes_papers: bool
    papers_asked: bool
    papers_consent: str
    papers_consented_at: datetime | None
    own_address: str
    dossier_code: str
    due: date | None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    procedure: str
    who: str
    say: str
    deadline: datetime
    url: str


@dataclass(frozen=True, slots=True)
class SectionRows:
    title: str
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class CounterSigning:
    id: uuid.UUID
    title: str
    who: str
    signer: str
    say: str
    where: str
    deadline: datetime
    digest: str
    open: bool
    state: str
    sections: list[SectionRows]
    files: list[str]


def helped_row(one: Helped) -> HelpedRow:
    row = one.assistance
    mark, mark_tone = _mark(one.fate)
    return HelpedRow(
        reference=one.reference,
        procedure=one.procedure,
        person=one.person,
        helper=row.helper.display_name,
        status=one.status,
        tone=TONES[AssistanceState(row.state)],
        started_at=row.started_at,
        url=reverse("desk:assistance", args=[row.pk]),
        words=row.words,
        mark=mark,
        mark_tone=mark_tone,
    )


def _mark(fate: Fate) -> tuple[str, str]:
    match fate:
        case Fate.NEWER:
            return _("Có bản mới"), "is-warn"
        case Fate.CLOSED:
            return _("Đã ngừng tiếp nhận"), "is-bad"
    return "", ""


def assistance_page(found: Assistance) -> AssistancePage:
    state = AssistanceState(found.state)
    return AssistancePage(
        id=found.pk,
        reference=reference(found),
        procedure=version_bundle(found.version_id).plain_name,
        person=found.person.full_name,
        id_number=found.person.id_number or "",
        helper=found.helper.display_name,
        organisation=found.organisation.name,
        state=str(state.label),
        tone=TONES[state],
        waits=state is AssistanceState.ASKED,
        filling=state is AssistanceState.FILLING,
        sms=gateway() is not None and bool(found.phone),
        phone=masked(found.phone) if found.phone else "",
        phone_known=found.phone_known,
        code_sent=bool(found.code_hash),
        consent=str(ConsentKind(found.consent).label) if found.consent else "",
        consented_at=found.consented_at,
        takes_papers=takes_papers(found),
        papers_asked=found.papers_asked,
        papers_consent=str(ConsentKind(found.papers_consent).label) if found.papers_consent else "",
        papers_consented_at=found.papers_consented_at,
        own_address=f"{settings.PUBLIC_URL}{reverse('portal:assisted', args=[found.pk])}",
        dossier_code=found.dossier.code if found.dossier is not None else "",
        due=due_day(found),
    )


def read_person(posted: QueryDict) -> QueryDict:
    """What was typed, with the fields of a scanned card filled in; nothing is looked up."""
    given = posted.copy()
    text = posted.get("scan", "").strip()
    card = read_card(text)
    given["scan"] = ""
    if card is None:
        given["note"] = _("Không đọc được mã QR này. Quét lại, hoặc gõ 12 số trên thẻ.") if looks_scanned(text) else ""
        if not looks_scanned(text):
            given["id_number"] = "".join(text.split())
        return given
    given["id_number"], given["full_name"] = card.id_number, card.full_name
    if card.birth_date is not None:
        born = card.birth_date
        given["birth_d"], given["birth_m"], given["birth_y"] = f"{born:%d}", f"{born:%m}", f"{born:%Y}"
    if card.damaged:
        given["note"] = _("Chữ quét được có vẻ mất dấu. Đối chiếu với thẻ và sửa lại họ tên.")
    return given


def waiting_row(one: CoSignature) -> WaitingRow:
    return WaitingRow(
        procedure=version_bundle(one.cosigning.version_id).plain_name,
        who=one.cosigning.person.full_name,
        say=one.say,
        deadline=one.cosigning.deadline,
        url=reverse("desk:cosigning", args=[one.cosigning_id, one.person_id]),
    )


def signing_page(view: CosigningView) -> CounterSigning:
    return CounterSigning(
        id=view.cosigning.pk,
        title=view.bundle.plain_name,
        who=view.cosigning.person.full_name,
        signer=view.mine.person.full_name,
        say=view.mine.say,
        where=view.where,
        deadline=view.cosigning.deadline,
        digest=view.cosigning.digest,
        open=view.open,
        state=str(view.mine.get_state_display()),
        sections=[
            SectionRows(page.title, [Fact(row.label, row.shown) for row in rows]) for page, rows in view.declared
        ],
        files=[f"{one.paper}: {one.file.name}" for one in view.files],
    )
