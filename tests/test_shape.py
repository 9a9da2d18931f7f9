"""The shape of the house, held by a machine. Exceptions and their reasons are in ``tests/shape/reasons.py``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shape import reasons
from tests.shape.sources import (
    CODE,
    MOTCUA,
    ROOT,
    dotted,
    functions,
    imports,
    migrations,
    name_of,
    python_files,
    templates,
    tree,
    used_outside_annotations,
)

FILE_LINES, FUNCTION_LINES, README_LINES = 300, 60, 10
VAGUE = {"utils", "helpers", "common", "core", "base"}
CLOCKS = {"now", "today", "utcnow", "utcfromtimestamp", "fromtimestamp", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "datetime.datetime", "datetime.date", "timezone", "time"}
TRUST_TYPES = {"SafeString", "SafeText"}
TRUST_NAMES = {*TRUST_TYPES, "mark_safe", "csrf_exempt", "eval", "exec"}
TRUST_IN_TEMPLATES = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
IMPURE = ("django.db", "django.http", "django.core.cache", "django.core.files", "motcua.kernel.clock.now")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "gettext_noop"}
REFUSALS = {"Refused", "NotFound", "Forbidden", "Invalid", "KeyReused"}
ENGLISH = re.compile(
    r"\b(the|of|is|are|was|not|and|or|your|you|please|must|cannot|with|from|this|that|error|submit|back|next|search)\b",
    re.IGNORECASE,
)
IN_TEMPLATE = re.compile(r"""{%\s*(?:trans|translate)\s+(["'])(.+?)\1""")


def test_no_file_is_too_long() -> None:
    long = {name_of(path) for path in python_files(*CODE) if path.read_text("utf-8").count("\n") > FILE_LINES}
    assert long == set(reasons.LONG_FILES)


def test_no_function_is_too_long() -> None:
    long = {
        f"{name_of(path)}:{function.name}"
        for path in python_files(*CODE)
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
    }
    assert long == set(reasons.LONG_FUNCTIONS)


def test_no_name_says_nothing() -> None:
    vague = {name_of(path) for path in python_files(*CODE) if {*path.parts[:-1], path.stem} & VAGUE}
    assert vague == set(reasons.VAGUE_NAMES)


def test_nothing_is_left_for_later() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    files = [*python_files(*CODE), *templates()]
    assert [name_of(path) for path in files if mark.search(path.read_text("utf-8"))] == []


def test_every_module_says_in_a_few_lines_what_it_is() -> None:
    modules = [folder for folder in sorted(MOTCUA.iterdir()) if (folder / "__init__.py").exists()]
    missing = [folder.name for folder in modules if not (folder / "README.md").exists()]
    assert missing == []
    long = [folder.name for folder in modules if _lines(folder / "README.md") > README_LINES]
    assert long == []


def _lines(readme: Path) -> int:
    """Lines of prose: the title and blank lines are free."""
    lines = readme.read_text("utf-8").splitlines()
    return sum(bool(line.strip()) and not line.startswith("# ") for line in lines)


def test_migrations_import_no_application_code() -> None:
    allowed = {"django", *reasons.MIGRATION_IMPORTS}
    breaches = [
        (name_of(path), module)
        for path in migrations()
        for module, _name in imports(tree(path))
        if module.startswith("motcua") and module not in allowed and module.split(".")[-1] != reasons.MIGRATION_TEXTS
    ]
    assert breaches == []


def test_migrations_are_named_by_intent() -> None:
    assert [name_of(path) for path in migrations() if re.search(r"_auto_|^\d+_\d+$", path.stem)] == []


def test_the_clock_is_read_in_one_place() -> None:
    readers = {name_of(path) for path in python_files("src") if any(_clock_readings(tree(path)))}
    assert readers == set(reasons.CLOCK_READERS)


def _clock_readings(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and dotted(node.value) in CLOCK_OWNERS:
            yield dotted(node)
    for source, name in imports(module):
        if (source == "time" and name in CLOCKS) or (source == "django.utils.timezone" and name == "now"):
            yield f"{source}.{name}"


def test_nothing_is_trusted_without_a_reason() -> None:
    trusting = {name_of(path) for path in python_files("src", "config") if _trusts(tree(path))}
    trusting |= {name_of(path) for path in templates() if TRUST_IN_TEMPLATES.search(path.read_text("utf-8"))}
    assert trusting == set(reasons.TRUSTED)


def _trusts(module: ast.Module) -> bool:
    """Whether a module imports or calls what skips a check; ``SafeString`` as the type of an answer is no trust."""
    imported = {name for _source, name in imports(module)} & (TRUST_NAMES - TRUST_TYPES)
    return bool(imported or used_outside_annotations(module, TRUST_NAMES))


def test_rules_ask_no_database_and_no_clock() -> None:
    breaches = []
    for path in python_files("src"):
        if path.name == "rules.py" or "rules" in path.parent.parts[-1:]:
            breaches += [
                (name_of(path), f"{module}.{name}")
                for module, name in imports(tree(path))
                if f"{module}.{name}".startswith(IMPURE)
            ]
            breaches += [(name_of(path), name) for name in _managers(tree(path))]
    assert breaches == []


def test_faces_touch_no_models() -> None:
    """Pages and the API name models in annotations and for their choices only: rows come from selectors."""
    breaches = []
    for path in python_files("src/motcua/web", "src/motcua/api"):
        module = tree(path)
        names = {
            name for source, name in imports(module) if source.startswith("motcua.") and source.endswith(".models")
        }
        breaches += [(name_of(path), name) for name in sorted(used_outside_annotations(module, names))]
        breaches += [(name_of(path), name) for name in _managers(module) if name not in reasons.FACE_MANAGERS]
    assert breaches == []


def _managers(module: ast.Module) -> list[str]:
    return [
        dotted(node)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]


def test_what_people_read_is_written_in_vietnamese_first() -> None:
    foreign = [(place, text) for place, text in _texts() if ENGLISH.search(text) and text.isascii()]
    assert foreign == []


def _texts() -> Iterator[tuple[str, str]]:
    for path in python_files("src"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and dotted(node.func) in GETTEXT and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield name_of(path), first.value
    for path in templates():
        for match in IN_TEMPLATE.finditer(path.read_text("utf-8")):
            yield name_of(path), match[2]


def test_texts_are_translated_whole() -> None:
    """gettext is given a literal: an f-string or a variable cannot be found by whoever translates."""
    breaches = [
        (name_of(path), node.lineno)
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and dotted(node.func) in GETTEXT
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert breaches == []


def test_refusals_can_be_translated() -> None:
    breaches = [
        (name_of(path), node.lineno)
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and dotted(node.func) in REFUSALS
        and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert breaches == []


@pytest.mark.parametrize("folder", CODE)
def test_the_lists_look_where_the_code_is(folder: str) -> None:
    assert folder == "benches" or (ROOT / folder).is_dir()
