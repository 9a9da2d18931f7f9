"""The texts people read: collected from code and templates, merged into each language's file, compiled for Django.

`python -m ops.texts` compiles; `python -m ops.texts collect` first brings `django.po` up to date with the code.
"""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from ops import stamps
from ops.layout import ROOT

SOURCE = ROOT / "src" / "motcua"
FILES = tuple(sorted((SOURCE / "locale").glob("*/LC_MESSAGES/django.po")))
PLAIN, PLURAL, CONTEXT, CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}

# Without dates and names: two people who collect the same texts write the same file.
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"

"""


def ensure() -> None:
    """Compile every language whose texts changed since the last time."""
    for source in FILES:
        target = source.with_suffix(".mo")
        with stamps.outdated(f"texts-{source.parent.parent.name}", [source], target) as needed:
            if needed:
                compile_texts(source, target)


def compile_texts(source: Path, target: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue_of(source))
    beside = target.with_suffix(".part")  # a reader sees the old file or the new one, never half of one
    beside.write_bytes(compiled.getvalue())
    beside.replace(target)


def catalogue_of(source: Path) -> Catalog:
    with source.open("rb") as content:
        return read_po(content, locale=source.parent.parent.name, domain="django", abort_invalid=True)


def collected() -> Catalog:
    """Every text given to gettext, with the places where it stands."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        for line, (context, words) in texts_of(path):
            catalogue.add(words, locations=[(path.relative_to(ROOT).as_posix(), line)], context=context)
    return catalogue


def texts_of(path: Path) -> Iterator[tuple[int, tuple[str | None, str | tuple[str, ...]]]]:
    """(line, (context, text)) of every text in a Python file or a template."""
    source = path.read_text("utf-8")
    if path.suffix == ".html":
        # What is left of a template is Python to the eye of a tokenizer only when nothing is indented.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    found: Iterable[tuple[int, str, str | tuple[str | None, ...] | None, list[str]]]
    found = extract_python(BytesIO(source.encode()), KEYWORDS, (), {})  # type: ignore[assignment]
    for line, function, words, _comments in found:
        given = [words] if isinstance(words, str) else [each for each in words or () if each is not None]
        if function in KEYWORDS and given:
            yield line, _arranged(KEYWORDS[function], given)


def _arranged(keyword: object, given: list[str]) -> tuple[str | None, str | tuple[str, ...]]:
    """(context, text) or (context, (singular, plural)) of a call's literal arguments."""
    context = given.pop(0) if keyword in {CONTEXT, CONTEXT_PLURAL} else None
    plural = keyword in {PLURAL, CONTEXT_PLURAL}
    return context, (given[0], given[1]) if plural else given[0]


def collect(source: Path) -> tuple[int, int]:
    """Bring one language up to date; texts that are gone go, new ones come empty. Returns (new, gone)."""
    old, now = catalogue_of(source), collected()
    fresh = Catalog(locale=old.locale, domain="django", charset="utf-8", fuzzy=False)
    for message in now:
        if message.id:
            known = old.get(message.id, message.context)
            fresh.add(message.id, known.string if known else "", context=message.context, flags=message.flags)
    ours, theirs = _keys(fresh), _keys(old)
    with source.open("wb") as content:
        content.write(HEADER.format(language=old.locale, plural=old.plural_forms).encode())
        write_po(content, fresh, width=120, no_location=True, sort_output=True, omit_header=True)
    return len(ours - theirs), len(theirs - ours)


def _keys(catalogue: Catalog) -> set[tuple[str | None, object]]:
    return {key_of(message) for message in catalogue if message.id}


def key_of(message: Message) -> tuple[str | None, object]:
    return message.context, message.id


if __name__ == "__main__":
    if sys.argv[1:] == ["collect"]:
        for each in FILES:
            new, gone = collect(each)
            print(f"{each.relative_to(ROOT)}: {new} new, {gone} gone")
    ensure()
