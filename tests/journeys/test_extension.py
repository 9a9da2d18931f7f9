"""A leader apologises and gives a new date; the applicant reads why, and has the signed paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.citizen import fill_date, log_in
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.officer import LEADER, enter, send

REASON = "Nơi đăng ký cũ chưa gửi xác nhận, cơ quan đã nhắc lần hai."


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_new_date_comes_with_an_apology_and_its_reason(
    open_page: Callable[..., Page], received: str, script: bool
) -> None:
    leader = open_page(script=script, size=DESKTOP)
    enter(leader, LEADER, f"/can-bo/ho-so/{received}/extend")
    latest = re.search(r"muộn nhất (\d\d)/(\d\d)/(\d{4})", leader.locator(".d-act").inner_text())
    assert latest
    day, month, year = latest.groups()
    fill_date(leader, "until", day, month, str(int(year) + 1))
    leader.locator("[name=reason]").fill(REASON)
    leader.locator(".d-act .d-foot button.is-main").click()
    expect(leader.get_by_text(f"Gia hạn nhiều nhất tới ngày {day}/{month}/{year}").first).to_be_visible()
    expect(leader.locator("[name=reason]")).to_have_value(REASON)

    fill_date(leader, "until", day, month, year)
    send(leader)
    expect(leader.get_by_text(f"hẹn lại ngày {day}/{month}/{year}").first).to_be_visible()

    citizen = open_page(script=script, size=PHONE)
    citizen.goto(f"/ho-so/{received}/")
    log_in(citizen)
    expect(citizen.get_by_text(f"Cơ quan xin lỗi và hẹn lại ngày {day}/{month}/{year}").first).to_be_visible()
    expect(citizen.get_by_text(f"{day}/{month}/{year}").first).to_be_visible()
    paper = citizen.get_by_role("link", name="xin lỗi").first
    pdf = citizen.request.get(paper.get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().count(b"/ByteRange") == 2  # the leader's signature and the agency's seal
