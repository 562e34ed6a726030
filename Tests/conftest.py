import os
import sys

import pytest

sys.path[:0] = [os.path.join(os.path.dirname(__file__), folder) for folder in ("System", "Faults", "Browser")]

from fakeprovider import FakeProvider
from instance import Instance
from mailserver import MailServer


@pytest.fixture(scope="session")
def mail(tmp_path_factory):
    return MailServer(tmp_path_factory.mktemp("mail"))


@pytest.fixture(scope="session")
def provider():
    """A provider of models behind a network: `openai/writer` and `openai/painter`. Nobody asks it who does not name it."""
    with FakeProvider(key="sk-canary-77aa01") as provider:
        yield provider


@pytest.fixture(scope="session")
def instance(mail, provider, tmp_path_factory):
    """One instance for all tests, with several copies of what may have several, mailing through a real server.

    STAGECOACH_TEST_STATE names a folder to keep it in, for the person who looks into a failure.
    """
    state = os.environ.get("STAGECOACH_TEST_STATE") or tmp_path_factory.mktemp("instance")
    instance = Instance(
        state,
        STAGECOACH_SMTP=mail.url,
        STAGECOACH_OPENAI_URL=provider.url,
        STAGECOACH_OPENAI_KEY=provider.key,
        STAGECOACH_OPENAI_MODELS="text writer 1.00/2.00, image painter 0.04",
        STAGECOACH_MODEL_ROUTES="default=offline/composer",
        STAGECOACH_WEBHOOK_HOSTS="127.0.0.1",
        STAGECOACH_SOURCE_HOSTS="127.0.0.1",
        STAGECOACH_WEBHOOK_RETRIES="1,1,1,1,1",
        # Tests ask faster than people and programs do.
        STAGECOACH_REQUEST_RATE="5000",
        STAGECOACH_REPLICAS="mailer=2,scheduler=3,orchestrator=2,ai-gateway=2",
    )
    try:
        yield instance.up()
    finally:
        instance.down()
