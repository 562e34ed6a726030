"""A mail server (aiosmtpd) that takes mail over STARTTLS and AUTH only, and keeps what it has taken."""

import asyncio
import email
import email.policy
import ssl
import threading
import warnings
from collections import Counter

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

import certificate

USER, PASSWORD = "stagecoach", "correct horse"


class MailServer:
    """Listens on a free port of 127.0.0.1 from the moment it is made.

    `answers` maps a recipient's address to the answer that its RCPT command gets instead of 250; `pause` is how many
    seconds it takes to accept a mail.
    """

    def __init__(self, folder):
        self.answers = {}
        self.pause = 0
        self.taken = []
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate.make(folder))
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait()

    @property
    def url(self):
        user, password = USER, PASSWORD.replace(" ", "%20")
        return f"smtp://{user}:{password}@127.0.0.1:{self.port}?starttls=required"

    def addresses(self):
        """How often each address was sent to."""
        with self._lock:
            return Counter(address for address, _ in self.taken)

    def mails(self, address):
        """What one address got, parsed."""
        with self._lock:
            contents = [content for recipient, content in self.taken if recipient == address]
        return [email.message_from_bytes(content, policy=email.policy.SMTP) for content in contents]

    def _run(self, started):
        asyncio.set_event_loop(self._loop)
        warnings.simplefilter("ignore")
        self._loop.set_exception_handler(lambda loop, context: None)
        server = self._loop.run_until_complete(self._loop.create_server(self._session, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()

    def _session(self):
        return SMTP(
            self,
            hostname="mail.test",
            tls_context=self._context,
            require_starttls=True,
            auth_required=True,
            authenticator=self._authenticate,
            loop=self._loop,
        )

    def _authenticate(self, server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=right)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause)
        with self._lock:
            self.taken.extend((address, envelope.content) for address in envelope.rcpt_tos)
        return "250 2.0.0 taken"
