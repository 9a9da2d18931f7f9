"""The papers of a draft, each with its files, those on their way, and what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from motcua.catalogue.bundles import PaperItem
from motcua.documents.models import Upload
from motcua.dossiers.models import DraftFile
from motcua.dossiers.selectors.drafts import DraftView
from motcua.dossiers.services.drafting import PAPERS
from motcua.vault.models import IssuedResult
from motcua.web.kit.tus import Unfinished, unfinished
from motcua.web.portal.presenters.files import FileRow, file_row
from motcua.web.portal.presenters.filing import LOOKUP, UPLOAD, papers_of, step_url
from motcua.web.portal.presenters.offers import Offers, offers_at


@dataclass(frozen=True, slots=True)
class PaperView:
    """``upload_url`` takes whole files from a form, ``begin_url`` a file in pieces (tus)."""

    key: str
    name: str
    help: str
    required: bool
    files: list[FileRow]
    unfinished: list[Unfinished]
    upload_url: str
    begin_url: str
    offers: Offers
    errors: tuple[str, ...] = ()


def paper_views(
    view: DraftView,
    errors: Mapping[str, Sequence[str]],
    under_way: Mapping[str, list[Upload]],
    offered: Mapping[str, list[IssuedResult]],
) -> list[PaperView]:
    return [
        PaperView(
            key=paper.key,
            name=paper.name,
            help=paper.help,
            required=paper.required,
            files=[draft_row(one) for one in view.files if one.paper_key == paper.key],
            unfinished=[
                unfinished(one, upload_url(view.draft.pk, paper.key, one)) for one in under_way.get(paper.key, [])
            ],
            upload_url=step_url(view, PAPERS),
            begin_url=reverse("portal:uploads", args=[view.draft.pk, paper.key]),
            offers=offers_at(view, paper.key, offered.get(paper.key, ())),
            errors=tuple(errors.get(paper.key, ())),
        )
        for paper in papers_of(view)
        if paper.kind == UPLOAD
    ]


def draft_row(one: DraftFile) -> FileRow:
    return file_row(one.file, remove_url=reverse("portal:draft_paper_remove", args=[one.draft_id, one.pk]))


def upload_url(draft_id: object, paper_key: str, upload: Upload) -> str:
    return reverse("portal:upload", args=[draft_id, paper_key, upload.pk])


def lookups(view: DraftView) -> list[PaperItem]:
    return [paper for paper in papers_of(view) if paper.kind == LOOKUP]
