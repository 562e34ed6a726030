"""The broker and the database may be gone for a while; the broker may lose all that it held."""

import os
import threading

import pytest

from instance import wait_for
from load import Load

# How long an outage lasts; a soak sets more.
SECONDS = float(os.environ.get("STAGECOACH_FAULT_SECONDS", "8"))


@pytest.fixture(scope="module")
def load(instance, mail):
    mail.pause = 0.02
    yield Load(instance, mail)
    mail.pause = 0


def outage(instance, server):
    """Stops a server under way, and starts it again."""
    threading.Event().wait(0.7)
    instance.script(server, "stop")
    threading.Event().wait(SECONDS)
    instance.script(server, "start")
    wait_for(instance.is_ready, what="the API")


@pytest.mark.parametrize("server", ["broker", "database"])
def test_an_outage_loses_nothing(instance, load, server):
    stopping = threading.Thread(target=outage, args=(instance, server))
    stopping.start()
    load.start()
    stopping.join()
    states = load.check(seconds=300)
    print(f"{server}: {len(load.accepted)} accepted, {len(load.refused)} refused with 503: {dict(states)}")
    # What begins while the server is away, and what begins when it is back.
    load.start()
    load.check()


def test_what_is_asked_while_a_server_is_away_is_refused_and_never_starts(instance, load):
    for server in ("broker", "database"):
        instance.script(server, "stop")
        try:
            load.jobs, rest = load.jobs[:5], load.jobs[5:]
            load.start()
            load.jobs += rest
            assert len(load.refused) == 5 and not load.accepted
        finally:
            instance.script(server, "start")
        load.check()
        wait_for(instance.is_ready, what="the API")
        load.start()
        assert not load.refused
        load.check()


def test_a_broker_that_has_lost_everything_costs_time_not_runs(instance, load):
    wiping = threading.Timer(0.7, instance.script, ["broker", "wipe"])
    wiping.start()
    load.start()
    wiping.join()
    print(f"wiped: {len(load.accepted)} accepted, {len(load.refused)} refused: {dict(load.check(seconds=400))}")
    wait_for(instance.is_ready, what="the API")
    load.start()
    assert not load.refused
    load.check()


def test_a_broker_short_of_memory_is_waited_for(instance, load):
    control = ("broker", "control", "set_vm_memory_high_watermark")
    instance.script(*control, "0.000001")
    try:
        load.jobs, rest = load.jobs[:5], load.jobs[5:]
        load.start()
        load.jobs += rest
        assert len(load.refused) == 5 and not load.accepted
    finally:
        instance.script(*control, "absolute", "2GB")
    wait_for(instance.is_ready, what="the API")
    load.check()
    load.start()
    assert not load.refused
    load.check()
