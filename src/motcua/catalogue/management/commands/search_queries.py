"""Run every query of a CSV through the search, so that an outsider can judge it."""

from __future__ import annotations

import csv
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.catalogue.selectors import find


class Command(BaseCommand):
    help = "Search every row's `query` of a CSV; one JSON object a query with query, codes (ranked) and ms."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="JSON lines instead of a table")
        parser.add_argument("--limit", type=int, default=10)

    def handle(self, *_args: Any, **options: Any) -> None:
        find("khai sinh")  # the index is built at the first search, which is not a query's own time
        for query in _queries(options["file"]):
            started = time.perf_counter()
            found = find(query, options["limit"])
            spent = round((time.perf_counter() - started) * 1000, 3)
            codes = [hit.code for hit in found.hits]
            if options["json"]:
                self.stdout.write(json.dumps({"query": query, "codes": codes, "ms": spent}, ensure_ascii=False))
            else:
                self.stdout.write(f"{spent:7.2f} ms  {query}  →  {' '.join(codes[:3]) or '(nothing)'}")


def _queries(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "query" not in (reader.fieldnames or ()):
                raise CommandError("The CSV needs a column named query.")
            return [row["query"] or "" for row in reader]
    except (OSError, UnicodeDecodeError) as failed:
        raise CommandError(f"Cannot read {path}: {failed}") from failed
