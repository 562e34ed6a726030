"""Makes certificates for one test: an authority, a server's certificate from it, one for another name, and a second
authority that nobody has vouched for. Prints the folder's files, which are removed by the test."""

import datetime
import ipaddress
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

folder = pathlib.Path(sys.argv[1])
now = datetime.datetime.now(datetime.timezone.utc)


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certificate(subject, key, issuer, issuer_key, names, is_authority):
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def write(path, *parts):
    path.write_bytes(b"".join(parts))
    print(path)


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


def private(key):
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def authority(subject):
    key = ec.generate_private_key(ec.SECP256R1())
    return key, certificate(subject, key, subject, key, [], True)


authority_key, root = authority("Test authority")
_, other_root = authority("Another authority")
write(folder / "authority.pem", pem(root))
write(folder / "other-authority.pem", pem(other_root))
for file, names in {
    "server.pem": [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))],
    "other-name.pem": [x509.DNSName("elsewhere.test")],
}.items():
    key = ec.generate_private_key(ec.SECP256R1())
    issued = certificate(file, key, "Test authority", authority_key, names, False)
    write(folder / file, pem(issued), private(key))
