"""The language of e-forms: pages of questions and rules between them, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from motcua.expressions import Expression
from motcua.forms.rules.declaration import Declaration

MONEY_MOST = 999_999_999_999
LONGEST_NAME = 100
CASE = "truong_hop"  # in expressions: the key of the case that was chosen

type Answer = str | int | float | list[Any] | dict[str, Any] | None
type Answers = dict[str, Answer]


class FieldType(StrEnum):
    """What a field holds; the stored JSON value is a string unless said otherwise."""

    TEXT = "text"
    NAME = "name"  # of a person: letters of any people, no digits
    LONG_TEXT = "long_text"
    NUMBER = "number"  # whole number, or with ``decimals`` digits after the comma
    MONEY = "money"  # whole đồng
    DATE = "date"  # "YYYY-MM-DD"; with ``unknown_day`` also "YYYY-MM" or "YYYY"; typed in three boxes
    CHOICE = "choice"
    MANY = "many"  # list of choice values
    YES_NO = "yes_no"  # "yes" | "no"
    ID_NUMBER = "id_number"  # the 12 digits of the identity card
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"  # {"commune": code or "other", "hamlet"?, "detail": house, street}
    INFO = "info"  # a paragraph between fields; holds nothing
    TAX_CODE = "tax_code"
    ETHNICITY = "ethnicity"  # one of the 54 peoples, or "khác: …"
    PERSON = "person"  # {part: answer} of its ``fields``
    ORGANISATION = "organisation"  # {"name", "tax_code"}
    PLACE = "place"  # {"lat": number, "lng": number, "note"}
    ROWS = "rows"  # list of {column: answer} of its ``fields``
    PAPER = "paper"  # the upload box of a paper of the procedure; holds nothing
    CONSENT = "consent"  # "yes"
    CALCULATED = "calculated"  # worked out on the server, never asked


GROUPS = frozenset({FieldType.PERSON, FieldType.ORGANISATION, FieldType.PLACE})
SILENT = frozenset({FieldType.INFO, FieldType.PAPER})


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One question.

    ``short`` names it inside sentences ("Nhập …") when the label is a question. ``when`` is the condition under which
    it is asked. ``anywhere`` lets an address lie outside the province, ``hamlet`` asks the hamlet by itself.
    ``past``/``future`` bound a date by today; ``not_before`` names an earlier date field. ``birth`` and ``sex`` name
    the fields an identity number must agree with. ``prefill`` names a fact about the asker. ``fields`` are the parts
    of a person, organisation or place and the columns of rows; ``min``/``max`` of rows count rows. ``paper`` is a key
    among the papers of the procedure, ``text`` what is consented to, ``value`` what is calculated, as ``kind``.
    """

    key: str
    label: str
    type: FieldType
    required: bool = False
    short: str = ""
    help: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    max: int | None = None
    min: int | None = None
    decimals: int = 0
    rows: int = 4
    autocomplete: str = ""
    when: str = ""
    condition: Expression | None = None
    prefill: str = ""
    anywhere: bool = False
    hamlet: bool = False
    past: bool = False
    future: bool = False
    unknown_day: bool = False
    lunar_note: bool = False
    not_before: str = ""
    birth: str = ""
    sex: str = ""
    suffix: str = ""
    fields: tuple[Field, ...] = ()
    row_name: str = ""
    look: str = "cards"
    paper: str = ""
    text: str = ""
    value: str = ""
    formula: Expression | None = None
    kind: str = ""

    @property
    def name(self) -> str:
        """How a sentence calls the field: "họ, chữ đệm, tên của trẻ"."""
        text = self.short or self.label.rstrip("?: ")
        return text if text[1:2].isupper() else text[:1].lower() + text[1:]

    @property
    def holds(self) -> bool:
        """Whether it has an answer: false of a paragraph and of a paper's upload box."""
        return self.type not in SILENT


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """``when``: the page is skipped while this does not hold."""

    key: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    when: str = ""
    condition: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What must hold across fields, said at the field ``at`` when it comes out false. ``warns``: never refuses."""

    key: str
    that: str
    say: str
    at: str
    condition: Expression
    warns: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FormDefinition:
    """A parsed form. Equal definitions parse to the same object, so it may key a cache.

    ``owners``: the field behind every name an error may carry beside its own key (``me_full_name`` → ``me``).
    """

    pages: tuple[Page, ...]
    fields: Mapping[str, Field] = field(repr=False)
    rules: tuple[Rule, ...] = field(default=(), repr=False)
    owners: Mapping[str, str] = field(default_factory=dict, repr=False)
    declaration: Declaration = field(default_factory=Declaration, repr=False)

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)

    def owner(self, name: str) -> str:
        """The field that an error's or a control's name belongs to; "" when there is none."""
        key = name.partition("-")[0]
        return key if key in self.fields else self.owners.get(key, "")
