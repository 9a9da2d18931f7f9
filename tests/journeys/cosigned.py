"""A marriage declared by the bride, ready to be sent to the groom: everything but the last press."""

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
