"""The portal as an app: static files and published knowledge without a network, nothing of anybody stored."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from motcua.identity.askers import Asker
from motcua.web.kit.caching import KEEP, OFFLINE_HEADER
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]
PERSONAL = [
    "/ho-so-cua-toi/",
    "/giay-to-cua-toi/",
    "/hop-thu/",
    "/ai-da-xem/",
    "/thong-tin-cua-toi/",
    "/cach-nhan-tin/",
]
PUBLIC = ["/", "/thu-tuc/", "/tro-giup/", "/hien-thi/", "/ngoai-tuyen/"]


def test_the_manifest_makes_it_installable(world: World) -> None:
    answer = Client().get("/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert manifest["display"] == "standalone"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert manifest["start_url"] == "/"


def test_the_worker_serves_the_whole_portal_and_is_asked_for_anew(world: World) -> None:
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert "{version}" not in answer.text


def test_the_worker_keeps_only_what_the_server_marked(world: World) -> None:
    """Its one rule for pages is the header; the static files are named."""
    text = Client().get("/sw.js").text
    assert f'"header": "{OFFLINE_HEADER}", "keep": "{KEEP}"' in text
    puts = [line for line in text.splitlines() if ".put(" in line]
    assert len(puts) == 2
    assert all("mayKeep" in before for before in _lines_before(text, puts))


def _lines_before(text: str, wanted: list[str]) -> list[str]:
    lines = text.splitlines()
    return ["".join(lines[lines.index(line) - 2 : lines.index(line) + 1]) for line in wanted]


@pytest.mark.parametrize("path", PUBLIC)
def test_published_knowledge_may_be_kept_when_nobody_is_logged_in(world: World, path: str) -> None:
    assert Client().get(path)[OFFLINE_HEADER] == KEEP


@pytest.mark.parametrize("path", [*PUBLIC, *PERSONAL])
def test_a_page_made_for_somebody_logged_in_is_stored_nowhere(world: World, as_asker: Browser, path: str) -> None:
    answer = as_asker(world.citizen).get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert OFFLINE_HEADER not in answer


@pytest.mark.parametrize(
    "path", ["/tim-kiem?q=khai+sinh", "/tra-cuu/", "/dang-nhap/", "/dia-chi-cu/?q=x", "/khong-co/"]
)
def test_what_tells_of_a_person_is_not_kept_without_a_login_either(world: World, path: str) -> None:
    assert OFFLINE_HEADER not in Client().get(path)


def test_every_page_of_a_dossier_and_a_draft_is_stored_nowhere(world: World, as_asker: Browser) -> None:
    browser, filed = as_asker(world.citizen), world.filed()
    for path in ("", "da-nop", "rut"):
        assert "no-store" in browser.get(f"/ho-so/{filed.dossier_id}/{path}")["Cache-Control"]
    browser.post(f"/thu-tuc/{world.version.procedure.code}/nop")
    page = browser.get("/ho-so-cua-toi/").text
    draft = page.split('href="/nop-ho-so/')[1].split('"')[0]
    for path in ("", "noi-nop", "khai/noi_dung", "giay-to", "may-khac"):
        assert "no-store" in browser.get(f"/nop-ho-so/{draft}{path}")["Cache-Control"]
