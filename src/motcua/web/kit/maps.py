"""Maps on pages: where the picture of one is fetched, under an address that tells nobody which place is meant.

What a picture shows is sealed with the account it was made for: addresses end up in logs of proxies and in histories of
browsers, and the place of somebody's house belongs in neither. The same picture always has the same address.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NoBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.forms.presenters import FieldView, MapView
from motcua.forms.rules import Answers, frame_of, pin_of
from motcua.gateway.errors import Unavailable
from motcua.gateway.selectors import troubled
from motcua.identity.askers import Asker
from motcua.kernel.errors import NotFound
from motcua.maps.rules.frames import HEIGHT, PLACE_ZOOM, WIDTH, Frame, Move, written
from motcua.maps.rules.mercator import Point
from motcua.maps.services.pictures import picture
from motcua.maps.services.tiles import SYSTEM
from motcua.web.kit.requests import Request

UNAVAILABLE = 503
KEPT_SECONDS = 600  # by the person's own browser, so that moving there and back asks once
_FALLBACK = Frame(Point(19.807, 105.776), 11)


@dataclass(frozen=True, slots=True)
class SpotView:
    """A place to look at: the picture of it, whose map it is."""

    url: str
    note: str
    width: int = WIDTH
    height: int = HEIGHT


@require_safe
def map_picture(request: Request, sealed: str) -> HttpResponse:
    """The picture behind an address of ours; without tiles 503, and the page says in words how to go on."""
    frame, pin = opened(sealed, request.asker)
    if not settings.TILES:
        raise NotFound(_("Không có bản đồ này."))
    try:
        content = picture(frame, pin)
    except Unavailable:
        return HttpResponse(status=UNAVAILABLE, headers={"Cache-Control": "no-store"})
    kept = {"Cache-Control": f"private, max-age={KEPT_SECONDS}"}
    return HttpResponse(content, content_type="image/webp", headers=kept)


def start_frame() -> Frame:
    """Where a map begins that knows of no place yet."""
    return written(settings.MAP_CENTRE) or _FALLBACK


def with_maps(
    fields: Sequence[FieldView], answers: Answers, asker: Asker, frames: Mapping[str, Frame] | None = None
) -> list[FieldView]:
    """The questions with a map at those for a place; ``frames``: what the person moved theirs to."""
    if not settings.TILES or not any(_has_map(field) for field in fields):
        return list(fields)
    away, moved = SYSTEM in troubled(), frames or {}
    return [
        replace(field, map=_map(field.name, answers.get(field.key), asker, moved.get(field.key), away=away))
        if _has_map(field)
        else field
        for field in fields
    ]


def spot_view(spot: tuple[float, float] | None, asker: Asker) -> SpotView | None:
    """The map of a place that was declared; ``None`` where there is none to show."""
    if spot is None or not settings.TILES or SYSTEM in troubled():
        return None
    pin = Point(*spot)
    return SpotView(picture_url(Frame(pin, PLACE_ZOOM), pin, asker), settings.TILES_NOTE)


def _has_map(field: FieldView) -> bool:
    return field.type == "place" and not field.locked


def _map(name: str, answer: object, asker: Asker, frame: Frame | None, *, away: bool) -> MapView:
    given = answer if isinstance(answer, dict) else None
    pin, shown = pin_of(given), frame or frame_of(given, start=start_frame())
    return MapView(
        id=f"f-{name}-map",
        name=name,
        url="" if away else picture_url(shown, pin, asker),
        at=str(shown),
        width=WIDTH,
        height=HEIGHT,
        moves=_moves(),
        note=settings.TILES_NOTE,
        told=_("Ghim đang ở %(lat)s, %(lng)s.") % {"lat": _degrees(pin.lat), "lng": _degrees(pin.lng)} if pin else "",
    )


def _moves() -> tuple[tuple[str, str, str], ...]:
    return (
        (Move.WEST, "←", _("Dời bản đồ sang phía tây")),
        (Move.NORTH, "↑", _("Dời bản đồ lên phía bắc")),
        (Move.SOUTH, "↓", _("Dời bản đồ xuống phía nam")),
        (Move.EAST, "→", _("Dời bản đồ sang phía đông")),
        (Move.IN, "+", _("Phóng to bản đồ")),
        (Move.OUT, "−", _("Thu nhỏ bản đồ")),
    )


def _degrees(value: float) -> str:
    return f"{value:.6f}".replace(".", ",")


def picture_url(frame: Frame, pin: Point | None, asker: Asker) -> str:
    told = json.dumps([str(frame), *(pin or ())], separators=(",", ":"))
    secret = AESSIV(_key()).encrypt(told.encode(), [str(asker.account_id).encode()])
    return reverse("portal:map", args=[urlsafe_b64encode(secret).decode().rstrip("=")])


def opened(sealed: str, asker: Asker) -> tuple[Frame, Point | None]:
    """What ``picture_url`` sealed for this asker; ``NotFound`` for anything else."""
    try:
        secret = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        told = AESSIV(_key()).decrypt(secret, [str(asker.account_id).encode()])
    except (NoBase64, ValueError, InvalidTag) as problem:
        raise NotFound(_("Không có bản đồ này.")) from problem
    shown, *pin = json.loads(told)
    return written(shown) or start_frame(), Point(*pin) if pin else None


def _key() -> bytes:
    return hashlib.sha512(f"maps {settings.SECRET_KEY}".encode()).digest()
