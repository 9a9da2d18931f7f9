"""What the designer's pages are sent, as a browser would."""

from __future__ import annotations

import re

from django.test import Client

from motcua.forms.models import FormDraft

LIST = "/can-bo/cau-hinh/to-khai/"


def here(draft: FormDraft) -> str:
    return f"{LIST}nhap/{draft.pk}/"


def seen(client: Client, draft: FormDraft) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{16})"', client.get(here(draft)).content.decode())
    assert found
    return found[1]


def send(client: Client, draft: FormDraft, where: str, **typed: object):
    return client.post(f"{here(draft)}{where}", {"seen": seen(client, draft), **typed})


def add(client: Client, draft: FormDraft, label: str, kind: str, **where: str) -> str:
    """The new question's path."""
    answer = send(client, draft, "them-cau/", label=label, type=kind, **({"trang": "trang_1"} | where))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer["Location"].rstrip("/").rpartition("/")[2]


def said(draft: FormDraft) -> dict:
    draft.refresh_from_db()
    return draft.definition


def question(draft: FormDraft, key: str) -> dict:
    return next(item for page in said(draft)["pages"] for item in page["fields"] if item["key"] == key)
