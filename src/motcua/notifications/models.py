"""Messages to people: what was said, to whom, through which channel, and whether it left."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.identity.models import Account, Person
from motcua.kernel.privacy import Personal

KEPT = "2 years"


class Preference(models.Model):
    """What a person wants to hear outside the inbox; without a row, everything at any hour."""

    IMPERSONAL: ClassVar = ("changed_at",)

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="preference")
    email = models.BooleanField(default=True)
    sms = models.BooleanField(default=True)
    quiet_from = models.PositiveSmallIntegerField(default=0)
    quiet_until = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__lt=24, quiet_until__lt=24), name="notifications_preference_hours"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Message(models.Model):
    """One message on one channel. ``dedupe_key`` is unique: telling twice about the same event is impossible."""

    PERSONAL: ClassVar = {
        "address": Personal("e-mail or telephone used", "delivery", KEPT),
        "subject": Personal("headline", "informing", KEPT),
        "body": Personal("text", "informing", KEPT),
    }
    IMPERSONAL: ClassVar = (
        "channel",
        "kind",
        "state",
        "link",
        "dedupe_key",
        "failure",
        "created_at",
        "sent_at",
        "read_at",
        "object_ref",
    )

    class Channel(models.TextChoices):
        INBOX = "inbox", "Hộp thư"
        EMAIL = "email", "Thư điện tử"
        SMS = "sms", "Tin nhắn điện thoại"

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="messages")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    kind = models.CharField(max_length=40)
    address = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    object_ref = models.CharField(max_length=60, blank=True)
    dedupe_key = models.CharField(max_length=160, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    failure = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notifications_person"),
            models.Index(fields=["account", "-id"], name="notifications_account"),
        ]

    def __str__(self) -> str:
        return self.subject
