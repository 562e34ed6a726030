"""Opens a sealed box with the key 00 01 … 1f, and seals another value for it: sealed_box.py <box in base64>"""
import base64
import hashlib
import sys

import nacl.public

key = nacl.public.PrivateKey(bytes(range(32)))
public = bytes(key.public_key)
print(hashlib.sha256(public).hexdigest()[:16])
print(base64.b64encode(public).decode())
print(nacl.public.SealedBox(key).decrypt(base64.b64decode(sys.argv[1])).hex())
print(base64.b64encode(nacl.public.SealedBox(key.public_key).encrypt("из Python".encode())).decode())
