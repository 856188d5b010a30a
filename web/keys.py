"""The key store: secrets live in one file of the data folder, readable by its owner only, never in the database."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_FILE = "keys.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """Three independent 32-byte keys: for ID-number HMACs, for signing results, for browser sessions."""

    identity: bytes
    signing: bytes
    session: bytes

    def id_hmac(self, number: str) -> str:
        """Keyed hash of a normalised ID number (an unkeyed one could be searched: about 10^11 numbers exist)."""
        return hmac.new(self.identity, number.encode(), hashlib.sha256).hexdigest()

    def sign(self, message: bytes) -> str:
        """Ed25519 signature in hexadecimal."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(message).hex()

    def public_hex(self) -> str:
        """The public half of the signing key, for whoever checks a signature."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw().hex()


def load_keys(folder: Path) -> Keys:
    """Read the key store of `folder`, creating it on first use."""
    path = folder / _FILE
    if not path.exists():
        _create(path)
    stored = json.loads(path.read_text(encoding="ascii"))
    return Keys(**{name: bytes.fromhex(stored[name]) for name in ("identity", "signing", "session")})


def _create(path: Path) -> None:
    """Write new keys whole or not at all; the first of two simultaneous starters wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = {name: secrets.token_hex(32) for name in ("identity", "signing", "session")}
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(fresh, file)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
