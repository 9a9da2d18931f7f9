"""Where an answer came from, said at the question; what could not be asked, said in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, published_ids
from motcua.dossiers.enums import ToldSource
from motcua.dossiers.models import Draft
from motcua.dossiers.selectors.drafts import DraftView
from motcua.dossiers.telling_once.corrections import correction_of
from motcua.dossiers.telling_once.snapshots import Told, from_json
from motcua.forms.presenters import FieldView
from motcua.gateway.selectors import troubled
from motcua.kernel.clock import local
from motcua.web.kit.templatetags.kit import day

VNEID, REGISTER = "vneid", "population"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is down, and what still works; both empty when all is well."""

    title: str = ""
    sentence: str = ""

    def __bool__(self) -> bool:
        return bool(self.title)


def with_told(fields: list[FieldView], view: DraftView, *, at: datetime) -> list[FieldView]:
    """Each field with its source; one that was not told stays as it is."""
    told = from_json(view.draft.told)
    return [_with_told(field, told[field.key], view.bundle, at) if field.key in told else field for field in fields]


def _with_told(field: FieldView, told: Told, bundle: VersionBundle, at: datetime) -> FieldView:
    if told.locked:
        return replace(field, source=source_words(told, at=at), wrong_url=wrong_url(bundle, field.key))
    if told.unasked:
        words = _("Chưa lấy được từ cơ sở dữ liệu. Anh/chị khai bây giờ, cán bộ sẽ đối chiếu.")
    else:
        words = _("%(source)s. Sửa nếu ở đây khác.") % {"source": source_words(told, at=at)}
    hint_id = field.hint_id or f"{field.id}-hint"
    described = field.described_by if field.hint_id else f"{hint_id} {field.described_by}".strip()
    return replace(field, hint=f"{field.hint} {words}".strip(), hint_id=hint_id, described_by=described)


def source_words(told: Told, *, at: datetime) -> str:
    """ "Lấy từ Cơ sở dữ liệu quốc gia về dân cư, 14:32 hôm nay"."""
    if told.at is None:
        return ""
    heard, now = local(told.at), local(at)
    when = _("%(time)s hôm nay") % {"time": f"{heard:%H:%M}"} if heard.date() == now.date() else day(heard)
    named = f"{told.source.label} {told.ref}".strip() if told.source in _NAMED else str(told.source.label)
    return _("Lấy từ %(source)s, %(when)s") % {"source": named, "when": when}


_NAMED = (ToldSource.RESULT, ToldSource.EARLIER)


def wrong_url(bundle: VersionBundle, key: str) -> str:
    """Where wrong official data is mended: the procedure for it, else whom to ask."""
    code = correction_of(bundle.form.fields[key])
    if code and code != bundle.code and code in published_ids():
        return reverse("portal:procedure", args=[code])
    return reverse("portal:help")


def unverified(draft: Draft) -> bool:
    """Whether a source could not be asked for something on this draft."""
    return any(told.unasked for told in from_json(draft.told).values())


def outside(view: DraftView) -> dict[str, object]:
    """For the pages of a draft: what is down, and where to try again."""
    again = reverse("portal:draft_tell", args=[view.draft.pk]) if unverified(view.draft) else ""
    return {"trouble": trouble(), "unverified_url": again}


def trouble(*, wanted: Collection[str] = (VNEID, REGISTER)) -> Trouble:
    """The notice while a system outside is down, from what the gateway has seen."""
    down = troubled() & set(wanted)
    if VNEID in down:
        return Trouble(
            _("VNeID đang không trả lời"),
            _(
                "Tìm thủ tục, tra cứu hồ sơ, khai tiếp bản nháp đã mở và nộp tại bộ phận một cửa vẫn làm được. "
                "Đăng nhập mới phải chờ VNeID hoạt động lại."
            ),
        )
    if REGISTER in down:
        return Trouble(
            _("Cơ sở dữ liệu quốc gia về dân cư đang không trả lời"),
            _("Anh/chị vẫn khai và nộp được: khai bây giờ, cán bộ sẽ đối chiếu sau. Hồ sơ không bị chậm vì việc này."),
        )
    return Trouble()
