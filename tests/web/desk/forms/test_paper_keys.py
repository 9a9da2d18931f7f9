"""The paper of a question in the designer: picked among those of the procedures with the form, or typed."""

from __future__ import annotations

import re

from django.test import Client

from motcua.catalogue.models import ProcedureDraft
from motcua.catalogue.selectors.form_papers import papers_of_form
from motcua.forms.models import FormDraft
from motcua.identity.askers import Asker
from tests.dossiers.world import World
from tests.web.desk.forms.sending import LIST, add, here, question, send
from tests.web.desk.test_procedures import LIST as PROCEDURES

CODE = "9.000001"


def picked_from(page: str) -> dict[str, str]:
    found = re.search(r'<datalist id="f-paper-goi-y">(.*?)</datalist>', page, re.DOTALL)
    return dict(re.findall(r'<option value="([^"]*)">([^<]*)</option>', found[1])) if found else {}


def test_papers_of_the_procedure_are_offered_by_name_and_another_is_typed(client: Client, world: World) -> None:
    client.post(f"{PROCEDURES}{CODE}/")
    work = ProcedureDraft.objects.get(code=CODE)
    papers = [*work.content["papers"], {"key": "to-moi--a", "name": "Tờ mới", "kind": "upload", "case": "a"}]
    ProcedureDraft.objects.filter(pk=work.pk).update(content={**work.content, "papers": papers})
    client.post(f"{LIST}moi/", {"do": "procedure", "work": str(work.pk)})
    draft = FormDraft.objects.get()
    page = next(each["key"] for each in draft.definition["pages"])
    path = add(client, draft, "Ảnh giấy", "paper", trang=page)
    offered = picked_from(client.get(f"{here(draft)}cau/{path}/").text)
    assert offered["to-moi"] == "Tờ mới"
    for key in ("to-moi", "ma-khac"):
        send(client, draft, f"cau/{path}/", label="Ảnh giấy", type="paper", paper=key)
        assert question(draft, path)["paper"] == key
    send(client, draft, f"cau/{path}/", label="Ảnh giấy", type="paper", paper="to-moi")
    assert "Giấy đã chọn: Tờ mới" in client.get(f"{here(draft)}cau/{path}/").text


def test_a_form_no_procedure_has_offers_none(client: Client, draft: FormDraft) -> None:
    path = add(client, draft, "Ảnh giấy", "paper")
    page = client.get(f"{here(draft)}cau/{path}/").text
    assert "Ghi ở phần Giấy tờ của thủ tục" in page
    assert picked_from(page) == {}


def test_papers_in_force_are_offered_to_those_who_describe_procedures_alone(world: World, editor: Asker) -> None:
    version = world.version
    code = version.form_version.form.code
    assert papers_of_form(editor, code) == {paper.key.partition("--")[0]: paper.name for paper in version.papers.all()}
    assert papers_of_form(editor, code)
    assert papers_of_form(world.clerk, code) == {}
