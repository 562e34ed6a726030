"""Who one is: organizations, keys, users, sessions, and the record of who did what."""

import statistics
import time
import uuid

import pytest
import requests

from instance import wait_for
from people import PASSWORD, Person, accept, address, invite, organization, person


def test_a_key_is_shown_once_and_does_what_its_scopes_say(instance):
    made = instance.post("/api_keys", {"name": "reader", "scopes": ["jobs:view", "content:view"]})
    key = made["key"]
    assert key.startswith("sk_demo_") and made["prefix"] == key[:12]
    listed = next(found for found in instance.list("/api_keys") if found["id"] == made["id"])
    assert "key" not in listed and listed["scopes"] == ["jobs:view", "content:view"]
    stored = instance.query("select * from api.api_keys where id = %s", made["id"])[0]
    assert key not in str({name: bytes(v) if isinstance(v, memoryview) else v for name, v in stored.items()})
    assert instance.request("GET", "/jobs", key=key).status_code == 200
    refused = instance.request("POST", "/jobs", key=key, body={})
    assert refused.status_code == 403 and refused.json()["code"] == "forbidden"
    assert "jobs:edit" in refused.json()["detail"]
    wait_for(lambda: instance.query("select 1 from api.api_keys where id=%s and last_used_at is not null", made["id"]), 10)
    assert instance.request("DELETE", f"/api_keys/{made['id']}").status_code == 204
    assert instance.request("GET", "/jobs", key=key).status_code == 401
    assert instance.request("DELETE", f"/api_keys/{made['id']}").status_code == 404


def test_a_key_expires(instance):
    soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3))
    key = instance.post("/api_keys", {"name": "short", "expiresAt": soon})["key"]
    assert instance.request("GET", "/jobs", key=key).status_code == 200
    wait_for(lambda: instance.request("GET", "/jobs", key=key).status_code == 401, 15, "the end of a key")


@pytest.mark.parametrize(
    "body, status",
    [
        ({"name": ""}, 422),
        ({"name": "x", "scopes": []}, 422),
        ({"name": "x", "scopes": ["everything"]}, 422),
        ({"name": "x", "scopes": ["organizations:create"]}, 422),
        ({"name": "x", "scopes": "jobs:view"}, 422),
        ({"name": "x", "expiresAt": "2020-01-01T00:00:00Z"}, 422),
        ({"name": "x", "expiresAt": "soon"}, 422),
        ({"name": "x", "is_admin": True}, 400),
        ({"name": "x\u202e"}, 422),
        ([], 400),
        (b"null", 400),
    ],
)
def test_a_key_that_cannot_be_made(instance, body, status):
    headers = {"Content-Type": "application/json"} if isinstance(body, bytes) else {}
    assert instance.request("POST", "/api_keys", body=body, headers=headers).status_code == status


def test_a_key_makes_no_key_that_may_more(instance):
    key = instance.post("/api_keys", {"name": "keeper", "scopes": ["keys:manage", "jobs:view"]})["key"]
    assert instance.request("POST", "/api_keys", key=key, body={"name": "x", "scopes": ["jobs:run"]}).status_code == 422
    made = instance.post("/api_keys", {"name": "x"}, key=key)
    assert made["scopes"] == ["jobs:view", "keys:manage"]


def test_what_is_shown_has_to_be_right(instance):
    for value in ("", "Bearer", "Bearer ", "Basic abc", "Bearer sk_demo_wrong", "Bearer a b", "Bearer " + "x" * 5000):
        answer = requests.get(f"{instance.api}/api/v1/jobs", headers={"Authorization": value}, timeout=30)
        assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"
    assert requests.get(f"{instance.api}/api/v1/jobs", timeout=30).status_code == 401
    for token in ("eyJhbGciOiJub25lIn0.eyJvcmciOiJkZW1vIn0.", "x" * 100_000):
        answer = requests.get(f"{instance.api}/api/v1/jobs", headers={"Authorization": f"Bearer {token}"}, timeout=30)
        assert answer.status_code in (401, 431)
    for name in ("api_key", "access_token", "token"):
        answer = requests.get(f"{instance.api}/api/v1/jobs?{name}={instance.api_key}", timeout=30)
        assert answer.status_code == 400 and instance.api_key not in answer.text


def test_an_organization_from_nothing(instance):
    name, key = organization(instance)
    shown = instance.get("/organization", key=key)
    assert (shown["id"], shown["timezone"]) == (name, "Europe/Berlin")
    changed = instance.request("PATCH", "/organization", key=key, body={"name": "Anders"})
    assert changed.status_code == 200 and changed.json()["name"] == "Anders"
    assert instance.request("PATCH", "/organization", key=key, body={"timezone": "Europe/Atlantis"}).status_code == 422
    assert instance.list("/jobs", key=key) == []
    for asker in (key, instance.api_key):
        [begun] = [entry for entry in instance.get("/audit?limit=100", key=asker)["items"] if entry["target"] == name]
        assert (begun["action"], begun["outcome"], begun["actor"]["kind"]) == ("POST /organizations", 201, "key")
    for body, status in [
        ({"id": name, "name": "x"}, 409),
        ({"id": "demo", "name": "x"}, 409),
        ({"id": "operator", "name": "x"}, 422),
        ({"id": "system", "name": "x"}, 422),
        ({"id": "With.Dot", "name": "x"}, 422),
        ({"id": "nice", "name": ""}, 422),
        ({"id": "nice", "name": "x", "credits": 9999}, 400),
        ({"id": f"z{uuid.uuid4().hex[:8]}", "name": "x", "timezone": "GMT+5"}, 422),
    ]:
        assert instance.request("POST", "/organizations", body=body).status_code == status, body
    assert instance.request("POST", "/organizations", key=key, body={"id": "mine", "name": "x"}).status_code == 403


def test_a_user_from_the_invitation_to_the_end(instance):
    name, key = organization(instance)
    owner = person(instance, "owner", key=key)
    email, token = invite(instance, "viewer", key=key)
    assert instance.request("POST", "/users", key=key, body={"email": owner.email, "role": "viewer"}).status_code == 409
    assert accept(instance, "inv_wrong").status_code == 404
    assert accept(instance, token, "short").status_code == 422
    assert accept(instance, token).status_code == 201
    assert accept(instance, token).status_code == 404, "an invitation works once"
    viewer = Person(instance, email)
    assert viewer.sign_in().status_code == 201
    me = viewer.request("GET", "/session").json()
    assert (me["organization"], me["role"], me["name"]) == (name, "viewer", email)
    assert "jobs:view" in me["permissions"] and "jobs:run" not in me["permissions"]
    assert viewer.request("POST", "/jobs", body={}).status_code == 403
    users = {user["email"]: user for user in owner.request("GET", "/users").json()["items"]}
    assert set(users) == {owner.email, email}
    path = f"/users/{users[email]['id']}"
    assert owner.request("PATCH", path, body={"role": "operator"}).json()["role"] == "operator"
    assert "jobs:run" in viewer.request("GET", "/session").json()["permissions"]
    assert owner.request("PATCH", path, body={"disabled": True}).json()["disabled"] is True
    assert viewer.request("GET", "/session").status_code == 401
    assert viewer.sign_in().status_code == 401
    assert owner.request("PATCH", path, body={"disabled": False}).status_code == 200
    assert viewer.sign_in().status_code == 201
    mine = f"/users/{users[owner.email]['id']}"
    for answer in (
        owner.request("DELETE", mine),
        owner.request("PATCH", mine, body={"role": "viewer"}),
        owner.request("PATCH", mine, body={"disabled": True}),
    ):
        assert answer.status_code == 409, "the last owner stays"
    assert owner.request("PATCH", path, body={"role": "king"}).status_code == 422
    assert owner.request("PATCH", path, body={"password": "x"}).status_code == 400
    assert owner.request("DELETE", path).status_code == 204
    assert viewer.request("GET", "/session").status_code == 401
    assert owner.request("DELETE", path).status_code == 404


def test_a_user_of_two_organizations(instance):
    (first, one), (second, two) = organization(instance), organization(instance)
    someone = person(instance, "owner", key=one)
    email, token = invite(instance, "viewer", someone.email, key=two)
    assert accept(instance, token, "another password").status_code == 422, "an invitation is no way into an account"
    assert accept(instance, token).status_code == 201
    me = someone.request("GET", "/session").json()
    assert me["organization"] == first
    assert {place["id"]: place["role"] for place in me["organizations"]} == {first: "owner", second: "viewer"}
    before = someone.http.cookies.get_dict()
    moved = someone.request("PATCH", "/session", body={"organization": second})
    assert moved.status_code == 200 and moved.json()["role"] == "viewer"
    assert someone.http.cookies.get_dict() != before, "another token with other rights"
    assert someone.request("GET", "/users").status_code == 403
    assert someone.request("PATCH", "/session", body={"organization": "demo"}).status_code == 404
    # The owner of one organization does not reach the other, nor the account.
    boss = person(instance, "owner", key=two)
    assert boss.request("DELETE", f"/users/{someone.id}").status_code == 204
    assert someone.request("GET", "/session").status_code == 401
    assert someone.sign_in().json()["organization"] == first
    assert boss.request("POST", f"/users/{someone.id}/password", body={
        "currentPassword": PASSWORD, "newPassword": "taken over 123",
    }).status_code == 404


def test_a_password_is_changed_by_its_owner(instance):
    someone = person(instance, "viewer")
    other = Person(instance, someone.email)
    assert other.sign_in().status_code == 201
    path = f"/users/{someone.id}/password"
    wrong = someone.request("POST", path, body={"currentPassword": "no", "newPassword": "a new password"})
    assert wrong.status_code == 422
    short = someone.request("POST", path, body={"currentPassword": PASSWORD, "newPassword": "short"})
    assert short.status_code == 422
    done = someone.request("POST", path, body={"currentPassword": PASSWORD, "newPassword": "a new password"})
    assert done.status_code == 204
    assert someone.request("GET", "/session").status_code == 200
    assert other.request("GET", "/session").status_code == 401, "signed out elsewhere"
    assert other.sign_in().status_code == 401
    stored = instance.query("select password from api.users where email = %s", someone.email)[0]["password"]
    assert stored.startswith("$argon2id$")


def test_the_cookie_is_no_use_to_other_pages(instance):
    someone = person(instance, "editor")
    cookie = next(iter(someone.http.cookies))
    assert cookie.has_nonstandard_attr("HttpOnly") and cookie.get_nonstandard_attr("SameSite") == "Lax"
    stored = instance.query("select hash from api.sessions where user_id = %s", someone.id)[0]["hash"]
    assert cookie.value.encode() not in bytes(stored)
    body = {"name": f"Site {uuid.uuid4().hex[:6]}"}
    for headers in (
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"X-CSRF-Token": "wrong", "Sec-Fetch-Site": "same-origin"},
    ):
        answer = someone.request("POST", "/sites", body=body, headers=headers, same_origin=False)
        assert answer.status_code == 403, headers
    for headers in (
        {"Origin": instance.api},
        {"Sec-Fetch-Site": "same-origin"},
        {"X-CSRF-Token": someone.session["csrfToken"]},
    ):
        answer = someone.request("POST", "/sites", body=body, headers=headers, same_origin=False)
        assert answer.status_code == 201, headers
    assert someone.request("GET", "/jobs", same_origin=False).status_code == 200
    for place in ("same-site", "cross-site"):
        answer = someone.request("GET", "/jobs", headers={"Sec-Fetch-Site": place}, same_origin=False)
        assert answer.status_code == 401
    foreign = Person(instance, someone.email)
    answer = foreign.request(
        "POST", "/sessions", body={"email": someone.email, "password": PASSWORD},
        headers={"Origin": "https://evil.example"}, same_origin=False,
    )
    assert answer.status_code == 403 and not foreign.http.cookies


def test_signing_out_ends_the_session(instance):
    someone = person(instance, "viewer")
    cookies = someone.http.cookies.get_dict()
    assert someone.request("DELETE", "/sessions/current").status_code == 204
    assert requests.get(f"{instance.api}/api/v1/session", cookies=cookies, timeout=30).status_code == 401


def test_sessions_end_and_change_their_token(instance):
    someone = person(instance, "viewer")
    first = someone.http.cookies.get_dict()
    instance.execute(
        "update api.sessions set rotated_at = now() - interval '2 hours' where user_id = %s", someone.id
    )
    me = someone.request("GET", "/session").json()
    assert someone.http.cookies.get_dict() != first
    assert someone.request("POST", "/sites", body={"name": "x"}).status_code == 403
    answer = someone.request("POST", f"/users/{someone.id}/password", same_origin=False, headers={
        "X-CSRF-Token": me["csrfToken"]}, body={"currentPassword": "no", "newPassword": "long enough"})
    assert answer.status_code == 422, "the token for changes goes with the new cookie"
    assert requests.get(f"{instance.api}/api/v1/session", cookies=first, timeout=30).ok, "for a moment both work"
    instance.execute(
        "update api.sessions set rotated_at = now() - interval '5 minutes' where user_id = %s", someone.id
    )
    assert requests.get(f"{instance.api}/api/v1/session", cookies=first, timeout=30).status_code == 401
    for change in ("seen_at = now() - interval '13 hours'", "seen_at = now(), expires_at = now()"):
        assert someone.sign_in().status_code == 201
        instance.execute(f"update api.sessions set {change} where user_id = %s", someone.id)
        assert someone.request("GET", "/session").status_code == 401


def test_nobody_learns_who_has_an_account(instance):
    someone = person(instance, "viewer")

    def attempt(email):
        start = time.perf_counter()
        answer = requests.post(
            f"{instance.api}/api/v1/sessions", json={"email": email, "password": "not the one"}, timeout=30
        )
        return answer, time.perf_counter() - start

    known, unknown = [], []
    for _ in range(8):
        known.append(attempt(someone.email))
        unknown.append(attempt(address()))
    assert {answer.status_code for answer, _ in known + unknown} == {401}
    assert len({answer.text for answer, _ in known + unknown}) == 1
    times = [statistics.median(seconds for _, seconds in side) for side in (known, unknown)]
    assert abs(times[0] - times[1]) < 0.5 * max(times), times
    someone.sign_in()  # its failures are forgotten


def test_whoever_tries_passwords_is_slowed_down(instance):
    victim = person(instance, "viewer")
    guesser = Person(instance, victim.email, "wrong")
    answers = [guesser.sign_in() for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 60
    assert victim.request("GET", "/session").ok, "who is signed in stays so"


def test_who_did_what(instance):
    name, key = organization(instance)
    owner = person(instance, "owner", key=key)
    viewer = person(instance, "viewer", key=key)
    site = owner.request("POST", "/sites", body={"name": "Seen"}).json()["id"]
    assert viewer.request("DELETE", f"/sites/{site}").status_code == 403
    made = owner.request("POST", "/api_keys", body={"name": "k"}).json()
    Person(instance, viewer.email, "wrong").sign_in()

    def log():
        return owner.request("GET", "/audit?limit=100").json()["items"]

    def find(action, outcome):
        return [entry for entry in log() if entry["action"] == action and entry["outcome"] == outcome]

    wait_for(lambda: find("POST /sessions", 401), 10, "the refused sign-in")
    [site_made] = find("POST /sites", 201)
    assert (site_made["actor"]["kind"], site_made["actor"]["name"]) == ("user", owner.email)
    assert site_made["address"] == "127.0.0.1"
    [denied] = find("DELETE /sites/{id}", 403)
    assert denied["actor"]["name"] == viewer.email and denied["target"] == site
    assert "content:edit" in denied["detail"]
    [key_made] = find("POST /api_keys", 201)
    assert key_made["target"] == made["id"]
    assert len(find("POST /users", 201)) == 2 and len(find("POST /invitations/accept", 201)) == 2
    assert made["key"] not in str(log())
    first = owner.request("GET", "/audit?limit=2").json()
    rest = owner.request("GET", f"/audit?limit=100&cursor={first['nextCursor']}").json()
    assert first["items"] + rest["items"] == log()
    assert viewer.request("GET", "/audit").json()["items"][0]["address"] is None
    assert all(entry["id"] not in str(instance.get("/audit?limit=100")) for entry in log())


def test_nobody_gives_a_role_that_may_more_than_they_may(instance):
    name, owner = organization(instance)
    key = instance.post("/api_keys", {"name": "people", "scopes": ["users:manage"]}, key=owner)["key"]
    body = {"email": address(), "name": "Some One", "role": "owner"}
    for role in ("owner", "viewer"):
        refused = instance.request("POST", "/users", key=key, body={**body, "role": role})
        assert refused.status_code == 403 and "jobs:view" in refused.json()["detail"]
    someone = person(instance, "viewer", key=owner)
    for method, change in (("PATCH", {"role": "owner"}), ("DELETE", None)):
        assert instance.request(method, f"/users/{someone.id}", key=key, body=change).status_code == 403
    assert [user["role"] for user in instance.list("/users", key=owner)] == ["viewer"]


@pytest.mark.parametrize("method, change", [("DELETE", None), ("PATCH", {"disabled": True}), ("PATCH", {"role": "editor"})])
def test_who_is_put_out_has_no_invitation_to_come_back_with(instance, method, change):
    _, owner = organization(instance)
    first = person(instance, "owner", key=owner)
    second = person(instance, "owner", key=owner)
    headers = {"X-CSRF-Token": first.session["csrfToken"]}
    made = first.request("POST", "/users", body={"email": address(), "name": "A", "role": "owner"}, headers=headers)
    assert made.status_code == 201, made.text
    answer = instance.request(method, f"/users/{first.id}", key=owner, body=change)
    assert answer.status_code in (200, 204), answer.text
    assert accept(instance, made.json()["token"]).status_code in (400, 404, 410, 422)
    assert second.id in [user["id"] for user in instance.list("/users", key=owner)]


def test_a_stream_of_events_ends_with_the_key_that_opened_it(instance):
    _, owner = organization(instance)
    made = instance.post("/api_keys", {"name": "watcher", "scopes": ["jobs:view"]}, key=owner)
    headers = {"Authorization": f"Bearer {made['key']}"}
    with requests.get(f"{instance.api}/api/v1/events", headers=headers, stream=True, timeout=60) as stream:
        chunks = stream.iter_content(None)
        assert b"ready" in next(chunks)
        assert instance.request("DELETE", f"/api_keys/{made['id']}", key=owner).status_code == 204
        # As long as something happens, the stream looks again who it speaks to.
        end = time.monotonic() + 45
        over = False
        while not over and time.monotonic() < end:
            instance.post("/sites", {"name": f"s{uuid.uuid4().hex[:8]}"}, key=owner)
            over = next(chunks, None) is None
        assert over, "the stream went on"
