"""A group that others must sign, as the two see it: one press to send, one page to read and sign everything."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from motcua.catalogue.selectors import version_bundle
from motcua.dossiers.enums import CosigningState
from motcua.dossiers.grouping.several import file_signed
from motcua.dossiers.models import Cosigning, Dossier, FilingGroup
from motcua.identity.askers import Asker
from tests.dossiers.cosigned import citizen
from tests.dossiers.test_cosigned_groups import two_drafts, waiting
from tests.dossiers.world import World

type Browser = Callable[[Asker], Client]


def sent(world: World, as_asker: Browser) -> tuple[FilingGroup, str]:
    group, first, other = two_drafts(world, third=True)
    for draft in (first, other):
        draft.refresh_from_db()
        pages = [page.key for page in version_bundle(draft.version_id).form.pages]
        draft.done_pages = sorted({*draft.done_pages, "noi-nop", "giay-to", *pages})
        draft.save()
    url = f"/nhom/{group.pk}/"
    answer = as_asker(world.citizen).post(f"{url}gui", {"consent": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return group, url


def test_the_group_says_who_must_still_sign_what(world: World, as_asker: Browser) -> None:
    group, url = sent(world, as_asker)
    page = as_asker(world.citizen).get(url).content.decode()
    assert "Đang chờ người cùng ký" in page
    assert page.count("Lê Văn Ba") == 2
    for one in waiting(group):
        assert f"/nop-ho-so/{one.draft_id}/cung-ky" in page


def test_one_row_one_page_and_one_press_for_both(world: World, as_asker: Browser) -> None:
    group, url = sent(world, as_asker)
    second = as_asker(citizen("099000000003"))
    assert second.get("/ho-so-cua-toi/").content.decode().count("Đọc và trả lời") == 1
    one, more = waiting(group)
    page = second.get(f"/cung-ky/{one.pk}/").content.decode()
    assert "Cùng ký 2 hồ sơ" in page
    assert "Việc hai người" in page
    both = {"do": "agree", "seen": one.digest, f"seen-{more.pk}": more.digest, "read": "yes"}
    unread = second.post(f"/cung-ky/{one.pk}/", both)
    assert unread.status_code == 422
    assert f'href="#f-read-{more.pk}"' in unread.content.decode()
    assert second.post(f"/cung-ky/{one.pk}/", {**both, f"read-{more.pk}": "yes"}).status_code == 302
    assert len(file_signed(group_id=group.pk, at=world.at).filed) == 2
    assert Dossier.objects.count() == 2
    assert as_asker(world.citizen).get(url).status_code == 200


def test_the_one_that_is_wrong_is_named_and_only_that_comes_back(world: World, as_asker: Browser) -> None:
    group, _url = sent(world, as_asker)
    second = as_asker(citizen("099000000003"))
    one, more = waiting(group)
    words = {"do": "decline", "words": "Tên ghi sai rồi", "which": str(more.pk), "seen": one.digest}
    answer = second.post(f"/cung-ky/{one.pk}/", {**words, f"seen-{more.pk}": more.digest})
    assert answer.status_code == 302
    more.refresh_from_db()
    assert more.state == CosigningState.DECLINED
    assert [each.pk for each in waiting(group)] == [one.pk]
    assert Cosigning.objects.count() == 2


def test_strangers_find_neither_page(world: World, as_asker: Browser) -> None:
    group, url = sent(world, as_asker)
    stranger = as_asker(world.stranger)
    assert stranger.get(url).status_code == 404
    assert stranger.get(f"/cung-ky/{waiting(group)[0].pk}/").status_code == 404


def test_what_waits_for_signatures_is_not_told_as_unfinished(world: World, as_asker: Browser) -> None:
    _group, url = sent(world, as_asker)
    page = as_asker(world.citizen).get(url).content.decode()
    assert page.count("Đã khai đủ") == 2


def test_at_the_counter_one_page_and_one_press_for_both(world: World, as_asker: Browser) -> None:
    group, _url = sent(world, as_asker)
    one, more = waiting(group)
    clerk, url = as_asker(world.clerk), f"/can-bo/cung-ky/{one.pk}/{citizen('099000000003').person_id}/"
    page = clerk.get(url).content.decode()
    assert "Cùng ký 2 hồ sơ" in page
    assert "Việc hai người" in page
    both = {"do": "agree", "seen": one.digest, f"seen-{more.pk}": more.digest}
    assert clerk.post(url, both).status_code == 422  # the card was not looked at
    assert clerk.post(url, {**both, "card": "yes"}).status_code == 302
    assert len(file_signed(group_id=group.pk, at=world.at).filed) == 2
