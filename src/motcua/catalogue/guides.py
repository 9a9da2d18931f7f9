"""The guide before a form: a few plain questions that find the right case, or the procedure next door.

``facts["guide"]`` of a version, written in ``data/curated/<code>.json``: ``{"key", "ask", "help", "choices"}`` each,
every choice ``{"label", "case" | "procedure" | "end", "next"}``. A choice with ``end`` (a sentence) or ``procedure`` (a
code) ends the guide; one with ``case`` ends it too, unless ``next`` names a later question; any other leads on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

MOST_CHOICES = 6
_QUESTION_KEYS = {"key", "ask", "help", "choices"}
_CHOICE_KEYS = {"label", "case", "procedure", "end", "next"}


class BadGuide(ValueError):
    """The guide cannot be followed; the text says where."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is what a form sends: its place among the choices, from "1"."""

    value: str
    label: str
    case: str
    procedure: str
    end: str
    next: str

    @property
    def is_last(self) -> bool:
        return bool(self.procedure or self.end or (self.case and not self.next))


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    ask: str
    help: str
    choices: tuple[Choice, ...]

    def choice(self, value: str) -> Choice | None:
        return next((one for one in self.choices if one.value == value), None)


@dataclass(frozen=True, slots=True)
class Guided:
    """How far the answers lead: ``path`` answered in order; ``open`` the question to ask now, None at the end.

    At the end: ``procedure`` = another procedure is meant, ``end`` = a sentence why nothing can be filed, else ``case``
    (may be "": the form asks).
    """

    path: tuple[tuple[Question, Choice], ...]
    open: Question | None
    case: str
    procedure: str
    end: str


def guided(questions: tuple[Question, ...], answers: Mapping[str, str]) -> Guided:
    """Follow the answers (question key → value) from the first question; what does not fit is asked again."""
    path: list[tuple[Question, Choice]] = []
    case, place = "", 0
    while place < len(questions):
        question = questions[place]
        choice = question.choice(answers.get(question.key, ""))
        if choice is None:
            return Guided(tuple(path), question, case, "", "")
        path.append((question, choice))
        case = choice.case or case
        if choice.is_last:
            return Guided(tuple(path), None, case, choice.procedure, choice.end)
        place = _place(questions, choice.next) if choice.next else place + 1
    return Guided(tuple(path), None, case, "", "")


def _place(questions: tuple[Question, ...], key: str) -> int:
    return next(number for number, question in enumerate(questions) if question.key == key)


def parse_guide(raw: object, *, cases: Collection[str]) -> tuple[Question, ...]:
    """The questions in order. Raises ``BadGuide`` where they lead nowhere; ``cases`` are those of the version."""
    rows = raw if isinstance(raw, list) else []
    questions = tuple(_question(row) for row in rows)
    keys = [question.key for question in questions]
    if len(set(keys)) != len(keys):
        raise BadGuide("two questions have one key")
    for number, question in enumerate(questions):
        for choice in question.choices:
            if choice.case and choice.case not in cases:
                raise BadGuide(f"question {question.key}: there is no case {choice.case}")
            if choice.next and choice.next not in keys[number + 1 :]:
                raise BadGuide(f"question {question.key}: {choice.next} does not come after it")
    return questions


def _question(row: Mapping[str, object]) -> Question:
    strange = set(row) - _QUESTION_KEYS
    offered = row.get("choices")
    if strange or not row.get("key") or not row.get("ask") or not isinstance(offered, list):
        raise BadGuide(f"question {row.get('key')}: unknown or missing keys {sorted(strange)}")
    if not 1 < len(offered) <= MOST_CHOICES:
        raise BadGuide(f"question {row['key']}: two to {MOST_CHOICES} choices")
    choices = tuple(_choice(str(row["key"]), number, each) for number, each in enumerate(offered, 1))
    return Question(str(row["key"]), str(row["ask"]), str(row.get("help", "")), choices)


def _choice(question: str, number: int, row: Mapping[str, str]) -> Choice:
    if set(row) - _CHOICE_KEYS or not row.get("label"):
        raise BadGuide(f"question {question}, choice {number}: unknown or missing keys")
    if sum(bool(row.get(name)) for name in ("case", "procedure", "end")) > 1:
        raise BadGuide(f"question {question}, choice {number}: one end only")
    told = {name: row.get(name, "") for name in ("label", "case", "procedure", "end", "next")}
    return Choice(str(number), **told)
