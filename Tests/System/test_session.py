"""A browser's cookie: with it one can look, and nothing else."""

import uuid

import requests


def test_with_the_cookie_one_can_look_and_nothing_else(instance):
    begun = instance.request("POST", "/session")
    assert begun.json() == {"organization": "demo", "timezone": "Europe/Berlin"}
    header = begun.headers["Set-Cookie"]
    assert "HttpOnly" in header and "SameSite=Strict" in header and instance.api_key not in header
    cookies = {"stagecoach_view": begun.cookies["stagecoach_view"]}
    url = f"{instance.api}/api/v1/sites"

    assert requests.get(url, cookies=cookies, timeout=10).status_code == 200
    # A page of another program on this host is the same site to a browser.
    for place in ("same-site", "cross-site"):
        assert requests.get(url, cookies=cookies, headers={"Sec-Fetch-Site": place}, timeout=10).status_code == 401
    for method, path in (("POST", ""), ("PATCH", f"/{uuid.uuid4()}"), ("DELETE", f"/{uuid.uuid4()}")):
        assert requests.request(method, url + path, cookies=cookies, json={"name": "x"}, timeout=10).status_code == 401
    forged = {"stagecoach_view": cookies["stagecoach_view"][:-2] + "AA"}
    assert requests.get(url, cookies=forged, timeout=10).status_code == 401

    ended = instance.request("DELETE", "/session")
    assert ended.status_code == 204 and "Max-Age=0" in ended.headers["Set-Cookie"]


def test_an_organization_sees_its_own_with_its_cookie(instance):
    site = instance.post("/sites", {"name": f"Site {uuid.uuid4().hex[:8]}"})
    other = instance.request("POST", "/session", key=instance.other_api_key).cookies["stagecoach_view"]
    url = f"{instance.api}/api/v1/sites/{site['id']}"
    assert requests.get(url, cookies={"stagecoach_view": other}, timeout=10).status_code == 404


def test_the_end_of_a_log_and_one_item(instance):
    site = instance.post("/sites", {"name": f"Site {uuid.uuid4().hex[:8]}"})["id"]
    run = instance.post("/automation/run_now", {"site_id": site})["id"]
    instance.ended(run)
    whole = instance.get(f"/runs/{run}/logs")["items"]
    last = instance.get(f"/runs/{run}/logs?last=3")
    assert last["items"] == whole[-3:] and last["nextCursor"] is None
    assert instance.request("GET", f"/runs/{run}/logs?last=0").status_code == 400

    instance.post(f"/sites/{site}/keywords", {"keywords": ["red teapot", "blue teapot"]})
    item = instance.get(f"/items?siteId={site}")["items"][1]
    assert instance.get(f"/items?id={item['id']}")["items"] == [item]
    assert instance.get(f"/items?id={item['id']}", key=instance.other_api_key)["items"] == []
