"""Papers that come in pieces: of a draft, for a request to supplement, at a counter. One door judges the whole."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import version_bundle
from motcua.documents.incoming import Upload as Whole
from motcua.documents.models import StoredFile, Upload
from motcua.documents.selectors import upload_for
from motcua.documents.services import uploads
from motcua.documents.services.accept import accept
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.selectors.drafts import own_draft
from motcua.dossiers.selectors.uploads import (
    files_at_counter,
    files_for_answer,
    open_request,
    target_at_counter,
    target_of,
    target_of_answer,
)
from motcua.dossiers.services.drafting import FILES_A_PAPER, check_paper, put
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid

KEPT = timedelta(days=30)  # as long as any file that was brought and put to no use


@dataclass(frozen=True, slots=True)
class Target:
    """What files are brought for. ``name``: how the file store knows it; ``check`` raises when it takes no (more) file;
    ``put`` puts a file to its use with the transaction that takes it; ``kept``: how long the row of a file stands whose
    use is still to come.
    """

    name: str
    check: Callable[[], object]
    put: Callable[[StoredFile], object] | None = None
    kept: timedelta | None = None


def for_draft(*, draft_id: uuid.UUID, asker: Asker, paper_key: str, at: datetime) -> Target:
    """A paper of the asker's own draft; ``NotFound`` for anybody else."""
    own_draft(draft_id=draft_id, asker=asker)
    return Target(
        name=target_of(draft_id, paper_key),
        check=lambda: check_paper(own_draft(draft_id=draft_id, asker=asker), paper_key),
        put=lambda file: put(draft_id=draft_id, asker=asker, paper_key=paper_key, file=file, at=at),
    )


def for_answer(*, dossier_id: uuid.UUID, asker: Asker, paper_key: str, at: datetime) -> Target:
    """A paper that the open request asks for; the files stay with the request, on whatever device, until it is sent."""
    request = open_request(asker, dossier_id)
    return Target(
        name=target_of_answer(request, paper_key),
        check=lambda: _check_asked(request, asker, paper_key, at),
        kept=KEPT,
    )


def at_counter(*, version_id: int, screen: str, asker: Asker, paper_key: str, at: datetime) -> Target:
    """A paper scanned by a clerk for one screen of the counter, known by its key; the files stay until it is filed."""
    if not asker.organisations_with(Role.RECEPTION):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận của bộ phận một cửa lập được hồ sơ tại quầy."))
    return Target(
        name=target_at_counter(screen, paper_key),
        check=lambda: _check_scanned(version_id, screen, asker, paper_key, at),
        kept=uploads.KEPT,
    )


def begin_upload(
    target: Target, *, asker: Asker, name: str, media_type: str, size: int, sha256: str, at: datetime
) -> Upload:
    """An empty upload for the target; refused at once where the file could not be taken."""
    target.check()
    return uploads.begin(
        asker=asker, target=target.name, name=name, media_type=media_type, size=size, sha256=sha256, at=at
    )


def go_on(target: Target, *, asker: Asker, upload_id: uuid.UUID, offset: int, content: bytes, at: datetime) -> Upload:
    """Add a piece; with the last one the file is judged and put to its use. No piece at the end judges again.

    A refused file is no error here: the upload says so (``refusal``), and the sender must not send it again.
    """
    upload = uploads.append(asker=asker, upload_id=upload_id, target=target.name, offset=offset, content=content, at=at)
    if upload.offset == upload.size and not upload.file_id and not upload.refusal:
        judge(target, upload, asker=asker, at=at)
    return upload_for(asker, upload_id, target=target.name, at=at)


def judge(target: Target, upload: Upload, *, asker: Asker, at: datetime) -> None:
    """Take in the whole of an upload and put it to its use, or write down why not."""
    try:
        target.check()
        file = accept(upload=uploads.whole(upload), asker=asker, at=at)
    except Invalid as refusal:
        with transaction.atomic():
            uploads.settle(upload_id=upload.pk, refusal=refusal.message)
        return
    with transaction.atomic():
        # Of two requests that both saw the last byte one puts the file; the other's copy goes with the clean-up.
        until = at + target.kept if target.kept else None
        if uploads.settle(upload_id=upload.pk, file=file, until=until) and target.put:
            target.put(file)


def take_whole(target: Target, *, asker: Asker, upload: Whole, at: datetime) -> Upload:
    """A file that came in one piece with a form and waits for its use. ``Invalid`` when it is not taken."""
    target.check()
    file = accept(upload=upload, asker=asker, at=at)
    return uploads.settled(asker=asker, target=target.name, file=file, at=at, until=at + (target.kept or uploads.KEPT))


def drop_upload(target: Target, *, asker: Asker, upload_id: uuid.UUID, at: datetime) -> None:
    """Forget what came of a file so far; a file whose use is still to come is taken off."""
    uploads.drop(asker=asker, upload_id=upload_id, target=target.name, at=at)


def _check_asked(request: SupplementRequest, asker: Asker, paper_key: str, at: datetime) -> None:
    if not paper_key or paper_key not in {item["paper"] for item in request.items}:
        raise Invalid(_("Giấy tờ này không nằm trong yêu cầu bổ sung. Tải lại trang rồi thử lại."))
    _check_room(files_for_answer(asker, request, at=at).get(paper_key, []), paper_key)


def _check_scanned(version_id: int, screen: str, asker: Asker, paper_key: str, at: datetime) -> None:
    if paper_key not in {paper.key for paper in version_bundle(version_id).papers}:
        raise Invalid(_("Hồ sơ này không có giấy tờ đó. Tải lại trang rồi thử lại."))
    _check_room(files_at_counter(asker, screen, at=at).get(paper_key, []), paper_key)


def _check_room(there: list[Upload], paper_key: str) -> None:
    if len([one for one in there if one.file_id]) >= FILES_A_PAPER:
        raise Invalid(
            _("Mỗi giấy tờ nhận tối đa %(count)s tệp. Bỏ bớt một tệp rồi tải lại.") % {"count": FILES_A_PAPER},
            fields={paper_key: _("Đã đủ số tệp cho giấy tờ này.")},
        )
