"""Telling once, delivering with patience, reading one's own."""

from __future__ import annotations

import pytest
from django.core import mail

from motcua.identity.askers import ANONYMOUS
from motcua.kernel.errors import NotFound
from motcua.notifications import selectors
from motcua.notifications.models import Message
from motcua.notifications.services.deliver import MOST_TRIES, TryAgain, deliver
from motcua.notifications.services.read import mark_all_read, mark_read
from motcua.notifications.services.send import tell
from tests.notifications.conftest import AT
from tests.notifications.test_writing import CONTEXT, LINK


def say(asker, **changes):
    given = {
        "person_id": asker.person_id,
        "account_id": None if asker.person_id else asker.account_id,
        "email": "hang@example.vn",
        "kind": "filed",
        "context": CONTEXT,
        "link": LINK,
        "dedupe_key": "event:1",
        "object_ref": "dossier-1",
        "at": AT,
    }
    return tell(**{**given, **changes})


def test_a_message_goes_to_the_inbox_and_by_mail(hang, queue):
    inbox, email = say(hang)
    assert (inbox.channel, inbox.state) == ("inbox", "sent")
    assert (email.channel, email.state, email.address) == ("email", "waiting", "hang@example.vn")
    (job,) = queue.jobs.values()
    assert job["args"] == {"message_id": email.pk}
    deliver(message_id=email.pk, at=AT)
    (sent,) = mail.outbox
    assert sent.to == ["hang@example.vn"]
    assert CONTEXT["code"] in sent.subject
    email.refresh_from_db()
    assert (email.state, email.sent_at, email.tries) == ("sent", AT, 1)


def test_telling_twice_is_telling_once(hang, queue):
    assert len(say(hang)) == 2
    assert say(hang) == []
    assert Message.objects.count() == 2
    assert len(queue.jobs) == 1


def test_without_an_address_only_the_inbox_is_used(hang, queue):
    assert [each.channel for each in say(hang, email="")] == ["inbox"]
    assert not queue.jobs


def test_a_step_inside_the_office_tells_nobody(hang):
    assert say(hang, kind="forwarded") == []
    assert not Message.objects.exists()


def test_an_officer_is_told_of_a_task(stranger):
    (inbox,) = say(stranger, kind="task_assigned", email="")
    assert inbox.account_id == stranger.account_id
    assert selectors.inbox(stranger) == [inbox]


def test_delivering_twice_sends_once(hang):
    _, email = say(hang)
    deliver(message_id=email.pk, at=AT)
    deliver(message_id=email.pk, at=AT)
    deliver(message_id=email.pk + 1000, at=AT)
    assert len(mail.outbox) == 1


class Down:
    """A mail server that refuses the connection."""

    def __init__(self, *args, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("no server")


def test_a_mail_that_does_not_leave_is_tried_five_times_then_shown(hang, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.notifications.test_sending.Down", "OPTIONS": {}}}
    _, email = say(hang)
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(TryAgain):
            deliver(message_id=email.pk, at=AT)
        assert selectors.undelivered("dossier-1") == []
    deliver(message_id=email.pk, at=AT)
    (failed,) = selectors.undelivered("dossier-1")
    assert (failed.state, failed.tries) == ("failed", MOST_TRIES)
    assert "ConnectionRefusedError" in failed.failure
    deliver(message_id=email.pk, at=AT)
    failed.refresh_from_db()
    assert failed.tries == MOST_TRIES


def test_an_inbox_is_only_its_owners(hang, stranger):
    inbox, _ = say(hang)
    assert selectors.inbox(hang) == [inbox]
    assert selectors.unread_count(hang) == 1
    assert selectors.inbox(stranger) == []
    assert selectors.inbox(ANONYMOUS) == []
    assert selectors.unread_count(ANONYMOUS) == 0
    with pytest.raises(NotFound):
        mark_read(asker=stranger, message_id=inbox.pk, at=AT)


def test_reading_counts_once(hang):
    inbox, email = say(hang)
    mark_read(asker=hang, message_id=inbox.pk, at=AT)
    assert selectors.unread_count(hang) == 0
    with pytest.raises(NotFound):
        mark_read(asker=hang, message_id=email.pk, at=AT)
    assert mark_all_read(asker=hang, at=AT) == 0
    say(hang, dedupe_key="event:2")
    assert mark_all_read(asker=hang, at=AT) == 1


def test_an_inbox_comes_in_pages_of_one_query(hang, django_assert_num_queries):
    for number in range(5):
        say(hang, dedupe_key=f"event:{number}", email="")
    with django_assert_num_queries(1):
        first = selectors.inbox(hang, limit=3)
    second = selectors.inbox(hang, before=first[-1].pk, limit=3)
    assert [each.dedupe_key for each in first + second] == [f"event:{n}:inbox" for n in (4, 3, 2, 1, 0)]
