"""The card that asks back when the best answers are siblings and too close to call."""

from collections.abc import Mapping, Sequence

from motcua.catalogue.search.documents import Choice, Hit, ProcedureDoc

MARGIN = 0.15
MOST = 4
FAMILY = 0.45
NONE_OF_THESE = "Không phải các việc trên"
LONGEST_LABEL = 110


def choices(
    hits: Sequence[Hit], named: Sequence[tuple[ProcedureDoc, frozenset[str]]], plain: Mapping[str, str]
) -> tuple[Choice, ...] | None:
    """At most four plain choices and "none of these", or None when the first hit leads clearly or stands alone.

    `named` are the documents of the first hits with the words of their names.
    """
    if len(hits) < 2 or hits[1].score < hits[0].score * (1 - MARGIN):
        return None
    first, words = named[0]
    kept = [first]
    labels = {_label(first, plain)}
    for hit, (document, others) in zip(hits[1:], named[1:], strict=False):
        close = hit.score >= hits[0].score * (1 - 2 * MARGIN)
        if close and _siblings(first, words, document, others) and _label(document, plain) not in labels:
            kept.append(document)
            labels.add(_label(document, plain))
    if len(kept) < 2:
        return None
    listed = tuple(Choice(document.code, _label(document, plain)) for document in kept[:MOST])
    return (*listed, Choice("", NONE_OF_THESE))


def _siblings(first: ProcedureDoc, words: frozenset[str], other: ProcedureDoc, others: frozenset[str]) -> bool:
    shared = len(words & others) / (min(len(words), len(others)) or 1)
    return shared >= FAMILY or first.sector == other.sector


def _label(document: ProcedureDoc, plain: Mapping[str, str]) -> str:
    known = plain.get(document.code)
    if known:
        return known
    name = document.name.removeprefix("Thủ tục").strip(" :.")
    name = name[:1].upper() + name[1:]
    return name if len(name) <= LONGEST_LABEL else name[:LONGEST_LABEL].rsplit(" ", 1)[0] + "…"
