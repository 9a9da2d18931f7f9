"""Events: how a module tells those above it what happened, without knowing them.

Handlers run in the transaction of the act, in order of subscription: they may write rows and defer jobs, and never
call the network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; subclasses are frozen dataclasses of plain values."""


_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe[E: Event](kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register the decorated function for events of exactly this kind."""

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        if handler not in _handlers[kind]:
            _handlers[kind].append(handler)
        return handler

    return register


def publish(event: Event) -> None:
    for handler in _handlers[type(event)]:
        handler(event)
