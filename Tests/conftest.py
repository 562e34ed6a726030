import os
import sys

import pytest

sys.path[:0] = [os.path.join(os.path.dirname(__file__), folder) for folder in ("System", "Faults")]

from instance import Instance
from mailserver import MailServer


@pytest.fixture(scope="session")
def mail(tmp_path_factory):
    return MailServer(tmp_path_factory.mktemp("mail"))


@pytest.fixture(scope="session")
def instance(mail, tmp_path_factory):
    """One instance for all tests, with several copies of what may have several, mailing through a real server.

    STAGECOACH_TEST_STATE names a folder to keep it in, for the person who looks into a failure.
    """
    state = os.environ.get("STAGECOACH_TEST_STATE") or tmp_path_factory.mktemp("instance")
    instance = Instance(
        state, STAGECOACH_SMTP=mail.url, STAGECOACH_REPLICAS="scheduler=3,orchestrator=2,ai-gateway=2"
    )
    try:
        yield instance.up()
    finally:
        instance.down()
