"""Any service may die at any moment."""

import os
import random
import threading

import pytest

from instance import wait_for
from load import Load

# Each service is killed this often; a soak sets more.
ROUNDS = int(os.environ.get("STAGECOACH_FAULT_ROUNDS", "2"))
# The connections of both mailers to the mail server: each may lose sight of one mail when its process dies.
CONNECTIONS = 2 * 8


@pytest.fixture(scope="module")
def load(instance, mail):
    mail.pause = 0.02
    yield Load(instance, mail)
    mail.pause = 0


@pytest.mark.parametrize(
    "service", ["orchestrator", "history-writer", "ai-gateway", "mailer", "scheduler", "api"]
)
def test_a_killed_service_harms_no_run(instance, load, service):
    moments = random.Random()
    for _ in range(ROUNDS):
        victims = instance.pids(service)
        moment = moments.uniform(0, 2)
        killer = threading.Timer(moment, instance.kill, [service])
        killer.start()
        load.start()
        killer.join()
        states = load.check(unconfirmed=CONNECTIONS if service == "mailer" else 0)
        print(f"{service} killed after {moment:.2f} s: {dict(states)}")
        wait_for(lambda: not set(victims) & set(instance.pids(service)), what="the new process")
