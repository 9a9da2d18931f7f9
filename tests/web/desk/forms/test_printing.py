"""How a form prints as a declaration: set on a page of its own, tried as PDF."""

from __future__ import annotations

import re

import pypdfium2
from django.test import Client

from motcua.forms.models import FormDraft
from motcua.identity.enums import Role
from tests.dossiers.world import World
from tests.web.desk.conftest import Desk
from tests.web.desk.forms.sending import add, here, said, seen, send
from tests.web.desk.test_pages import officer, province


class TestPrinting:
    def test_texts_order_words_and_what_is_left_out(self, client: Client, draft: FormDraft) -> None:
        for label, kind in (("Có con không", "yes_no"), ("Ngày sinh", "date"), ("Tôi cam đoan", "consent")):
            add(client, draft, label, kind)
        send(client, draft, "them-trang/", title="Người con")
        texts = {"title": "TỜ KHAI ĐĂNG KÝ", "legal_form": "Mẫu 01", "pledge": "Tôi cam đoan."}
        order = {"order-trang_1": "2", "order-nguoi_con": "1"}
        words = {"label-ngay_sinh": "Ngày, tháng, năm sinh", "omit-co_con_khong": "1"}
        answer = send(client, draft, "to-khai-in/", **texts, **order, **words)
        assert answer["Location"] == f"{here(draft)}#to-khai-in"
        assert said(draft)["declaration"] == {
            **texts,
            "order": ["nguoi_con", "trang_1"],
            "labels": {"ngay_sinh": "Ngày, tháng, năm sinh"},
            "omit": ["co_con_khong"],
        }
        page = client.get(here(draft)).content.decode()
        assert "Người con; Nội dung đề nghị" in page
        assert "mục “Ngày sinh” in là" in client.get(f"{here(draft)}so-sanh/").content.decode()
        again = client.get(f"{here(draft)}to-khai-in/").content.decode()
        assert again.index("<h2>Người con") < again.index("<h2>Nội dung đề nghị")
        assert re.search(r'name="omit-co_con_khong" value="1" checked', again)

    def test_as_asked_nothing_is_said(self, client: Client, draft: FormDraft) -> None:
        add(client, draft, "Lý do", "text")
        send(client, draft, "to-khai-in/", title="Tờ khai")
        send(client, draft, "to-khai-in/", title=" ")
        assert "declaration" not in said(draft)

    def test_a_place_that_is_no_number_is_told(self, client: Client, draft: FormDraft) -> None:
        answer = send(client, draft, "to-khai-in/", **{"order-trang_1": "đầu"})
        assert answer.status_code == 422
        assert "Ghi một số" in answer.content.decode()
        assert 'value="đầu"' in answer.content.decode()

    def test_not_by_a_colleague(self, draft: FormDraft, world: World, desk: Desk, client: Client) -> None:
        other = desk(officer(province(world), Role.EDITOR, "soan2"))
        assert other.post(f"{here(draft)}to-khai-in/", {"seen": seen(client, draft), "title": "X"}).status_code == 403

    def test_the_sheet_of_the_test_answers(self, client: Client, draft: FormDraft) -> None:
        assert client.get(f"{here(draft)}to-khai-in.pdf").status_code == 422
        add(client, draft, "Họ tên", "name")
        client.post(f"{here(draft)}thu/", {"do": "example"})
        answer = client.get(f"{here(draft)}to-khai-in.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        pages = pypdfium2.PdfDocument(answer.content)
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
        assert "TỜ KHAI THỬ" in words
        assert "Nguyễn Văn An" in words
        assert "BẢN NHÁP" in words
