"""Every act as a random player does it: which service, and something sensible for what only that act asks."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from motcua.dossiers import services
from motcua.dossiers.enums import Act, ObjectionOutcome, Stance, StopGround
from motcua.dossiers.services import answering, delivering, objecting, passing
from motcua.dossiers.services.handing_over import Sending
from motcua.dossiers.services.migrating import migrate
from motcua.dossiers.services.supplementing import Item
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.workflow.models import ProcessVersion
from motcua.workflow.selectors import process_of

REASON = "Theo đề nghị của người nộp và ý kiến của lãnh đạo."
GIVEN = {"dossier_id", "asker", "key", "at"}
# Where the service is not the function that has the act's name.
NAMED_OTHERWISE: Mapping[Act, Callable[..., Any]] = {
    Act.PASS: passing.pass_step,
    Act.CONFIRM: answering.confirm,
    Act.CONFIRM_DELIVERY: delivering.confirm,
    Act.OBJECT: objecting.object_to,
    Act.MIGRATE: migrate,
}
# Begun by something else than a request about one dossier.
NOT_PLAYED = {
    Act.FILE: "has a rule of its own",
    Act.RECALCULATE: "follows from a change of the calendar: tests/dossiers/test_recalculating.py",
    Act.MIRROR: "follows from another system's report",
    Act.CHANGE_ROUTE: "needs another system of record",
    Act.ADD_DOCUMENT: "needs a file: tests/dossiers/test_duties.py",
    Act.CALL_BACK: "follows from the end of another dossier: tests/dossiers/test_sub_dossiers.py",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What a player sees: where the dossier stands, the other dossiers, who there is."""

    standing: Standing
    others: tuple[uuid.UUID, ...]
    colleagues: tuple[int, ...]
    bodies: tuple[int, ...]
    at: datetime
    chance: Random

    def step(self) -> str:
        steps = process_of(self.standing.process_version_id).steps
        return self.chance.choice([step.key for step in steps])

    def checks(self) -> set[str]:
        """Some of those of the step looked from."""
        step = self.standing.step
        checks = process_of(self.standing.process_version_id).step(step).checks if step else ()
        return {check for check in checks if self.chance.random() < 0.8}

    def version(self) -> ProcessVersion:
        now = ProcessVersion.objects.get(pk=self.standing.process_version_id)
        return self.chance.choice(list(ProcessVersion.objects.filter(process_id=now.process_id).order_by("number")))


INPUTS: Mapping[Act, Callable[[Scene], dict[str, Any]]] = {
    Act.REFUSE: lambda _scene: {"reason": REASON},
    Act.ASSIGN: lambda scene: {"assignee_id": scene.chance.choice(scene.colleagues)},
    Act.SEND_BACK: lambda scene: {"to_step": scene.step(), "reason": REASON},
    Act.REQUEST_SUPPLEMENT: lambda _scene: {"items": [Item("chung-sinh", "Giấy chứng sinh", "blurred")]},
    Act.SUPPLEMENT: lambda _scene: {"files": {}, "words": "Không còn bản nào khác"},
    Act.PROPOSE: lambda _scene: {"facts": {"Họ và tên": "Nguyễn Minh Khôi"}},
    Act.RETURN_RESULT: lambda _scene: {"delivery": "online"},
    Act.EXTEND: lambda scene: {
        "until": (local(scene.standing.due_at or scene.at) + timedelta(days=scene.chance.randint(0, 6))).date(),
        "reason": REASON,
    },
    Act.STOP: lambda scene: {"ground": scene.chance.choice(StopGround.values), "reason": REASON},
    Act.ANSWER: lambda scene: {"stance": scene.chance.choice(Stance.values), "words": "Đã xem hồ sơ"},
    Act.PAID: lambda scene: {"receipt": "0001234", "amount": 50000, "on": local(scene.at).date()},
    Act.CONFIRM_DELIVERY: lambda scene: {"day": local(scene.at).date(), "received_by": "Ông An", "basis": "Phiếu phát"},
    Act.TRANSFER: lambda scene: {"organisation_id": scene.chance.choice(scene.bodies), "reason": REASON},
    Act.CORRECT: lambda scene: {
        "answers": {"child_name": scene.chance.choice(["Nguyễn Minh Khôi", "Nguyễn Minh Khoa"])},
        "reason": REASON,
    },
    Act.REOPEN: lambda scene: {"to_step": scene.step(), "reason": REASON},
    Act.MERGE: lambda scene: {"into_id": scene.chance.choice(scene.others or (uuid.UUID(int=0),))},
    Act.OBJECT: lambda scene: {
        "words": "Tôi không đồng ý với kết quả này.",
        "brought_by": scene.chance.choice([*sorted(scene.standing.people), None]),
    },
    Act.ANSWER_OBJECTION: lambda scene: {
        "outcome": scene.chance.choice(ObjectionOutcome.values),
        "answer": "Cơ quan đã xem xét lại hồ sơ.",
    },
    Act.SEND_PAPERS: lambda scene: {"sending": Sending(scene.chance.choice(scene.bodies))},
    Act.TICK: lambda scene: {"checks": scene.checks(), "unticked": ()},
    Act.VERIFY: lambda scene: {"verdicts": {"child_name": scene.chance.choice(["verified", "wrong"])}},
    Act.MIGRATE: lambda scene: {"target": scene.version(), "names": {}},
}


@cache
def service_of(act: Act) -> Callable[..., Any] | None:
    """The service that does the act: a keyword-only function of its name, found wherever it lives."""
    if act in NAMED_OTHERWISE:
        return NAMED_OTHERWISE[act]
    for module in pkgutil.iter_modules(services.__path__, services.__name__ + "."):
        found = getattr(importlib.import_module(module.name), act.value, None)
        if inspect.isfunction(found) and found.__module__ == module.name:
            return found
    return None


@cache
def lacking(act: Act) -> frozenset[str]:
    """What the act's service asks for that nobody here knows to give; "service" when there is none."""
    service = service_of(act)
    if service is None:
        return frozenset({"service"})
    asked = {name for name, each in inspect.signature(service).parameters.items() if each.default is each.empty}
    return frozenset(asked - GIVEN - ({*_known(act)} if act in INPUTS else set()))


@cache
def _known(act: Act) -> frozenset[str]:
    service = service_of(act)
    return frozenset(inspect.signature(service).parameters) if service else frozenset()


def play(act: Act, scene: Scene, *, asker: Asker, key: str, step: str) -> Callable[[], Any]:
    """The call that does ``act``, to be made once or twice; ``step`` where the service can be told it."""
    service = service_of(act)
    assert service is not None
    values: dict[str, Any] = INPUTS[act](scene) if act in INPUTS else {}
    if "step" in inspect.signature(service).parameters:
        values["step"] = step
    dossier_id = scene.standing.dossier_id
    return lambda: service(dossier_id=dossier_id, asker=asker, key=key, at=scene.at, **values)
