"""The citizens the provider knows, and what it says of them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_NAMESPACE = uuid.UUID("6b2f1c7e-2f0a-4c55-9f2e-0a6f5c1d9e38")


@dataclass(frozen=True, slots=True)
class Citizen:
    id_number: str
    full_name: str
    birth_date: date
    sex: str
    level: int
    phone: str
    email: str

    @property
    def sub(self) -> str:
        return str(uuid.uuid5(_NAMESPACE, self.id_number))

    def claims(self) -> dict[str, object]:
        """As VNeID names them: account kind 1 = citizen, loAs = level of the electronic identity (1 or 2)."""
        return {
            "sub": self.sub,
            "LoaiTaiKhoan": "1",
            "SoDinhDanh": self.id_number,
            "HoVaTen": self.full_name.upper(),
            "NgayThangNamSinh": f"{self.birth_date:%d/%m/%Y}",
            "GioiTinh": "Nam" if self.sex == "male" else "Nữ",
            "SoDienThoai": self.phone,
            "ThuDienTu": self.email,
            "TechID": self.sub.replace("-", "")[:16],
            "loAs": str(self.level),
            "IAL": str(self.level),
            "name": self.full_name,
        }


def load(path: Path) -> dict[str, Citizen]:
    """Citizens by personal number, in the order of the file."""
    rows = json.loads(path.read_text(encoding="utf-8"))["citizens"]
    return {
        row["id_number"]: Citizen(
            id_number=row["id_number"],
            full_name=row["full_name"],
            birth_date=date.fromisoformat(row["birth_date"]),
            sex=row["sex"],
            level=int(row["level"]),
            phone=row.get("phone", ""),
            email=row.get("email", ""),
        )
        for row in rows
    }
