"""Reading the signatures of a PDF: what each covers, whether its bytes still agree, whether its chain is known.

Run as a module it is a child process like ``inspect``: the PDF on standard input, arguments memory, cpu_seconds and
one JSON object with ``roots``, ``others`` (PEM texts) and ``moment`` (ISO time of the judgement).
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from motcua.documents.inspect import fence


class Reading(TypedDict):
    """One signature. ``untouched`` = only what the signature allows was added after it.

    ``time`` (ISO) is what the signer claims, or the word of a trusted time authority when ``timestamped``.
    """

    signer: str
    organisation: str
    serial: str
    time: str
    timestamped: bool
    intact: bool
    known: bool
    in_time: bool
    untouched: bool
    whole: bool


class Readings(TypedDict):
    readable: bool
    signatures: list[Reading]


def examine(pdf: bytes, *, roots: Sequence[str], others: Sequence[str], moment: datetime) -> Readings:
    """Read every signature in the order of signing. A file that cannot be read has ``readable`` false."""
    # pyHanko takes most of a second to load: only who reads signatures pays for it.
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    from motcua.documents.inspect.chain import context, read  # noqa: PLC0415

    try:
        embedded = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        trust = context(roots, others, moment)
        return Readings(readable=True, signatures=[read(each, trust, moment) for each in embedded])
    except Exception:  # noqa: BLE001 - a forged file breaks the parser wherever it likes; broken is never valid
        return Readings(readable=False, signatures=[])


def main() -> None:
    fence.close(memory=int(sys.argv[1]), cpu_seconds=int(sys.argv[2]))
    trust = json.loads(sys.argv[3])
    moment = datetime.fromisoformat(trust["moment"])
    json.dump(examine(sys.stdin.buffer.read(), roots=trust["roots"], others=trust["others"], moment=moment), sys.stdout)


if __name__ == "__main__":
    main()
