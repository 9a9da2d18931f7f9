"""The commands that carry processes in and out as files."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.workflow.models import Process
from motcua.workflow.rules import parse, split_limit
from motcua.workflow.services.definitions import ensure_published
from tests.workflow.processes import consultation
from tests.workflow.test_bpmn import LOAN

pytestmark = pytest.mark.django_db


def said(command: str, *args: Any, **options: Any) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def test_what_is_exported_is_imported_as_the_same_version(at: datetime, tmp_path: Path) -> None:
    ensure_published(code="lay-y-kien", name="Lấy ý kiến", definition=split_limit(None), at=at)
    ensure_published(code="lay-y-kien", name="Lấy ý kiến", definition=consultation(2), at=at)
    file = tmp_path / "lay-y-kien.bpmn"
    assert "v2" in said("process_export", "lay-y-kien", output=file)
    assert "phiên bản 1, 8 bước" in said("process_import", file, code="ban-sao", publish=True)
    version = Process.objects.get(code="ban-sao").versions.get()
    assert parse(version.definition) == parse(consultation(2))
    assert "phiên bản 1" in said("process_import", file, code="ban-sao", publish=True)


def test_the_file_can_go_to_standard_output(at: datetime) -> None:
    ensure_published(code="chung", name="Chung", definition=split_limit(None), at=at)
    assert 'name="Tiếp nhận hồ sơ"' in said("process_export", "chung")


def test_an_import_reports_and_publishes_nothing_unasked(tmp_path: Path) -> None:
    file = tmp_path / "vay.bpmn"
    file.write_text(LOAN, "utf-8")
    report = said("process_import", file)
    assert "KHÔNG NHẬP ĐƯỢC [lanes]" in report
    assert "TẠM ĐẶT [A]" in report
    assert "CẦN SỬA" in report
    assert "Thêm --publish để ban hành" in report
    assert not Process.objects.exists()


def test_what_cannot_run_is_not_published(tmp_path: Path) -> None:
    file = tmp_path / "vong.bpmn"
    file.write_text(LOAN.replace('sourceRef="S" targetRef="e"', 'sourceRef="S" targetRef="A"'), "utf-8")
    with pytest.raises(CommandError, match="chưa chạy được"):
        said("process_import", file, publish=True)
    assert not Process.objects.exists()


def test_no_such_process_or_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có quy trình"):
        said("process_export", "khong-co")
    with pytest.raises(CommandError):
        said("process_import", tmp_path / "khong-co.bpmn")
    evil = tmp_path / "evil.bpmn"
    evil.write_text('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')
    with pytest.raises(CommandError, match="DOCTYPE"):
        said("process_import", evil)
