#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A mail server that believes nobody: python3-aiosmtpd on a free port of this machine.

usage: smtpd.py [login] [tls CERTIFICATE KEY]

login: wants user "muster" and password "right". tls: wants STARTTLS. Recipients that begin with "nobody" are refused,
and mails with "refuse this" in their subject.

Says its port, then one line of JSON for each mail it took: {"from", "to", "tls", "user", "headers", "text"}. Ends when
its standard input does; with status 77 when aiosmtpd is missing.
"""
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys
import threading

try:
    from aiosmtpd.smtp import SMTP, AuthResult
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)  # as test programs say "skipped"


class Taker:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('nobody'):
            return '550 5.1.1 no such user'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        if 'refuse this' in mail['Subject']:
            return '554 5.7.1 not here'
        print(json.dumps({
            'from': envelope.mail_from,
            'to': envelope.rcpt_tos,
            'tls': session.ssl is not None,
            'user': session.auth_data,
            'headers': {name: str(value) for name, value in mail.items()},
            'text': mail.get_content(),
        }), flush=True)
        return '250 taken'


def check(server, session, envelope, mechanism, data):
    right = data.login == b'muster' and data.password == b'right'
    return AuthResult(success=right, handled=False, auth_data='muster' if right else None)


async def main(words):
    options = {'hostname': 'mail.test'}
    if 'login' in words:
        options |= {'authenticator': check, 'auth_required': True, 'auth_require_tls': False}
    if 'tls' in words:
        at = words.index('tls')
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(words[at + 1], words[at + 2])
        options |= {'tls_context': context, 'require_starttls': True}
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Taker(), **options), '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
asyncio.run(main(sys.argv[1:]))
