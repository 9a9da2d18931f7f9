"""Reading the search data of a province: CSV and TSV files that people edit by hand."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from motcua.catalogue.search.building import build_index
from motcua.catalogue.search.documents import Alias, AliasKind, Intent, LifeEvent, Prior, ProcedureDoc, Variant
from motcua.catalogue.search.engine import Index
from motcua.catalogue.search.lexicon import Lexicon, SmallWord

LEVELS = {"Cấp xã": "xa", "Cấp tỉnh": "tinh", "Cấp bộ": "bo", "Cơ quan khác": "khac"}
CHOICE = re.compile(r"\(([^()]*)\)")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Everything in `data/search/`."""

    aliases: tuple[Alias, ...]
    small_words: tuple[SmallWord, ...]
    intents: tuple[tuple[Intent, str], ...]
    priors: tuple[Prior, ...]
    variants: tuple[Variant, ...]
    life_events: tuple[LifeEvent, ...]

    def lexicon(self) -> Lexicon:
        """The lexicon these files describe."""
        rewrites = [(alias.phrase, alias.rewrite) for alias in self.aliases if alias.rewrite]
        return Lexicon(small_words=self.small_words, rewrites=rewrites, intents=self.intents)


def index_of(procedures: Iterable[ProcedureDoc], dictionary: Dictionary) -> Index:
    """The index of these procedures with this dictionary."""
    return build_index(
        procedures,
        dictionary.aliases,
        dictionary.priors,
        dictionary.life_events,
        lexicon=dictionary.lexicon(),
        variants=dictionary.variants,
    )


def load(data: Path) -> Index:
    """The index from the data folder alone, without a database."""
    return index_of(read_procedures(data), read_dictionary(data / "search"))


def read_procedures(data: Path) -> list[ProcedureDoc]:
    """Every code of `procedure_index.csv`, with the details of those in `procedures.json`."""
    detailed = {item["code"]: item for item in json.loads((data / "procedures.json").read_text(encoding="utf-8"))}
    return [_document(row, detailed.get(row["code"])) for row in _rows(data / "procedure_index.csv", ",")]


def _document(row: dict[str, str], detail: dict[str, object] | None) -> ProcedureDoc:
    levels = frozenset(LEVELS[level.strip()] for level in row["levels"].split(";") if level.strip() in LEVELS)
    return ProcedureDoc(
        code=row["code"],
        name=SPACES.sub(" ", row["name"]).strip(),
        sector=row["sector"],
        levels=levels,
        promulgated_by=row["promulgated_by"],
        results=tuple(_names(detail, "results")) if detail else (),
        papers=tuple(_papers(detail)) if detail else (),
        curated=detail is not None,
    )


def _names(detail: dict[str, object], key: str) -> Iterator[str]:
    listed = detail.get(key)
    for item in listed if isinstance(listed, list) else ():
        name = item.get("name", "") if isinstance(item, dict) else item
        if isinstance(name, str) and name:
            yield name


def _papers(detail: dict[str, object]) -> Iterator[str]:
    cases = detail.get("cases")
    for case in cases if isinstance(cases, list) else ():
        yield from _names(case, "components")


def read_dictionary(folder: Path) -> Dictionary:
    """The files of `data/search/`; their README says how to write them."""
    return Dictionary(
        aliases=tuple(said_in_full(read_patterns(folder))),
        small_words=tuple(SmallWord(row["word"], row["kind"]) for row in _rows(folder / "small_words.tsv", "\t")),
        intents=tuple((Intent(row["intent"]), row["pattern"]) for row in _rows(folder / "intents.tsv", "\t")),
        priors=tuple(read_priors(folder)),
        variants=tuple(
            Variant(row["names"], row["asked"], float(row["factor"])) for row in _rows(folder / "variants.tsv", "\t")
        ),
        life_events=tuple(_life_event(row) for row in _rows(folder / "life_events.tsv", "\t")),
    )


def read_priors(folder: Path) -> Iterator[Prior]:
    """Yearly volumes and plain titles."""
    for row in _rows(folder / "priors.csv", ","):
        yield Prior(row["code"], int(row["volume"] or 0), row["plain"])


def read_patterns(folder: Path) -> Iterator[Alias]:
    """One alias for each pattern of each line, as written; a target beginning with "=" rewrites."""
    for path in sorted((folder / "aliases").glob("*.tsv")):
        for row in _rows(path, "\t"):
            rewrite = row["target"][1:].strip() if row["target"].startswith("=") else ""
            codes = () if rewrite else tuple(code.strip() for code in row["target"].split(";") if code.strip())
            weight = float(row.get("weight") or 1.0)
            for pattern in row["phrases"].split(";"):
                if pattern.strip():
                    kind = AliasKind(row["kind"])
                    yield Alias(pattern.strip(), kind, codes=codes, rewrite=rewrite, weight=weight, source=path.stem)


def said_in_full(patterns: Iterable[Alias]) -> Iterator[Alias]:
    """One alias for each phrase its pattern stands for."""
    for alias in patterns:
        for phrase in expanded(alias.phrase):
            yield replace(alias, phrase=phrase)


def expanded(pattern: str) -> Iterator[str]:
    """Phrases of a pattern: "(mất|rơi) bằng lái; thi bằng" → "mất bằng lái", "rơi bằng lái", "thi bằng"."""
    for part in pattern.split(";"):
        pieces = CHOICE.split(part)
        options = [[piece] if place % 2 == 0 else piece.split("|") for place, piece in enumerate(pieces)]
        for combination in product(*options):
            phrase = SPACES.sub(" ", "".join(combination)).strip()
            if phrase:
                yield phrase


def _life_event(row: dict[str, str]) -> LifeEvent:
    codes = tuple(code.strip() for code in row["codes"].split(";") if code.strip())
    return LifeEvent(row["slug"], row["title"], codes, tuple(expanded(row["phrases"])))


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    """Rows as dictionaries; empty lines and lines beginning with "#" are skipped, missing cells are empty."""
    with path.open(encoding="utf-8", newline="") as file:
        kept = (line for line in file if line.strip() and not line.startswith("#"))
        # A TSV cell is written as it reads: quotation marks are letters there.
        quoted = delimiter == ","
        for row in csv.DictReader(
            kept, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, restkey="rest"
        ):
            yield {key: (value or "").strip() for key, value in row.items() if key != "rest"}
