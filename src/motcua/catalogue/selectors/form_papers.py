"""Which papers the procedures with a form ask for, for those who design the form."""

from __future__ import annotations

from django.db.models import Count, Q

from motcua.catalogue.codes import OWN_FORM
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Paper, ProcedureDraft
from motcua.catalogue.selectors.drafts import is_staff
from motcua.identity.askers import Asker

MOST = 100


def papers_of_form(asker: Asker, code: str) -> dict[str, str]:
    """Names by key, the one most procedures ask for first; of procedures in force with the form ``code`` and of the
    working copies it is for. Nothing for one who neither drafts nor approves."""
    if not is_staff(asker):
        return {}
    in_force = Paper.objects.filter(version__state=VersionState.PUBLISHED, version__form_version__form__code=code)
    codes = in_force.values("version__procedure__code")
    its_own = Q(code=code.removeprefix(OWN_FORM)) if code.startswith(OWN_FORM) else Q(code__in=codes)
    copies = ProcedureDraft.objects.filter(its_own | Q(code__in=codes) | Q(content__form_from=code)).order_by("code")
    counted = in_force.values_list("key", "name").annotate(n=Count("pk")).order_by("-n", "name", "key")[:MOST]
    rows = [(key, name) for key, name, _n in counted]
    rows += [(row.get("key", ""), row.get("name", "")) for copy in copies for row in copy.content["papers"]]
    found: dict[str, str] = {}
    for key, name in rows:
        if key and name:
            found.setdefault(key.partition("--")[0], name)
    return dict([*found.items()][:MOST])
