"""A process drawn as a Mermaid flowchart."""

from __future__ import annotations

from motcua.identity.enums import Role
from motcua.workflow.rules.definition import Process, Step
from motcua.workflow.rules.steps import StepKind
from motcua.workflow.rules.wording import PLACE_NAMES, join_words, kind_words, time_words, way_words

END = "ket-thuc_"  # no step's key holds an underscore


def diagram(process: Process) -> str:
    """One box a step (name, kind, role, time), grouped by the organisation that does it; one arrow a way.

    Parallel ways are thick; conditions stand on their arrows; the end is drawn where a branch leads to it.
    """
    lines = ["flowchart LR"]
    for where, title in PLACE_NAMES.items():
        steps = [step for step in process.steps if step.where == where]
        if steps:
            lines += [f'  subgraph {where}["{title}"]', *(f"    {_box(step)}" for step in steps), "  end"]
    arrows = [arrow for step in process.steps for arrow in _arrows(step)]
    if any(arrow.endswith(END) for arrow in arrows):
        lines.append(f'  {END}(("Kết thúc"))')
    return "\n".join([*lines, *arrows]) + "\n"


def _arrows(step: Step) -> list[str]:
    arrows = []
    for way, condition in way_words(step):
        if way is None and not step.branches:
            continue
        arrow = "==>" if step.split else "-->"
        arrows.append(f"  {step.key} {arrow}{f'|"{_text(condition)}"|' if condition else ''} {way or END}")
    return arrows


def _box(step: Step) -> str:
    words = [_text(step.name)]
    if step.kind is not StepKind.TASK:
        words.append(kind_words(step))
    words += [str(Role(step.role).label), time_words(step.duration)]
    if step.join:
        words.append(join_words(step.join))
    return f'{step.key}["{"<br>".join(words)}"]'


def _text(words: str) -> str:
    """Quotes and angle brackets would end the label or begin a tag."""
    return words.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
