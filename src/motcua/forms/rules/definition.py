"""The language of e-forms: pages of fields, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MONEY_MOST = 999_999_999_999
LONGEST_NAME = 100

type Answer = str | int | float | list[str] | dict[str, str] | None
type Answers = dict[str, Answer]


class FieldType(StrEnum):
    """What a field holds; the stored JSON value is a string unless said otherwise."""

    TEXT = "text"
    NAME = "name"  # of a person: letters of any people, no digits
    LONG_TEXT = "long_text"
    NUMBER = "number"  # whole number, or with ``decimals`` digits after the comma
    MONEY = "money"  # whole đồng
    DATE = "date"  # "YYYY-MM-DD"; typed in three boxes
    CHOICE = "choice"
    MANY = "many"  # list of choice values
    YES_NO = "yes_no"  # "yes" | "no"
    ID_NUMBER = "id_number"  # the 12 digits of the identity card
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"  # {"commune": code or "other", "detail": house, street, hamlet}
    INFO = "info"  # a paragraph between fields; holds nothing
    TAX_CODE = "tax_code"


@dataclass(frozen=True, slots=True)
class When:
    """The field is asked only while the answer at ``field`` is one of ``values``."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One question.

    ``short`` names it inside sentences ("Nhập …") when the label is a question. ``anywhere`` lets an address lie
    outside the province. ``past``/``future`` bound a date by today; ``not_before`` names an earlier date field.
    ``birth`` and ``sex`` name the fields an identity number must agree with. ``prefill`` names a fact about the asker.
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
    when: When | None = None
    prefill: str = ""
    anywhere: bool = False
    past: bool = False
    future: bool = False
    not_before: str = ""
    birth: str = ""
    sex: str = ""
    suffix: str = ""

    @property
    def name(self) -> str:
        """How a sentence calls the field: "họ, chữ đệm, tên của trẻ"."""
        text = self.short or self.label.rstrip("?: ")
        return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    key: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FormDefinition:
    """A parsed form. Equal definitions parse to the same object, so it may key a cache."""

    pages: tuple[Page, ...]
    fields: Mapping[str, Field] = field(repr=False)

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)


def asked(definition: FormDefinition, item: Field, answers: Mapping[str, Answer]) -> bool:
    """Whether ``item`` applies, given the other answers; false as well when its condition is itself not asked."""
    if item.when is None:
        return True
    ground = definition.fields[item.when.field]
    if not asked(definition, ground, answers):
        return False
    given = answers.get(ground.key)
    values = given if isinstance(given, list) else [_as_text(given)]
    return any(value in item.when.values for value in values)


def page_applies(definition: FormDefinition, page: Page, answers: Mapping[str, Answer]) -> bool:
    """Whether anything on ``page`` is asked: a page whose every question is out of place is skipped."""
    return any(asked(definition, item, answers) for item in page.fields)


def _as_text(value: object) -> str:
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return value if isinstance(value, str) else ""
