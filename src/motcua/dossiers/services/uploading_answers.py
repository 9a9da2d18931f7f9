"""Files for the answer to a request to supplement: kept with the request, on whatever device, until it is sent."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from motcua.documents.incoming import Upload as Whole
from motcua.documents.models import Upload
from motcua.documents.selectors import upload_for
from motcua.documents.services import uploads
from motcua.documents.services.accept import accept
from motcua.dossiers.models import SupplementRequest
from motcua.dossiers.selectors.uploads import files_for_answer, open_request, target_of_answer
from motcua.dossiers.services.drafting import FILES_A_PAPER
from motcua.dossiers.services.uploading import judge
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid

KEPT = timedelta(days=30)  # as long as any file that was brought and put to no use


def begin_answer_upload(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    paper_key: str,
    name: str,
    media_type: str,
    size: int,
    sha256: str,
    at: datetime,
) -> Upload:
    """An empty upload for a paper that the open request asks for; refused at once where it could not be taken."""
    request = open_request(asker, dossier_id)
    _check(request, asker, paper_key, at)
    target = target_of_answer(request, paper_key)
    return uploads.begin(asker=asker, target=target, name=name, media_type=media_type, size=size, sha256=sha256, at=at)


def go_on_answering(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    paper_key: str,
    upload_id: uuid.UUID,
    offset: int,
    content: bytes,
    at: datetime,
) -> Upload:
    """Add a piece; with the last one the file is judged. A refused file is no error: the upload says so."""
    request = open_request(asker, dossier_id)
    target = target_of_answer(request, paper_key)
    upload = uploads.append(asker=asker, upload_id=upload_id, target=target, offset=offset, content=content, at=at)
    if upload.offset == upload.size and not upload.file_id and not upload.refusal:
        judge(upload, asker=asker, at=at, check=lambda: _check(request, asker, paper_key, at), until=at + KEPT)
    return upload_for(asker, upload_id, target=target, at=at)


def take_whole(*, dossier_id: uuid.UUID, asker: Asker, paper_key: str, upload: Whole, at: datetime) -> Upload:
    """A file that came in one piece with a form. ``Invalid`` when it is not taken; the others stay as they were."""
    request = open_request(asker, dossier_id)
    _check(request, asker, paper_key, at)
    file = accept(upload=upload, asker=asker, at=at)
    return uploads.settled(asker=asker, target=target_of_answer(request, paper_key), file=file, at=at, until=at + KEPT)


def drop_answer_upload(
    *, dossier_id: uuid.UUID, asker: Asker, paper_key: str, upload_id: uuid.UUID, at: datetime
) -> None:
    """Take a file off the answer, or forget what came of it so far."""
    target = target_of_answer(open_request(asker, dossier_id), paper_key)
    uploads.drop(asker=asker, upload_id=upload_id, target=target, at=at)


def _check(request: SupplementRequest, asker: Asker, paper_key: str, at: datetime) -> None:
    if not paper_key or paper_key not in {item["paper"] for item in request.items}:
        raise Invalid(_("Giấy tờ này không nằm trong yêu cầu bổ sung. Tải lại trang rồi thử lại."))
    held = [one for one in files_for_answer(asker, request, at=at).get(paper_key, ()) if one.file_id]
    if len(held) >= FILES_A_PAPER:
        raise Invalid(
            _("Mỗi giấy tờ nhận tối đa %(count)s tệp. Bỏ bớt một tệp rồi tải lại.") % {"count": FILES_A_PAPER},
            fields={paper_key: _("Đã đủ số tệp cho giấy tờ này.")},
        )
