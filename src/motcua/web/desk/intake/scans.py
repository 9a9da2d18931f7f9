"""Scans of one screen of the counter: in pieces or with the form, kept under the screen's key until it is filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, published_version_id, version_bundle
from motcua.documents.models import Upload
from motcua.documents.selectors import facts_of
from motcua.dossiers.selectors.uploads import files_at_counter
from motcua.dossiers.services.uploading import Target, at_counter, drop_upload, take_whole
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.web.desk.asking import check_key
from motcua.web.desk.intake.reading import Typed
from motcua.web.kit.file_hints import hint_of
from motcua.web.kit.requests import Request
from motcua.web.kit.tus import Place, Unfinished, tus_views, unfinished

type Scans = Mapping[str, Sequence[Upload]]


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One file beside its paper; ``coming`` while it is not whole, ``problem`` when it does not count."""

    id: str
    name: str
    size: int
    pages: int = 0
    hint: str = ""
    problem: str = ""
    coming: Unfinished | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen whose scans are meant."""

    bundle: VersionBundle
    key: str
    asker: Asker
    at: datetime

    def target(self, paper_key: str) -> Target:
        return at_counter(
            version_id=self.bundle.version_id, screen=self.key, asker=self.asker, paper_key=paper_key, at=self.at
        )

    def scans(self) -> Scans:
        return files_at_counter(self.asker, self.key, at=self.at)

    def begin_url(self, paper_key: str) -> str:
        return reverse("desk:counter_uploads", args=[self.bundle.code, self.key, paper_key])

    def url(self, paper_key: str, upload: Upload) -> str:
        return reverse("desk:counter_upload", args=[self.bundle.code, self.key, paper_key, upload.pk])

    def row(self, paper_key: str, upload: Upload) -> ScanRow:
        file = upload.file
        if file is None:
            coming = unfinished(upload, self.url(paper_key, upload))
            return ScanRow(str(upload.pk), upload.name, upload.size, coming=coming)
        facts = facts_of(file)
        problem = _("Tệp này có mã độc nên đã bị khóa. Bỏ tệp này và quét lại.") if file.is_locked else ""
        return ScanRow(str(upload.pk), file.name, file.size, facts.pages, hint_of(facts), problem)


def take_scans(screen: Screen, request: HttpRequest) -> dict[str, str]:
    """Take in each file of the form at once, so that an error elsewhere loses none; sentences for those not taken."""
    errors = {}
    for paper in screen.bundle.papers:
        for upload in request.FILES.getlist(f"file_{paper.key}"):
            if not isinstance(upload, UploadedFile):
                continue
            try:
                take_whole(screen.target(paper.key), asker=screen.asker, upload=upload, at=screen.at)
            except Refused as refusal:
                errors[paper.key] = refusal.fields.get(paper.key, refusal.message)
    return errors


def drop_scan(screen: Screen, unwanted: str) -> None:
    """Take one file off again; one that is not of this screen is left alone."""
    for paper, found in screen.scans().items():
        for one in found:
            if str(one.pk) == unwanted:
                with suppress(NotFound):  # gone by a second press
                    drop_upload(screen.target(paper), asker=screen.asker, upload_id=one.pk, at=screen.at)


def with_scans(typed: Typed, scans: Scans) -> Typed:
    """What was typed, each paper with the files that came for it."""
    papers = {
        key: replace(paper, files=tuple(one.file_id for one in scans.get(key, ()) if one.file_id))
        for key, paper in typed.papers.items()
    }
    return replace(typed, papers=papers)


def not_whole(scans: Scans) -> dict[str, str]:
    """Sentences for papers whose files are still on their way: filing would lose them."""
    return {
        key: _("Tệp “%s” chưa tải xong. Chờ tải xong hoặc bỏ tệp này.") % one.name
        for key, found in scans.items()
        for one in found
        if one.file_id is None
    }


def _scan(request: Request, code: str, key: str, paper_key: str) -> Place:
    bundle = version_bundle(published_version_id(code))
    screen = Screen(bundle, check_key(key), request.asker, clock.now())
    return Place(
        target=screen.target(paper_key),
        url=lambda upload: screen.url(paper_key, upload),
        row=lambda upload: render(request, "desk/part_scan.html", {"scan": screen.row(paper_key, upload)}),
    )


uploads, upload = tus_views(_scan)
