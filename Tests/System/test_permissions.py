"""Who may do what: every route, for every role, with ids of one's own organization, of another one, and of none."""

import json
import re
import statistics
import time
import uuid

import pika
import pika.exceptions
import psycopg2
import pytest
import requests

from instance import ROOT, wait_for
from people import ROLES, organization, person

TABLE = ROOT / "Services/API/Authentication/Access/Access.swift"


def entries():
    """What the table of the program says: (permission or None, method, path)."""
    text = TABLE.read_text()
    permissions = dict(re.findall(r'case (\w+) = "(\w+:\w+)"', (TABLE.parent / "Permission.swift").read_text()))
    found, current = [], None
    body = text[text.index("routes: [(Permission") : text.index("private static let known")]
    for word in re.finditer(r"\(\s*\.(\w+),|\"([A-Z]+) (/[^\"]*)\"", body):
        if word[1]:
            current = permissions[word[1]]
        else:
            found.append((current, word[2], word[3]))
    known = re.search(r"let known = \[(.*?)\]", text, re.S)[1]
    return found + [(None, *route.split(" ")) for route in re.findall(r'"([^"]+)"', known)]


ENTRIES = entries()

# Bodies that are right as far as a route looks before it looks for what its path names.
BODIES = {
    "POST /contents/approve": "ids",
    "POST /contents/reject": "ids",
    "POST /contents/return": "ids",
    "POST /items/disable": "ids",
    "POST /items/enable": "ids",
    "POST /items/delete": "ids",
}


@pytest.fixture(scope="module")
def house(instance):
    """Two organizations with something of everything in each, and somebody of every role in the first."""
    places = []
    for _ in range(2):
        name, key = organization(instance)
        job = make_job(instance, key)
        site = instance.post("/sites", {"name": "A site"}, key=key)["id"]
        instance.post(f"/sites/{site}/keywords", {"keywords": ["cold brew"]}, key=key)
        item = wait_for(lambda: instance.list(f"/items?siteId={site}", key=key), 20, "an item")[0]["id"]
        run = instance.post(f"/jobs/{job}/run", key=key)["runId"]
        ended = instance.ended(run, key=key)
        note = instance.post(
            "/notifications",
            {"name": "n", "events": ["run.failed"], "channel": "email", "addresses": ["a@b.example"]},
            key=key,
        )["id"]
        api_key = instance.post("/api_keys", {"name": "spare"}, key=key)["id"]
        trigger = instance.post(f"/jobs/{job}/triggers", {"name": "t"}, key=key)["id"]
        content = ended.get("contentRef") or str(uuid.uuid4())
        user = person(instance, "viewer", key=key)
        instance.request("PUT", "/secrets/token", key=key, body={"value": "very secret"})
        places.append({
            "name": name, "key": key, "jobs": job, "sites": site, "items": item, "runs": run, "notifications": note,
            "api_keys": api_key, "triggers": trigger, "contents": content, "artifacts": content, "users": user.id,
            "dead_letters": str(uuid.uuid4()), "subscribers": str(uuid.uuid4()),
        })
    people = {role: person(instance, role, key=places[0]["key"]) for role in ROLES}
    return places, people


def make_job(instance, key):
    job = {
        "name": "Letter", "type": "newsletter", "status": "active",
        "schedule": {"frequency": "weekly", "time": "09:00", "day": "monday", "timezone": "Europe/Berlin"},
        "tasks": {
            "generate": {"prompt": "Bread", "model": "offline", "maxItems": 3, "tone": "friendly"},
            "publish": {"enabled": False, "audience": "all", "subject": "x"},
        },
    }
    return instance.post("/jobs", job, key=key)["id"]


def fill(path, place):
    """The path with the ids of a place in it."""
    first = path.split("/")[1]
    path = path.replace("{id}", str(place.get(first, uuid.uuid4()))).replace("{triggerId}", place["triggers"])
    path = path.replace("{run_id}", place["runs"]).replace("{name}", "token")
    if first == "automation":
        path += f"?site_id={place['sites']}"
    return path


NOWHERE = {
    name: "0199f3a0-0001-7000-8000-000000000001"
    for name in ("jobs", "sites", "items", "runs", "notifications", "api_keys", "triggers", "contents", "artifacts",
                 "users", "dead_letters", "subscribers")
}


def body_for(method, route, place):
    if method == "GET" or method == "DELETE":
        return None
    if BODIES.get(f"{method} {route}") == "ids":
        return {"ids": [place["items" if "items" in route else "contents"]]}
    if route in ("/automation/pause", "/automation/resume", "/automation/retry"):
        return {"run_id": place["runs"]}
    return {}


def test_every_role_gets_what_it_may_and_nothing_else(instance, house):
    places, people = house
    permissions = {role: set(people[role].request("GET", "/session").json()["permissions"]) for role in ROLES}
    table = []
    for permission, method, route in ENTRIES:
        if route in ("/events", "/sessions/current", "/organizations", "/users/{id}/password", "/session"):
            continue
        for role in ROLES:
            may = permission is None or permission in permissions[role]
            # What may is tried with an id that is nowhere: nothing must be changed by looking.
            place = places[0] if not may or method == "GET" else NOWHERE
            options = {"data": b"{", "headers": {"Content-Type": "application/json"}}
            if not may or method in ("GET", "DELETE"):
                options = {}
            answer = people[role].request(method, fill(route, place), **options)
            table.append((role, method, route, answer.status_code))
            if may:
                assert answer.status_code not in (401, 403), (role, method, route, answer.text)
                assert answer.status_code < 500, (role, method, route, answer.text)
            else:
                assert answer.status_code == 403, (role, method, route, answer.text)
                assert permission in answer.json()["detail"]
    assert len(table) > 300
    for method, path in (("GET", "/jobs"), ("POST", "/jobs"), ("GET", "/audit")):
        assert requests.request(method, f"{instance.api}/api/v1{path}", timeout=30).status_code == 401


def test_what_is_of_another_organization_is_as_if_it_were_not(instance, house):
    """0 leaks: a foreign id gets the very answer of an id that is nowhere."""
    (_, theirs), people = house[0], house[1]
    owner = people["owner"]
    before = snapshot(instance, theirs)
    compared = 0
    for permission, method, route in ENTRIES:
        has_id = "{" in route or f"{method} {route}" in BODIES or route.startswith("/automation/")
        if not has_id or permission is None and "password" not in route or "{name}" in route:
            continue
        foreign_path, unknown_path = fill(route, theirs), fill(route, NOWHERE)
        foreign = owner.request(method, foreign_path, body=body_for(method, route, theirs))
        unknown = owner.request(method, unknown_path, body=body_for(method, route, NOWHERE))
        assert foreign.status_code == unknown.status_code, (method, route, foreign.text, unknown.text)
        assert foreign.text == unknown.text, (method, route)
        assert foreign.status_code in (200, 400, 404, 422), (method, route, foreign.text)
        if foreign.status_code == 200:
            assert foreign.json() in ({"changed": 0},) or "notFound" in foreign.text or "results" in foreign.text or \
                foreign.json().get("items") == [], (method, route, foreign.text)
        for secret in (theirs["name"], "Letter"):
            assert secret not in foreign.text, (method, route)
        compared += 1
    assert compared > 45
    assert snapshot(instance, theirs) == before, "nothing of theirs has changed"


def test_a_foreign_id_takes_as_long_as_one_that_is_nowhere(instance, house):
    (_, theirs), people = house[0], house[1]

    def seconds(path):
        start = time.perf_counter()
        assert people["owner"].request("GET", path).status_code == 404
        return time.perf_counter() - start

    for route in ("/jobs/{id}", "/runs/{id}", "/sites/{id}", "/contents/{id}"):
        paths = [fill(route, place) for place in (theirs, NOWHERE)]
        # In turns, so that whatever else the machine does is the same for both.
        times = [[seconds(path) for path in paths] for _ in range(40)]
        foreign, unknown = (statistics.median(column) for column in zip(*times))
        assert abs(foreign - unknown) < 0.3 * max(foreign, unknown), (route, foreign, unknown)


def snapshot(instance, place):
    key = place["key"]
    parts = [instance.get(f"/jobs/{place['jobs']}", key=key)["revision"]]
    parts += [sorted(found["id"] for found in instance.list(path, key=key))
              for path in ("/jobs", "/sites", "/runs", "/notifications", "/api_keys", f"/jobs/{place['jobs']}/triggers",
                           "/users", f"/items?siteId={place['sites']}")]
    parts.append(instance.get("/secrets", key=key)["items"])
    parts.append(instance.get(f"/runs/{place['runs']}", key=key)["status"])
    return parts


def test_lists_hold_nothing_of_others(instance, house):
    (_, theirs), people = house[0], house[1]
    words = [str(value) for name, value in theirs.items() if name not in ("key", "dead_letters", "subscribers")]
    for permission, method, route in ENTRIES:
        if method != "GET" or "{" in route or route == "/events" or route.startswith("/automation"):
            continue
        answer = people["owner"].request(method, route)
        assert answer.status_code == 200, (route, answer.text)
        for word in words:
            # What one has asked for oneself stands in the record of who did what.
            assert word not in answer.text or route == "/audit" and word != theirs["name"], (route, word)
    with people["owner"].request("GET", "/events?after=0", stream=True) as stream:
        start, seen = time.monotonic(), b""
        for chunk in stream.iter_content(None):
            seen += chunk
            if time.monotonic() - start > 2 or len(seen) > 500_000:
                break
            if seen.count(b"\n\n") > 20:
                break
    assert all(word.encode() not in seen for word in words) and seen


@pytest.mark.parametrize("text", ["1", "-1", "0", str(2**63), "x", "0199F3A0-0001-7000-8000-00000000000", "%27%20or%201=1"])
def test_what_is_no_id_is_not_found(instance, text):
    for path in ("jobs", "users", "api_keys", "runs"):
        method = "DELETE" if path in ("users", "api_keys") else "GET"
        answer = instance.request(method, f"/{path}/{text}")
        assert answer.status_code == 404, (path, text, answer.text)


@pytest.mark.parametrize("query, status", [
    ("limit=0", 400), ("limit=x", 400), ("limit=1000000", 200), ("cursor=forged", 400),
    ("cursor=c0199f3a0000170008000000000000001", 200), ("limit=1&limit=2", 400),
])
def test_pages_of_lists(instance, query, status):
    for path in ("/users", "/api_keys", "/audit"):
        assert instance.request("GET", f"{path}?{query}").status_code == status


@pytest.mark.parametrize("content, media, status", [
    (b"", "application/json", 400), (b"null", "application/json", 400), (b"[]", "application/json", 400),
    (b'"x"', "application/json", 400), (b"1", "application/json", 400), (b"{", "application/json", 400),
    (b'{"a":1,"a":2}', "application/json", 400), (b'{"email":"\xff"}', "application/json", 400),
    (b"{}", "text/plain", 415), (b"{}", "application/json; charset=utf-16", 415),
    (b'{"email":"a@b.example","role":"viewer","is_admin":true}', "application/json", 400),
    (b'{"email":"a@b.example","role":"viewer","organization":"other"}', "application/json", 400),
    (b"[" * 100, "application/json", 400), (b'{"email":"a\\u0000@b.example","role":"viewer"}', "application/json", None),
])
def test_bodies_that_are_none(instance, content, media, status):
    for path in ("/users", "/api_keys", "/organizations", "/sessions", "/invitations/accept"):
        answer = instance.request("POST", path, body=content or None, headers={"Content-Type": media})
        if status is None:
            assert answer.status_code in (400, 422), (path, answer.text)
        else:
            assert answer.status_code == status, (path, answer.text)


# The database


def database_of(instance, service):
    settings = (instance.state / f"config/{service}.env").read_text()
    return re.search(r"^STAGECOACH_DATABASE=(.*)$", settings, re.M)[1]


def test_the_api_sees_nothing_without_saying_for_whom(instance, house):
    places = house[0]
    tables = [
        "api.api_keys", "api.users", "api.memberships", "api.invitations", "api.sessions", "api.triggers",
        "api.audit_log", "api.idempotency_keys", "history.events", "history.runs", "history.stages",
        "history.dead_letters", "history.log_lines", "orchestrator.jobs_v1", "orchestrator.sites_v1",
        "orchestrator.runs_v1", "orchestrator.organizations_v1",
    ]
    with psycopg2.connect(database_of(instance, "api")) as connection, connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone()[0] == 0, table
        cursor.execute("select set_config('stagecoach.organization', %s, true)", (places[0]["name"],))
        cursor.execute("select distinct organization_id from history.events")
        assert cursor.fetchall() == [(places[0]["name"],)]
        cursor.execute("select distinct organization_id from api.memberships")
        assert cursor.fetchall() == [(places[0]["name"],)]
        connection.commit()
        cursor.execute("select count(*) from history.events")
        assert cursor.fetchone()[0] == 0, "the setting ends with its transaction"
        cursor.execute("select set_config('stagecoach.organization', %s, true)", (places[0]["name"],))
        for statement in (
            "update api.memberships set organization_id = 'demo'",
            "insert into api.memberships (organization_id, user_id, role) select 'demo', user_id, 'owner' from api.memberships",
            "update api.audit_log set outcome = 200",
            "delete from api.audit_log",
            "truncate api.audit_log",
        ):
            cursor.execute("savepoint before")
            with pytest.raises(psycopg2.Error):
                cursor.execute(statement)
            cursor.execute("rollback to before")


def test_no_service_owns_a_table_or_passes_row_security(instance):
    owners = instance.query("""
        select distinct pg_get_userbyid(c.relowner) as owner from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('api', 'history', 'orchestrator', 'gateway', 'mailer', 'scheduler')
    """)
    assert [row["owner"] for row in owners] == ["stagecoach_migrator"]
    roles = instance.query("""
        select rolname from pg_roles where rolname like 'stagecoach%%' and (rolsuper or rolbypassrls)
    """)
    assert {row["rolname"] for row in roles} <= {"stagecoach_operator"}
    open_tables = instance.query("""
        select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
        where n.nspname in ('api', 'history') and c.relkind in ('r', 'p') and not c.relispartition
            and not (c.relrowsecurity and c.relforcerowsecurity)
    """)
    assert {row["name"] for row in open_tables} <= {"history.erasures"}, "only the history-writer reads it"
    readable = instance.query("""
        select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'history' and c.relispartition and has_table_privilege('stagecoach_api', c.oid, 'select')
    """)
    assert readable == [], "a partition has no row security of its own"


# The broker

SERVICES = ("orchestrator", "scheduler", "ai-gateway", "mailer", "history-writer", "api")
EXCHANGES = ("commands", "work", "results", "journal", "events", "dead")
# Where each service may write besides its own queues.
WRITES = {
    "orchestrator": {"commands", "work", "journal", "events", "dead"},
    "scheduler": {"commands", "journal", "events", "dead"},
    "ai-gateway": {"commands", "results", "journal", "events", "dead"},
    "mailer": {"commands", "results", "journal", "events", "dead"},
    "history-writer": set(EXCHANGES),  # it sends dead letters again, wherever they came from
    "api": {"commands", "journal", "events"},
}

# The commands that a service gives. The API speaks for people; the history-writer sends dead letters again.
COMMANDS_OF = {
    "service.beat.system": {"orchestrator", "scheduler", "ai-gateway", "mailer"},
    "service.beat.demo": set(),
    "run.start.demo": {"scheduler"},
    "retention.report.demo": {"scheduler", "ai-gateway", "mailer"},
    "organization.define.demo": set(),
    "credits.top_up.demo": set(),
    "subscribers.import.demo": set(),
}


def broker_of(instance, service):
    settings = (instance.state / f"config/{service}.env").read_text()
    return re.search(r"^STAGECOACH_AMQP=(.*)$", settings, re.M)[1]


def is_allowed(instance, url, act):
    try:
        with instance.channel(url) as channel:
            channel.confirm_delivery()
            act(channel)
        return True
    except (pika.exceptions.ChannelClosedByBroker, pika.exceptions.ConnectionClosedByBroker) as error:
        assert error.reply_code == 403, error
        return False


@pytest.mark.parametrize("service", SERVICES)
def test_what_the_user_of_a_service_may_do_at_the_broker(instance, service):
    url = broker_of(instance, service)
    for exchange in EXCHANGES:
        # To be published there it would become a dead letter; whether it may be is read in the next test.
        if exchange in ("dead", "commands"):
            continue
        publish = lambda channel: channel.basic_publish(
            f"stagecoach.{exchange}", "nobody.reads.this", b"{}", pika.BasicProperties(expiration="1")
        )
        assert is_allowed(instance, url, publish) == (exchange in WRITES[service]), (service, exchange)
    for command in ("organization.define", "credits.top_up", "subscribers.import"):
        publish = lambda channel: channel.basic_publish(
            "stagecoach.commands", f"{command}.demo", b"", pika.BasicProperties(type="stagecoach.none.v1")
        )
        if service not in ("api", "history-writer"):
            assert not is_allowed(instance, url, publish), (service, command)
    for queue in ("orchestrator.commands", "ai-gateway.commands", "mailer.commands", "history.journal"):
        own = queue.split(".")[0] == service.removesuffix("-writer")
        if not own:
            assert not is_allowed(instance, url, lambda channel: channel.queue_purge(queue)), (service, queue)
            assert not is_allowed(instance, url, lambda channel: channel.queue_delete(queue)), (service, queue)
            assert not is_allowed(instance, url, lambda channel: channel.basic_get(queue)), (service, queue)
    assert not is_allowed(instance, url, lambda channel: channel.exchange_declare("stagecoach.mine", "fanout"))
    assert not is_allowed(instance, url, lambda channel: channel.exchange_delete("stagecoach.events"))


def test_the_shipped_permissions_are_what_is_promised():
    shipped = json.loads((ROOT / "infra/rabbitmq/definitions.json").read_text())
    found = {entry["user"]: entry for entry in shipped["permissions"]}
    assert set(found) == {"operator", *SERVICES} and shipped["users"] == []
    for service, exchanges in WRITES.items():
        for exchange in EXCHANGES:
            may = re.search(found[service]["write"], f"stagecoach.{exchange}") is not None
            assert may == (exchange in exchanges), (service, exchange)
        assert not re.search(found[service]["configure"], "stagecoach.commands")
        topics = [entry for entry in shipped["topic_permissions"] if entry["user"] == service]
        for command, may in COMMANDS_OF.items():
            allowed = all(re.search(entry["write"], command) for entry in topics)
            assert allowed == (service in may or service in ("api", "history-writer")), (service, command)
        for other in SERVICES:
            queue = ("history" if other == "history-writer" else other) + ".commands"
            if other != service:
                for act in ("configure", "write", "read"):
                    assert not re.search(found[service][act], queue), (service, act, queue)


# Every command there is.
COMMANDS = (
    "run.start run.pause run.resume run.cancel run.retry run.send job.define job.pause job.resume job.delete site.define "
    "site.delete items.import items.change content.approve content.reject content.return subscribers.import "
    "subscribers.suppress subscribers.unsubscribe lists.define credits.top_up organization.define secret.put "
    "run.estimate credits.balance schedule.skip schedule.backfill secret.delete notification.define notification.delete notification.test retention.define retention.run "
    "retention.report dead.requeue dead.discard content.preview mail.test journal.resend service.beat"
).split()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_of_another_organizations_user_is_refused(instance, name):
    """`other` sends a command for `demo`: the broker does not let it through, and a false name even less."""
    body = json.dumps({"idempotencyKey": uuid.uuid4().hex}).encode()
    before = instance.query("select count(*) from orchestrator.command_keys where organization_id = 'demo'")
    for user in (None, "other", "demo", "operator"):
        properties = pika.BasicProperties(user_id=user, message_id=uuid.uuid4().hex, content_type="application/json")
        refused = False
        try:
            with instance.channel(instance.other_amqp) as channel:
                channel.confirm_delivery()
                channel.basic_publish("stagecoach.commands", f"{name}.demo", body, properties)
        except (pika.exceptions.ChannelClosedByBroker, pika.exceptions.ConnectionClosedByBroker) as error:
            refused = error.reply_code in (403, 406)
        assert refused, (name, user)
    assert instance.query("select count(*) from orchestrator.command_keys where organization_id = 'demo'") == before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_service_refuses_what_the_brokers_user_may_not_say(instance, name):
    """As if the broker had let it through: the sender's own name is vouched for, and the key names another."""
    correlation = uuid.uuid4().hex
    with instance.channel(instance.other_amqp) as channel:
        replies = []
        channel.basic_consume(
            "amq.rabbitmq.reply-to", lambda _, method, answer, content: replies.append((answer, content)), auto_ack=True
        )
        # RabbitMQ 3.10 looks at the routing key alone: a CC gets past it, and so to the service.
        channel.basic_publish(
            "stagecoach.commands", f"nothing.at.all.other", b'{"idempotencyKey":"%s"}' % correlation.encode(),
            pika.BasicProperties(
                user_id="other", message_id=correlation, correlation_id=correlation, content_type="application/json",
                reply_to="amq.rabbitmq.reply-to", headers={"CC": [f"{name}.demo"]},
            ),
        )
        end = time.monotonic() + 3
        while not replies and time.monotonic() < end:
            channel.connection.process_data_events(0.1)
    assert not instance.query(
        "select 1 from orchestrator.command_keys where organization_id = 'demo' and key = %s", correlation
    ), "nothing was carried out"
    for answer, content in replies:
        assert json.loads(content)["code"] in ("forbidden", "unsupported_type", "invalid_message"), content

