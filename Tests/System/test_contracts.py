"""The example messages of Tests/Contracts and their schemas, read by programs that are not ours."""

import copy
import json
import pathlib

import jsonschema
import pytest
import referencing
from cloudevents.core.formats.json import JSONFormat

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "Contracts"
SCHEMAS = {str(path.relative_to(FOLDER)): json.loads(path.read_text()) for path in FOLDER.rglob("*.schema.json")}
EXAMPLES = {
    str(path.relative_to(FOLDER)): json.loads(path.read_text())
    for path in sorted(FOLDER.rglob("*.json"))
    if not path.name.endswith(".schema.json")
}
EVENTS = [name for name, example in EXAMPLES.items() if "specversion" in example]
every_example = pytest.mark.parametrize("name", EXAMPLES)


def closed(schema):
    """The schema with members that it does not describe forbidden: readers take them, our examples must not have them."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema:
        parts["unevaluatedProperties"] = False
    return parts


def validator(name, schemas=SCHEMAS):
    schema = schemas[name.removesuffix(".json") + ".schema.json"]
    resources = [(each["$id"], referencing.Resource.from_contents(each)) for each in schemas.values()]
    return jsonschema.Draft202012Validator(
        schema,
        registry=referencing.Registry().with_resources(resources),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


CLOSED = {name: closed(schema) for name, schema in SCHEMAS.items()}


def test_there_are_examples():
    assert len(EXAMPLES) > 60 and len(EVENTS) > 50
    shared = {"common.schema.json", "envelope.schema.json"}
    assert {name.removesuffix(".json") + ".schema.json" for name in EXAMPLES} | shared == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"].endswith("/contracts/" + name)


@every_example
def test_an_example_fits_its_schema_and_has_nothing_that_it_does_not_describe(name):
    validator(name).validate(EXAMPLES[name])
    validator(name, CLOSED).validate(EXAMPLES[name])


@every_example
def test_unknown_members_are_taken(name):
    example = copy.deepcopy(EXAMPLES[name])
    example["later"] = 1
    if "specversion" in example:
        example["data"]["later"] = {"a": []}
    validator(name).validate(example)


@every_example
def test_each_required_member_is_missed(name):
    schema = SCHEMAS[name.removesuffix(".json") + ".schema.json"]
    if "specversion" in EXAMPLES[name]:
        for member in ["id", "source", "type", "specversion", "data"]:
            assert refuses(name, lambda example: example.pop(member)), member
    else:
        for member in schema["required"]:
            assert refuses(name, lambda example: example.pop(member)), member
    data = schema.get("properties", {}).get("data", {})
    for member in data.get("required", []):
        assert refuses(name, lambda example: example["data"].pop(member)), member


@pytest.mark.parametrize("name", EVENTS)
def test_another_type_is_refused(name):
    assert refuses(name, lambda example: example.update(type="stagecoach.other.v1"))
    assert refuses(name, lambda example: example.update(type=example["type"].replace(".v1", ".v2")))


def refuses(name, change):
    example = copy.deepcopy(EXAMPLES[name])
    change(example)
    return not validator(name).is_valid(example)


@pytest.mark.parametrize("name", EVENTS)
def test_the_official_library_takes_the_event(name):
    example = EXAMPLES[name]
    event = JSONFormat().read(None, json.dumps(example).encode())
    assert event.get_specversion() == "1.0"
    assert event.get_type() == example["type"]
    assert event.get_source() == example["source"]
    assert event.get_data() == example["data"]
    assert event.get_extension("orgid") == example["orgid"]
    assert event.get_time().utcoffset().total_seconds() == 0
    again = json.loads(JSONFormat().write(event))
    assert {key: again[key] for key in example if key != "time"} == {
        key: value for key, value in example.items() if key != "time"
    }


@pytest.mark.parametrize("name", EVENTS)
def test_names_of_attributes_are_as_cloudevents_has_them(name):
    for attribute in EXAMPLES[name]:
        assert attribute.isalnum() and attribute == attribute.lower() and len(attribute) <= 20, attribute
