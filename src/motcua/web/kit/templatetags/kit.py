"""Tags every page may use: icons of the sprite, dates and sizes as people read them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.worktime.words import moment_words

register = template.Library()

KILOBYTE = 1024


@register.simple_tag
@lru_cache(maxsize=200)
def icon(name: str) -> SafeString:
    """A decorative icon; the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("kit/icons.svg"),
        name,
    )


@register.filter
def when(moment: datetime | None) -> str:
    """15:00 thứ Hai, 24/11/2025."""
    return moment_words(moment) if moment else ""


@register.filter
def short_when(moment: datetime | None) -> str:
    """09:42 24/11/2025."""
    return f"{clock.local(moment):%H:%M %d/%m/%Y}" if moment else ""


@register.filter
def hour(moment: datetime | None) -> str:
    return f"{clock.local(moment):%H:%M}" if moment else ""


@register.filter
def clock_or_day(moment: datetime | None) -> str:
    """14:32, and with the day when it was not today."""
    if moment is None:
        return ""
    return hour(moment) if clock.local(moment).date() == clock.today() else short_when(moment)


@register.filter
def day(value: date | datetime | None) -> str:
    """24/11/2025."""
    if value is None:
        return ""
    return f"{clock.local(value) if isinstance(value, datetime) else value:%d/%m/%Y}"


@register.filter
def file_size(size: int | None) -> str:
    """812 KB, 1,4 MB: with the Vietnamese decimal comma."""
    if size is None:
        return ""
    if size < KILOBYTE * KILOBYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{size / KILOBYTE / KILOBYTE:.1f} MB".replace(".", ",")


@register.filter
def pages(count: int | None) -> str:
    return _("%(count)s trang") % {"count": count} if count else ""


@register.filter
def dong(amount: int | None) -> str:
    """25.000 đồng, Miễn phí, or words for an unpublished fee."""
    if amount is None:
        return _("Chưa công bố")
    return _("Miễn phí") if amount == 0 else f"{amount:,} đồng".replace(",", ".")


@register.filter
def spaced(code: str) -> str:
    """A code with thin gaps, easier to read out; copying it still gives the code."""
    return code.replace("-", "-\u200b")
