"""A part that is the usual one, the procedure's own, or taken from elsewhere: the way first, then which in a box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from motcua.web.desk.presenters.facts import choices_of
from motcua.web.desk.procedures.boxes import Asked, Box, Group, Words

OWN = "own"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """``name`` is the way's value and its box's name; ``take`` gives the content of what was chosen in the box.

    ``kept``: the box shows again what was chosen last. ``missing`` is said when nothing is.
    """

    name: str
    way: Words
    label: Words
    blank: Words
    hint: Words
    missing: Words
    offered: Callable[[], Iterable[tuple[str, str]]]
    take: Callable[[str], Any]
    kept: bool = False

    def box(self, asked: Asked, chosen: str) -> Box:
        choices = choices_of([("", self.blank), *self.offered()], chosen if self.kept else "")
        return Box(self.name, self.label, kind="choose", choices=choices, hint=self.hint, error=asked.error(self.name))


@dataclass(frozen=True, slots=True)
class Source:
    """``content`` is the working copy's key of the part; beside it ``…_from`` names where it was taken from."""

    content: str
    label: Words
    usual: tuple[str, Words]
    own: Words
    empty: Any
    elsewhere: tuple[Elsewhere, ...]

    def groups(self, asked: Asked) -> list[Group]:
        own = bool(asked.copy[self.content])
        ways = [self.usual, *((one.name, one.way) for one in self.elsewhere), *([(OWN, self.own)] if own else [])]
        choices = choices_of(ways, OWN if own else self.usual[0])
        first = Box("source", self.label, kind="radios", choices=choices, error=asked.error("source"))
        came_from = asked.copy[f"{self.content}_from"]
        return [Group(boxes=(first, *(one.box(asked, came_from) for one in self.elsewhere)))]

    def read(self, post: QueryDict, copy: Mapping[str, Any]) -> dict[str, Any]:
        if one := self._chosen(post):
            code = post.get(one.name, "")
            return {self.content: one.take(code), f"{self.content}_from": code} if code else {}
        if post.get("source") == OWN:
            return {self.content: copy[self.content]}
        return {self.content: self.empty, f"{self.content}_from": ""}

    def refuse(self, post: QueryDict) -> dict[str, str]:
        """A wish without its object."""
        one = self._chosen(post)
        return {one.name: str(one.missing)} if one and not post.get(one.name) else {}

    def _chosen(self, post: QueryDict) -> Elsewhere | None:
        return next((one for one in self.elsewhere if one.name == post.get("source")), None)
