"""What a browser would send of a part's page that nobody touched."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from motcua.web.desk.procedures.boxes import Group


def posted(groups: Iterable[Group]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for group in groups:
        for row in group.rows:
            if row.key:
                sent[f"{group.prefix}-{row.number}-key"] = row.key
        for box in [*group.boxes, *(box for row in group.rows for box in row.boxes)]:
            values = [each.value for each in box.choices if each.chosen] if box.choices else [box.value]
            sent.setlist(box.name, values)
    return sent
