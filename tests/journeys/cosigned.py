"""What the bride declared and the groom must sign, ready to be sent: everything but the last press."""

from __future__ import annotations

from tests.journeys.province import Province

HOA, NAM = "038192001234", "038201007890"
NAM_CARD = "038201007890||Trần Đức Nam|28022001|Nam|Số 5 đường Lê Lợi, Thanh Hóa|21042021"

DECLARED = """
from datetime import timedelta
from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.dossiers.models import Draft
from motcua.forms.rules import check
from motcua.identity.selectors import organisation
from motcua.kernel import clock
from motcua.identity.models import Account
from motcua.places.gazetteer import commune_names

now = clock.now()
bundle = version_bundle(published_version_id("1.000894"))
home = {"commune": "14797", "detail": "Số 12 đường Trường Thi"}
answers = {
    "wife_name": "Nguyễn Thị Hoa", "wife_birth": "1992-05-14", "wife_id": "038192001234", "wife_ethnicity": "Kinh",
    "wife_home": home, "wife_times": 1,
    "husband_name": "Trần Đức Nam", "husband_birth": "2001-02-28", "husband_id": "038201007890",
    "husband_ethnicity": "Kinh", "husband_home": home, "husband_times": 1,
    "declare": "yes", "ceremony_date": "2026-12-20", "copies": 1,
}
clean, wrong = check(bundle.form, answers, today=clock.today(), case="lan-dau", communes=commune_names())
assert not wrong, wrong
pages = [page.key for page in bundle.form.pages]
draft = Draft.objects.create(
    account=Account.objects.get(person__id_number="038192001234"), version_id=bundle.version_id,
    case_id=bundle.case_id("lan-dau"), organisation=organisation("H56.102"),
    applicant={"acting_for": "self", "phone": "0900000001", "address": home, "delivery": "online"},
    answers=clean, done_pages=["noi-nop", "nguoi_nop", "lien_he", "giay-to", *pages],
    created_at=now, saved_at=now, expires_at=now + timedelta(days=30),
)
print(draft.pk)
"""


def declared(province: Province) -> str:
    """The draft's id; the bride has logged in before."""
    return province.manage("shell", "-c", DECLARED).strip().splitlines()[-1]


TOGETHER = """
import uuid
from datetime import timedelta
from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.dossiers.grouping.several import begin_group
from motcua.dossiers.models import Draft
from motcua.forms.rules import check
from motcua.identity.selectors import asker_of
from motcua.kernel import clock
from motcua.places.gazetteer import commune_names

now = clock.now()
first = Draft.objects.select_related("account").get(pk=uuid.UUID("%s"))
first.accepted = [each.key for each in version_bundle(first.version_id).prechecks]  # of other tests' marriages
first.save(update_fields=["accepted"])
group = begin_group(draft_id=first.pk, asker=asker_of(first.account, on=clock.today()), at=now)
bundle = version_bundle(published_version_id("1.004222"))
answers = {
    "moving": "toi", "own_name": "Nguyễn Thị Hoa", "own_birth": "1992-05-14", "own_sex": "female",
    "own_id": "038192001234", "new_home": {"commune": "14797", "detail": "Số 5 đường Lê Lợi"},
    "householder_name": "Trần Đức Nam", "householder_id": "038201007890", "householder_relation": "Vợ",
    "members": [],
}
clean, wrong = check(bundle.form, answers, today=clock.today(), case="cung-chu-ho", communes=commune_names())
assert not wrong, wrong
pages = [page.key for page in bundle.form.pages]
Draft.objects.create(
    account=first.account, version_id=bundle.version_id, case_id=bundle.case_id("cung-chu-ho"), group=group,
    organisation=first.organisation, applicant=first.applicant, answers=clean,
    accepted=[each.key for each in bundle.prechecks],
    done_pages=["noi-nop", "nguoi_nop", "lien_he", "giay-to", *pages],
    created_at=now, saved_at=now, expires_at=now + timedelta(days=30),
)
print(group.pk)
"""


def declared_together(province: Province) -> str:
    """The id of a group: the marriage, and the bride moving into the groom's household."""
    first = declared(province)
    return province.manage("shell", "-c", TOGETHER % first).strip().splitlines()[-1]
