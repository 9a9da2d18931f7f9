"""Parallel blocks: from a split to the join that gathers it.

A split and its join enclose one region a way. From outside one comes into a region only over the split, and leaves it
only over the join; regions share no step. So each region holds exactly one token until its last step reaches the join,
and a definition keeps this at any depth of nesting: no run can strand a token or open a step twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.workflow.rules.problems import Problem
from motcua.workflow.rules.steps import ALL, ANY, Join, Step

type Steps = Mapping[str, Step]


class Broken(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Block:
    """``regions`` are the steps of each way, in the order of the split; ``need`` of them must come in."""

    split: str
    join: str
    regions: tuple[frozenset[str], ...]
    need: int

    @property
    def inside(self) -> frozenset[str]:
        return frozenset().union(*self.regions)


def blocks_of(steps: Steps) -> tuple[Block, ...]:
    """The blocks of a definition that has none broken."""
    return tuple(_block(steps, step) for step in steps.values() if step.split)


def block_problems(steps: Steps) -> list[Problem]:
    """Everything broken about splits and joins; the definition must have no circle and no unknown way."""
    problems: list[Problem] = []
    blocks: list[Block] = []
    for step in steps.values():
        if step.split:
            try:
                blocks.append(_block(steps, step))
            except Broken as broken:
                problems.append(broken.problem)
    if problems:
        return problems
    joined = {block.join for block in blocks}
    problems += [
        Problem("join_without_split", step.key, _("Không có nhánh song song nào tách ra trước điểm gộp này."))
        for step in steps.values()
        if step.join is not None and step.key not in joined
    ]
    for block in blocks:
        problems += _entries(steps, block)
        problems += _members(steps, block)
    return problems


def _block(steps: Steps, split: Step) -> Block:
    regions, exits = [], []
    for way in split.split:
        region, ends = _region(steps, way)
        regions.append(region)
        exits += sorted(ends)
    if not all(regions) or len(set(exits)) != 1 or sum(map(len, regions)) != len(frozenset().union(*regions)):
        sentence = _("Các nhánh song song tách ra từ bước này phải đi riêng rồi gộp lại ở cùng một bước.")
        raise Broken(Problem("not_joined", split.key, sentence))
    join = steps[exits[0]]
    return Block(split.key, join.key, tuple(regions), _need(join, len(regions)))


def _need(join: Step, ways: int) -> int:
    gathered = join.join or Join(())
    if gathered.need == ALL:
        return ways
    need = 1 if gathered.need == ANY else int(gathered.need)
    if need > ways:
        sentence = _("Điểm gộp chờ %(need)d nhánh nhưng chỉ có %(ways)d nhánh, nên không bao giờ mở.")
        raise Broken(Problem("join_never", join.key, sentence % {"need": need, "ways": ways}))
    return need


def _region(steps: Steps, way: str) -> tuple[frozenset[str], set[str]]:
    """The steps one may come to from ``way`` before a join outside, and those joins."""
    region: set[str] = set()
    exits: set[str] = set()
    ahead = [way]
    while ahead:
        step = steps[ahead.pop()]
        if step.join is not None:
            exits.add(step.key)
        elif step.key not in region:
            region.add(step.key)
            ahead += _onward(steps, step, region)
    return frozenset(region), exits


def _onward(steps: Steps, step: Step, region: set[str]) -> Iterable[str]:
    while step.split:
        inner = _block(steps, step)
        region |= inner.inside | {inner.join}
        step = steps[inner.join]
    for way in step.ways:
        if way is None:
            sentence = _("Một nhánh song song kết thúc ở đây mà chưa gộp lại.")
            raise Broken(Problem("ends_unjoined", step.key, sentence))
        yield way


def _entries(steps: Steps, block: Block) -> list[Problem]:
    """Ways into a region from outside it, and ways to the join from outside the block."""
    problems = []
    for step in steps.values():
        for way in step.ways:
            home = next((region for region in block.regions if way in region), None)
            strange = home is not None and step.key not in home and step.key != block.split
            if strange or (way == block.join and step.key not in block.inside):
                sentence = _("Bước này dẫn vào giữa các nhánh song song của bước khác.")
                problems.append(Problem("into_parallel", step.key, sentence))
    return problems


def _members(steps: Steps, block: Block) -> list[Problem]:
    join = steps[block.join].join
    coming = {key for key in block.inside if block.join in steps[key].ways}
    if join is None or set(join.of) == coming:
        return []
    sentence = _("Điểm gộp phải kể đúng các bước dẫn tới nó: %s.") % ", ".join(sorted(coming))
    return [Problem("join_of", block.join, sentence)]
