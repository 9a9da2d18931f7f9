"""Where boxes and lines of a drawing without circles lie: in layers, each behind all that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 6

type Edge = tuple[str, str]
type Point = tuple[float, float]
type Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """``lines[i]`` are the corners of edge ``i``, from the border of its source to the border of its target."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Spacing:
    between_layers: float = 56
    between_boxes: float = 32
    margin: float = 16


def layout(sizes: Mapping[str, Size], edges: Sequence[Edge], *, spacing: Spacing, down: bool) -> Layout:
    """Boxes of these sizes, layer by layer downwards, or to the right when not ``down``; deterministic.

    ``sizes`` in an order in which every edge leads from an earlier to a later one.
    """
    turned = {key: size if down else (size[1], size[0]) for key, size in sizes.items()}
    ranks = _ranks(turned, edges)
    chains = [_chain(place, edge, ranks) for place, edge in enumerate(edges)]
    layers = _ordered(_layers(ranks, chains), chains)
    boxes = _placed(layers, turned, spacing)
    lines = tuple(_corners([boxes[key] for key in chain]) for chain in chains)
    real = {key: boxes[key] for key in sizes}
    width = max(box.x + box.width for box in boxes.values()) + spacing.margin
    height = max(box.y + box.height for box in boxes.values()) + spacing.margin
    if down:
        return Layout(width, height, real, lines)
    sideways = {key: Box(box.y, box.x, box.height, box.width) for key, box in real.items()}
    return Layout(height, width, sideways, tuple(tuple((y, x) for x, y in line) for line in lines))


def _ranks(sizes: Iterable[str], edges: Sequence[Edge]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for key in sizes:
        ranks[key] = max((ranks[source] + 1 for source, target in edges if target == key), default=0)
    return ranks


def _chain(place: int, edge: Edge, ranks: Mapping[str, int]) -> list[str]:
    """The edge with a bend in every layer it passes, so that lines keep clear of boxes."""
    source, target = edge
    bends = [f"{place}:{rank}" for rank in range(ranks[source] + 1, ranks[target])]
    return [source, *bends, target]


def _layers(ranks: Mapping[str, int], chains: Sequence[Sequence[str]]) -> list[list[str]]:
    layers: list[list[str]] = [[] for _rank in range(max(ranks.values()) + 1)]
    for key, rank in ranks.items():
        layers[rank].append(key)
    for chain in chains:
        for offset, bend in enumerate(chain[1:-1], 1):
            layers[ranks[chain[0]] + offset].append(bend)
    return layers


def _ordered(layers: list[list[str]], chains: Sequence[Sequence[str]]) -> list[list[str]]:
    """Each layer in the order of the middles of its neighbours, a few times to and fro: fewer crossings."""
    before: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    for chain in chains:
        for source, target in pairwise(chain):
            before.setdefault(target, []).append(source)
            behind.setdefault(source, []).append(target)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for rank in range(1, len(layers)) if forth else range(len(layers) - 2, -1, -1):
            neighbour = layers[rank - 1 if forth else rank + 1]
            _sort(layers[rank], neighbour, before if forth else behind)
    return layers


def _sort(layer: list[str], neighbour: Sequence[str], linked: Mapping[str, Sequence[str]]) -> None:
    places = {key: place for place, key in enumerate(neighbour)}
    own = {key: float(place) for place, key in enumerate(layer)}
    for key in layer:
        found = [places[other] for other in linked.get(key, ()) if other in places]
        own[key] = sum(found) / len(found) if found else own[key]
    layer.sort(key=lambda key: own[key])


def _placed(layers: Sequence[Sequence[str]], sizes: Mapping[str, Size], spacing: Spacing) -> dict[str, Box]:
    """Layers one below the other, each centred on the widest."""
    widths = [
        sum(sizes.get(key, (0, 0))[0] for key in layer) + spacing.between_boxes * (len(layer) - 1) for layer in layers
    ]
    middle = spacing.margin + max(widths) / 2
    boxes: dict[str, Box] = {}
    y = spacing.margin
    for layer, width in zip(layers, widths, strict=True):
        x = middle - width / 2
        tallest = max(sizes.get(key, (0, 0))[1] for key in layer)
        for key in layer:
            own = sizes.get(key, (0, tallest))
            boxes[key] = Box(x, y + (tallest - own[1]) / 2, *own)
            x += own[0] + spacing.between_boxes
        y += tallest + spacing.between_layers
    return boxes


def _corners(boxes: Sequence[Box]) -> tuple[Point, ...]:
    points: list[Point] = []
    for upper, lower in pairwise(boxes):
        start = (upper.x + upper.width / 2, upper.y + upper.height)
        end = (lower.x + lower.width / 2, lower.y)
        turn = (start[1] + end[1]) / 2
        points += [start, (start[0], turn), (end[0], turn), end]
    return _straight(points)


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without corners that are none."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)
