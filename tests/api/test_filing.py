"""Filing by machines: files, then the dossier, once however often it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.documents.models import StoredFile
from motcua.dossiers.models import Dossier, DossierEvent
from tests.api.caller import Caller, check_problem
from tests.documents import evil
from tests.dossiers.cosigned import ANSWERS, CODE, published
from tests.dossiers.told import asking
from tests.dossiers.world import FORM, World

NAME, NUMBER, PHONE = "Hoàng Thị Kín", "099000000055", "0912345678"


def body(file_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "procedure": "9.000001",
        "organisation": "H99.1",
        "acting": {"full_name": NAME, "id_number": NUMBER, "phone": PHONE},
        "answers": {"child_name": "Hoàng Minh Khôi"},
        "papers": [{"key": "chung-sinh", "file_id": file_id}],
    } | changes


@pytest.fixture
def filer(machine) -> Caller:
    return machine("file")


@pytest.fixture
def ready(filer: Caller) -> dict[str, Any]:
    """A filing whose file was taken in."""
    return body(filer.upload("chung-sinh.jpg", evil.jpeg()).json()["file_id"])


def test_a_file_then_a_dossier(filer: Caller, ready: dict[str, Any], world: World) -> None:
    filed = filer.post("/dossiers", ready)
    assert filed.status_code == 201
    dossier = Dossier.objects.get(pk=filed.json()["dossier_id"])
    assert (filed.json()["code"], filed.json()["check_number"]) == (dossier.code, dossier.check_number)
    assert filed.json()["status"] == dossier.status == "submitted"
    assert dossier.organisation_id == world.committee.pk
    assert dossier.applicant_name == NAME


def test_the_same_key_and_body_give_the_same_dossier(filer: Caller, ready: dict[str, Any]) -> None:
    first, again = filer.post("/dossiers", ready), filer.post("/dossiers", ready)
    assert first.json() == again.json()
    assert Dossier.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(filer: Caller, ready: dict[str, Any]) -> None:
    filer.post("/dossiers", ready)
    other = ready | {"answers": {"child_name": "Người Khác"}}
    check_problem(filer.post("/dossiers", other), 422, "key_reused")
    assert Dossier.objects.count() == 1


def test_keys_of_two_machines_never_meet(filer: Caller, ready: dict[str, Any], machine) -> None:
    filer.post("/dossiers", ready)
    second = machine("file")
    own = second.upload("chung-sinh.jpg", evil.jpeg()).json()["file_id"]
    assert second.post("/dossiers", body(own)).status_code == 201
    assert Dossier.objects.count() == 2


@pytest.mark.parametrize("key", ["", "short", "x" * 101, "có dấu ớ", "with space here"])
def test_filing_needs_a_usable_key(filer: Caller, ready: dict[str, Any], key: str) -> None:
    found = check_problem(filer.post("/dossiers", ready, key=key), 422, "malformed")
    assert list(found["fields"]) == ["header.Idempotency-Key"]


def test_a_file_sent_twice_is_one_file(filer: Caller) -> None:
    photo = evil.jpeg()
    first, again = filer.upload("a.jpg", photo), filer.upload("a.jpg", photo)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert StoredFile.objects.count() == 1
    check_problem(filer.upload("a.jpg", evil.jpeg(500, 500)), 422, "key_reused")


def test_a_file_of_another_machine_is_refused(ready: dict[str, Any], machine) -> None:
    stranger = machine("file")
    found = check_problem(stranger.post("/dossiers", ready), 422, "invalid")
    assert "chung-sinh" in found["fields"]
    assert not Dossier.objects.exists()


def test_a_file_of_a_person_is_refused(filer: Caller, world: World) -> None:
    for owner in (world.citizen, world.clerk):
        check_problem(filer.post("/dossiers", body(str(world.upload(owner)))), 422, "invalid")


def test_a_file_of_a_machine_is_no_persons(ready: dict[str, Any], world: World) -> None:
    from motcua.documents.selectors import clean_file_ids

    ids = [one["file_id"] for one in ready["papers"]]
    assert [clean_file_ids(asker=asker, file_ids=ids) for asker in (world.citizen, world.clerk)] == [set()] * 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.exe", b"MZ", "extension"), ("a.jpg", b"%PDF-1.7", "mismatch"), ("a.pdf", b"", "empty")],
)
def test_a_bad_file_is_refused_with_a_sentence(filer: Caller, name: str, content: bytes, code: str) -> None:
    check_problem(filer.upload(name, content, media_type="application/pdf"), 422, code)
    assert not StoredFile.objects.exists()


def test_no_file_is_named(filer: Caller) -> None:
    answer = filer.client.post(
        "/api/v1/files", {}, headers={"Authorization": f"Bearer {filer.token}", "Idempotency-Key": "tep-00001"}
    )
    assert "file.file" in check_problem(answer, 422, "malformed")["fields"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"status": "decided"}, "body.body.status"),
        ({"due_at": "2026-01-01"}, "body.body.due_at"),
        ({"acting": {"full_name": NAME, "verified_at": "2026-01-01"}}, "body.body.acting.verified_at"),
        ({"acting": {"full_name": NAME, "id_number": "٠٩٩٠٠٠٠٠٠٠٥٥"}}, "body.body.acting.id_number"),
        ({"acting": {"full_name": NAME, "birth_date": 0}}, "body.body.acting.birth_date"),
        ({"acting": {"full_name": " "}}, "body.body.acting.full_name"),
        ({"acting": {"full_name": NAME, "email": "a@b\nBcc: c@d"}}, "body.body.acting.email"),
        ({"contact": {"phone": "gọi tôi"}}, "body.body.contact.phone"),
        ({"papers": [{"key": "chung-sinh", "originals": 100}]}, "body.body.papers.0.originals"),
        ({"papers": [{"key": "chung-sinh"}] * 101}, "body.body.papers"),
        ({"ground": "x" * 16}, "body.body.ground"),
        ({"delivery": "drone"}, "body.body.delivery"),
    ],
)
def test_unknown_and_huge_fields_are_named(filer: Caller, ready: dict[str, Any], change: Any, field: str) -> None:
    found = check_problem(filer.post("/dossiers", ready | change), 422, "malformed")
    assert list(found["fields"]) == [field]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"procedure": "9.999999"}, 404, "not_found"),
        ({"organisation": "H99.404"}, 404, "not_found"),
        ({"organisation": "H99.1.1"}, 422, "invalid"),
        ({"case": "khong-co"}, 201, ""),
        ({"answers": {"child_name": "A", "status": "decided"}}, 422, "invalid"),
        ({"answers": {"child_name": {"a": [1, 2]}}}, 422, "invalid"),
        ({"answers": {"child_name": 10**400}}, 422, "invalid"),
        ({"papers": []}, 422, "invalid"),
        ({"owner": {"full_name": "Ai Đó"}}, 422, "invalid"),
    ],
)
def test_what_the_rules_refuse(filer: Caller, ready: dict[str, Any], change: Any, status: int, code: str) -> None:
    answer = filer.post("/dossiers", ready | change)
    if code:
        check_problem(answer, status, code)
    assert (answer.status_code, Dossier.objects.count()) == (status, int(not code))


def test_problems_repeat_nothing_that_was_sent(filer: Caller, ready: dict[str, Any]) -> None:
    acting = {"full_name": NAME * 20, "id_number": f"{NUMBER}9", "phone": f"{PHONE}x", "birth_date": NAME}
    wrong = ready | {"acting": acting}
    known = ready | {"acting": {"full_name": "Tên Khác", "id_number": NUMBER}}
    filer.post("/dossiers", ready)
    for answer in (filer.post("/dossiers", wrong), filer.post("/dossiers", known, key="khoa-0002")):
        assert answer.status_code == 422
        assert not any(secret in answer.content.decode() for secret in (NAME, NUMBER, PHONE))


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"",
        b"\xff\xfe{}",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b"[" * 5000,
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"procedure": "1", "procedure": "2"}',
        b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}",
    ],
)
def test_json_that_cannot_be_kept_is_refused(filer: Caller, content: bytes) -> None:
    answer = filer.post("/dossiers", content)
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_is_too_large_is_refused(filer: Caller) -> None:
    answer = filer.post("/dossiers", b'{"a": "' + b"x" * 3_000_000 + b'"}')
    check_problem(answer, 413, "too_large")


NAMED = {"key": "ten", "kind": "rule", "that": "note != none", "at": "note", "say": "Ghi chú còn trống."}
TWO_PAGES = {"key": "trang", "kind": "pages", "paper": "chung-sinh", "min": 2, "level": "block"}
KNOWN = {"key": "muc", "kind": "identity", "min": 2, "level": "block"}
DUPLICATE = {"key": "trung", "kind": "duplicate", "level": "warn"}


def looked_at(world: World, ready: dict[str, Any], *checks: dict[str, Any]) -> dict[str, Any]:
    return ready | {"procedure": asking(world, FORM, prechecks=list(checks))}


def test_what_blocks_is_told_with_the_answer_and_the_paper(filer: Caller, ready: dict[str, Any], world: World) -> None:
    sent = looked_at(world, ready, {**NAMED, "level": "block"}, TWO_PAGES)
    found = check_problem(filer.post("/dossiers", sent), 422, "precheck", "findings")
    assert [(one["check"], one["level"], one["field"], one["paper"]) for one in found["findings"]] == [
        ("ten", "block", "note", ""),
        ("trang", "block", "", "chung-sinh"),
    ]
    assert found["fields"]["note"] == found["findings"][0]["sentence"] == "Ghi chú còn trống."
    assert not Dossier.objects.exists()


def test_what_warns_is_filed_and_told_in_the_answer_each_time(
    filer: Caller, ready: dict[str, Any], world: World
) -> None:
    sent = looked_at(world, ready, {**NAMED, "level": "warn"}, KNOWN)  # nobody here knows the level of the identity
    first, again = filer.post("/dossiers", sent), filer.post("/dossiers", sent)
    assert first.status_code == 201
    assert first.json() == again.json()
    assert [(one["level"], one["field"]) for one in first.json()["warnings"]] == [("warn", "note")]
    assert DossierEvent.objects.get(act="file").data["warned"] == ["Ghi chú còn trống."]


def test_a_duplicate_is_told_to_a_machine_without_its_code(filer: Caller, ready: dict[str, Any], world: World) -> None:
    sent = looked_at(world, ready, DUPLICATE)
    assert filer.post("/dossiers", sent).json()["warnings"] == []
    file_id = filer.upload("chung-sinh.jpg", evil.jpeg(), key="tep-00002").json()["file_id"]
    again = filer.post("/dossiers", sent | {"papers": [{"key": "chung-sinh", "file_id": file_id}]}, key="khoa-0002")
    (warning,) = again.json()["warnings"]
    assert "đã có một hồ sơ" in warning["sentence"]
    assert Dossier.objects.order_by("submitted_at").first().code not in str(again.json()["warnings"])


def test_what_another_must_sign_is_not_filed_by_a_machine(filer: Caller, world: World) -> None:
    published()
    body = {
        "procedure": CODE,
        "organisation": "H99.1",
        "acting": {"full_name": "Nguyễn Thị An", "id_number": "099000000001"},
        "contact": {"phone": "0912345678"},
        "answers": ANSWERS,
    }
    answer = filer.post("/dossiers", body)
    check_problem(answer, 409, "cosigners")
    assert "Lê Văn Ba" in answer.json()["detail"]
    assert not Dossier.objects.exists()
