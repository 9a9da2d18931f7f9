"""Loading procedures from a file of the national catalogue: what is readable is published, the rest is reported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.reading import Competence, Unreadable, VersionContent, published
from motcua.catalogue.services.seed import publish_new
from motcua.identity.askers import SYSTEM
from motcua.kernel.errors import Invalid

LARGEST = 64 * 1024 * 1024
_CSV_UNITS = {"ngày làm việc": "WORKING_DAY", "ngày": "CALENDAR_DAY", "giờ": "HOUR", "tháng": "MONTH"}


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item left out: its place in the file (from 1), its code as written, and why."""

    place: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    loaded: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[Skipped, ...]


@transaction.atomic
def import_file(path: Path, *, at: datetime) -> ImportReport:
    """Publish the procedures of a JSON list or a CSV with a header. Raises ``Invalid`` when the file is neither.

    An item that equals what is in force changes nothing; one that staff have drafted since is skipped.
    """
    competence = Competence.load(Path(settings.BASE_DIR) / "data" / "competence.json")
    found: dict[str, VersionContent] = {}
    skipped: list[Skipped] = []
    ours = _drafted_by_staff()
    for place, raw in enumerate(_items(path), start=1):
        try:
            content = _content(raw, competence)
            _check_new(content.code, found, ours)
        except Unreadable as reason:
            skipped.append(Skipped(place, _code_as_written(raw), str(reason)))
        else:
            found[content.code] = content
    before = _in_force()
    publish_new(list(found.values()), at=at)
    after = _in_force()
    loaded = tuple(code for code in found if before.get(code) != after.get(code))
    report = ImportReport(loaded, tuple(code for code in found if code not in set(loaded)), tuple(skipped))
    _record(path, report, at)
    return report


def _content(raw: object, competence: Competence) -> VersionContent:
    if not isinstance(raw, Mapping):
        raise Unreadable("mục này không phải một đối tượng")
    try:
        if "\0" in json.dumps(raw, ensure_ascii=False).encode().decode().replace("\\u0000", "\0"):
            raise Unreadable("có ký tự không đọc được")
        return published(raw, competence)
    except (TypeError, AttributeError, KeyError, UnicodeError) as broken:
        raise Unreadable(f"nội dung không đúng dạng ({broken})") from broken


def _check_new(code: str, found: Mapping[str, VersionContent], ours: frozenset[str]) -> None:
    if code in found:
        raise Unreadable("mã này đã có ở một mục trước trong tệp")
    if code in ours:
        raise Unreadable("tỉnh đã có phiên bản do cán bộ soạn, không ghi đè")


def _items(path: Path) -> Iterable[Any]:
    if not path.is_file():
        raise Invalid(_("Không có tệp %s. Kiểm tra lại đường dẫn.") % path.name)
    if path.stat().st_size > LARGEST:
        raise Invalid(_("Tệp lớn hơn 64 MB. Chia nhỏ tệp rồi nạp từng phần."))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(_("Tệp không phải văn bản UTF-8. Lưu lại tệp ở dạng UTF-8.")) from None
    return _csv_items(text) if path.suffix.lower() == ".csv" else _json_items(text)


def _json_items(text: str) -> Iterable[Any]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        raise Invalid(_("Tệp không phải JSON đúng dạng. Kiểm tra lại tệp.")) from None
    if isinstance(items, dict):
        items = items.get("procedures")
    if not isinstance(items, list):
        raise Invalid(_("Tệp JSON phải là một danh sách thủ tục."))
    return items


def _csv_items(text: str) -> Iterable[dict[str, Any]]:
    """Columns code, name, sector, promulgated_by, levels (";"); if known time_value, time_unit, fee, legal_basis."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"code", "name"} <= set(reader.fieldnames or ()):
        raise Invalid(_("Tệp CSV phải có dòng tiêu đề với các cột code và name."))
    for row in reader:
        item: dict[str, Any] = {key: value for key, value in row.items() if isinstance(key, str)}
        item["channels"] = _csv_channels(item)
        item["legal_basis"] = [each.strip() for each in (item.get("legal_basis") or "").split(";") if each.strip()]
        item["subjects"] = [each.strip() for each in (item.get("subjects") or "").split(";") if each.strip()]
        yield item


def _csv_channels(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    amount, unit, fee = row.get("time_value") or "", row.get("time_unit") or "", row.get("fee") or ""
    if not (amount.isdigit() or fee.isdigit()):
        return []
    term = {
        "time_value": int(amount) if amount.isdigit() else None,
        "time_unit": _CSV_UNITS.get(unit.strip().lower(), unit.strip().upper() or "UNSPECIFIED"),
        "fees": [int(fee)] if fee.isdigit() else [],
    }
    return [{"channel": channel, **term} for channel in ("ONLINE", "POSTAL", "DIRECT")]


def _in_force() -> dict[str, int]:
    rows = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED)
    return dict(rows.values_list("procedure__code", "pk"))


def _drafted_by_staff() -> frozenset[str]:
    rows = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED, drafted_by__isnull=False)
    return frozenset(rows.values_list("procedure__code", flat=True))


def _code_as_written(raw: object) -> str:
    return str(raw.get("code") or "")[:40] if isinstance(raw, Mapping) else ""


def _record(path: Path, report: ImportReport, at: datetime) -> None:
    counts = {"file": path.name, "loaded": len(report.loaded), "skipped": len(report.skipped)}
    record(
        asker=SYSTEM,
        action="catalogue.imported",
        object_kind="province",
        object_ref=settings.PROVINCE_IDENTIFIER,
        details=counts,
        at=at,
    )
