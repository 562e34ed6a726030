"""Reads messages as another mail program would. Each line of input is a message in base64; the answer is a line of JSON.
"""

import base64
import email
import email.header
import email.policy
import email.utils
import json
import sys


def people(message, name):
    """The newer parser splits addresses; its names are compared without spaces only, since it puts one between two
    encoded words (RFC 2047, section 6.2, says that there is none) and makes one of two. The older one is right."""
    if message[name] is None:
        return []
    newer = message[name].addresses
    raw = [value for field, value in message.raw_items() if field.lower() == name]
    older = email.utils.getaddresses(raw)
    assert len(newer) == len(older), (newer, older)
    found = []
    for person, (display, address) in zip(newer, older):
        decoded = str(email.header.make_header(email.header.decode_header(display)))
        assert person.addr_spec == address, (person, address)
        assert person.display_name.replace(" ", "") == decoded.replace(" ", ""), (person, decoded)
        found.append({"name": decoded, "address": address})
    return found


for line in sys.stdin:
    message = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
    parts = list(message.iter_parts())
    defects = list(message.defects)
    for part in [message, *parts]:
        defects += part.defects
        for value in part.values():
            defects += value.defects
    print(
        json.dumps(
            {
                "headers": [{"name": name, "value": str(value)} for name, value in message.items()],
                "date": int(message["date"].datetime.timestamp()),
                "from": people(message, "from"),
                "to": people(message, "to"),
                "replyTo": people(message, "reply-to"),
                "subject": str(message["subject"]),
                "type": message.get_content_type(),
                "parts": [
                    {
                        "type": part.get_content_type(),
                        "charset": part.get_content_charset(),
                        "content": part.get_content(),
                    }
                    for part in parts
                ],
                "preferred": message.get_body().get_content_type(),
                "defects": [repr(defect) for defect in defects],
            }
        )
    )
