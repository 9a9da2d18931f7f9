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
        title=view.bundle.plain_name,
        who=cosigning.person.full_name,
        say=mine.say,
        where=view.where,
        deadline=cosigning.deadline,
        digest=cosigning.digest,
        open=view.open,
        answered="" if view.open else _answered(view),
        tone="ok" if mine.state == SignatureState.AGREED else "warn",
        code=cosigning.dossier.code if cosigning.dossier else "",
        sections=[Section(page.title, "", [answer_line(row) for row in rows]) for page, rows in view.declared],
        files=[_file(cosigning.pk, one.paper, file_row(one.file, paper=one.paper)) for one in view.files],
        others=[signer(one) for one in view.others],
    )


def _file(cosigning_id: uuid.UUID, paper: str, row: FileRow) -> FileRow:
    url = reverse("portal:cosign_file", args=[cosigning_id, row.id])
    return replace(row, url=url, thumbnail_url="", paper=paper)


def _answered(view: CosigningView) -> str:
    cosigning, mine = view.cosigning, view.mine
    if cosigning.dossier is not None:
        words = _("Anh/chị đã đồng ý. Hồ sơ đã nộp, mã %(code)s; người nộp theo dõi và nhận kết quả.")
        return words % {"code": cosigning.dossier.code}
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
        how = _("tại quầy, trước %(name)s") % {"name": one.counter.display_name} if one.counter else _("bằng VNeID")
        told = f"{told}, {how}"
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


def asked_row(one: CoSignature) -> AskedRow:
    cosigning, state = one.cosigning, SignatureState(one.state)
    return AskedRow(
        title=version_bundle(cosigning.version_id).plain_name,
        who=cosigning.person.full_name,
        say=one.say,
        url=reverse("portal:cosign", args=[cosigning.pk]),
        waits=waits(one),
        state=str(state.label),
        tone=TONES[state],
        deadline=cosigning.deadline,
    )
