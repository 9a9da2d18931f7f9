"""The national index: procedures we know of and do not all offer."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.catalogue.codes import normalise
from motcua.kernel.errors import NotFound
from motcua.kernel.text import calm


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A procedure of the national catalogue that is resolved elsewhere; ``told`` = where, in a sentence."""

    code: str
    name: str
    sector: str
    promulgated_by: str
    levels: tuple[str, ...]

    @property
    def told(self) -> str:
        by = self.promulgated_by or _("cơ quan trung ương")
        if "Cấp bộ" in self.levels or not self.levels:
            return _("Thủ tục này do %s công bố và giải quyết. Nộp trên Cổng Dịch vụ công quốc gia hoặc VNeID.") % by
        return _("Thủ tục này do %s công bố, tỉnh chưa nhận hồ sơ trên trang này. Hỏi Bộ phận một cửa để nộp.") % by


def index_entry(code: str) -> IndexEntry:
    """The entry of the code; ``NotFound`` for a code the index does not have."""
    found = entries().get(normalise(code[:60]) or "")
    if found is None:
        raise NotFound(_("Không tìm thấy thủ tục này. Kiểm tra lại mã hoặc tìm theo tên."))
    return found


@lru_cache(maxsize=1)
def entries() -> dict[str, IndexEntry]:
    """Every entry by code, from ``data/procedure_index.csv``."""
    path = Path(settings.BASE_DIR) / "data" / "procedure_index.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: IndexEntry(
                code=row["code"],
                name=calm(" ".join(row["name"].split())),
                sector=row["sector"],
                promulgated_by=row["promulgated_by"],
                levels=tuple(level.strip() for level in row["levels"].split(";") if level.strip()),
            )
            for row in csv.DictReader(file)
        }
