"""A mail server (aiosmtpd) on a free port of 127.0.0.1. Prints the port, then a JSON line for every message it has
taken. Ends when its input ends.

Arguments: the certificate file or "-", then "implicit", "required", "offered" or "off", then "user:password" or "-".
"""

import asyncio
import base64
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

certificate, encryption, login = sys.argv[1:4]


class Handler:
    async def handle_DATA(self, server, session, envelope):
        line = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "content": base64.b64encode(envelope.content).decode(),
            "encrypted": session.ssl is not None or encryption == "implicit",
            "authenticated": bool(session.authenticated),
            "client": session.host_name,
            "port": session.peer[1],
        }
        print(json.dumps(line))
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    if isinstance(data, LoginPassword) and login == f"{data.login.decode()}:{data.password.decode()}":
        return AuthResult(success=True)
    return AuthResult(success=False, handled=False)


# Clients that do not trust the certificate, and logins in the clear, are what some tests are about.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.simplefilter("ignore")


async def main():
    context = None
    if certificate != "-":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    def session():
        return SMTP(
            Handler(),
            hostname="mail.test",
            tls_context=context if encryption in ("required", "offered") else None,
            require_starttls=encryption == "required",
            auth_required=login != "-",
            auth_require_tls=encryption in ("required", "offered"),
            authenticator=authenticate if login != "-" else None,
            loop=asyncio.get_running_loop(),
        )

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", 0, ssl=context if encryption == "implicit" else None
    )
    print(server.sockets[0].getsockname()[1])
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
