"""Requests that are not as they have to be: refused before they do anything, by the same words for everybody."""

import base64
import json
import os
import re
import socket
import subprocess
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from instance import wait_for
from people import organization, person

PROBLEM = "application/problem+json"


def exchange(instance, data, seconds=20):
    """Sends bytes, reads until the server closes, and returns what it said: (status, code, all of it)."""
    host, port = urllib.parse.urlparse(instance.api).netloc.split(":")
    received = b""
    with socket.create_connection((host, int(port)), timeout=seconds) as connection:
        try:
            connection.sendall(data if isinstance(data, bytes) else data.encode("latin-1"))
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionError:
            pass  # it was closed while we were still talking
    text = received.decode("latin-1")
    status = re.match(r"HTTP/1\.1 (\d+)", text)
    code = re.search(r'"code":"(\w+)"', text)
    return status and int(status[1]), code and code[1], text


def head(instance, method="GET", target="/api/v1/jobs", *fields, host="Host: a", version="HTTP/1.1"):
    """A request that would be answered, with fields more."""
    lines = [f"{method} {target} {version}", *([host] if host else []), f"Authorization: Bearer {instance.api_key}"]
    return "\r\n".join([*lines, "Connection: close", *fields]) + "\r\n\r\n"


def refusal(answer):
    """(status, code) of a problem document."""
    assert answer.headers["Content-Type"] == PROBLEM, answer.text
    return answer.status_code, answer.json()["code"]


# The message itself


@pytest.mark.parametrize("host", [None, "Host: a\r\nHost: b", "Host: a\r\nhost: a", "Host:", "Host: a@b", "Host: a b", "Host: a/b"])
def test_a_request_names_one_host(instance, host):
    assert exchange(instance, head(instance, host=host))[0] == 400


@pytest.mark.parametrize("fields", [
    ["Content-Length: 2", "Content-Length: 5"], ["Content-Length: 2", "Content-Length: 2"], ["Content-Length: 2, 2"],
    ["Content-Length: -1"], ["Content-Length: 0x2"], ["Content-Length: +2"], ["Content-Length:"],
    ["Content-Length: 2", "Transfer-Encoding: chunked"], ["Transfer-Encoding: chunked", "Content-Length: 2"],
    ["Transfer-Encoding: xchunked"], ["Transfer-Encoding: chunked, chunked"], ["Transfer-Encoding: gzip, chunked"],
    ["Transfer-Encoding: identity"], ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
    ["Transfer-Encoding : chunked"], ["Transfer-Encoding:\x0bchunked"],
])
def test_a_body_has_one_length(instance, fields):
    hidden = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    request = head(instance, "POST", "/api/v1/jobs", "Content-Type: application/json", *fields) + "{}" + hidden
    status, _, text = exchange(instance, request)
    assert status in (400, 501) and "200 OK" not in text, text


@pytest.mark.parametrize("request_text", [
    "GET /healthz HTTP/1.1\nHost: a\n\n", "GET /healthz HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nX\t: b\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\r\n\tc\r\n\r\n",
    "GET /healthz HTTP/1.1\r\n Host: a\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\x01b\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", "GET /heal\0thz HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET  /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /healthz\r\n\r\n", "GE\0T /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
])
def test_lines_and_fields_are_as_the_standard_has_them(instance, request_text):
    assert exchange(instance, request_text)[0] == 400


@pytest.mark.parametrize("target", [
    "/api/v1/../v1/jobs", "/api/v1/%2e%2e/v1/jobs", "/api/v1/.%2E/v1/jobs", "//api/v1/jobs", "/api//v1/jobs", "/api/v1/./jobs",
    "/api/v1/jobs;a=b", "/api/v1/jobs/", "/API/v1/jobs", "/api/v1/jobs%2f", "/api/v1%2fjobs", "/api/v1/jobs\\x",
    "/js/../../../../etc/passwd", "/js/%2e%2e/%2e%2e/Package.swift", "/..%5c..%5cetc", "/.git/config", "/api/v1/healthz/../jobs",
    "/api/v1/runs/..%2f..%2fjobs/logs", "/api/v1/automation/logs/..%2f..%2fetc%2fpasswd?format=zip",
    "/api/v1/automation/activity_log/%2e%2e", "/api/v1/artifacts/..%2f..%2fx", "/api/v1/contents/....//x/preview",
])
def test_a_path_is_what_is_written(instance, target):
    """Nothing is made of it, neither before the permission is looked at nor after."""
    status, code, text = exchange(instance, head(instance, "GET", target))
    assert (status, code) == (404, "not_found") and "root:" not in text, text


@pytest.mark.parametrize("target", [
    "/api/v1/jobs/%zz", "/api/v1/jobs/%4", "/api/v1/jobs/%c0%af", "/api/v1/jobs/%ed%a0%80", "/api/v1/jobs/%ff", "/api/v1/jobs%00",
    "/api/v1/jobs/%0d%0a", "/api/v1/jobs?limit=%zz", "/api/v1/jobs?limit=%00", "/api/v1/jobs#x", "api/v1/jobs",
])
def test_a_path_is_encoded_as_it_has_to_be(instance, target):
    assert exchange(instance, head(instance, "GET", target))[:2] == (400, "invalid_target")


@pytest.mark.parametrize("target, field, status", [
    ("/" + "a" * 65_536, "X: a", 414), ("/api/v1/jobs?x=" + "a" * 65_536, "X: a", 414), ("/", "X: " + "a" * 65_536, 431),
    ("/", "\r\n".join(f"X-{n}: a" for n in range(5000)), 431), ("/", "Cookie: " + "a=b; " * 10_000, 431),
])
def test_what_is_too_long_is_not_read(instance, target, field, status):
    assert exchange(instance, head(instance, "GET", target, field))[0] == status


@pytest.mark.parametrize("length", ["1048577", "9999999999", "1180591620717411303424"])
def test_a_body_that_is_too_long_is_refused_before_it_comes(instance, length):
    fields = ["Content-Type: application/json", f"Content-Length: {length}"]
    for more in ([], ["Expect: 100-continue"]):
        start = time.monotonic()
        assert exchange(instance, head(instance, "POST", "/api/v1/jobs", *fields, *more))[0] == 413
        assert time.monotonic() - start < 2


def test_chunks_without_an_end_are_cut_off(instance):
    request = head(instance, "POST", "/api/v1/jobs", "Content-Type: application/json", "Transfer-Encoding: chunked")
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    assert exchange(instance, request.encode() + chunk * 40)[:2] == (413, "too_large")


def test_whoever_is_slow_is_not_waited_for(instance):
    body = ["POST", "/api/v1/jobs", "Content-Type: application/json"]
    requests = [
        "GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nX-", "", head(instance, *body, "Content-Length: 50") + "{",
        head(instance, *body, "Transfer-Encoding: chunked") + "5\r\nhello",
    ]

    def seconds(request):
        start = time.monotonic()
        status = exchange(instance, request, 30)[0]
        assert status in (None, 408), status
        return time.monotonic() - start

    with ThreadPoolExecutor(4) as pool:
        assert all(2 < each < 15 for each in pool.map(seconds, requests))


@pytest.mark.parametrize("method, target, status", [
    ("PUT", "/api/v1/jobs", 405), ("DELETE", "/api/v1/jobs", 405), ("OPTIONS", "/api/v1/jobs", 405), ("TRACE", "/api/v1/jobs", 405),
    ("CONNECT", "a:80", 405), ("GET", "http://a/api/v1/jobs", 405), ("OPTIONS", "*", 405), ("POST", "/healthz", 405),
    ("get", "/api/v1/jobs", 501), ("Post", "/api/v1/jobs", 501), ("BREW", "/api/v1/jobs", 501), ("PROPFIND", "/", 501),
])
def test_a_method_is_one_that_is_answered(instance, method, target, status):
    found, _, text = exchange(instance, head(instance, method, target, "Content-Length: 0"))
    assert found == status and ("\r\nAllow:" in text) == (status == 405), text


# The body


@pytest.mark.parametrize("fields", [
    {}, {"Content-Type": "text/plain"}, {"Content-Type": "application/xml"}, {"Content-Type": "json"}, {"Content-Type": ""},
    {"Content-Type": "application/json; charset=utf-16"}, {"Content-Type": "application/json; charset=iso-8859-1"},
    {"Content-Type": "application/json, text/plain"}, {"Content-Type": "application/jsonx"},
    {"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "multipart/form-data; boundary=x"},
    {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    {"Content-Type": "application/json", "Content-Encoding": "br"},
])
def test_a_body_is_sent_as_json(instance, fields):
    for method, path in (("POST", "/jobs"), ("POST", "/templates"), ("POST", "/api_keys"), ("PATCH", "/organization")):
        answer = instance.request(method, path, body=b"{}", headers=fields)
        assert refusal(answer) == (415, "unsupported_media_type"), (method, path)


@pytest.mark.parametrize("accept", ["text/xml", "image/png", "application/json;q=0", "nonsense", "", "*/*;q=0"])
def test_answers_are_json_whatever_is_accepted(instance, accept):
    """As documented: a client that cannot read it is served better by JSON than by nothing."""
    answer = instance.request("GET", "/jobs?limit=1", headers={"Accept": accept})
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("content, code", [
    *[(text, "expected_object") for text in (b"", b"null", b"[]", b'"x"', b"1", b"true", b'[{"name":"x"}]')],
    *[(text, "malformed") for text in (
        b"{", b'{"name":"a', b'{"name":"a"}x', b"{} {}", b'{"name":"a",}', b'{"name":"a" "b":1}', b"\xef\xbb\xbf{}", b"{name:1}",
        b"{'name':1}", b'{"a":NaN}', b'{"a":Infinity}', b'{"a":01}', b'{"a":+1}', b'{"a":.5}', b'{"a":"\t"}', b"// x\n{}", b"\x00",
        b"\x1f\x8b\x08", b'\xff\xfe{\x00}\x00',
    )],
    *[(text, "duplicate_key") for text in (
        b'{"name":"a","name":"b"}', b'{"n\\u0061me":"a","name":"b"}', b'{"tasks":{"a":1,"a":1}}',
    )],
    *[(text, "encoding") for text in (
        b'{"name":"\xff"}', b'{"name":"\xc0\xaf"}', b'{"name":"\xed\xa0\x80"}', b'{"name":"\\ud800"}', b'{"name":"\xe2\x82"}',
    )],
    *[(text, "nul") for text in (b'{"name":"a\\u0000b"}', b'{"a\\u0000":1}')],
    *[(text, "too_deep") for text in (b"[" * 600, b'{"a":' * 600, b"[" * 100_000)],
    (b" ", "empty"), (b'{"a":1e999}', "range"),
])
def test_a_body_is_one_json_object_and_nothing_else(instance, content, code):
    for path in ("/jobs", "/templates", "/sites", "/api_keys"):
        answer = instance.request("POST", path, body=content or None, headers={"Content-Type": "application/json"})
        assert refusal(answer) == (400, code), path


@pytest.mark.parametrize("member", [
    {"is_admin": True}, {"tenant_id": "other"}, {"organization": "other"}, {"organizationId": "other"}, {"credits": 9999},
    {"role": "owner"}, {"__proto__": {}}, {"Name": "x"}, {"createdBy": "x"},
])
def test_a_member_that_nobody_knows_is_refused(instance, member):
    bodies = {
        "/jobs": {"name": "x", "type": "newsletter"}, "/templates": {"name": "x"}, "/sites": {"name": "x"}, "/lists": {"name": "x"},
        "/api_keys": {"name": "x"}, "/notifications": {"name": "x"}, "/credits/top_up": {"amount": 1},
    }
    for path, body in bodies.items():
        answer = instance.request("POST", path, body={**body, **member})
        assert refusal(answer) == (400, "unknown_field"), path
        assert f"/{next(iter(member))}" in answer.json()["detail"]


def test_what_the_system_decides_cannot_be_set(instance):
    """Members that answers have are passed over when they are sent back, and never set."""
    job = instance.newsletter(status="draft")
    for status in ("succeeded", "failed", "completed", 1, None):
        answer = instance.request("PATCH", f"/jobs/{job['id']}", body={"status": status})
        assert answer.status_code == 422 or status is None and answer.status_code == 200, answer.text
    other = str(uuid.uuid4())
    claimed = {"id": other, "revision": 99, "createdAt": "2001-01-01T00:00:00Z", "shownStatus": "failed", "statistics": {"totalRuns": 9}}
    assert instance.request("PUT", f"/jobs/{job['id']}", body={**job, **claimed}).status_code == 200
    shown = instance.get(f"/jobs/{job['id']}")
    assert shown["createdAt"] == job["createdAt"] and shown["statistics"]["totalRuns"] == 0
    assert instance.request("GET", f"/jobs/{other}").status_code == 404


# What is asked for


def test_what_is_no_id_is_not_there(instance):
    own = instance.newsletter(status="draft")["id"]
    foreign = instance.post("/sites", {"name": "Theirs"}, key=instance.other_api_key)["id"]
    texts = [
        "1", "-1", "0", str(2**63), "x", own.upper(), own.replace("-", ""), f"%7B{own}%7D", f"{own}%20", f"urn:uuid:{own}", "null",
        "*", "%EF%BC%91", foreign, "00000000-0000-0000-0000-000000000000", "' or 1=1 --", "a" * 5000,
    ]
    routes = [
        "/jobs/{}", "/jobs/{}/statistics", "/jobs/{}/fires", "/jobs/{}/occurrences", "/jobs/{}/triggers", "/runs/{}", "/runs/{}/logs",
        "/templates/{}", "/executions/{}", "/executions/{}/snapshot", "/executions/{}/diff", "/contents/{}", "/contents/{}/preview",
        "/artifacts/{}", "/subscribers/{}", "/sites/{}", "/notifications/{}", "/notifications/{}/deliveries", "/dead_letters/{}",
        "/automation/activity_log/{}", "/automation/logs/{}",
    ]
    for route in routes:
        for text in texts:
            answer = instance.request("GET", route.format(text))
            assert refusal(answer) == (404, "not_found"), (route, text, answer.text)


LISTS = [
    "/jobs", "/runs", "/templates", "/executions", "/contents", "/subscribers", "/lists", "/sites", "/items", "/notifications",
    "/api_keys", "/users", "/audit", "/dead_letters", "/secrets", "/models",
]


@pytest.mark.parametrize("query, status", [
    ("limit=0", 400), ("limit=-1", 400), ("limit=x", 400), ("limit=1.5", 400), ("limit=", 400), ("limit=99999999999999999999", 400),
    ("limit=1&limit=2", 400), ("limit=1000000", 200), ("cursor=forged", 400), ("cursor=", 400), ("cursor=' or 1=1 --", 400),
    ("page=-1", 400), ("sort=name", 400), ("sort=name;drop table jobs", 400), ("order=desc", 400), ("filter=x", 400),
    ("Limit=1", 400), ("organization_id=other", 400), ("a=b", 400), ("%27=1", 400),
])
def test_a_list_takes_the_parameters_that_it_knows(instance, query, status):
    for path in LISTS:
        answer = instance.request("GET", f"{path}?{query}")
        assert answer.status_code == status, (path, answer.text)
        if status == 400:
            assert refusal(answer)[1] in ("invalid_parameter", "invalid_target")
        else:
            assert len(answer.json()["items"]) <= 100


@pytest.mark.parametrize("query", [
    "/jobs?type=nope", "/jobs?status=nope", "/jobs?status=' or 1=1", "/jobs?status=", "/runs?status=nope", "/runs?type=x",
    "/runs?trigger=x", "/runs?jobId=1", "/runs?siteId=x", "/templates?status=x", "/executions?status=running", "/executions?templateId=1",
    "/subscribers?status=x", "/dead_letters?status=x", "/items?siteId=1", "/items?disabled=maybe", "/items?parent=1", "/contents?siteId=1",
    "/jobs/{job}/occurrences?outcome=x", "/jobs/{job}/occurrences?from=tomorrow", "/jobs/{job}/fires?count=0", "/jobs/{job}/fires?count=101",
    "/events?after=x", "/events?after=-1", "/events?after=1.5", "/jobs/{job}?verbose=1", "/credits?all=1",
])
def test_a_filter_that_is_none_is_refused_and_not_passed_over(instance, query):
    if "{job}" in query:
        query = query.replace("{job}", instance.newsletter(status="draft")["id"])
    assert refusal(instance.request("GET", query)) == (400, "invalid_parameter")


@pytest.mark.parametrize("query, status", [
    ("page=-1", 400), ("page=0", 400), ("page=x", 400), ("page=1&page=2", 400), ("page=1000000000", 200), ("page_size=0", 400),
    ("page_size=1000000", 200), ("order=x", 400),
])
def test_pages_with_numbers(instance, query, status):
    site = instance.post("/sites", {"name": "Pages"})["id"]
    assert instance.request("GET", f"/automation/history?site_id={site}&{query}").status_code == status


def test_a_cursor_of_others_is_a_place_and_shows_ones_own(instance):
    """It is the id of an item, and an id says nothing: what comes behind it is still one's own alone."""
    for number in range(2):
        instance.post("/sites", {"name": f"Theirs {number}"}, key=instance.other_api_key)
    cursor = instance.get("/sites?limit=1", key=instance.other_api_key)["nextCursor"]
    theirs = {site["id"] for site in instance.list("/sites?limit=100", key=instance.other_api_key)}
    mine = {site["id"] for site in instance.get(f"/sites?cursor={cursor}")["items"]}
    assert cursor and not mine & theirs


# Who asks


def encoded(part):
    return base64.urlsafe_b64encode(part if isinstance(part, bytes) else json.dumps(part).encode()).rstrip(b"=").decode()


def token(header, signature=b"", **claims):
    """A JWT: nobody here issues any or takes any."""
    return f"{encoded(header)}.{encoded({'sub': 'x', 'org': 'demo', 'exp': 2**40, **claims})}.{encoded(signature)}"


TOKENS = [
    token({"alg": "none"}), token({"alg": "None", "typ": "JWT"}), token({"alg": "HS256"}, b"x" * 32), token({"alg": "RS256"}, b"x" * 256),
    token({"alg": "HS256", "kid": "../../../dev/null"}, b"x"), token({"alg": "HS256", "kid": "' union select 'x'"}, b"x"),
    token({"alg": "HS256"}, b"x", exp=0), token({"alg": "HS256"}, b"x", nbf=2**40), token({"alg": "HS256"}, b"x", aud="other"),
    token({"alg": "HS256"}, b"x", org=None), token({"alg": "HS256", "jwk": {"kty": "oct", "k": "eA"}}, b"x"),
]


@pytest.mark.parametrize("value", [
    None, "", "Bearer", "Bearer ", "Bearer null", "Bearer x", "Basic ZGVtbzp4", "Token {key}", "{key}", "Bearer {key}x", "Bearer  {key}",
    "Bearer {key},{key}", "Bearer {KEY}", "Bearer " + "x" * 8000, *[f"Bearer {text}" for text in TOKENS],
])
def test_whoever_shows_no_key_is_nobody(instance, value):
    if value is not None:
        value = value.replace("{key}", instance.api_key).replace("{KEY}", instance.api_key.upper())
    headers = {} if value is None else {"Authorization": value}
    for method, path in (("GET", "/jobs"), ("POST", "/jobs"), ("GET", f"/jobs/{uuid.uuid4()}"), ("GET", "/events"), ("GET", "/audit")):
        answer = requests.request(method, f"{instance.api}/api/v1{path}", headers=headers, timeout=30)
        assert refusal(answer) == (401, "unauthenticated"), (method, path)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_that_is_too_long_is_not_looked_at(instance):
    request = f"GET /api/v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {'x' * 102_400}\r\n\r\n"
    assert exchange(instance, request)[0] == 431


def test_a_revoked_key_is_nobodys(instance):
    made = instance.post("/api_keys", {"name": "short-lived"})
    assert instance.request("GET", "/jobs", key=made["key"]).status_code == 200
    assert instance.request("DELETE", f"/api_keys/{made['id']}").status_code == 204
    assert refusal(instance.request("GET", "/jobs", key=made["key"])) == (401, "unauthenticated")


@pytest.mark.parametrize("name", [
    "api_key", "apiKey", "apikey", "API_KEY", "x-api-key", "key", "access_token", "token", "authorization", "auth", "bearer", "q", "status",
])
def test_a_key_in_an_address_is_refused(instance, name):
    for headers in ({}, {"Authorization": f"Bearer {instance.api_key}"}):
        answer = requests.get(f"{instance.api}/api/v1/jobs", {name: instance.api_key}, headers=headers, timeout=30)
        assert refusal(answer) == (400, "invalid_parameter") and instance.api_key not in answer.text


def test_a_refusal_is_written_down(instance):
    """Which role may do what is tested route by route elsewhere; here, that a denial leaves a trace."""
    name, key = organization(instance)
    viewer = person(instance, "viewer", key=key)
    job, content = str(uuid.uuid4()), str(uuid.uuid4())
    denied = {
        f"/jobs/{job}/run": "POST /jobs/{id}/run", f"/runs/{job}/cancel": "POST /runs/{id}/cancel",
        "/contents/approve": "POST /contents/approve", "/credits/top_up": "POST /credits/top_up",
    }
    for path in denied:
        assert refusal(viewer.request("POST", path, body={"ids": [content]})) == (403, "forbidden")
    assert viewer.request("DELETE", f"/jobs/{job}").status_code == 403
    record = instance.list("/audit", key=key)
    for action in (*denied.values(), "DELETE /jobs/{id}"):
        [entry] = [entry for entry in record if entry["action"] == action]
        assert (entry["outcome"], entry["actor"]["name"]) == (403, viewer.email) and "permission" in entry["detail"]
    reader = instance.post("/api_keys", {"name": "reader", "scopes": ["jobs:view"]}, key=key)
    assert instance.request("POST", f"/jobs/{job}/run", key=reader["key"]).status_code == 403
    assert instance.list("/audit", key=key)[0]["actor"]["name"] == "reader"


@pytest.mark.parametrize("headers", [
    {}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"}, {"Origin": "{api}.evil.example"}, {"Referer": "https://evil.example/"}, {"X-CSRF-Token": "guess"},
])
def test_another_page_can_do_nothing_with_the_cookie(instance, visitor, headers):
    headers = {name: value.replace("{api}", instance.api) for name, value in headers.items()}
    answer = visitor.request("POST", "/sites", body={"name": "x"}, headers=headers, same_origin=False)
    assert refusal(answer) == (403, "forbidden")


@pytest.fixture(scope="module")
def visitor(instance):
    return person(instance, "editor")


@pytest.mark.parametrize("field", [
    "X-Forwarded-For: 203.0.113.7", "X-Real-IP: 203.0.113.7", "Forwarded: for=203.0.113.7;host=evil.example", "True-Client-IP: 203.0.113.7",
    "X-Forwarded-Host: evil.example", "X-Original-URL: /api/v1/audit", "X-HTTP-Method-Override: DELETE", "X-Forwarded-Proto: https",
])
def test_what_a_client_says_of_itself_does_not_count(instance, field):
    body = json.dumps({"name": f"Seen {uuid.uuid4().hex[:8]}"})
    request = head(
        instance, "POST", "/api/v1/sites", field, "Content-Type: application/json", f"Content-Length: {len(body)}", host="Host: evil.example"
    )
    status, _, text = exchange(instance, request + body)
    assert status == 201 and "evil.example" not in text, text
    entry = instance.get("/audit?limit=1")["items"][0]
    assert (entry["action"], entry["address"]) == ("POST /sites", "127.0.0.1")


# How often


@pytest.fixture(scope="module")
def limited(instance):
    """Another process of the API, which lets each key ask 5 times a second."""
    [pid] = instance.pids("api")[:1]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"], "STAGECOACH_CONFIG": str(instance.state / "config/api.env"), "STAGECOACH_INSTANCE": "api-limited",
        "STAGECOACH_API_PORT": str(port), "STAGECOACH_REQUEST_RATE": "5", "STAGECOACH_REQUEST_BURST": "20",
    }
    process = subprocess.Popen([os.readlink(f"/proc/{pid}/exe")], env=environment, stdout=subprocess.DEVNULL, cwd=instance.state)
    address = f"http://127.0.0.1:{port}"

    def is_ready():
        try:
            return requests.get(f"{address}/readyz", timeout=5).ok
        except requests.ConnectionError:
            return False

    try:
        wait_for(is_ready, 30, "the other process of the API")
        yield address
    finally:
        process.terminate()
        process.wait(40)


def ask(address, key, path="/organization"):
    return requests.get(f"{address}/api/v1{path}", headers={"Authorization": f"Bearer {key}"}, timeout=30)


def test_a_key_that_asks_too_often_waits_and_others_do_not(instance, limited):
    keys = [instance.post("/api_keys", {"name": f"busy {n}"})["key"] for n in range(2)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(limited, keys[0]), range(100)))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.status_code for answer in answers} == {200, 429} and len(answers) - len(refused) >= 20
    for answer in refused:
        assert refusal(answer) == (429, "rate_limited") and answer.json()["retryable"]
        assert int(answer.headers["Retry-After"]) == answer.json()["retryAfter"] == 1
    assert ask(limited, keys[1]).status_code == 200, "another key of the same organization"
    assert requests.get(f"{limited}/healthz", timeout=30).status_code == 200
    wait_for(lambda: ask(limited, keys[0]).status_code == 200, 10, "the key's next turn")


def test_a_session_has_a_budget_of_its_own(instance, limited, visitor):
    statuses = {visitor.http.get(f"{limited}/api/v1/organization", timeout=30).status_code for _ in range(80)}
    assert statuses == {200, 429}
    assert visitor.request("GET", "/organization").status_code == 200, "the other process counts for itself"


# Asking again


@pytest.mark.parametrize("key", ["", "x" * 256, "a\u00e9b", "a\tb"])
def test_an_idempotency_key_is_visible_ascii(instance, key):
    for path, body in (("/sites", {"name": "x"}), ("/api_keys", {"name": "x"})):
        answer = instance.request("POST", path, body=body, headers={"Idempotency-Key": key.encode("utf-8")})
        assert answer.status_code == 400, path


def test_an_idempotency_key_is_given_once_and_without_control_characters(instance):
    body = ["Content-Type: application/json", "Content-Length: 12"]
    for fields in (["Idempotency-Key: a", "Idempotency-Key: b"], ["Idempotency-Key: a\x01b"], ["Idempotency-Key: a\0"]):
        request = head(instance, "POST", "/api/v1/sites", *body, *fields) + '{"name":"x"}'
        assert exchange(instance, request)[0] == 400


def creations():
    """What can be created: (path, body, another body, the member that is shown once)."""
    word = uuid.uuid4().hex[:8]
    return [
        ("/sites", {"name": word}, {"name": "other"}, None),
        ("/lists", {"name": word}, {"name": "other"}, None),
        ("/api_keys", {"name": word}, {"name": "other"}, ["key"]),
        ("/users", {"email": f"{word}@people.example", "role": "viewer"}, {"email": f"{word}@x.example", "role": "viewer"}, ["token"]),
        ("/organizations", {"id": f"o{word}", "name": "x"}, {"id": f"p{word}", "name": "x"}, ["apiKey", "key"]),
        ("/jobs/{job}/triggers", {"name": word}, {"name": "other"}, ["secret"]),
    ]


@pytest.mark.parametrize("number", range(6), ids=["sites", "lists", "api_keys", "users", "organizations", "triggers"])
def test_the_same_request_makes_one_thing(instance, number):
    path, body, other, shown = creations()[number]
    if "{job}" in path:
        path = path.replace("{job}", instance.newsletter(status="draft")["id"])
    key = uuid.uuid4().hex
    send = lambda body=body, **options: instance.request("POST", path, body=body, headers={"Idempotency-Key": key}, **options)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: send(), range(6)))
    answers.append(send())
    if path == "/organizations":
        # It is made in several steps: while they are under way, a repeat is told to come again.
        answers = [answer for answer in answers if answer.status_code != 409]
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert refusal(send(other)) == (422, "idempotency_key_reused")
    assert answers[-1].headers["Idempotency-Replayed"] == "true"
    if shown:
        # A secret is told to one of them, and nowhere kept.
        secrets = []
        for answer in answers:
            value = answer.json()
            for name in shown:
                value = value[name]
            secrets.append(value)
        [secret] = [value for value in secrets if value is not None]
        kept = instance.query("select body::text from api.idempotency_keys where key = %s", key)
        assert len(kept) == 1 and secret not in kept[0]["body"]
    if path == "/sites":
        assert send(key=instance.other_api_key).json()["id"] != answers[0].json()["id"], "another organization's key is another one"
    if path == "/api_keys":
        assert instance.request("GET", "/jobs", key=secret).status_code == 200
        assert len([made for made in instance.list("/api_keys") if made["name"] == body["name"]]) == 1


def test_a_key_cannot_take_an_organization_over(instance):
    """A repeat goes on where the first request stopped; what others made stays theirs."""
    key, body = uuid.uuid4().hex, {"id": "other", "name": "Mine"}
    for _ in range(3):
        answer = instance.request("POST", "/organizations", body=body, headers={"Idempotency-Key": key})
        assert refusal(answer) == (409, "invalid_state")
    assert instance.get("/organization", key=instance.other_api_key)["name"] != "Mine"


# Runs


def test_of_many_starts_at_once_one_is_taken(instance):
    job = instance.newsletter(tasks__publish__enabled=False)["id"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: instance.request("POST", f"/jobs/{job}/run"), range(8)))
    taken = [answer for answer in answers if answer.status_code == 202]
    assert len(taken) >= 1
    for answer in answers:
        if answer.status_code != 202:
            assert refusal(answer) == (409, "already_running")
            assert answer.json()["runId"] in [start.json()["runId"] for start in taken]
    # One after the other they may each have had their turn, and never two at a time.
    runs = [instance.ended(start.json()["runId"]) for start in taken]
    spans = sorted((run["startedAt"], run["completedAt"]) for run in runs)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:])), spans


def test_a_job_that_is_not_active_does_not_run(instance):
    for status, code in (("draft", "not_active"), ("paused", "paused")):
        job = instance.newsletter(status=status)["id"]
        assert refusal(instance.request("POST", f"/jobs/{job}/run")) == (409, code)
    assert instance.request("DELETE", f"/jobs/{job}").status_code == 204
    assert refusal(instance.request("POST", f"/jobs/{job}/run")) == (404, "not_found")


def test_without_credits_nothing_starts_and_the_sums_are_told(instance):
    _, key = organization(instance)
    site = instance.post("/sites", {"name": "Poor"}, key=key)["id"]
    instance.post(f"/sites/{site}/keywords", {"keywords": ["cold brew"]}, key=key)
    answer = instance.request("POST", "/automation/run_now", key=key, body={"site_id": site})
    assert refusal(answer) == (402, "insufficient_credits")
    assert re.search(r"\d", answer.json()["detail"]) and "0" in answer.json()["detail"], answer.text


@pytest.mark.parametrize("body, status", [
    ({"trigger": "scheduled"}, 422), ({"trigger": "x"}, 422), ({"trigger": None}, 422), ({"force": True}, 400), ([], 400), ("x", 400),
])
def test_a_start_says_who_asks_and_nothing_more(instance, body, status):
    job = instance.newsletter()["id"]
    answer = instance.request("POST", f"/jobs/{job}/run", body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    assert answer.status_code == status and not instance.list(f"/runs?jobId={job}"), answer.text


def test_a_run_that_has_ended_stays_so(instance):
    job = instance.newsletter(tasks__publish__enabled=False)["id"]
    run = instance.post(f"/jobs/{job}/run")["runId"]
    instance.ended(run)
    for act in ("pause", "resume", "cancel"):
        assert refusal(instance.request("POST", f"/runs/{run}/{act}")) == (409, "invalid_state"), act


def test_a_run_is_cancelled_once_and_again_with_the_same_answer(instance):
    job = instance.newsletter()["id"]
    for _ in range(20):
        run = instance.post(f"/jobs/{job}/run")["runId"]
        answers = [instance.request("POST", f"/runs/{run}/cancel") for _ in range(2)]
        if answers[0].status_code == 202:
            break
        instance.ended(run)
    assert [answer.status_code for answer in answers] == [202, 202] and answers[0].json() == answers[1].json()
    assert refusal(instance.request("POST", f"/runs/{run}/resume")) == (409, "invalid_state")


@pytest.mark.parametrize("tag", ['"0"', '"99"', "1", '""', 'W/"1"', '"1", "2"', "x", '"1x"', '"-1"'])
def test_a_change_of_what_was_changed_meanwhile_is_refused(instance, tag):
    job = instance.newsletter(status="draft")
    for method, body in (("PUT", job), ("PATCH", {"name": "New"}), ("DELETE", None)):
        answer = instance.request(method, f"/jobs/{job['id']}", body=body, headers={"If-Match": tag})
        assert refusal(answer) == (412, "conflict"), method
    assert instance.get(f"/jobs/{job['id']}")["name"] == job["name"]
    site = instance.post("/sites", {"name": "Tags"})["id"]
    answer = instance.request("PUT", f"/automation/config?site_id={site}", body={"frequency": "daily"}, headers={"If-Match": tag})
    assert answer.status_code == 412, answer.text


# Links and streams


@pytest.mark.parametrize("token", ["x", "", "0" * 100, "%2e%2e", "a.b.c", "{other}"])
def test_an_unsubscribe_link_that_was_not_made_here_is_not_there(instance, token):
    """That a real one asks on GET, works on POST, and works again, is tested with the mail that it stands in."""
    for method in ("GET", "POST", "HEAD"):
        answer = requests.request(method, f"{instance.api}/u/{token}", timeout=30)
        assert answer.status_code == 404, answer.text


@pytest.mark.parametrize("name, value, status", [
    *[(name, value, 400) for name in ("Last-Event-ID", "after") for value in ("-1", "x", "1.5", "", "0x1", "99999999999999999999")],
    *[(name, "999999999999", 404) for name in ("Last-Event-ID", "after")],
])
def test_a_stream_goes_on_from_a_position_that_there_has_been(instance, name, value, status):
    where = {"headers": {name: value}} if name != "after" else {"params": {name: value}}
    answer = instance.request("GET", "/events", **where)
    assert answer.status_code == status and refusal(answer)[1] == {400: "invalid_parameter", 404: "not_found"}[status]


def test_a_stream_from_a_position_of_others_shows_ones_own(instance):
    """Positions count the events of all organizations: one of others is a place between one's own, and says nothing."""
    name, key = organization(instance)
    instance.post("/sites", {"name": "Seen"}, key=key)
    stranger, theirs = organization(instance)
    job = {"name": "Mine", "type": "newsletter", "tasks": {"generate": {"prompt": "x"}, "publish": {"enabled": False}}}
    instance.post("/jobs", {**job, "name": "Theirs"}, key=theirs)
    find = lambda: instance.query("select max(position) as at from history.events where organization_id = %s", stranger)[0]["at"]
    position = wait_for(find, 20, "the event of others")
    made = instance.post("/jobs", job, key=key)["id"]
    seen = b""
    with instance.request("GET", "/events", key=key, headers={"Last-Event-ID": str(position)}, stream=True) as stream:
        for chunk in stream.iter_content(None):
            seen += chunk
            if made.encode() in seen:
                break
    assert stranger.encode() not in seen and b"Theirs" not in seen
