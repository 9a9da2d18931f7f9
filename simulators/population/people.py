"""Who is registered, and how the register writes it."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

type Person = dict[str, Any]
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_PLACES = {"hometown": "QueQuan", "home": "ThuongTru", "stays": "NoiOHienTai"}
_RELATIVES = {"father": "Cha", "mother": "Me", "spouse": "VoChong"}


def load(path: Path) -> dict[str, Person]:
    rows = json.loads(path.read_text(encoding="utf-8"))["people"]
    return {row["id_number"]: row for row in rows}


def plain(name: str) -> str:
    """ "Nguyễn Thị Hoa" → "NGUYENTHIHOA", the spelling in which names are asked."""
    marked = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked.upper() if letter.isalnum() and not unicodedata.combining(letter))


def envelope(person: Person, people: dict[str, Person]) -> str:
    """The answer about one person, as the register wraps it."""
    root = Element(f"{{{_SOAP}}}Envelope")
    citizen = SubElement(SubElement(SubElement(root, f"{{{_SOAP}}}Body"), "CongdanCollection"), "CongDan")
    SubElement(citizen, "SoDinhDanh").text = person["id_number"]
    SubElement(citizen, "SoCMND")
    _name(citizen, person["full_name"])
    SubElement(citizen, "GioiTinh").text = "1" if person["sex"] == "male" else "2"
    SubElement(citizen, "DanToc").text = person["ethnicity"]
    SubElement(citizen, "TinhTrangHonNhan").text = person["marital"]
    born = SubElement(citizen, "NgayThangNamSinh")
    SubElement(born, "Nam").text = person["birth"][:4]
    SubElement(born, "NgayThangNam").text = person["birth"].replace("-", "")
    for key, tag in _PLACES.items():
        _place(citizen, tag, person.get(key))
    SubElement(citizen, "QuocTich").text = "VN"
    for key, tag in _RELATIVES.items():
        if key in person:
            _relative(citizen, tag, people[person[key]])
    if "head" in person:
        _relative(citizen, "ChuHo", people[person["head"]])
    return tostring(root, encoding="unicode")


def _name(parent: Element, full_name: str) -> None:
    first, *middle, last = full_name.split()
    name = SubElement(parent, "HoVaTen")
    for tag, text in (("Ho", first), ("ChuDem", " ".join(middle)), ("Ten", last)):
        SubElement(name, tag).text = text


def _place(parent: Element, tag: str, place: list[str] | None) -> None:
    if place is None:
        return
    province, commune, detail = place
    where = SubElement(parent, tag)
    for name, text in (
        ("MaTinhThanh", province),
        ("MaQuanHuyen", ""),
        ("MaPhuongXa", commune),
        ("ChiTiet", detail),
        ("QuocGia", "VN"),
    ):
        SubElement(where, name).text = text


def _relative(parent: Element, tag: str, person: Person) -> None:
    one = SubElement(parent, tag)
    SubElement(one, "HoVaTen").text = person["full_name"]
    SubElement(one, "QuocTich").text = "VN"
    SubElement(one, "SoDinhDanh").text = person["id_number"]
    SubElement(one, "SoCMND")
