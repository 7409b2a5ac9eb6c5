"""Templates and documents through Python and the command line."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import zhixing
from zhixing import documents
from zhixing.cli.app import app

DAY = datetime.date(2026, 3, 20)
FRONT = '---json\n{"schema": "zhixing.template/1", "id": "own", "document": "执行通知书", "name": {"zh": "通知", "en": "notice"}, "class": "A"}\n---\n'
DOSSIER = {
    "number": "（2026）豫1325执1号",
    "kind": "enforcement",
    "court": "内乡县人民法院",
    "parties": [{"id": "p1", "role": "applicant", "name": "张某"}, {"id": "p2", "role": "respondent", "name": "李某"}],
    "events": [],
}


def valid(name: str, text: str) -> dict:
    document = json.loads(text)
    jsonschema.Draft202012Validator(json.loads(zhixing.schema(name))).validate(document)
    return document


@pytest.fixture
def dossier() -> zhixing.Dossier:
    return zhixing.Dossier.from_json(DOSSIER)


def test_templates_are_listed() -> None:
    all_of_them = documents.templates()
    assert len(all_of_them) == len(list(all_of_them)) >= 27
    assert "enforcement-notice" in all_of_them and "no-such" not in all_of_them
    assert all_of_them["enforcement-notice"].document_class == "A"
    assert all_of_them.document_class("执行通知书") == "A"
    ruling = json.loads(all_of_them["termination-ruling"].to_json())
    assert ruling["with"] == [{"event": "termination.approved", "beside": "termination.panel_verified"}]
    assert json.loads(all_of_them["auction-announcement"].to_json())["roles"] == ["panel"]
    assert all_of_them.document_class("从未有过的文书") == "C"
    valid("templates", all_of_them.to_json())
    for template in all_of_them:
        valid("template", template.to_json())
    with pytest.raises(zhixing.RuleError, match="no such template"):
        all_of_them["no-such"]


def test_a_template_is_checked() -> None:
    template = documents.check(FRONT + "{{court.name}}{{#court.phone}}{{court.phone}}{{/court.phone}}", "own.md")
    assert [(field.name, field.type, field.needed) for field in template.fields] == [("court.name", "text", True), ("court.phone", "text", False)]
    with pytest.raises(documents.TemplateError) as caught:
        documents.check(FRONT + "一\n二{{nothing}}", "own.md")
    assert (caught.value.code, caught.value.file, caught.value.line, caught.value.column) == ("template.field", "own.md", 5, 2)
    assert pickle.loads(pickle.dumps(caught.value)).column == 2


def test_a_document_is_made(dossier: zhixing.Dossier, tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    file.write_text(FRONT + "> {{respondents.names}}：{{account.name}}", "utf-8")
    among = documents.templates(own=[file])
    made = documents.render(dossier, "own", as_of=DAY, values={"account": {"name": "专户 **{{x}}**"}}, among=among)
    assert made.text == "李某：专户 **{{x}}**\n"
    assert "<p class=\"flush\">李某" in made.html
    assert made.docx[:2] == b"PK"
    assert made.allowed and made.refusal is None and made.missing == []
    valid("rendering", made.to_json())


def test_refusals(dossier: zhixing.Dossier) -> None:
    among = documents.templates().with_text(FRONT + "> {{account.name}}", "own.md")
    with pytest.raises(documents.RenderError) as caught:
        documents.render(dossier, "own", as_of=DAY, among=among)
    assert caught.value.code == "document.missing"
    assert caught.value.detail == {"missing": [{"name": "account.name", "label": {"zh": "案款账户户名", "en": "name of the case account"}}]}
    preview = documents.render(dossier, "own", as_of=DAY, preview=True, among=among)
    assert "【缺：案款账户户名】" in preview.text
    assert preview.missing == [("account.name", "案款账户户名", "name of the case account")]
    valid("rendering", preview.to_json())
    with pytest.raises(zhixing.InputError):
        documents.render(dossier, "own", as_of=DAY, values={"account": {"name": 1}}, among=among)
    with pytest.raises(zhixing.InputError):
        documents.render(dossier, "own", as_of=DAY, office="kitchen", among=among)


def test_subjects(dossier: zhixing.Dossier) -> None:
    assert documents.subjects(dossier, "enforcement-notice", as_of=DAY) == ["p2"]


class TestCommands:
    @pytest.fixture
    def files(self, tmp_path: Path) -> Path:
        (tmp_path / "docket.ndjson").write_text(json.dumps(DOSSIER, ensure_ascii=False) + "\n", "utf-8")
        (tmp_path / "own.md").write_text(FRONT + "> {{number}}{{respondents.names}}", "utf-8")
        (tmp_path / "bad.md").write_text(FRONT + "{{>x}}", "utf-8")
        return tmp_path

    def run(self, *arguments: object, code: int = 0) -> str:
        result = CliRunner().invoke(app, [str(one) for one in arguments])
        assert result.exit_code == code, result.output
        return result.output

    def test_templates(self, files: Path) -> None:
        rows = json.loads(self.run("templates", "list", "-f", "json"))
        assert any(row["id"] == "enforcement-notice" and row["class"] == "A" for row in rows)
        assert "addressee" in self.run("templates", "fields", "enforcement-notice", "-f", "csv")
        assert "number" in self.run("templates", "check", files / "own.md")
        assert "bad.md:4: column 1" in self.run("templates", "check", files / "bad.md", code=2)

    @pytest.mark.parametrize("ending", ["txt", "html", "docx"])
    def test_render(self, files: Path, ending: str) -> None:
        out = files / f"out.{ending}"
        self.run("render", "own", files / "docket.ndjson", "#1", "--own", files / "own.md", "--as-of", DAY, "-o", out)
        data = out.read_bytes()
        assert data.startswith(b"PK") if ending == "docx" else "（2026）豫1325执1号李某" in data.decode()

    def test_render_to_the_terminal_and_refusals(self, files: Path) -> None:
        arguments = ["render", "own", files / "docket.ndjson", "#1", "--own", files / "own.md", "--as-of", DAY]
        assert self.run(*arguments) == "（2026）豫1325执1号李某\n"
        self.run(*arguments, "-o", files / "out.pdf", code=2)
        self.run("render", "enforcement-notice", files / "docket.ndjson", "#1", "--as-of", DAY, code=2)
