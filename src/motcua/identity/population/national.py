"""The national population database as provincial systems call it: JSON in, a SOAP envelope inside JSON out."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, ParseError, XMLParser

from motcua.gateway.services.asking import Answer, ask
from motcua.identity.population.codes import COUNTRIES, MARITAL, PEOPLES, SEXES
from motcua.identity.population.port import Place, Question, Registered, Relation, Relative
from motcua.identity.rules import same_name
from motcua.kernel.text import fold, nfc

SYSTEM = "population"
PATIENCE = 4.0  # seconds: a citizen waits at the button
SIGNATURE = "X-Chu-Ky"
OK, FOUND, NOBODY = 200, "0", "1"
_RELATIVES = {
    "Cha": Relation.FATHER,
    "Me": Relation.MOTHER,
    "VoChong": Relation.SPOUSE,
    "NguoiDaiDien": Relation.GUARDIAN,
    "ChuHo": Relation.HEAD,
}


class Nonsense(ValueError):
    """The answer came but cannot be what we asked for."""


@dataclass(frozen=True, slots=True)
class NationalRegister:
    """``token`` proves us to the register and, as the key of its signature, the register to us."""

    url: str
    token: str
    integration: str

    def find_person(self, question: Question) -> Registered | None:
        return ask(
            system=SYSTEM,
            url=f"{self.url}/congdan/tracuu",
            read=lambda answer: _as_asked(self._read(answer), question),
            json=self._asked(question),
            headers={"Authorization": f"Bearer {self.token}"},
            safe=True,
            correlation=question.reference,
            deadline=PATIENCE,
        )

    def _asked(self, question: Question) -> dict[str, str]:
        born = question.birth_date
        return {
            "HoVaTen": "".join(letter for letter in fold(question.full_name).upper() if letter.isalnum()),
            "SoDinhDanh": question.id_number,
            "SoCMND": "",
            "NgayThangNam": f"{born:%Y%m%d}" if born else "",
            "Nam": str(born.year) if born else "",
            "MaTichHop": self.integration,
            "MaDVC": question.purpose,
            "MaCanBo": question.by,
            "MaYeuCau": question.reference,
        }

    def _read(self, answer: Answer) -> Registered | None:
        if answer.status != OK:
            raise Nonsense(f"http {answer.status}")
        expected = hmac.new(self.token.encode(), answer.content, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(answer.headers.get(SIGNATURE, ""), expected):
            raise Nonsense("not signed by the register")
        content = json.loads(answer.content)
        code = str(content["error_code"])
        if code == NOBODY:
            return None
        if code != FOUND:
            raise Nonsense(f"code {code}")
        return _citizen(_parsed(str(content["message"])))


def _as_asked(found: Registered | None, question: Question) -> Registered | None:
    if found is None or (found.id_number == question.id_number and same_name(found.full_name, question.full_name)):
        return found
    raise Nonsense("another person")


def _parsed(text: str) -> Element:
    if "<!" in text:  # no document type, no entity: the envelope needs neither
        raise Nonsense("a document type")
    parser = XMLParser()  # noqa: S314 - entities were refused above
    try:
        parser.feed(text)
        root: Element = parser.close()
    except ParseError as problem:
        raise Nonsense("no XML") from problem
    found = root.find(".//CongDan")
    if found is None:
        raise Nonsense("nobody inside")
    return found


def _citizen(one: Element) -> Registered:
    name = " ".join(filter(None, (_text(one, f"HoVaTen/{part}") for part in ("Ho", "ChuDem", "Ten"))))
    return Registered(
        id_number=_text(one, "SoDinhDanh"),
        full_name=name,
        birth_date=_day(_text(one, "NgayThangNamSinh/NgayThangNam")),
        sex=SEXES.get(_text(one, "GioiTinh"), ""),
        ethnicity=PEOPLES.get(_text(one, "DanToc"), ""),
        nationality=COUNTRIES.get(_text(one, "QuocTich"), ""),
        marital=MARITAL.get(_text(one, "TinhTrangHonNhan"), ""),
        hometown=_place(one, "QueQuan"),
        home=_place(one, "ThuongTru"),
        relatives=tuple(_relatives(one)),
    )


def _relatives(one: Element) -> list[Relative]:
    found = [
        Relative(relation, _text(one, f"{tag}/HoVaTen"), _text(one, f"{tag}/SoDinhDanh"))
        for tag, relation in _RELATIVES.items()
    ]
    return [each for each in found if each.id_number and each.full_name]


def _place(one: Element, tag: str) -> Place | None:
    commune, detail = _text(one, f"{tag}/MaPhuongXa"), _text(one, f"{tag}/ChiTiet")
    return Place(commune, detail) if commune or detail else None


def _text(one: Element, path: str) -> str:
    return nfc((one.findtext(path) or "").strip())


def _day(written: str) -> date | None:
    """``yyyyMMdd``; a year alone is no day."""
    return date(int(written[:4]), int(written[4:6]), int(written[6:])) if len(written) == len("20261122") else None
