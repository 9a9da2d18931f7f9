"""A process as boxes and lines, and as SVG that a page may hold: no script, no style, all looks by class."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from motcua.workflow.rules.definition import Process
from motcua.workflow.rules.layout import Box, Layout, Point, Spacing, layout
from motcua.workflow.rules.steps import Step, StepKind
from motcua.workflow.rules.wording import join_words, kind_words, time_words, way_words, who_words

BOX_WIDTH, LINE_HEIGHT, PADDING = 240, 18, 12
LETTERS_A_LINE, LETTERS_ON_A_WAY, LETTER_WIDTH = 30, 20, 7.5
END = "_end"
END_SIZE = (90, 36)
ARROW = 5
SPACING = Spacing(between_layers=60, between_boxes=36, margin=16)


@dataclass(frozen=True, slots=True)
class Shape:
    """A step (or, with key "", the end). ``title`` and ``notes`` are lines; ``kind`` a ``StepKind`` or "end"."""

    key: str
    kind: str
    box: Box
    title: tuple[str, ...]
    notes: tuple[str, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[Point, ...]
    label: str
    parallel: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    summary: str


def draw(process: Process, current: Collection[str] = frozenset()) -> Drawing:
    """The drawing, first step on top; ``current`` are the steps that are open now."""
    ways = [(step, way, words) for step in process.in_order for way, words in _ways(step).items()]
    words = {step.key: (_title(step), _notes(step)) for step in process.in_order}
    sizes = {
        key: (BOX_WIDTH, LINE_HEIGHT * (len(title) + len(notes)) + 2 * PADDING) for key, (title, notes) in words.items()
    }
    placed = layout(
        {**sizes, END: END_SIZE}, [(step.key, way) for step, way, _words in ways], spacing=SPACING, down=True
    )
    shapes = [_shape(step, placed, words[step.key], step.key in current) for step in process.in_order]
    end = Shape("", "end", placed.boxes[END], (_("Kết thúc"),), (), current=False)
    lines = [
        Line(points, _short(words_on), bool(step.split))
        for (step, _way, words_on), points in zip(ways, placed.lines, strict=True)
    ]
    width = _width(placed.width, lines)
    return Drawing(width, placed.height, (*shapes, end), tuple(lines), _summary(process, current))


def _width(width: float, lines: Sequence[Line]) -> float:
    """Wide enough for the words on the outermost lines too."""
    return max([width, *(_label_place(line)[0] + LETTER_WIDTH * len(line.label) for line in lines if line.label)])


def _label_place(line: Line) -> Point:
    """After its first turn a line runs alone: before it, it may lie on others from the same box."""
    left, top = line.points[2] if len(line.points) > 2 else (line.points[0][0], line.points[0][1] + LINE_HEIGHT)
    return left + 8, top + LINE_HEIGHT - 2


def _ways(step: Step) -> dict[str, str]:
    """One line to each target, with all its conditions."""
    found: dict[str, list[str]] = {}
    for way, words in way_words(step):
        found.setdefault(way or END, []).append(words)
    return {way: "; ".join(words) for way, words in found.items()}


def _shape(step: Step, placed: Layout, words: tuple[tuple[str, ...], tuple[str, ...]], current: bool) -> Shape:  # noqa: FBT001
    return Shape(step.key, step.kind.value, placed.boxes[step.key], *words, current=current)


def _title(step: Step) -> tuple[str, ...]:
    return tuple(textwrap.wrap(step.name, LETTERS_A_LINE, max_lines=3, placeholder="…"))


def _notes(step: Step) -> tuple[str, ...]:
    notes = textwrap.wrap(who_words(step), LETTERS_A_LINE + 4, max_lines=2, placeholder="…")
    if step.kind is not StepKind.TASK:
        notes.append(kind_words(step))
    notes.append(time_words(step.duration))
    return (*notes, join_words(step.join)) if step.join else tuple(notes)


def _short(words: str) -> str:
    return words if len(words) <= LETTERS_ON_A_WAY else words[: LETTERS_ON_A_WAY - 1] + "…"


def _summary(process: Process, current: Collection[str]) -> str:
    """The whole drawing in words, for whoever cannot see it."""
    names = {step.key: step.name for step in process.steps}
    sentences = []
    for place, step in enumerate(process.in_order, 1):
        ways = [
            (names[way] if way else _("kết thúc")) + (f" ({words})" if words else "") for way, words in way_words(step)
        ]
        here = _(" (đang ở đây)") if step.key in current else ""
        sentences.append(
            f"{place}. {step.name}{here}, {who_words(step)}, {time_words(step.duration)} → {'; '.join(ways)}."
        )
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class Text:
    css: str
    x: str
    y: str
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A step's box with its lines of text; ``corner`` is where a mark may hang. Coordinates are written out."""

    key: str
    css: str
    x: str
    y: str
    width: str
    height: str
    texts: tuple[Text, ...]
    corner: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Track:
    css: str
    path: str
    arrow: str
    label: Text | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing down to the words and numbers of an SVG element, for a template to write."""

    width: str
    height: str
    summary: str
    tracks: tuple[Track, ...]
    figures: tuple[Figure, ...]


def picture(process: Process, current: Collection[str] = frozenset()) -> Picture:
    drawing = draw(process, current)
    return Picture(
        f"{drawing.width:g}",
        f"{drawing.height:g}",
        drawing.summary,
        tuple(map(_track, drawing.lines)),
        tuple(map(_figure, drawing.shapes)),
    )


def _track(line: Line) -> Track:
    x, y = line.points[-1]
    label = None
    if line.label:
        left, top = _label_place(line)
        label = Text("flow-label", f"{left:g}", f"{top:g}", line.label)
    return Track(
        css="flow-line flow-line--parallel" if line.parallel else "flow-line",
        path="M" + " L".join(f"{x:g} {y:g}" for x, y in line.points),
        arrow=f"M{x:g} {y:g} l{-ARROW} {-2 * ARROW} h{2 * ARROW} Z",
        label=label,
    )


def _figure(shape: Shape) -> Figure:
    box = shape.box
    first = box.y + (box.height - LINE_HEIGHT * (len(shape.title) + len(shape.notes))) / 2
    lines = [*(("flow-title", words) for words in shape.title), *(("flow-note", words) for words in shape.notes)]
    middle = f"{box.x + box.width / 2:g}"
    texts = tuple(
        Text(css, middle, f"{first + LINE_HEIGHT * (place + 0.75):g}", words)
        for place, (css, words) in enumerate(lines)
    )
    return Figure(
        key=shape.key,
        css=f"flow-step flow-step--{shape.kind}" + (" flow-step--current" if shape.current else ""),
        x=f"{box.x:g}",
        y=f"{box.y:g}",
        width=f"{box.width:g}",
        height=f"{box.height:g}",
        texts=texts,
        corner=(f"{box.x + box.width - 4:g}", f"{box.y + 4:g}"),
    )


def svg(process: Process, current: Collection[str] = frozenset(), *, title: str = "", ident: str = "so-do") -> str:
    """The drawing as an SVG element. ``ident`` begins the ids of title and description: one a page."""
    drawn = picture(process, current)
    size = f'viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}" height="{drawn.height}"'
    labelled = f'aria-labelledby="{escape(ident)}-ten {escape(ident)}-mo-ta"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" role="img" {size} {labelled}>',
            f'<title id="{escape(ident)}-ten">{escape(title or _("Sơ đồ quy trình"))}</title>',
            f'<desc id="{escape(ident)}-mo-ta">{escape(drawn.summary)}</desc>',
            *(part for track in drawn.tracks for part in _line(track)),
            *(part for figure in drawn.figures for part in _box(figure)),
            "</svg>",
        ]
    )


def _line(track: Track) -> Iterator[str]:
    yield f'<path class="{track.css}" fill="none" d="{track.path}"/>'
    yield f'<path class="flow-arrow" d="{track.arrow}"/>'
    if track.label:
        yield f'<text class="flow-label" x="{track.label.x}" y="{track.label.y}">{escape(track.label.words)}</text>'


def _box(figure: Figure) -> Iterator[str]:
    yield f'<g class="{figure.css}">'
    yield f'<rect x="{figure.x}" y="{figure.y}" width="{figure.width}" height="{figure.height}" rx="6"/>'
    for text in figure.texts:
        place = f'text-anchor="middle" x="{text.x}" y="{text.y}"'
        yield f'<text class="{text.css}" {place}>{escape(text.words)}</text>'
    yield "</g>"
