"""Answers that change after filing: checked like at filing, written with what stood there before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.selectors import VersionBundle, version_bundle
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.checking import subject_of
from motcua.forms.rules import Answers, FormDefinition, check, grounds, shown
from motcua.identity.askers import Asker
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid
from motcua.kernel.record import in_record_language
from motcua.places.gazetteer import commune_names
from motcua.places.selectors import former_communes


@dataclass(frozen=True, slots=True)
class Amended:
    """All answers afterwards, and [{"field", "label", "old", "new"}] in words for those that changed."""

    answers: Answers
    changes: list[dict[str, str]]


def amended(dossier: Dossier, typed: Mapping[str, Any], *, at: datetime) -> Amended:
    """``typed`` over the dossier's answers; ``Invalid`` with a sentence at each wrong field, as at filing.

    An untouched answer that was right when it was given is not judged again by today's date.
    """
    bundle = version_bundle(dossier.version_id)
    form, today = bundle.form, local(at).date()
    before: Answers = dossier.answers
    ground: dict[str, Any] = {
        "today": today,
        "communes": commune_names(),
        "case": bundle.case_key(dossier.case_id),
        "former": lambda text: former_communes(text, on=today),
    }
    clean, wrong = check(form, {**before, **typed}, **ground)
    _clean, stale = check(form, before, **ground) if wrong else ({}, {})
    errors = {
        name: sentence
        for name, sentence in wrong.items()
        if (form.owner(name) in typed or form.owner(name) not in before) and stale.get(name) != sentence
    }
    if errors:
        raise Invalid(_("Còn %(count)s mục cần sửa.") % {"count": len(errors)}, fields=errors)
    kept = {key: before[key] for name in wrong if (key := form.owner(name)) in before}
    after = {**clean, **kept}
    return Amended(after, _changes(form, before, after))


def _changes(form: FormDefinition, before: Answers, after: Answers) -> list[dict[str, str]]:
    communes = commune_names()
    with in_record_language():
        return [
            {
                "field": item.key,
                "label": item.label,
                "old": shown(item, before.get(item.key), communes=communes),
                "new": shown(item, after.get(item.key), communes=communes),
            }
            for item in form.fields.values()
            if before.get(item.key) != after.get(item.key)
        ]


def write_answers(dossier: Dossier, change: Amended, *, asker: Asker, at: datetime) -> None:
    """Store the answers, in the act's transaction; a name or number of whom it is about moves to that person."""
    if not change.changes:
        return
    bundle = version_bundle(dossier.version_id)
    touched = {line["field"] for line in change.changes}
    if touched & {bundle.form.owner(name) for name in bundle.subject_fields.values()}:
        subject = subject_of(bundle, change.answers)
        dossier.subject_id = subject.settle(asker, at) if subject is not None else dossier.subject_id
    dossier.answers = change.answers
    dossier.save(update_fields=["answers", "subject"])


def with_dependents(bundle: VersionBundle, keys: Collection[str]) -> set[str]:
    """``keys`` and every question whose being asked depends on one of them: to be editable together."""
    found = set(keys)
    hanging = grounds(bundle.form)
    for key in bundle.form.fields:  # a condition names earlier questions
        if found & hanging.get(key, frozenset()):
            found.add(key)
    return found
