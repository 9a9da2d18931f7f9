"""A draft of a process, and what an editor's browser does with it."""

from __future__ import annotations

import re

from django.test import Client

from motcua.workflow.models import ProcessVersion

CODE = "quy-trinh-9.000001"
HERE = f"/can-bo/cau-hinh/quy-trinh/{CODE}"
CONSULT = {
    "name": "Hỏi ý kiến công an xã",
    "kind": "consult",
    "role": "specialist",
    "where": "competent",
    "amount": "0,5",
    "unit": "working_hour",
    "public": "Công an xã đang cho ý kiến",
    "how": "beside",
    "beside": "xu-ly",
    "agency_rule": "parent",
    "status": "processing",
}


def draft() -> ProcessVersion:
    return ProcessVersion.objects.get(process__code=CODE, number=1)


def steps() -> dict[str, dict]:
    return {raw["key"]: raw for raw in draft().definition["steps"]}


def seen(client: Client, url: str = f"{HERE}/1/") -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{16})"', client.get(url).content.decode())
    assert found
    return found[1]


def do(client: Client, what: str, **headers: str):
    return client.post(f"{HERE}/1/", {"do": what, "seen": seen(client)}, headers=headers or None)


def step_form(client: Client, key: str, **changed: object):
    """The step's form as it is shown, with ``changed`` boxes, sent."""
    url = f"{HERE}/1/buoc/{key}/"
    boxes = client.get(url).context["boxes"]
    sent = {name: getattr(boxes, name) for name in boxes.__dataclass_fields__ if name not in {"labels", "branches"}}
    sent |= {"act": boxes.acts, "seen": seen(client, url)}
    sent = {name: value for name, value in (sent | changed).items() if value is not False}
    return client.post(url, sent)
