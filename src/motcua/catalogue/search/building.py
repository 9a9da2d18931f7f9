"""Building the index from procedures, the dictionary and the priors."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from motcua.catalogue.search.documents import Alias, AliasKind, LifeEvent, Prior, ProcedureDoc, Variant
from motcua.catalogue.search.engine import Index
from motcua.catalogue.search.lexicon import Lexicon
from motcua.catalogue.search.phrases import Phrase, Phrases
from motcua.catalogue.search.postings import Field, Postings
from motcua.catalogue.search.priors import Standings
from motcua.catalogue.search.profiles import profile
from motcua.catalogue.search.repair import Repairer
from motcua.catalogue.search.tokens import Word, pairs, words

FIELDS = {
    "name": Field(weight=3.0, length_matters=0.6),
    "alias": Field(weight=4.0, length_matters=0.0),
    "results": Field(weight=1.5, length_matters=0.6),
    "papers": Field(weight=0.5, length_matters=0.6),
    "sector": Field(weight=0.3, length_matters=0.6),
}
RARITY_CAP = 7.0
COMMON = 4.5

type Spoken = list[tuple[Alias, tuple[Word, ...]]]
type Said = dict[str, list[tuple[Word, ...]]]


def build_index(
    procedures: Iterable[ProcedureDoc],
    aliases: Iterable[Alias],
    priors: Iterable[Prior],
    life_events: Iterable[LifeEvent],
    *,
    lexicon: Lexicon | None = None,
    variants: Iterable[Variant] = (),
) -> Index:
    """An index over all procedures; an alias whose codes are not among them says nothing.

    Rewriting aliases work through the lexicon (see `files.load`), which reads phrases and names alike.
    """
    documents = list(procedures)
    reading = lexicon or Lexicon()
    said, listed = _said(aliases, reading)
    names = [tuple(reading.read(words(document.name))) for document in documents]
    postings = Postings(
        [_fields(document, name, said.get(document.code, [])) for document, name in zip(documents, names, strict=True)],
        FIELDS,
    )

    def rarity(key: str) -> float:
        return min(postings.idf(key), RARITY_CAP)

    def phrase(alias: Alias, spoken: Sequence[Word]) -> Phrase:
        return Phrase(alias, tuple(spoken), tuple(rarity(each.key) * reading.weight(each) for each in spoken))

    listed += _official(documents, names)
    events = tuple(life_events)
    told = {prior.code: prior for prior in priors}
    return Index(
        documents=documents,
        lexicon=reading,
        postings=postings,
        phrases=Phrases([phrase(*each) for each in listed if _says_enough(*each, rarity)], rarity),
        events=Phrases([phrase(alias, spoken) for alias, spoken in _event_aliases(events, reading)], rarity),
        profiles=[
            profile(name, said.get(document.code, []), words(document.sector))
            for document, name in zip(documents, names, strict=True)
        ],
        standings=Standings(documents, told, list(variants)),
        life_events=events,
        plain={code: prior.plain for code, prior in told.items() if prior.plain},
        repairer=Repairer(
            postings.frequency(), reading.known, postings.pairs(), _spellings(names, listed), _marks(names, listed)
        ),
    )


def _said(aliases: Iterable[Alias], reading: Lexicon) -> tuple[Said, Spoken]:
    said: Said = {}
    distinct: dict[tuple[tuple[Word, ...], tuple[str, ...]], Alias] = {}
    for alias in {(alias.phrase, alias.codes): alias for alias in aliases if alias.codes}.values():
        spoken = tuple(reading.read(words(alias.phrase)))
        if spoken:
            distinct.setdefault((spoken, alias.codes), alias)
    for spoken, codes in distinct:
        for code in codes:
            said.setdefault(code, []).append(spoken)
    return said, [(alias, spoken) for (spoken, _), alias in distinct.items()]


def _says_enough(alias: Alias, spoken: Sequence[Word], rarity: Callable[[str], float]) -> bool:
    """Not for "cho nhà", of which only "nhà" is left."""
    return len(spoken) > 1 or len(words(alias.phrase)) == 1 or rarity(spoken[0].key) > COMMON


def _official(documents: Sequence[ProcedureDoc], names: Sequence[tuple[Word, ...]]) -> Spoken:
    """Official names are phrases too: whoever pastes one means it."""
    return [
        (Alias(document.name, AliasKind.TU_DONG_NGHIA, codes=(document.code,)), name)
        for document, name in zip(documents, names, strict=True)
        if name
    ]


def _event_aliases(events: Iterable[LifeEvent], reading: Lexicon) -> Iterable[tuple[Alias, list[Word]]]:
    for event in events:
        for text in event.phrases:
            yield Alias(text, AliasKind.SU_KIEN, rewrite=event.slug), reading.read(words(text))


def _marks(names: Iterable[Sequence[Word]], listed: Spoken) -> frozenset[str]:
    spoken = chain(names, (spoken for _, spoken in listed))
    return frozenset(each.accent for each in chain.from_iterable(spoken) if each.accent)


def _spellings(names: Iterable[Sequence[Word]], listed: Spoken) -> dict[str, str]:
    """For each key its commonest spelling with marks."""
    spoken = chain(names, (spoken for _, spoken in listed))
    counted = Counter((each.key, each.text) for each in chain.from_iterable(spoken) if each.accent)
    return {key: text for (key, text), _ in reversed(counted.most_common())}


def _fields(document: ProcedureDoc, name: Sequence[Word], phrases: Sequence[Sequence[Word]]) -> dict[str, list[str]]:
    name_keys = [each.key for each in name]
    spoken = {term for phrase in phrases for term in _terms([each.key for each in phrase])}
    return {
        "name": _terms(name_keys),
        "alias": sorted(spoken),
        "results": _distinct(document.results, _terms),
        "papers": _distinct(document.papers, list),
        "sector": [each.key for each in words(document.sector)],
    }


def _terms(keys: list[str]) -> list[str]:
    return keys + pairs(keys)


def _distinct(texts: Iterable[str], terms: Callable[[list[str]], list[str]]) -> list[str]:
    return sorted({term for text in texts for term in terms([each.key for each in words(text)])})
