"""Reports: what sources give is collected, kept, and put into words; and what becomes of those that give nothing."""

import json
import socket
import time
import uuid

import psycopg2
import psycopg2.extensions
import pytest

from dataserver import DataServer
from instance import wait_for

CANARY = "canary-5f2e1d-token"


@pytest.fixture(scope="module")
def data():
    with DataServer() as server:
        yield server


@pytest.fixture(scope="module")
def dead_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def secret(instance):
    """Keeps a secret for the test and gives its name."""
    names = []

    def keep(value):
        name = f"r-{uuid.uuid4().hex[:8]}"
        assert instance.request("PUT", f"/secrets/{name}", body={"value": value}).status_code == 201
        names.append(name)
        return name

    yield keep
    for name in names:
        instance.request("DELETE", f"/secrets/{name}")


def template(instance, *sources, **members):
    body = {
        "name": f"Report {uuid.uuid4().hex[:8]}", "prompt": "How is business?", "sources": list(sources),
        "status": "active", **members,
    }
    return instance.post("/templates", body)


def good(data, **members):
    return {"name": "orders", "type": "http", "url": f"{data.url}/good", "select": "/data/items", **members}


def execute(instance, template, seconds=120):
    """Runs a template, and returns the execution when it has ended."""
    accepted = instance.post(f"/templates/{template['id']}/run")
    assert accepted["status"] in ["Pending", "Running"]
    return ended(instance, accepted["executionId"], seconds)


def ended(instance, execution, seconds=120):
    def read():
        found = instance.get(f"/executions/{execution}")
        return found["status"] in ["Success", "Error"] and found

    return wait_for(read, seconds, f"the end of execution {execution}")


def refused(instance, body):
    """The pointers that a template is refused for."""
    answer = instance.request("POST", "/templates", body=body)
    assert answer.status_code == 422, answer.text
    return {error["pointer"] for error in answer.json()["errors"]}


# The whole way


def test_a_report_is_written_from_what_was_collected(instance, data):
    made = template(
        instance, good(data), {"name": "notes", "type": "static", "data": "Closed on Sunday"},
        schedule={"frequency": "weekly", "time": "17:00", "day": "friday", "timezone": "Europe/Berlin"},
    )
    assert made["shownStatus"] == "active" and made["scheduleText"] and made["nextRunAt"]
    assert made["sources"][0]["select"] == "/data/items" and made["output"] == "html" and made["recipients"] is None
    done = execute(instance, made)
    assert (done["status"], done["partial"], done["errorMessage"]) == ("Success", False, None)
    assert done["templateId"] == made["id"] and done["trigger"] == "api"
    assert done["startedAt"] <= done["completedAt"] and done["durationSeconds"] > 0
    assert [(each["name"], each["status"]) for each in done["sources"]] == [("orders", "ok"), ("notes", "ok")]
    assert [each["stage"] for each in done["attempts"]] == [1, 2]
    snapshot = instance.get(f"/executions/{done['id']}/snapshot")
    assert done["snapshot"]["path"].endswith(f"/executions/{done['id']}/snapshot")
    assert [row["product"] for row in snapshot["sources"][0]["data"]][0] == "Bread"
    assert snapshot["sources"][1]["data"] == "Closed on Sunday"
    content = instance.get(f"/contents/{done['contentRef']}")
    assert content["report"]["sections"][0]["heading"] == "orders" and content["output"] == "html"
    assert "Closed on Sunday" in content["html"] and "comes to 240" in content["text"]
    assert "<b>Rolls" not in content["html"] and "&lt;b&gt;Rolls" in content["html"]
    assert "offline" in content["report"]["label"]
    page = instance.request("GET", f"/contents/{done['contentRef']}/preview")
    assert page.status_code == 200 and page.text == content["html"]
    assert page.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    listed = instance.get(f"/executions?templateId={made['id']}&status=Success")["items"]
    assert [each["id"] for each in listed] == [done["id"]]
    assert instance.get(f"/executions?templateId={made['id']}&status=Error")["items"] == []
    shown = instance.get(f"/templates/{made['id']}")
    assert shown["lastRun"]["status"] == "Success"
    assert shown["averageExecutionSeconds"] == shown["p95ExecutionSeconds"] == pytest.approx(done["durationSeconds"], abs=0.01)


def test_a_template_is_edited_paused_and_taken_away(instance, data):
    made = template(instance, good(data))
    changed = {**made, "prompt": "And now?", "output": "json", "recipients": ["boss@example.com"]}
    answer = instance.request("PUT", f"/templates/{made['id']}", body=changed)
    assert answer.status_code == 200, answer.text
    assert answer.json()["prompt"] == "And now?" and answer.json()["recipients"] == ["boss@example.com"]
    assert answer.json()["status"] == "active"
    assert instance.post(f"/templates/{made['id']}/pause")["status"] == "paused"
    assert instance.request("POST", f"/templates/{made['id']}/run").json()["code"] == "paused"
    assert instance.post(f"/templates/{made['id']}/resume")["status"] == "active"
    assert made["id"] in [each["id"] for each in instance.list("/templates")]
    assert instance.request("DELETE", f"/templates/{made['id']}").status_code == 204
    assert instance.request("GET", f"/templates/{made['id']}").status_code == 404


def test_what_cannot_be_a_template_is_named(instance):
    body = {"name": "R", "prompt": "p", "sources": [{"name": "a", "type": "static", "data": 1}]}
    assert refused(instance, {**body, "sources": []}) == {"/sources"}
    assert refused(instance, {**body, "prompt": " "}) == {"/prompt"}
    assert refused(instance, {**body, "output": "pdf"}) == {"/output"}
    assert refused(instance, {**body, "timeoutSeconds": 301}) == {"/timeoutSeconds"}
    assert refused(instance, {**body, "recipients": ["nobody"]}) == {"/recipients/0"}
    assert refused(instance, {**body, "recipients": "some"}) == {"/recipients"}
    assert refused(instance, {**body, "sources": body["sources"] * 2}) == {"/sources/1/name"}
    for url in ["file:///etc/passwd", "gopher://a/", "https://user:password@example.org/", "https://", ""]:
        assert refused(instance, {**body, "sources": [{"name": "a", "type": "http", "url": url}]}) == {"/sources/0/url"}
    http = {"name": "a", "type": "http", "url": "https://example.org/"}
    assert refused(instance, {**body, "sources": [{**http, "headers": {"Authorization": "Bearer abc"}}]}) == {
        "/sources/0/headers/Authorization"
    }
    assert refused(instance, {**body, "sources": [{**http, "select": "items"}]}) == {"/sources/0/select"}
    sql = {"name": "a", "type": "sql", "connection": "shop", "query": "delete from a"}
    assert refused(instance, {**body, "sources": [sql]}) == {"/sources/0/query"}
    unknown = instance.request("POST", "/templates", body={**body, "sources": [{**http, "verb": "GET"}]})
    assert unknown.status_code == 400 and "verb" in unknown.text


# Sources that give nothing


def test_four_sources_and_only_one_of_them_is_good(instance, data, dead_port):
    made = template(
        instance,
        good(data),
        {"name": "dead", "type": "http", "url": f"http://127.0.0.1:{dead_port}/", "timeoutSeconds": 5},
        {"name": "slow", "type": "http", "url": f"{data.url}/slow", "timeoutSeconds": 1},
        {"name": "big", "type": "http", "url": f"{data.url}/big"},
    )
    done = execute(instance, made)
    assert (done["status"], done["partial"], done["runStatus"]) == ("Success", True, "partial")
    sources = {each["name"]: each for each in done["sources"]}
    assert sources["orders"]["status"] == "ok" and sources["orders"]["bytes"] > 100 and sources["orders"]["ms"] >= 0
    assert {name: each.get("code") for name, each in sources.items()} == {
        "orders": None, "dead": "unreachable", "slow": "timeout", "big": "too_large",
    }
    assert {name: each["tries"] for name, each in sources.items()} == {"orders": 1, "dead": 4, "slow": 4, "big": 1}
    for name in ["dead", "slow", "big"]:
        assert name in done["errorMessage"] and sources[name]["error"] in done["errorMessage"]
    snapshot = {each["name"]: each for each in instance.get(f"/executions/{done['id']}/snapshot")["sources"]}
    assert len(snapshot["orders"]["data"]) == 3 and snapshot["big"]["data"] is None
    text = instance.get(f"/contents/{done['contentRef']}")["text"]
    assert "slow gave nothing: no answer within 1 s" in text
    assert instance.get(f"/templates/{made['id']}")["shownStatus"] == "partial"
    logs = [line["message"] for line in instance.list(f"/runs/{done['id']}/logs?limit=200")]
    assert any("3 of 4 sources failed" in line for line in logs)


def test_the_only_source_is_dead(instance, dead_port):
    made = template(instance, {"name": "dead", "type": "http", "url": f"http://127.0.0.1:{dead_port}/"})
    done = execute(instance, made)
    assert (done["status"], done["partial"], done["contentRef"], done["snapshot"]) == ("Error", False, None, None)
    assert done["errorMessage"] == "1 of 1 source failed: dead (the server takes no connection)"
    assert done["errorDetail"]["code"] == "sources_failed" and done["errorDetail"]["stage"] == 1
    assert "dead: unreachable" in done["errorDetail"]["detail"]
    assert [each["number"] for each in done["attempts"]] == [1, 2, 3, 4]
    assert all(each["error"]["message"] and each["error"]["detail"] for each in done["attempts"])
    [source] = done["sources"]
    assert source["status"] == "failed" and source["error"]
    [row] = instance.query(
        "select status, started_at, completed_at, error_message from history.execution_logs where id = %s", done["id"]
    )
    assert row["status"] == "Error" and row["error_message"] == done["errorMessage"] and row["completed_at"]


def test_what_fails_for_good_is_not_tried_again(instance, data):
    made = template(
        instance,
        {"name": "missing", "type": "http", "url": f"{data.url}/status/404"},
        {"name": "page", "type": "http", "url": f"{data.url}/page"},
        {"name": "away", "type": "http", "url": f"{data.url}/there"},
        {"name": "inner", "type": "http", "url": "https://10.0.0.1/"},
        {"name": "metadata", "type": "http", "url": "http://169.254.169.254/latest"},
    )
    done = execute(instance, made)
    assert done["status"] == "Error"
    assert {each["name"]: each["code"] for each in done["sources"]} == {
        "missing": "http_status", "page": "invalid_json", "away": "redirected", "inner": "refused_address",
        "metadata": "refused_address",
    }
    assert len(done["attempts"]) == 1 and data.count("/status/404") == 1


def test_what_passes_is_tried_again(instance, data):
    path = f"/flaky/{uuid.uuid4().hex}"
    made = template(
        instance,
        {"name": "flaky", "type": "http", "url": data.url + path},
        {"name": "here", "type": "http", "url": f"{data.url}/here"},
    )
    done = execute(instance, made)
    assert (done["status"], done["partial"]) == ("Success", False)
    assert {each["name"]: each["tries"] for each in done["sources"]} == {"flaky": 3, "here": 1}
    assert data.count(path) == 3


# Secrets


def test_a_secret_reaches_the_server_and_nothing_else(instance, data, secret):
    name = secret(CANARY)
    header = "Bearer {{secret:%s}}" % name
    made = template(
        instance,
        {"name": "echo", "type": "http", "url": f"{data.url}/echo", "method": "POST",
         "headers": {"Authorization": header, "X-Trace": "plain"}, "body": {"key": "{{secret:%s}}" % name}},
        {"name": "unknown", "type": "http", "url": f"{data.url}/echo", "headers": {"Authorization": "{{secret:none}}"}},
    )
    done = execute(instance, made)
    assert done["partial"], done
    echoed = instance.get(f"/executions/{done['id']}/snapshot")["sources"][0]["data"]
    assert echoed["headers"]["Authorization"] == "Bearer [secret]" and echoed["headers"]["X-Trace"] == "plain"
    assert json.loads(echoed["body"]) == {"key": "[secret]"}
    assert done["sources"][1]["error"] == "there is no secret none"
    tables = instance.query(
        """select schemaname, tablename from pg_tables
        where schemaname in ('history', 'orchestrator', 'gateway', 'api', 'mailer', 'scheduler')"""
    )
    for table in tables:
        path = f'"{table["schemaname"]}"."{table["tablename"]}"'
        rows = instance.query(f"select 1 from {path} t where t::text like %s limit 1", f"%{CANARY}%")
        assert rows == [], path
    bytes_in = instance.query("select 1 from gateway.artifacts where position(%s::bytea in bytes) > 0", CANARY.encode())
    assert bytes_in == []
    for log in instance.state.glob("log/*.log"):
        assert CANARY not in log.read_text(errors="replace"), log


# Databases


@pytest.fixture(scope="module")
def shop(instance):
    """A database with a login that may read, and one function that tries to write."""
    port = int(instance.database.rsplit(":", 1)[1].split("/")[0])
    name, password = f"shop_{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    admin = dict(host=str(instance.state / "pg/run"), port=port, user="postgres")
    connection = psycopg2.connect(dbname="postgres", **admin)
    connection.set_isolation_level(psycopg2.extensions.ISOLATION_LEVEL_AUTOCOMMIT)
    cursor = connection.cursor()
    cursor.execute(f"create role {name} login password '{password}'")
    cursor.execute(f"create database {name} owner {name}")
    connection.close()
    with psycopg2.connect(dbname=name, host="127.0.0.1", port=port, user=name, password=password) as owner:
        owner.cursor().execute(
            """create table orders as
                select n as id, 'item ' || n as item, (n % 7)::numeric / 2 as price, now() as at from generate_series(1, 1500) n;
            create function spoil() returns int language sql as 'delete from orders returning 1'"""
        )
    owner.close()
    yield f"postgres://{name}:{password}@127.0.0.1:{port}/{name}"


def sql(name, connection, query, *parameters, **members):
    source = {"name": name, "type": "sql", "connection": connection, "query": query, **members}
    return {**source, "parameters": list(parameters)} if parameters else source


def test_a_database_is_asked_and_cannot_be_changed(instance, secret, shop):
    connection = secret(shop)
    made = template(
        instance,
        sql("all", connection, "select id, item, price from orders order by id -- all of them"),
        sql("some", connection, "select id, at from orders where id > $1 and item like $2 order by id", 1490, "item 149%"),
        sql("write", connection, "select spoil()"),
        sql("insert", connection, "with d as (delete from orders returning *) select * from d"),
        sql("two", connection, "select 1; select 2"),
        sql("wrong", connection, "select nothing from nowhere"),
        sql("slow", connection, "select pg_sleep(30)", timeoutSeconds=1, retries=0),
        sql("twice", connection, "select 1 as a, 2 as a"),
    )
    done = execute(instance, made)
    sources = {each["name"]: each for each in done["sources"]}
    assert {name: each.get("code") for name, each in sources.items()} == {
        "all": None, "some": None, "write": "read_only", "insert": "query_refused", "two": "query_refused",
        "wrong": "query_refused", "slow": "timeout", "twice": "invalid_rows",
    }, sources
    assert "read-only" in sources["write"]["error"] and "nowhere" in sources["wrong"]["error"]
    assert sources["all"]["truncated"] and not sources["some"]["truncated"]
    snapshot = {each["name"]: each for each in instance.get(f"/executions/{done['id']}/snapshot")["sources"]}
    assert len(snapshot["all"]["data"]) == 1000 and snapshot["all"]["data"][0] == {"id": 1, "item": "item 1", "price": 0.5}
    assert [row["id"] for row in snapshot["some"]["data"]] == list(range(1491, 1500))
    with psycopg2.connect(shop) as reader, reader.cursor() as cursor:
        cursor.execute("select count(*) from orders")
        assert cursor.fetchone() == (1500,)
    reader.close()
    password = shop.split(":")[2].split("@")[0]
    assert password not in json.dumps(done) + json.dumps(snapshot)


def test_connections_that_are_none(instance, secret):
    inner = secret("postgres://user:password@10.0.0.1/name")
    made = template(
        instance,
        sql("inner", inner, "select 1"),
        sql("socket", secret("postgres://user:password@/name?host=/var/run/postgresql"), "select 1"),
        sql("none", "nothing", "select 1"),
    )
    done = execute(instance, made)
    assert {each["name"]: each["code"] for each in done["sources"]} == {
        "inner": "refused_address", "socket": "invalid_connection", "none": "secret_missing",
    }


# Generation


def test_a_generation_that_never_ends_is_stopped(instance, data, provider):
    prompt = f"Never {uuid.uuid4().hex}"
    provider.fault("timeout", match=prompt, times=None)
    made = template(instance, good(data), prompt=prompt, model="openai/writer", timeoutSeconds=2)
    start = time.monotonic()
    done = execute(instance, made)
    assert time.monotonic() - start < 60
    assert done["status"] == "Error" and done["errorDetail"]["code"] == "timeout" and done["errorDetail"]["stage"] == 2
    assert done["errorMessage"] == "No answer within 2 s"
    assert [each["number"] for each in done["attempts"] if each["stage"] == 2] == [1, 2, 3, 4]
    # What was collected is kept, and the worker has its hands free.
    assert instance.get(f"/executions/{done['id']}/snapshot")["sources"][0]["status"] == "ok"
    start = time.monotonic()
    assert execute(instance, template(instance, good(data)))["status"] == "Success"
    assert time.monotonic() - start < 20


def test_a_model_writes_a_report(instance, data, provider):
    prompt = f"A report {uuid.uuid4().hex}"
    made = template(instance, good(data), prompt=prompt, model="openai/writer", output="json")
    done = execute(instance, made)
    assert done["status"] == "Success", done
    content = instance.get(f"/contents/{done['contentRef']}")
    assert (content["provider"], content["model"], content["output"]) == ("openai", "writer", "json")
    assert content["report"]["sections"] and content["inputTokens"] > 0
    [call] = [call for call in provider.log() if prompt in json.dumps(call["messages"])]
    assert call["schema"] == "report" and "Bread" in json.dumps(call["messages"])


# Executions beside one another


def test_two_executions_are_compared_and_one_is_done_again(instance, data):
    made = template(instance, good(data, url=f"{data.url}/good/0"), {"name": "notes", "type": "static", "data": {"a": 1}})
    first = execute(instance, made)
    body = {**made, "sources": [good(data, url=f"{data.url}/good/5"), {"name": "more", "type": "static", "data": [1]}]}
    assert instance.request("PUT", f"/templates/{made['id']}", body=body).status_code == 200
    second = execute(instance, made)
    diff = instance.get(f"/executions/{second['id']}/diff?with={first['id']}")
    changes = {each["path"]: (each["kind"], each.get("before"), each.get("after")) for each in diff["differences"]}
    assert changes["/orders/data/0/amount"] == ("changed", 120, 125)
    assert changes["/notes"][0] == "removed" and changes["/more"][0] == "added"
    assert instance.get(f"/executions/{second['id']}/diff")["with"] == first["id"]
    assert instance.get(f"/executions/{first['id']}/diff?with={first['id']}")["differences"] == []

    asked = data.count("/good/0")
    accepted = instance.post(f"/executions/{first['id']}/replay", {"stage": "generate"})
    assert accepted["replayOf"] == first["id"]
    again = ended(instance, accepted["executionId"])
    assert (again["status"], again["trigger"], again["replayOf"]) == ("Success", "manual", first["id"])
    assert again["snapshot"]["ref"] == first["snapshot"]["ref"] and again["contentRef"] != first["contentRef"]
    assert data.count("/good/0") == asked
    reports = [instance.get(f"/contents/{each['contentRef']}")["report"] for each in (first, again)]
    assert reports[0] == reports[1]
    assert [(each["number"], each["status"]) for each in again["stages"]] == [(1, "skipped"), (2, "completed")]
    wrong = instance.request("POST", f"/executions/{first['id']}/replay", body={"stage": "collect"})
    assert wrong.status_code == 422 and wrong.json()["errors"][0]["pointer"] == "/stage"


def test_a_report_is_mailed_to_those_who_are_named(instance, data, mail):
    people = [f"{uuid.uuid4().hex[:8]}@example.com" for _ in range(2)]
    made = template(instance, good(data), recipients=people, subject="{{job.name}} of {{date}}")
    done = execute(instance, made)
    assert (done["status"], done["partial"], done["sent"], done["recipients"]) == ("Success", False, True, 2)
    for address in people:
        [message] = mail.mails(address)
        assert made["name"] in message["Subject"] and message["List-Unsubscribe"] is None
    again = ended(instance, instance.post(f"/executions/{done['id']}/replay")["executionId"])
    assert again["status"] == "Success" and not again["sent"]
    assert all(len(mail.mails(address)) == 1 for address in people)


def test_delivery_that_fails_leaves_the_report(instance, data):
    made = template(instance, good(data), recipients=str(uuid.uuid4()))
    done = execute(instance, made)
    assert (done["status"], done["partial"], done["sent"]) == ("Success", True, False)
    assert done["contentRef"] and "list" in done["errorMessage"]


def test_what_belongs_to_others_is_not_there(instance, data):
    made = template(instance, good(data))
    done = execute(instance, made)
    other = {"key": instance.other_api_key}
    for method, path in [
        ("GET", f"/templates/{made['id']}"), ("PUT", f"/templates/{made['id']}"), ("DELETE", f"/templates/{made['id']}"),
        ("POST", f"/templates/{made['id']}/pause"), ("POST", f"/templates/{made['id']}/resume"),
        ("POST", f"/templates/{made['id']}/run"), ("GET", f"/executions/{done['id']}"),
        ("GET", f"/executions/{done['id']}/snapshot"), ("GET", f"/executions/{done['id']}/diff"),
        ("POST", f"/executions/{done['id']}/replay"), ("GET", f"/contents/{done['contentRef']}"),
    ]:
        body = {key: made[key] for key in ["name", "prompt", "sources"]} if method == "PUT" else None
        answer = instance.request(method, path, body=body, **other)
        unknown = instance.request(
            method, path.replace(made["id"], str(uuid.uuid4())).replace(done["id"], str(uuid.uuid4())), body=body, **other
        )
        if "/contents/" not in path:
            assert answer.json() == unknown.json(), path
        assert answer.status_code == 404, (method, path, answer.text)
    assert instance.get(f"/executions?templateId={made['id']}", **other)["items"] == []
    assert made["id"] not in json.dumps(instance.get("/templates", **other))
