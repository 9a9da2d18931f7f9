"""A contract that cannot fail holds nothing: each one is shown a violation, in a copy, and must name it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).with_name("lint-imports")

# contract → (file of the copy that gets the import, the import)
VIOLATIONS = {
    "map": [
        ("src/motcua/worktime/rules/months.py", "import motcua.dossiers.models"),
        ("src/motcua/forms/models.py", "import motcua.workflow.models"),
        ("src/motcua/documents/models.py", "import motcua.notifications.models"),
        ("src/motcua/newcomer/__init__.py", ""),  # a folder that is not on the map
    ],
    "faces": [
        ("src/motcua/web/desk/urls.py", "import motcua.web.portal.urls"),
        ("src/motcua/web/portal/urls.py", "import motcua.web.desk.urls"),
        ("src/motcua/web/kit/context.py", "import motcua.web.desk.urls"),
    ],
    "inside": [
        ("src/motcua/worktime/models.py", "import motcua.worktime.rules"),
        ("src/motcua/worktime/rules/months.py", "import motcua.worktime.selectors"),
        ("src/motcua/workflow/selectors.py", "import motcua.workflow.services.tasks"),
        ("src/motcua/workflow/services/tasks.py", "import motcua.workflow.management.late"),
    ],
    "pure": [
        ("src/motcua/worktime/rules/months.py", "import requests"),
        ("src/motcua/workflow/rules/shares.py", "import motcua.worktime.selectors"),
    ],
    "simulators": [
        ("simulators/__init__.py", "import motcua.kernel.clock"),
        ("simulators/__init__.py", "import config.settings"),
    ],
    "wiring": [("src/motcua/kernel/text.py", "import config.settings")],
}
PLANTS = [(contract, file, line) for contract, plants in VIOLATIONS.items() for file, line in plants]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python files of the code under contract, and the contracts."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("src", "config", "simulators"):
        for file in (ROOT / folder).rglob("*.py"):
            target = root / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    shutil.copyfile(ROOT / ".importlinter", root / ".importlinter")
    late = root / "src/motcua/workflow/management/late.py"
    late.parent.mkdir(exist_ok=True)
    for empty in (late, late.with_name("__init__.py")):
        empty.touch()
    return root


def lint(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    environment = os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}"}
    return subprocess.run(
        [LINT, "--no-cache", *chosen], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_every_contract_is_kept() -> None:
    kept = lint(ROOT)
    assert kept.returncode == 0, kept.stdout


def test_every_contract_is_tried() -> None:
    lines = (ROOT / ".importlinter").read_text(encoding="utf-8").splitlines()
    contracts = {line.removeprefix("[importlinter:contract:").rstrip("]") for line in lines if ":contract:" in line}
    assert contracts == set(VIOLATIONS)


@pytest.mark.slow
@pytest.mark.parametrize(("contract", "file", "line"), PLANTS)
def test_a_violation_is_noticed(copy: Path, contract: str, file: str, line: str) -> None:
    planted = copy / file
    before = planted.read_text(encoding="utf-8") if planted.exists() else None
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        broken = lint(copy, contract)
    finally:
        if before is None:
            shutil.rmtree(planted.parent)
        else:
            planted.write_text(before, encoding="utf-8")
    assert broken.returncode != 0, broken.stdout
    assert "BROKEN" in broken.stdout or "newcomer" in broken.stdout
