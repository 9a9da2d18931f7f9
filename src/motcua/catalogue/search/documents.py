"""What goes into the index and what a search gives back."""

from dataclasses import dataclass, field
from enum import StrEnum


class AliasKind(StrEnum):
    """Why people say it differently: an old name, a life event, dialect, a common slip of the pen…"""

    TEN_CU = "ten_cu"
    VIET_TAT = "viet_tat"
    SU_KIEN = "su_kien"
    PHUONG_NGU = "phuong_ngu"
    SAI_CHINH_TA = "sai_chinh_ta"
    TU_DONG_NGHIA = "tu_dong_nghia"


class Intent(StrEnum):
    """What about the procedure was asked; the face links to that part of the page."""

    FEE = "phi"
    PLACE = "noi-nop"
    DURATION = "thoi-han"
    PAPERS = "giay-to"
    ONLINE = "truc-tuyen"


@dataclass(frozen=True, slots=True)
class ProcedureDoc:
    """One procedure as the index sees it. `levels` holds any of "xa", "tinh", "bo", "khac"."""

    code: str
    name: str
    sector: str = ""
    levels: frozenset[str] = frozenset()
    promulgated_by: str = ""
    results: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    curated: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """A phrase people use. Exactly one of `codes` (best first) and `rewrite` is filled."""

    phrase: str
    kind: AliasKind
    codes: tuple[str, ...] = ()
    rewrite: str = ""
    weight: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Prior:
    """Yearly dossiers in the province (an estimate until the log speaks) and the title in plain words."""

    code: str
    volume: int = 0
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Procedures whose name matches `names` are meant only when the query matches `asked` (both folded regexes)."""

    names: str
    asked: str
    factor: float


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A moment of life that brings several procedures; `phrases` recognise it in a query."""

    slug: str
    title: str
    codes: tuple[str, ...]
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure found. `why` names the phrase or the words that brought it."""

    code: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the clarification card; an empty code stands for "none of these"."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """`understood_as` is empty unless words were repaired; `confident` is false when the best hit is a guess."""

    hits: tuple[Hit, ...]
    understood_as: str = ""
    intent: Intent | None = None
    clarify: tuple[Choice, ...] | None = None
    life_events: tuple[LifeEvent, ...] = ()
    confident: bool = True
    unknown: tuple[str, ...] = field(default=())
