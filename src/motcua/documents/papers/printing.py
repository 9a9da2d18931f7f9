"""From a content to its sheet: the form of the day, the common words, the typesetting, the signature fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from motcua.documents.papers.catalogue import Form, FormKind, form_on
from motcua.documents.papers.frame import Heading, Matter, Signer, Signing
from motcua.documents.papers.wording import moment, place_and_day
from motcua.documents.services.fields import SignatureRoom, with_signature_fields
from motcua.documents.services.qr import qr_svg
from motcua.documents.services.typeset import place_of, typeset
from motcua.kernel.clock import local


def printed(
    kind: FormKind,
    heading: Heading,
    own: Mapping[str, Any],
    *,
    matter: Matter | None = None,
    signer: Signer | None = None,
) -> bytes:
    """The sheet of ``kind`` in force on the heading's day, tagged PDF/A and PDF/UA; ``own`` are JSON values.

    A digitally signed one carries the two empty fields for ``sign_result``. Two prints of one content are equal but
    for the fields' identifiers.
    """
    form = form_on(kind, local(heading.at).date())
    data = {**_frame(form, heading, matter, signer), **own}
    assets = {"qr_track": qr_svg(heading.track_url)} if heading.track_url else {}
    pdf = typeset(form.template, data, assets=assets, at=heading.at)
    if signer is None or signer.signing != Signing.DIGITAL:
        return pdf
    return with_signature_fields(pdf, SignatureRoom(**place_of(form.template, data, "signature", assets=assets)))


def _frame(form: Form, heading: Heading, matter: Matter | None, signer: Signer | None) -> dict[str, Any]:
    frame: dict[str, Any] = {
        **asdict(heading),
        "form": {"mark": form.mark, "number": form.number, "title": form.title, "size": form.size},
        "place_date": place_and_day(heading.place, heading.at),
    }
    del frame["at"]
    if matter is not None:
        frame |= asdict(matter)
        frame["received_at"] = moment(matter.received_at) if matter.received_at else ""
    if signer is not None:
        frame["signer"] = asdict(signer)
    return frame
