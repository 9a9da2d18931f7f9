"""From the one screen to a filed and received dossier."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import VersionBundle
from motcua.dossiers.grouping.bundles import file_bundle_at_counter
from motcua.dossiers.prechecks.accepting import Heed
from motcua.dossiers.services.filing import Filed, Filing
from motcua.dossiers.services.parties import Party
from motcua.dossiers.services.submitting import contact_of, file_at_counter, parties_of
from motcua.forms.rules import Answers, check
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid
from motcua.places.gazetteer import commune_names
from motcua.places.selectors import former_communes
from motcua.web.desk.intake.form import people_form, plain_keys
from motcua.web.desk.intake.reading import Typed


def file_now(*, asker: Asker, bundle: VersionBundle, typed: Typed, support_id: int, key: str, at: datetime) -> Filed:
    """File and receive. Raises ``Invalid`` with every wrong field of the screen at once, then ``StillToMend``."""
    filing = filing_of_screen(asker=asker, bundle=bundle, typed=typed, support_id=support_id, at=at)
    if bundle.parts:
        return file_bundle_at_counter(asker=asker, key=key, filing=filing, at=at, signed=typed.signers).filed[0]
    return file_at_counter(asker=asker, key=key, filing=filing, at=at, signed=typed.signers)


def filing_of_screen(
    *, asker: Asker, bundle: VersionBundle, typed: Typed, support_id: int, at: datetime, half: bool = False
) -> Filing:
    """The screen as a filing. ``Invalid`` with every wrong field; ``half``: answers may still be wrong."""
    cleaned, errors = check(people_form(), typed.people, today=at.date(), communes=commune_names())
    today = local(at).date()
    _answers, more = check(
        bundle.form,
        typed.answers,
        today=today,
        communes=commune_names(),
        case=typed.case_key,
        former=lambda text: former_communes(text, on=today),
    )
    errors |= {} if half else more
    if typed.organisation_id is None:
        errors["organisation"] = _("Chọn cơ quan giải quyết.")
    if errors or typed.organisation_id is None:
        raise Invalid(_("Còn %(count)d mục cần sửa. Những gì đã nhập vẫn còn.") % {"count": len(errors)}, fields=errors)
    people = plain_keys(cleaned)
    asked = {paper.key for paper in bundle.papers_for(typed.case_key)}
    return Filing(
        version_id=bundle.version_id,
        organisation_id=typed.organisation_id,
        channel=Channel.DIRECT.value,
        case_key=typed.case_key,
        acting=_acting(people),
        for_whom=parties_of(people),
        contact=contact_of(people),
        answers=typed.answers,
        papers=[
            row
            for paper_key, paper in typed.papers.items()
            if paper.handed_in and paper_key in asked
            for row in paper.filed()
        ],
        delivery=str(people.get("delivery", "counter")),
        support_id=support_id,
        typed_by=asker.account_id,
        heed=Heed(accepted=typed.accepted if typed.why else (), reason=typed.why),
    )


def _acting(people: Answers) -> Party:
    born = people.get("acting_birth_date")
    return Party(
        full_name=str(people["acting_name"]),
        id_number=str(people.get("acting_id_number") or ""),
        birth_date=date.fromisoformat(born) if isinstance(born, str) and born else None,
        phone=str(people.get("phone") or ""),
        email=str(people.get("email") or ""),
    )
