"""The child process: a file on standard input, one JSON object on standard output.

Arguments: max_pixels max_pages memory cpu_seconds. Knows nothing of Django, the database or the file store.
"""

from __future__ import annotations

import json
import sys

from motcua.documents.inspect import fence


def main() -> None:
    max_pixels, max_pages, memory, cpu_seconds = (int(word) for word in sys.argv[1:5])
    fence.close(memory=memory, cpu_seconds=cpu_seconds)
    # Parsers are loaded behind the fence only, and only those the file needs.
    from motcua.documents.inspect import content  # noqa: PLC0415

    report = content.examine(sys.stdin.buffer.read(), max_pixels=max_pixels, max_pages=max_pages)
    json.dump(report, sys.stdout)


main()
