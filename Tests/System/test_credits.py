"""Credits: exact, booked once, and seen by the organization alone."""

import threading
import uuid

import pytest


def thousandths(amount):
    return round(amount * 1000)


def test_a_top_up_is_booked_once_by_whichever_way(instance):
    before = instance.get("/credits")
    key = {"Idempotency-Key": uuid.uuid4().hex}
    answers = [instance.post("/credits/top_up", {"amount": 0.125}, headers=key) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    message = {"amount": 2.5, "idempotencyKey": uuid.uuid4().hex}
    first = instance.command("credits.top_up.demo", message)
    again = instance.command("credits.top_up.demo", message)
    assert (first["duplicate"], again["duplicate"]) == (False, True) and first["account"] == again["account"]
    after = instance.get("/credits")
    assert thousandths(after["balance"]) == thousandths(before["balance"]) + 2625
    assert after["available"] == pytest.approx(after["balance"] - after["reserved"])


def test_the_ledger_adds_up_under_concurrency(instance):
    before = instance.get("/credits")["balance"]
    threads = [
        threading.Thread(target=lambda: [instance.post("/credits/top_up", {"amount": 0.001}) for _ in range(10)])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert thousandths(instance.get("/credits")["balance"]) == thousandths(before) + 80
    [row] = instance.query(
        """
        select a.posted, a.opening + sum(e.amount) as entries from orchestrator.accounts a
        join orchestrator.entries e on e.organization_id = a.organization_id
        where a.organization_id = 'demo' group by a.posted, a.opening
        """
    )
    assert row["posted"] == row["entries"]


@pytest.mark.parametrize("amount", [0, -1, 0.0005, "5", None, True, 10**10])
def test_amounts_that_are_none(instance, amount):
    before = instance.get("/credits")
    answer = instance.request("POST", "/credits/top_up", body={"amount": amount})
    assert answer.status_code == 422 and answer.json()["errors"][0]["pointer"] == "/amount"
    assert instance.get("/credits") == before


def test_another_organization_is_not_touched(instance):
    before = instance.get("/credits", key=instance.other_api_key)
    instance.post("/credits/top_up", {"amount": 7})
    assert instance.get("/credits", key=instance.other_api_key) == before
