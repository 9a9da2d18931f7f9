"""A small commune with its people and one procedure: what the tests of a dossier's life need."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.catalogue.models import ChannelTerm, CompetentAgency, Paper, Procedure, ProcedureVersion, Result
from motcua.documents.models import StoredFile
from motcua.dossiers.services.filing import Filed, FiledPaper, Filing, file
from motcua.dossiers.services.parties import Parties, Party
from motcua.forms.services.definitions import ensure_published as publish_form
from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import AccountKind, OrganisationKind, Role
from motcua.identity.models import Account, Assignment, Organisation, Person, Position
from motcua.identity.selectors import asker_of
from motcua.kernel.clock import VIETNAM
from motcua.places.enums import UnitKind
from motcua.places.models import Unit
from motcua.workflow.rules import split_limit
from motcua.workflow.services.definitions import ensure_published as publish_process
from motcua.worktime.enums import TimeUnit
from motcua.worktime.rules import Duration

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)
SINCE = date(2025, 7, 1)
FORM = {
    "pages": [
        {
            "key": "noi_dung",
            "title": "Nội dung",
            "fields": [
                {"key": "child_name", "label": "Tên của trẻ", "type": "name", "required": True},
                {"key": "note", "label": "Ghi chú", "type": "long_text"},
            ],
        }
    ]
}


@dataclass
class World:
    committee: Organisation
    one_stop: Organisation
    elsewhere: Organisation
    version: ProcedureVersion
    citizen: Asker
    stranger: Asker
    clerk: Asker
    specialist: Asker
    leader: Asker
    second_leader: Asker
    outsider: Asker
    at: datetime = MONDAY
    keys: int = field(default=0)

    def key(self) -> str:
        self.keys += 1
        return f"test-key-{self.keys}"

    def upload(self, owner: Asker, name: str = "chung-sinh.jpg") -> uuid.UUID:
        """A file of ``owner`` that passed its checks."""
        return StoredFile.objects.create(
            name=name,
            blob="none",
            media_type="image/jpeg",
            size=1000,
            pages=1,
            sha256="0" * 64,
            state=StoredFile.State.CLEAN,
            purpose="upload",
            uploaded_by_id=owner.account_id,
            created_at=self.at,
        ).pk

    def filing(self, **changes: object) -> Filing:
        values: dict[str, object] = {
            "version_id": self.version.pk,
            "organisation_id": self.committee.pk,
            "channel": "online",
            "acting": Party(full_name=self.citizen.name, person_id=self.citizen.person_id),
            "for_whom": Parties(),
            "answers": {"child_name": "Nguyễn Minh Khôi"},
            "papers": [FiledPaper(key="chung-sinh", file_id=self.upload(self.citizen))],
        }
        return Filing(**(values | changes))  # type: ignore[arg-type]

    def filed(self, at: datetime | None = None) -> Filed:
        return file(asker=self.citizen, key=self.key(), filing=self.filing(), at=at or self.at)

    def dossier_id(self, at: datetime | None = None) -> uuid.UUID:
        return uuid.UUID(self.filed(at).dossier_id)


def build() -> World:
    province = _unit("99", "Tỉnh Thử", UnitKind.PROVINCE, None)
    commune = _unit("99001", "Phường Thử", UnitKind.COMMUNE, province)
    other = _unit("99002", "Xã Khác", UnitKind.COMMUNE, province)
    committee = _organisation("H99.1", "UBND phường Thử", OrganisationKind.COMMUNE, commune)
    one_stop = _organisation("H99.1.1", "Một cửa phường Thử", OrganisationKind.ONE_STOP, commune, committee)
    elsewhere = _organisation("H99.2", "UBND xã Khác", OrganisationKind.COMMUNE, other)
    _organisation("H99.2.1", "Một cửa xã Khác", OrganisationKind.ONE_STOP, other, elsewhere)
    return World(
        committee=committee,
        one_stop=one_stop,
        elsewhere=elsewhere,
        version=_version(),
        citizen=_citizen("Nguyễn Thị An", "099000000001"),
        stranger=_citizen("Trần Văn Lạ", "099000000002"),
        clerk=_officer(one_stop, Role.RECEPTION, "Chị Tiếp Nhận"),
        specialist=_officer(committee, Role.SPECIALIST, "Anh Chuyên Viên"),
        leader=_officer(committee, Role.LEADER, "Bà Lãnh Đạo"),
        second_leader=_officer(committee, Role.LEADER, "Ông Phó"),
        outsider=_officer(elsewhere, Role.SPECIALIST, "Người Xã Khác"),
    )


def _unit(code: str, name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    return Unit.objects.create(
        code=code,
        name=name,
        short_name=name,
        folded=name.lower(),
        kind=kind,
        division_type="",
        parent=parent,
        valid_from=SINCE,
    )


def _organisation(
    code: str, name: str, kind: OrganisationKind, place: Unit, parent: Organisation | None = None
) -> Organisation:
    return Organisation.objects.create(
        code=code, name=name, short_name=name, kind=kind, place=place, parent=parent, valid_from=SINCE
    )


def _citizen(name: str, number: str) -> Asker:
    person = Person.objects.create(full_name=name, id_number=number, created_at=MONDAY)
    account = Account.objects.create(
        username=number, kind=AccountKind.CITIZEN, display_name=name, person=person, created_at=MONDAY
    )
    return Asker(kind=AskerKind.CITIZEN, account_id=account.pk, name=name, person_id=person.pk)


def _officer(organisation: Organisation, role: Role, name: str) -> Asker:
    account = Account.objects.create(
        username=f"{organisation.code}-{name}", kind=AccountKind.OFFICER, display_name=name, created_at=MONDAY
    )
    position, _created = Position.objects.get_or_create(
        organisation=organisation, title=str(role.label), defaults={"roles": [role.value]}
    )
    Assignment.objects.create(account=account, position=position, valid_from=SINCE)
    return asker_of(account, on=MONDAY.date())


def _version() -> ProcedureVersion:
    limit = Duration(3, TimeUnit.WORKING_DAY)
    version = ProcedureVersion.objects.create(
        procedure=Procedure.objects.create(code="9.000001", slug="thu", sector="Hộ tịch", promulgated_by="Bộ Thử"),
        number=1,
        name="Thủ tục đăng ký thử",
        plain_name="Đăng ký thử",
        levels=["commune"],
        facts={"subject_fields": {"full_name": "child_name"}, "result_facts": [["Họ và tên", "child_name"]]},
        form_version=publish_form(code="thu", name="Thử", definition=FORM, at=MONDAY),
        process_version=publish_process(code="thu", name="Thử", definition=split_limit(limit), at=MONDAY),
        valid_from=SINCE,
        created_at=MONDAY,
    )
    CompetentAgency.objects.create(version=version, level="commune", organisation_kind="commune")
    Paper.objects.create(version=version, key="chung-sinh", name="Giấy chứng sinh", required=True, order=1)
    Paper.objects.create(version=version, key="khac", name="Giấy tờ khác", order=2)
    ChannelTerm.objects.create(version=version, channel="online", amount=3, unit="working_day", fee=0)
    ChannelTerm.objects.create(version=version, channel="direct", amount=3, unit="working_day", fee=0)
    Result.objects.create(version=version, code="KQ.G99.000001", name="Giấy thử", template="result/generic")
    ProcedureVersion.objects.filter(pk=version.pk).update(state="published", published_at=MONDAY)
    return version
