"""Sites, and the keywords that people bring to them."""

import json
import uuid

import pytest


@pytest.fixture
def site(instance):
    return instance.post("/sites", {"name": f"Site {uuid.uuid4().hex[:8]}"})["id"]


def csv(instance, site, text):
    return instance.post(f"/sites/{site}/keywords", text.encode(), headers={"Content-Type": "text/csv"})


def keywords(instance, site, **filters):
    query = "".join(f"&{name}={value}" for name, value in filters.items())
    return instance.list(f"/items?siteId={site}&kind=keyword&limit=100{query}")


def test_a_site_from_its_making_to_its_end(instance):
    site = instance.post("/sites", {"name": "Coffee at home"})
    assert instance.get(f"/sites/{site['id']}") == site
    renamed = instance.request("PATCH", f"/sites/{site['id']}", body={"name": "Kaffee"}).json()
    assert (renamed["id"], renamed["name"]) == (site["id"], "Kaffee")
    assert site["id"] in {found["id"] for found in instance.list("/sites")}
    for path in ("", "/keywords"):
        method = "GET" if not path else "POST"
        answer = instance.request(method, f"/sites/{site['id']}{path}", key=instance.other_api_key, body={"keywords": ["a"]})
        assert answer.status_code == 404
    assert instance.request("DELETE", f"/sites/{site['id']}").status_code == 204
    assert instance.request("GET", f"/sites/{site['id']}").status_code == 404
    assert instance.request("POST", f"/sites/{site['id']}/keywords", body={"keywords": ["a"]}).status_code == 404
    assert instance.request("POST", "/sites", body={"name": " "}).status_code == 422


def test_keywords_come_as_json(instance, site):
    given = ["cold brew ratio", "Cold  Brew ratio", "moka pot", "", "line\nbreak", "x" * 201, "кофе дома", "moka pot"]
    report = instance.post(f"/sites/{site}/keywords", {"keywords": given})
    assert (report["imported"], report["duplicates"]) == (3, 2)
    assert [row["line"] for row in report["rejected"]] == [4, 5, 6]
    items = keywords(instance, site)
    assert [item["attributes"]["keyword"] for item in items] == ["cold brew ratio", "moka pot", "кофе дома"]
    assert {(item["kind"], item["status"], item["disabled"], item["parent"]) for item in items} == {
        ("keyword", "new", False, None)
    }
    again = instance.post(f"/sites/{site}/keywords", {"keywords": given[:3]})
    assert (again["imported"], again["duplicates"], again["rejected"]) == (0, 3, [])


def test_keywords_come_as_a_file(instance, site):
    rows = [f'"espresso, grind {number}",{number}' for number in range(2500)]
    report = csv(instance, site, "Keyword,volume\r\n" + "\r\n".join(rows) + "\r\n,7\r\n")
    assert (report["imported"], report["duplicates"]) == (2500, 0)
    assert [row["line"] for row in report["rejected"]] == [2502]
    plain = csv(instance, site, "milk foam\nlatte art\n")
    assert plain["imported"] == 2, "a file without a header is a list"
    assert len(keywords(instance, site)) == 2502


def test_keywords_come_by_message(instance, site):
    data = {"siteId": site, "keywords": [{"line": 1, "keyword": "tamper size"}], "idempotencyKey": uuid.uuid4().hex}
    first = instance.command("items.import.demo", data)
    assert (first["imported"], first["duplicate"]) == (1, False)
    again = instance.command("items.import.demo", data)
    assert (again["imported"], again["duplicate"]) == (1, True)
    data["idempotencyKey"] = uuid.uuid4().hex
    assert instance.command("items.import.other", data)["code"] == "not_found"


def test_keywords_are_disabled_and_deleted(instance, site):
    instance.post(f"/sites/{site}/keywords", {"keywords": ["one", "two", "three"]})
    ids = [item["id"] for item in keywords(instance, site)]
    assert instance.post("/items/disable", {"ids": ids[:2]}) == {"changed": 2}
    assert [item["id"] for item in keywords(instance, site, disabled="true")] == ids[:2]
    assert instance.post("/items/enable", {"ids": ids[:1]}) == {"changed": 1}
    assert [item["id"] for item in keywords(instance, site, disabled="false")] == [ids[0], ids[2]]
    assert instance.post("/items/delete", {"ids": ids[2:]}, key=instance.other_api_key) == {"changed": 0}
    assert instance.post("/items/delete", {"ids": ids[2:]}) == {"changed": 1}
    assert [item["id"] for item in keywords(instance, site)] == ids[:2]
    assert instance.post(f"/sites/{site}/keywords", {"keywords": ["three"]})["imported"] == 1


@pytest.mark.parametrize(
    "body, status, pointer",
    [
        ({"keywords": "a"}, 422, "/keywords"),
        ({"keywords": []}, 422, "/keywords"),
        ({"keywords": ["a", 7]}, 422, "/keywords/1"),
        ({}, 422, "/keywords"),
    ],
)
def test_what_is_no_list_of_keywords(instance, site, body, status, pointer):
    answer = instance.request("POST", f"/sites/{site}/keywords", body=body)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert json.dumps(instance.list(f"/items?siteId={site}")) == "[]"
