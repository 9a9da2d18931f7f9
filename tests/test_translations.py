"""Every Vietnamese text has its English; what is written down stays Vietnamese whoever reads in English."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from django.test import Client
from django.utils import translation

from motcua.dossiers.models import DossierEvent, Receipt
from motcua.dossiers.services.filing import file
from motcua.dossiers.services.reception import receive
from ops import texts
from tests.dossiers.world import World, build

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
TAG = re.compile(r"<[^>]+>")
VIETNAMESE = re.compile(r"[À-ỹ]")
# English texts in which Vietnamese words are meant: money, and what to type into a search that understands Vietnamese.
MEANT = (  # the longer before what they contain
    "Bản sao từ sổ gốc của giấy khai sinh, kết hôn, khai tử", "Xin bản sao giấy khai sinh", "Thẩm định hồ sơ",
    "Nghỉ Tết Dương lịch", "Công an xã đang cho ý kiến về hồ sơ", "làm giấy khai sinh cho con",
    "giấy xác nhận độc thân", "sang tên sổ đỏ", "mở quán ăn", "khai sinh", "sổ đỏ", "sang tên đất", "xã Quảng Nham",
    "huyện Quảng Xương", "đồng", "khác: …",
)  # fmt: skip

(ENGLISH,) = texts.FILES
COLLECTED = {texts.key_of(message): message.locations for message in texts.collected() if message.id}
TRANSLATED = {texts.key_of(message): message for message in texts.catalogue_of(ENGLISH) if message.id}


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """(Vietnamese, English) of a text, both forms of a plural."""
    said = message.id if isinstance(message.id, tuple) else (message.id,)
    english = message.string if isinstance(message.string, tuple) else (message.string,)
    yield from zip(said, english, strict=True)


def test_every_text_has_its_english() -> None:
    lacking = {key: places for key, places in COLLECTED.items() if key not in TRANSLATED}
    lacking |= {
        key: COLLECTED.get(key, [])
        for key, message in TRANSLATED.items()
        if not all(english for _vietnamese, english in pairs(message))
    }
    assert lacking == {}, "python -m ops.texts collect, then write the English"


def test_no_english_is_left_of_a_text_that_is_gone() -> None:
    assert set(TRANSLATED) - set(COLLECTED) == set(), "python -m ops.texts collect"


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in TRANSLATED.values() if message.fuzzy] == []


def test_placeholders_and_links_agree() -> None:
    differing = [
        (vietnamese, english)
        for message in TRANSLATED.values()
        for vietnamese, english in pairs(message)
        if english
        and any(sorted(mark.findall(vietnamese)) != sorted(mark.findall(english)) for mark in (PLACEHOLDER, TAG))
    ]
    assert differing == []


def test_the_english_is_english() -> None:
    mixed = []
    for message in TRANSLATED.values():
        for _vietnamese, english in pairs(message):
            rest = english
            for words in MEANT:
                rest = rest.replace(words, "")
            if VIETNAMESE.search(rest):
                mixed.append(english)
    assert mixed == []


def test_texts_are_seen_in_code_and_templates(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text('x = _("Một") + ngettext("Hai", "Hai", 2) + pgettext("số", "Ba") + other("Bốn") + gettext(y)')
    page = tmp_path / "page.html"
    page.write_text(
        '<p>\n  {% translate "Năm" %}{% blocktranslate %}\n  Sáu {{ n }}{% endblocktranslate %}{{ x|d:_("Bảy") }}'
    )
    assert [found for _line, found in texts.texts_of(code)] == [(None, "Một"), (None, ("Hai", "Hai")), ("số", "Ba")]
    assert [words for _line, (_context, words) in texts.texts_of(page)] == ["Năm", "\n  Sáu %(n)s", "Bảy"]


def test_what_is_compiled_can_be_read(tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    texts.compile_texts(ENGLISH, compiled)
    with compiled.open("rb") as content:
        english = gettext.GNUTranslations(content)
    assert english.gettext("Đăng nhập") == "Log in"
    assert english.ngettext("%(n)d ngày", "%(n)d ngày", 1) == "%(n)d day"
    assert english.ngettext("%(n)d ngày", "%(n)d ngày", 2) == "%(n)d days"


@pytest.fixture
def compiled() -> None:
    texts.ensure()


@pytest.mark.django_db
@pytest.mark.usefixtures("compiled")
def test_the_reader_chooses_the_language(client: Client) -> None:
    asked = client.get("/dang-nhap/", headers={"accept-language": "en"})
    assert '<html lang="vi"' in asked.text
    chosen = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    assert chosen["Location"] == "/dang-nhap/"
    english = client.get("/dang-nhap/")
    assert '<html lang="en"' in english.text
    assert "Log in with VNeID" in english.text
    assert english["Content-Language"] == "en"
    assert "Cookie" in english["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["", "xx", "../en"])
def test_an_unknown_language_is_vietnamese(client: Client, unknown: str) -> None:
    client.cookies["django_language"] = unknown
    assert '<html lang="vi"' in client.get("/dang-nhap/").text


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.mark.usefixtures("compiled")
def test_the_record_is_vietnamese_whatever_the_screen_said(world: World) -> None:
    with translation.override("en"):
        filed = file(asker=world.citizen, key="k", filing=world.filing(), at=world.at)
        receive(dossier_id=world.dossier_id(), asker=world.clerk, key="r", at=world.at)
        assert translation.gettext("Đã nộp hồ sơ") == "Application sent"
    said = set(DossierEvent.objects.values_list("public", flat=True))
    assert said == {"Đã nộp hồ sơ", "Hồ sơ đã được tiếp nhận và chuyển xử lý"}
    assert Receipt.objects.get(dossier_id=filed.dossier_id).content["channel"] == "Nộp trực tuyến"
