"""Nobody's draft disappears unannounced: a word on day twenty, on day twenty-eight, and when it is gone."""

from __future__ import annotations

from datetime import timedelta

from motcua.dossiers.models import Draft
from motcua.dossiers.services.draft_notices import remind_of_drafts
from motcua.dossiers.services.drafting import save_page, start_draft
from motcua.dossiers.services.tidying import tidy
from motcua.notifications.models import Message
from tests.dossiers.world import World

DAY = timedelta(days=1)


def _draft(world: World) -> Draft:
    return start_draft(asker=world.citizen, procedure_code=world.version.procedure.code, at=world.at)


def _letters(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind, channel=Message.Channel.INBOX).order_by("id"))


def test_day_twenty_and_day_twenty_eight_are_told_once_each(world: World) -> None:
    _draft(world)
    told = [remind_of_drafts(at=world.at + day * DAY) for day in (1, 19, 20, 21, 27, 28, 29)]
    assert told == [0, 0, 1, 0, 0, 1, 0]
    assert len(_letters("draft_reminder")) == 2


def test_saving_again_starts_the_days_anew(world: World) -> None:
    draft = _draft(world)
    assert remind_of_drafts(at=world.at + 20 * DAY) == 1
    answers = {"child_name": "Lê An", "note": ""}
    save_page(draft_id=draft.pk, asker=world.citizen, page_key="noi_dung", answers=answers, at=world.at + 21 * DAY)
    assert remind_of_drafts(at=world.at + 22 * DAY) == 0
    assert remind_of_drafts(at=world.at + 41 * DAY) == 1


def test_an_expired_draft_goes_with_a_letter_that_says_nothing_declared(world: World) -> None:
    draft = _draft(world)
    Draft.objects.filter(pk=draft.pk).update(answers={"child_name": "Lê Bí Mật"})
    assert tidy(at=world.at + 31 * DAY)[0] == 1
    letter = _letters("draft_expired")[0]
    assert letter.account_id == world.citizen.account_id
    assert "Bí Mật" not in letter.body
    assert not Draft.objects.exists()


def test_a_draft_still_kept_is_left_alone(world: World) -> None:
    _draft(world)
    assert tidy(at=world.at + 29 * DAY)[0] == 0
    assert not _letters("draft_expired")
