"""A process drawn as a Mermaid flowchart."""

from __future__ import annotations

from motcua.identity.enums import Role
from motcua.workflow.rules.definition import Process, Step

PLACE_NAMES = {"reception": "Nơi tiếp nhận", "competent": "Cơ quan giải quyết"}


def diagram(process: Process) -> str:
    """One box a step (name, role, time), grouped by the organisation that does it; one arrow a way."""
    lines = ["flowchart LR"]
    for where, title in PLACE_NAMES.items():
        steps = [step for step in process.steps if step.where == where]
        if steps:
            lines += [f'  subgraph {where}["{title}"]', *(f"    {_box(step)}" for step in steps), "  end"]
    lines += [f"  {step.key} --> {step.next}" for step in process.steps if step.next is not None]
    return "\n".join(lines) + "\n"


def _box(step: Step) -> str:
    amount = f"{step.duration.amount:g}".replace(".", ",")
    return f'{step.key}["{_text(step.name)}<br>{Role(step.role).label}<br>{amount} {step.duration.unit.label}"]'


def _text(words: str) -> str:
    """Quotes and angle brackets would end the label or begin a tag."""
    return words.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
