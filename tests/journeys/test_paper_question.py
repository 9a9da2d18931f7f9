"""A question for a paper, on a telephone: the file is taken where it is asked, and nothing typed beside it is lost."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.axe import check
from tests.journeys.citizen import HOA, log_in, photo
from tests.journeys.province import Province

START = """
from motcua.catalogue.models import Paper
from motcua.dossiers.services.drafting import start_draft
from motcua.identity.models import Account
from motcua.identity.selectors import asker_of
from motcua.kernel import clock
from tests.dossiers.bundle import publish, version
made = version("9.000077", "Khai kèm giấy", [
    {"key": "name", "label": "Tên của trẻ", "type": "text"},
    {"key": "proof", "label": "Giấy chứng sinh", "type": "paper", "paper": "chung-sinh"},
], days=3)
Paper.objects.create(version=made, key="chung-sinh", name="Giấy chứng sinh", order=1)
publish(made)
account = Account.objects.get(person__id_number="%s")
print(start_draft(asker=asker_of(account, on=clock.today()), procedure_code="9.000077", at=clock.now()).pk)
"""


def test_the_file_is_taken_where_it_is_asked_for(open_page: Callable[..., Page], province: Province) -> None:
    page = open_page()
    page.goto("/ho-so-cua-toi/")
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    draft = province.manage("shell", "-v", "0", "-c", START % HOA).split()[-1]
    page.goto(f"/nop-ho-so/{draft}/khai/noi_dung")
    page.get_by_label("Tên của trẻ").fill("Lê Minh Anh")
    page.locator("input[type=file]").set_input_files(photo())  # type: ignore[arg-type]
    expect(page.get_by_role("link", name="giay-chung-sinh.jpg")).to_be_visible()
    expect(page.get_by_label("Tên của trẻ")).to_have_value("Lê Minh Anh")
    expect(page.get_by_role("link", name="Tải giấy tờ lên")).to_have_count(0)  # that is the way without a script
    check(page, "a question for a paper")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.goto(f"/nop-ho-so/{draft}/khai/noi_dung")
    expect(page.get_by_label("Tên của trẻ")).to_have_value("Lê Minh Anh")
    expect(page.get_by_role("listitem").filter(has_text="giay-chung-sinh.jpg")).to_be_visible()
