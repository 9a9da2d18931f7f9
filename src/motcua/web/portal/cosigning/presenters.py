"""Co-signing in words: what was declared, who agreed, what to do next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import CosigningState, SignatureState
from motcua.dossiers.models import CoSignature, Cosigning
from motcua.dossiers.standing_in.cosign_selectors import CosigningView, waits
from motcua.dossiers.standing_in.printing import how_signed
from motcua.web.kit.templatetags.kit import when
from motcua.web.portal.presenters.files import FileRow, file_row
from motcua.web.portal.presenters.filing import Section
from motcua.web.portal.presenters.progress import answer_line

TONES = {
    SignatureState.ASKED: "warn",
    SignatureState.AGREED: "ok",
    SignatureState.DECLINED: "bad",
    SignatureState.VOID: "",
}


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    say: str
    state: str
    tone: str
    told: str  # when and how, and their words


@dataclass(frozen=True, slots=True)
class SigningPage:
    """``answered`` is the sentence shown instead of the buttons once there is nothing to answer."""

    id: uuid.UUID
    title: str
    who: str
    say: str
    where: str
    deadline: datetime
    digest: str
    open: bool
    answered: str
    tone: str
    code: str
    sections: list[Section]
    files: list[FileRow]
    others: list[Signer]


@dataclass(frozen=True, slots=True)
class Round:
    """One time a draft was sent to be signed."""

    at: datetime
    state: str
    waiting: bool
    deadline: datetime
    problem: str
    signers: list[Signer]


@dataclass(frozen=True, slots=True)
class AskedRow:
    title: str
    who: str
    say: str
    url: str
    waits: bool
    state: str
    tone: str
    deadline: datetime


def signing_page(view: CosigningView) -> SigningPage:
    cosigning, mine = view.cosigning, view.mine
    return SigningPage(
        id=cosigning.pk,
        title=view.bundle.plain_name,
        who=cosigning.person.full_name,
        say=mine.say,
        where=view.where,
        deadline=cosigning.deadline,
        digest=cosigning.digest,
        open=view.open,
        answered="" if view.open else _answered(view),
        tone="ok" if mine.state == SignatureState.AGREED else "warn",
        code=_code(cosigning),
        sections=[Section(page.title, "", [answer_line(row) for row in rows]) for page, rows in view.declared],
        files=[_file(cosigning.pk, one.paper, file_row(one.file, paper=one.paper)) for one in view.files],
        others=[signer(one) for one in view.others],
    )


def _file(cosigning_id: uuid.UUID, paper: str, row: FileRow) -> FileRow:
    url = reverse("portal:cosign_file", args=[cosigning_id, row.id])
    return replace(row, url=url, thumbnail_url="", paper=paper)


def _code(cosigning: Cosigning) -> str:
    """Of a bundle, all codes so far."""
    if cosigning.group is not None:
        members = cosigning.group.members.order_by("position")
        return ", ".join(members.values_list("dossier__code", flat=True))
    return cosigning.dossier.code if cosigning.dossier else ""


def _answered(view: CosigningView) -> str:
    cosigning, mine, code = view.cosigning, view.mine, _code(view.cosigning)
    if code and mine.counter is not None:
        words = _("Hồ sơ đã nộp, mã %(code)s. Ghi nhận anh/chị đồng ý: %(how)s. Nếu không đúng, báo bộ phận một cửa.")
        return words % {"code": code, "how": how_signed(mine)}
    if code:
        words = _("Anh/chị đã đồng ý. Hồ sơ đã nộp, mã %(code)s; người nộp theo dõi và nhận kết quả.")
        return words % {"code": code}
    if mine.state == SignatureState.AGREED:
        return _("Anh/chị đã đồng ý. Khi mọi người đồng ý, hồ sơ được nộp ngay và có thư báo.")
    if mine.state == SignatureState.DECLINED:
        return _("Anh/chị đã không đồng ý. Người khai đã nhận được lời của anh/chị.")
    return _("Yêu cầu này không còn hiệu lực: %(why)s. Anh/chị không cần làm gì.") % {
        "why": str(CosigningState(cosigning.state).label).lower()
    }


def signer(one: CoSignature) -> Signer:
    state = SignatureState(one.state)
    told = when(one.answered_at) if one.answered_at else ""
    if told and state is not SignatureState.VOID:
        told = f"{told}, {how_signed(one)}"
    if one.words:
        told = f"{told}. “{one.words}”"
    return Signer(one.person.full_name, one.say, str(state.label), TONES[state], told)


def rounds(cosignings: list[Cosigning]) -> list[Round]:
    return [
        Round(
            at=one.asked_at,
            state=str(CosigningState(one.state).label),
            waiting=one.state == CosigningState.WAITING,
            deadline=one.deadline,
            problem=one.problem,
            signers=[signer(each) for each in one.signatures.all()],
        )
        for one in cosignings
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft of a group that others must sign."""

    title: str
    url: str
    deadline: datetime
    problem: str
    signers: list[Signer]


def sent_rows(cosignings: list[Cosigning]) -> list[Sent]:
    return [
        Sent(
            title=version_bundle(one.version_id).plain_name,
            url=reverse("portal:draft_cosigning", args=[one.draft_id]),
            deadline=one.deadline,
            problem=one.problem,
            signers=[signer(each) for each in one.signatures.all()],
        )
        for one in cosignings
    ]


def asked_rows(asked: list[CoSignature]) -> list[AskedRow]:
    """One row for everything of a group that waits: it is read and answered in one visit."""
    found: dict[uuid.UUID, list[CoSignature]] = {}
    for one in asked:
        draft = one.cosigning.draft
        together = draft.group_id if draft is not None and waits(one) else None
        found.setdefault(together or one.pk, []).append(one)
    return [_asked_row(each) for each in found.values()]


def _asked_row(together: list[CoSignature]) -> AskedRow:
    one = together[0]
    cosigning, state = one.cosigning, SignatureState(one.state)
    return AskedRow(
        title="; ".join(version_bundle(each.cosigning.version_id).plain_name for each in together),
        who=cosigning.person.full_name,
        say="; ".join(dict.fromkeys(each.say for each in together)),
        url=reverse("portal:cosign", args=[cosigning.pk]),
        waits=waits(one),
        state=str(state.label),
        tone=TONES[state],
        deadline=cosigning.deadline,
    )
