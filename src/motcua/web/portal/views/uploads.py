"""Where a citizen's files come in pieces: papers of a draft, and those for the answer to a request to supplement."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.documents.models import Upload
from motcua.dossiers.selectors.uploads import file_of_draft
from motcua.dossiers.services.uploading import for_answer, for_draft
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.kit.tus import Place, tus_views, unfinished
from motcua.web.portal.presenters.papers import draft_row, upload_url
from motcua.web.portal.presenters.supplement import asked_row


def _paper(request: Request, draft_id: uuid.UUID, paper_key: str) -> Place:
    def row(upload: Upload) -> HttpResponse:
        taken = file_of_draft(draft_id, upload)
        url = upload_url(draft_id, paper_key, upload)
        shown = {"file": draft_row(taken)} if taken else {"one": unfinished(upload, url)}
        return render(request, "portal/part_upload.html", shown)

    return Place(
        target=for_draft(draft_id=draft_id, asker=request.asker, paper_key=paper_key, at=clock.now()),
        url=lambda upload: upload_url(draft_id, paper_key, upload),
        row=row,
        back=lambda: redirect("portal:draft_papers", draft_id),
    )


def _asked(request: Request, dossier_id: uuid.UUID, paper_key: str) -> Place:
    return Place(
        target=for_answer(dossier_id=dossier_id, asker=request.asker, paper_key=paper_key, at=clock.now()),
        url=lambda upload: reverse("portal:supplement_upload", args=[dossier_id, paper_key, upload.pk]),
        row=lambda upload: render(
            request, "portal/part_asked_file.html", {"one": asked_row(dossier_id, paper_key, upload)}
        ),
    )


uploads, upload = tus_views(_paper, button=True)
supplement_uploads, supplement_upload = tus_views(_asked)
