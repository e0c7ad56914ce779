"""A security key in software: it makes and uses passkeys as a browser with a device does, for any site it is told."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

SITE = "https://testserver"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class SoftKey:
    """One credential on one device."""

    secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    count: int = 0

    def create(self, options: dict, origin: str = SITE) -> dict:
        """The answer to “make a passkey”."""
        public = ES256.from_cryptography_key(self.secret.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.name, public)
        data = self._data(options["publicKey"]["rp"]["id"], PRESENT | VERIFIED | WITH_KEY, credential)
        client = self._client("webauthn.create", options, origin)
        stated = AttestationObject.create("none", data, {})
        return self._answer(client, attestationObject=websafe_encode(bytes(stated)), transports=["usb"])

    def get(self, options: dict, origin: str = SITE) -> dict:
        """The answer to “use a passkey”."""
        self.count += 1
        data = self._data(options["publicKey"]["rpId"], PRESENT | VERIFIED)
        client = self._client("webauthn.get", options, origin)
        signed = self.secret.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        told = {"authenticatorData": websafe_encode(bytes(data)), "signature": websafe_encode(signed)}
        return self._answer(client, **told, userHandle=None)

    def _data(self, site: str, flags: int, credential: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(hashlib.sha256(site.encode()).digest(), flags, self.count, credential)

    @staticmethod
    def _client(kind: str, options: dict, origin: str) -> bytes:
        told = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _answer(self, client: bytes, **response) -> dict:
        key = websafe_encode(self.name)
        return {
            "id": key,
            "rawId": key,
            "type": "public-key",
            "response": {"clientDataJSON": websafe_encode(client), **response},
            "clientExtensionResults": {},
        }


def given(user, name: str = "Blue key") -> tuple[SoftKey, int]:
    """A passkey that ``user`` has already, and its row."""
    from allauth.mfa.webauthn.internal.auth import WebAuthn

    key = SoftKey()
    question = {"publicKey": {"rp": {"id": "testserver"}, "challenge": websafe_encode(b"earlier")}}
    return key, WebAuthn.add(user, name, key.create(question)).instance.pk
