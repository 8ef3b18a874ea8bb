"""Certificates made on the fly: one authority that clients are told to trust, and all the ways to present a bad one."""

from __future__ import annotations

import datetime
import ssl
from functools import cached_property
from pathlib import Path

import trustme

from .names import OTHER_TOP

KINDS = ("good", "expired", "wrong name", "self-signed", "incomplete", "stranger")
"""What a host presents: `incomplete` leaves the issuing certificate out, `stranger` is signed by nobody known."""
_LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


class Certificates:
    """The authority and the contexts of its servers; `folder` takes the files."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA(organization_name="The authority of the tests")
        self.file = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))
        self._contexts: dict[tuple[str, str], ssl.SSLContext] = {}
        self._good_names: tuple[str, ...] = ()

    @cached_property
    def _issuer(self) -> trustme.CA:
        return self._authority.create_child_ca()

    @cached_property
    def _stranger(self) -> trustme.CA:
        return trustme.CA(organization_name="Somebody else")

    def prepare(self, names: tuple[str, ...]) -> None:
        """All `names` (and addresses) that one good certificate is for: making one for each host would take seconds."""
        self._good_names = names

    def context(self, kind: str, name: str) -> ssl.SSLContext:
        """The server's side of TLS for a host that presents a certificate of one of `KINDS`."""
        key = (kind, "" if kind == "good" else name)
        if key not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._load(context, kind, name)
            self._contexts[key] = context
        return self._contexts[key]

    def _load(self, context: ssl.SSLContext, kind: str, name: str) -> None:
        if kind == "self-signed":
            _self_signed(name, self.file.parent).load_into(context)
            return
        both = (name, name.removesuffix(".test") + OTHER_TOP)
        made = {
            "good": lambda: self._authority.issue_cert(*self._good_names),
            "expired": lambda: self._authority.issue_cert(
                name, not_before=_LONG_AGO, not_after=_LONG_AGO.replace(2021)
            ),
            "wrong name": lambda: self._authority.issue_cert("elsewhere.test"),
            "incomplete": lambda: self._issuer.issue_cert(*both),
            "stranger": lambda: self._stranger.issue_cert(*both),
        }[kind]()
        if kind == "incomplete":
            folder = self.file.parent
            chain, key = folder / f"{name}.pem", folder / f"{name}.key"
            made.cert_chain_pems[0].write_to_path(str(chain))
            made.private_key_pem.write_to_path(str(key))
            context.load_cert_chain(chain, key)
        else:
            made.configure_cert(context)


class _Pair:
    """A certificate file and its key's."""

    def __init__(self, chain: Path, key: Path) -> None:
        self.chain = chain
        self.key = key

    def load_into(self, context: ssl.SSLContext) -> None:
        context.load_cert_chain(self.chain, self.key)


def _self_signed(name: str, folder: Path) -> _Pair:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pair = _Pair(folder / f"{name}.pem", folder / f"{name}.key")
    pair.chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pair.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
    return pair
