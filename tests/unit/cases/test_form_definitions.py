"""Definition files: what is refused and where, and that published ones never change."""

import json

import pytest

from cases.statutory import catalogue, promotion
from cases.statutory.loading import DefinitionError, load, parse
from tests.statutory.samples import FOLDER, raw, sample  # noqa: F401  a fixture


def question(data: dict, key: str) -> dict:
    return next(q for section in data["sections"] for q in section["questions"] if q["key"] == key)


def spoil(path: str, value):
    """A change at ``section.question.name``, or of the form itself."""

    def change(data: dict) -> None:
        key, _, name = path.rpartition(".")
        (question(data, key) if key else data)[name] = value

    return change


FAULTS = [
    (spoil("titel", "x"), "the form", "does not know titel"),
    (spoil("kind", "letter"), "the form", "kind is “letter”"),
    (spoil("starts_on", "soon"), "the form", "starts_on must be a date"),
    (spoil("sections", []), "the form", "must be a list with something in it"),
    (spoil("confidence", "sure"), "the form", "confidence is “sure”"),
    (spoil("mode.kind", "tick"), "question mode", "kind is “tick”"),
    (spoil("mode.label", "{{ settings }}"), "question mode", "label holds template marks"),
    (spoil("mode.hint", "{% load x %}"), "question mode", "hint holds template marks"),
    (spoil("mode.options", []), "question mode", "a choice needs options"),
    (spoil("agency.options", [{"code": "a", "label": "A"}]), "question agency", "nothing else has any"),
    (spoil("mode.options", [{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]), "question", "“a”"),
    (spoil("mode.options", [{"code": "a b", "label": "A"}]), "question mode", "is not a code"),
    (spoil("people.rows", {"most": 0, "noun": "x", "questions": []}), "question people", "most must lie"),
    (spoil("agency.key", "Agency Name"), "question", "is not a key"),
    (spoil("agency.key", "mode"), "the form", "the key “mode” stands there twice"),
    (spoil("agency.key", "version"), "question version", "taken by the page itself"),
    (spoil("agency.key", "first_contact_day"), "question first_contact_day", "an input of first_contact"),
    (spoil("agency.required", "yes"), "question agency", "required is 'yes'"),
    (spoil("weeks.min", True), "question weeks", "min is True"),
    (spoil("agency.home", "somewhere"), "question agency", "home must be"),
    (spoil("found_by.shown_when", {"question": "mod", "in": ["x"]}), "question found_by", "names “mod”"),
    (spoil("found_by.shown_when", {"question": "mode", "in": ["x"]}), "question found_by", "names “x”, which is no"),
    (spoil("found_by.shown_when", {"question": "found_by", "given": True}), "question found_by", "hangs on itself"),
    (spoil("agency.shown_when", {"question": "mode", "in": ["found"]}), "question agency", "names “mode”"),
    (spoil("agency.required_when", {"question": "mode", "is": "x"}), "question agency", "a rule asks a question"),
    (spoil("agency.required_when", {"question": "mode", "in": "x"}), "question agency", "does not go with"),
    (spoil("agency.required_when", {"all": []}), "question agency", "need a list of rules"),
    (spoil("checks", [{"code": "a", "sentence": "A", "questions": ["nobody"], "fails_when": {"question": "mode",
           "given": True}}]), "check a", "names “nobody”"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "reason"), FAULTS, ids=[f"{f[1]}: {f[2]}" for f in FAULTS])
def test_a_faulty_definition_is_refused_with_place_and_reason(change, place, reason):
    data = raw()
    change(data)
    with pytest.raises(DefinitionError) as refused:
        parse(data, "sample/2026-1.json")
    assert place in refused.value.place
    assert reason in refused.value.reason
    assert refused.value.file == "sample/2026-1.json"


def test_a_question_may_wait_for_a_later_section_only_to_be_required():
    data = raw()
    question(data, "agency")["required_when"] = {"question": "mode", "in": ["found"]}
    assert parse(data, "x").question("agency").required_when


@pytest.mark.parametrize(("text", "reason"), [("{", "Expecting"), ('{"form": "a", "form": "b"}', "doubled: form")])
def test_a_file_that_is_no_plain_json_is_refused(tmp_path, text, reason):
    (tmp_path / "sample").mkdir()
    file = tmp_path / "sample" / "1.json"
    file.write_text(text)
    with pytest.raises(DefinitionError, match=reason):
        load(file)


def test_a_file_under_another_name_is_refused(tmp_path):
    (tmp_path / "sample").mkdir()
    file = tmp_path / "sample" / "2030-1.json"
    file.write_text(json.dumps(raw()))
    with pytest.raises(DefinitionError, match="says that it is sample 2026-1"):
        load(file)


def test_versions_are_found_by_day(sample):  # noqa: F811
    assert [found.version for found in catalogue.versions("sample")] == ["2025-1", "2026-1"]
    for day, version in (("2024-01-01", "2025-1"), ("2026-03-31", "2025-1"), ("2026-04-01", "2026-1")):
        assert catalogue.current("sample", type(sample.starts_on).fromisoformat(day)).version == version
    with pytest.raises(catalogue.NoSuchForm):
        catalogue.definition("sample", "1999-1")


def test_every_definition_of_the_product_loads():
    for form, found in catalogue.read(catalogue.FOLDER).items():
        assert found, form


def test_what_fills_a_column_of_the_case_fits_it():
    """The codes of such a question are those of the column's list, or it asks for a whole number."""
    found = []
    for definition in catalogue.of_kind("reporting", "supplementary"):
        for question in definition.questions():
            if not question.column:
                continue
            found.append(question.column)
            if question.column in promotion.VOCABULARIES:
                assert question.labels == dict(promotion.VOCABULARIES[question.column].choices), question.key
            else:
                assert question.column in promotion.NUMBERS
                assert (question.kind, question.decimals) == ("number", 0)
    assert {"gestation_weeks", "birth_weight_grams"} <= set(found)


def test_published_definitions_have_not_changed():
    """A form that somebody filled in stays readable in its own words: a change is a new version, a new file."""
    there = catalogue.on_disk()
    changed = [name for name, total in catalogue.published().items() if there.get(name) != total]
    assert not changed, f"published, so never to be changed again: {changed}"
    assert set(there) == set(catalogue.published()), "python manage.py publish_forms"


def test_a_changed_file_would_be_noticed(tmp_path):
    (tmp_path / "sample").mkdir()
    file = tmp_path / "sample" / "1.json"
    file.write_text("{}")
    before = catalogue.on_disk(tmp_path)
    (tmp_path / "published.sha256").write_text(f"{before['sample/1.json']}  sample/1.json\n")
    assert catalogue.published(tmp_path) == before
    file.write_text("{ }")
    assert catalogue.published(tmp_path) != catalogue.on_disk(tmp_path)
    assert FOLDER.exists()
