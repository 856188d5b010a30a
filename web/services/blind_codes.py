"""作品编号: random codes under which works are judged without their authors' names."""

from __future__ import annotations

import secrets
from collections.abc import Collection

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters that are not mistaken for one another; 31 is prime, so one check character finds every slip."""
_PREFIX = "J-"
_LENGTH = 4


def new_blind_code(taken: Collection[str]) -> str:
    """A random code `J-` + 4 characters + check character that is not among `taken`; the order of entry never shows."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
        code = f"{_PREFIX}{body}{check_character(body)}"
        if code not in taken:
            return code


def check_character(body: str) -> str:
    """Weights 1, 2, 3, … modulo 31: one wrong character or two exchanged ones always change it.

    >>> check_character("2345")
    'P'
    """
    return ALPHABET[sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(body, 1)) % len(ALPHABET)]


def is_blind_code(text: str) -> bool:
    """Whether `text` is a code this module could have made."""
    body, check = text.removeprefix(_PREFIX)[:_LENGTH], text[-1:]
    shaped = text.startswith(_PREFIX) and len(text) == len(_PREFIX) + _LENGTH + 1 and set(body) <= set(ALPHABET)
    return shaped and check == check_character(body)
