"""Errors are Python classes with attributes, in both languages, and survive pickle."""

from __future__ import annotations

import datetime
import pickle
from pathlib import Path

import pytest
import zhixing


def test_the_tree() -> None:
    assert issubclass(zhixing.IdentityError, zhixing.InputError)
    assert issubclass(zhixing.InputError, zhixing.Error)
    assert issubclass(zhixing.RuleError, zhixing.Error)
    assert issubclass(zhixing.Error, Exception)


def test_a_bad_dossier_says_where() -> None:
    with pytest.raises(zhixing.InputError) as caught:
        zhixing.Dossier.from_json('{"events":[{"kind":"case.filed","on":"2023-02-30"}]}', "case.json")
    error = caught.value
    assert type(error) is zhixing.InputError
    assert error.code == "input.date"
    assert error.file == "case.json"
    assert error.pointer == "/events/0/on"
    assert "2023-02-30" in error.message_zh and "2023-02-30" in error.message_en
    assert error.message("zh") == error.message_zh
    assert str(error).startswith("case.json") and error.message_en in str(error)


def test_an_identity_number_says_which_part() -> None:
    with pytest.raises(zhixing.IdentityError) as caught:
        zhixing.Identity.parse("110105194912310021")
    assert caught.value.code == "identity.checksum"
    assert caught.value.pointer == "18"


def test_a_rulebook_says_file_and_rule() -> None:
    text = (
        '{"schema":"zhixing.rulebook/1","id":"x","version":"1","name":{"zh":"甲","en":"x"},"extends":"national",'
        '"override":{"no.such.rule":{"enabled":false}}}'
    )
    with pytest.raises(zhixing.RuleError) as caught:
        zhixing.Rulebook.from_json(text, "x.json")
    assert caught.value.code == "rule.unknown_rule"
    assert caught.value.file == "x.json"
    assert caught.value.pointer == "/override/no.such.rule"


def test_unknown_rules_and_rulebooks() -> None:
    with pytest.raises(zhixing.RuleError, match="no bundled rulebook"):
        zhixing.Rulebook.bundled("atlantis")
    dossier = zhixing.Dossier.from_json("{}")
    with pytest.raises(zhixing.RuleError) as caught:
        zhixing.why(dossier, "no.such.rule", as_of=datetime.date(2024, 1, 1))
    assert caught.value.code == "rule.unknown_rule"
    with pytest.raises(zhixing.RuleError):
        zhixing.default_rulebook().rule("no.such.rule")


def test_a_missing_file_is_the_usual_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        zhixing.Rulebook.load(tmp_path / "none.json")
    with pytest.raises(FileNotFoundError):
        next(zhixing.read(tmp_path / "none.ndjson"))


@pytest.mark.parametrize("kind", [zhixing.Error, zhixing.InputError, zhixing.IdentityError, zhixing.RuleError])
def test_pickle(kind: type[zhixing.Error]) -> None:
    error = kind("a.b", "错", "wrong", "f.json", 3, "/x")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert vars(copy) == vars(error)
    assert str(copy) == str(error) == "f.json:3: /x: wrong"


def test_text_without_a_place() -> None:
    assert str(zhixing.Error("a.b", "错", "wrong")) == "wrong"
    assert str(zhixing.Error("a.b", "错", "wrong", line=4)) == "line 4: wrong"


def test_dates_outside_the_supported_range() -> None:
    with pytest.raises(zhixing.InputError) as caught:
        zhixing.Calendar.china().is_workday(datetime.date(1899, 12, 31))
    assert caught.value.code == "input.date"
    with pytest.raises(zhixing.InputError) as caught:
        zhixing.Calendar.china().add_workdays(datetime.date(2199, 12, 31), 10)
    assert caught.value.code == "calendar.range"


def test_a_unit_that_is_none() -> None:
    for unit in ("hour", "fortnight"):
        with pytest.raises(zhixing.InputError) as caught:
            zhixing.period_end(datetime.date(2024, 1, 1), 1, unit)
        assert caught.value.code == "period.unit"
