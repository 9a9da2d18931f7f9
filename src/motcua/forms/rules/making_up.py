"""Answers that nobody gave: drawn question by question, and drawn again until the form itself accepts them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from motcua.expressions import names_used
from motcua.forms.rules.checking import check
from motcua.forms.rules.conditions import calculate, grounds, met, named, row_asked
from motcua.forms.rules.definition import CASE, GROUPS, MONEY_MOST, Answer, Answers, Field, FieldType, FormDefinition
from motcua.forms.rules.made_up_people import Someone, someone
from motcua.forms.rules.made_up_words import written
from motcua.kernel.text import fold

AFRESH = 20  # times to begin with nothing
REDRAWN = 25  # times to draw what was wrong again
FILLER = "Theo giấy tờ kèm theo"
_AGES = ((22, 60), (22, 60), (0, 5), (6, 14), (15, 24), (60, 74), (75, 95))
_GROWN_UP = ("chu ho", "chu nha", "so huu", "giam ho", "cham soc", "ben chuyen", "ben nhan")  # folded, in labels
_MONEY = (500_000, 1_500_000, 5_000_000, 20_000_000)
_WORTH = (80_000_000, 150_000_000, 450_000_000, 1_200_000_000)  # of land, a house, a business
_SIZES = (6, 10.5, 45, 60, 72.5, 80, 100, 120, 150, 240)
_ENDINGS = ("_full_name", "_name", "_birth", "_id_number", "_id", "_sex", "_ethnicity")
_PERSONAL = frozenset({FieldType.NAME, FieldType.ID_NUMBER, FieldType.ETHNICITY, FieldType.DATE, FieldType.CHOICE})
_NAMED = ("chu dem", "nguoi hoac co so")  # boxes of text, folded, that ask for somebody's name
FACTS_OF_ME = "person."  # how a question says that it is filled in with what is known of who files
ME = "*"


class NoAnswersError(ValueError):
    """No answers were found that the form accepts."""


def made_up_answers(
    definition: FormDefinition,
    source: random.Random,
    *,
    on: date,
    until: date | None = None,
    communes: Sequence[str],
    case: str = "",
    me: Someone | None = None,
) -> Answers:
    """Clean answers that pass the form's own check on the day, and still on ``until``.

    ``communes``: codes to live in. ``me`` is who files: what a form would fill in of the person (``person.…``).
    Raises ``NoAnswersError`` where the form's rules leave none to be found.
    """
    applicant = me or someone(source, on=on, ages=_AGES[0])
    for _time in range(AFRESH):
        drawing = _Drawing(definition, source, on, until or on, communes, case, {ME: applicant})
        for _again in range(REDRAWN):
            drawing.fill()
            clean, wrong = drawing.judged()
            if not wrong:
                return clean
            drawing.drop(wrong)
    raise NoAnswersError(f"after {AFRESH * REDRAWN} attempts: {sorted(wrong)}")


@dataclass(slots=True)
class _Drawing:
    definition: FormDefinition
    source: random.Random
    on: date
    until: date
    communes: Sequence[str]
    case: str
    people: dict[str, Someone]
    answers: Answers = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)  # optional questions left open

    def fill(self) -> None:
        """An answer to every question that is asked and has none, given what stands before it."""
        scope: dict[str, Any] = {CASE: self.case or None}
        kept: Answers = {}
        for page in self.definition.pages:
            if not met(page.condition, scope, self.on):
                continue
            for item in page.fields:
                if not item.holds or not met(item.condition, scope, self.on):
                    continue
                if item.type is FieldType.CALCULATED:
                    answer = calculate(item, scope, self.on)
                elif item.key in self.answers:
                    answer = kept[item.key] = self.answers[item.key]
                else:
                    answer = self._top(item, scope, kept)
                scope.update(named(item, answer))
        self.answers = kept

    def judged(self) -> tuple[Answers, set[str]]:
        """The clean answers, and the questions behind what is wrong with them on the first day or the last."""
        for day in sorted({self.on, self.until}, reverse=True):
            communes = frozenset(self.communes)
            clean, errors = check(self.definition, self.answers, today=day, communes=communes, case=self.case)
            if errors:
                return {}, self._blamed(errors)
        return clean, set()

    def drop(self, wrong: set[str]) -> None:
        """Forget some of the ``wrong`` answers, with all that was said of the same person."""
        listed = sorted(wrong)
        one = self.source.random() < 0.5  # one at a time keeps what is right already
        chosen = {self.source.choice(listed)} if one else {key for key in listed if self.source.random() < 0.6} or wrong
        whose = {who for key in chosen if (who := _whose(self.definition.fields[key]))} - {ME}
        for who in whose:
            self.people.pop(who, None)
        for key in list(self.answers):
            if key in chosen or _whose(self.definition.fields[key]) in whose:
                del self.answers[key]
        self.skipped -= chosen

    def _blamed(self, errors: Mapping[str, str]) -> set[str]:
        names = {self.definition.owner(name) for name in errors}
        for rule in self.definition.rules:
            if rule.say in errors.values():
                names |= {self.definition.owner(name) for name in names_used(rule.condition)}
        behind = grounds(self.definition)
        for _step in range(3):  # a calculated answer is wrong because of those it is worked out from
            names |= {ground for name in names for ground in behind.get(name, ())}
        return names & self.definition.fields.keys()

    def _top(self, item: Field, scope: Mapping[str, Any], kept: Answers) -> Answer:
        if item.key in self.skipped:
            return None
        answer = self._answer(item, kept, self._person(item), scope)
        if answer is None:
            self.skipped.add(item.key)
        else:
            kept[item.key] = answer
        return answer

    def _person(self, item: Field) -> Someone:
        who = _whose(item) or item.key
        if who not in self.people:
            self.people[who] = self._someone(item)
        return self.people[who]

    def _someone(self, item: Field) -> Someone:
        label = fold(f"{item.label} {item.row_name}")
        if any(each in label for each in _GROWN_UP) and self.source.random() < 0.9:
            return someone(self.source, on=self.on, ages=_AGES[0])
        words = label.split()
        child = any(word in words for word in ("tre", "con", "chau"))
        likely = (0, 5) if child and self.source.random() < 0.7 else self.source.choice(_AGES)
        return someone(self.source, on=self.on, ages=likely)

    def _answer(  # noqa: C901 one line a type
        self, item: Field, around: Mapping[str, Any], who: Someone, scope: Mapping[str, Any]
    ) -> Answer:
        if not item.required and not item.min and self.source.random() < 0.5:
            return None
        match item.type:
            case FieldType.ROWS:
                return self._rows(item, scope)
            case FieldType.PLACE:
                return {
                    "lat": round(19.6 + self.source.random() / 2, 6),
                    "lng": round(105.4 + self.source.random() / 2, 6),
                }
            case _ if item.type in GROUPS:
                return self._parts(item, self._someone(item) if who.full_name in _said(around) else who, scope)
            case FieldType.NAME:
                return who.full_name
            case FieldType.TEXT if any(words in fold(item.label) for words in _NAMED):
                return who.full_name
            case FieldType.ETHNICITY:
                return who.ethnicity
            case FieldType.ID_NUMBER:
                return who.id_number
            case FieldType.DATE:
                return self._day(item, around, who).isoformat()
            case FieldType.ADDRESS:
                return self._address(item)
            case FieldType.NUMBER | FieldType.MONEY:
                return self._number(item)
            case FieldType.CHOICE:
                values = [value for value, _label in item.choices]
                return who.sex if who.sex in values else self.source.choice(values)
            case FieldType.MANY:
                values = [value for value, _label in item.choices]
                return self.source.sample(values, self.source.randint(1, min(2, len(values))))
            case FieldType.YES_NO:
                return self.source.choice(("yes", "no"))
            case FieldType.CONSENT:
                return "yes"
            case FieldType.PHONE:
                return f"0900000{self.source.randrange(10**3):03d}"
            case FieldType.EMAIL:
                return f"{fold(who.full_name).replace(' ', '.')}@example.vn"
            case FieldType.TAX_CODE:
                return f"00{self.source.randrange(10**8):08d}"  # of no tax office
            case _:
                return written(item, self.source, self.on) or (FILLER[: item.max or None] if item.required else None)

    def _rows(self, item: Field, scope: Mapping[str, Any]) -> Answer:
        least = max(item.min or 0, 1)
        most = min(least + self.source.choice((0, 0, 1, 2)), item.max or least)
        rows = []
        for _row in range(max(least, most)):
            row = self._parts(item, self._someone(item), scope)
            applies = row_asked(item, row, scope, self.on)
            rows.append({key: value for key, value in row.items() if key in applies})
        return rows

    def _parts(self, item: Field, who: Someone, scope: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in item.fields:
            answer = self._answer(part, found, who, scope)
            if answer is not None:
                found[part.key] = answer
        return found

    def _address(self, item: Field) -> dict[str, str]:
        hamlet = f"Thôn {self.source.randint(1, 12)}"
        detail = f"Số {self.source.randint(1, 200)}, đường Lê Lợi" if self.source.random() < 0.4 else hamlet
        own = {"hamlet": hamlet} if item.hamlet else {}
        return {"commune": self.source.choice(self.communes), **own, "detail": detail}

    def _number(self, item: Field) -> int | float:
        low, high = item.min or 0, item.max if item.max is not None else MONEY_MOST
        if item.type is FieldType.MONEY:
            worth = any(word in fold(item.label) for word in ("gia tri", "von"))
            return min(max(self.source.choice(_WORTH if worth else _MONEY), low), high)
        usual = self.source.choice(_SIZES) if item.decimals else self.source.randint(1, 3)
        return float(min(max(usual, low), high)) if item.decimals else int(min(max(usual, low), high))

    def _day(self, item: Field, around: Mapping[str, Any], who: Someone) -> date:
        if "birth" in item.key or item.key.startswith("ngay_sinh") or "ngay sinh" in fold(item.label):
            return who.birth
        if item.future:
            return self.until + timedelta(days=self.source.randint(7, 60))
        latest = self.on if item.past else self.on + timedelta(days=45)
        first = _day_of(around.get(item.not_before)) if item.not_before else None
        back = self.source.choice((14, 90, 400, 3_000))
        span = min(back, (latest - first).days) if first else back
        return latest - timedelta(days=self.source.randint(0, max(span, 0)))


def _whose(item: Field) -> str:
    """Whom a question is about, so that name, birth and number of one person agree; "" where it is about nobody."""
    if item.type not in _PERSONAL:
        return ""
    if item.prefill.startswith(FACTS_OF_ME):
        return ME
    return next((item.key.removesuffix(ending) for ending in _ENDINGS if item.key.endswith(ending)), "")


def _said(answers: Mapping[str, Any]) -> set[Any]:
    return {answer for answer in answers.values() if isinstance(answer, str)}


def _day_of(answer: object) -> date | None:
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
