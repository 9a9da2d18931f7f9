"""The register's codes. Peoples: the General Statistics Office's list (QĐ 121-TCTK/PPCĐ, 1979), 01 to 54."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_PEOPLES = (
    "Kinh", "Tày", "Thái", "Hoa", "Khmer", "Mường", "Nùng", "Mông", "Dao", "Gia Rai", "Ngái", "Ê Đê", "Ba Na",
    "Xơ Đăng", "Sán Chay", "Cơ Ho", "Chăm", "Sán Dìu", "Hrê", "Mnông", "Raglay", "Xtiêng", "Bru - Vân Kiều", "Thổ",
    "Giáy", "Cơ Tu", "Giẻ Triêng", "Mạ", "Khơ Mú", "Co", "Tà Ôi", "Chơ Ro", "Kháng", "Xinh Mun", "Hà Nhì", "Chu Ru",
    "Lào", "La Chí", "La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng", "Pà Thẻn", "Cơ Lao", "Cống", "Bố Y",
    "Si La", "Pu Péo", "Brâu", "Ơ Đu", "Rơ Măm",
)  # fmt: skip
PEOPLES: Mapping[str, str] = MappingProxyType({f"{number:02d}": name for number, name in enumerate(_PEOPLES, start=1)})
SEXES: Mapping[str, str] = MappingProxyType({"1": "male", "2": "female"})
MARITAL: Mapping[str, str] = MappingProxyType({"1": "single", "2": "married", "3": "divorced", "4": "widowed"})
COUNTRIES: Mapping[str, str] = MappingProxyType({"VN": "Việt Nam"})
