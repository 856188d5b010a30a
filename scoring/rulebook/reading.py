"""Reading tables against their keys: every fault is collected, a faulty value is replaced by its default meanwhile."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from scoring.errors import Fault, RuleFaults
from scoring.rulebook.keys import Key

MOST_LINES = 500
"""No list of criteria, bands or prizes is longer."""


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word most like `word`, or "" when none is close."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.5)), "")


def unknown_key(word: str, known: Sequence[str], where: str) -> Fault:
    """Return the fault for a key nobody knows, naming the nearest known one."""
    return Fault("unknown_key", {"key": word[:60], "nearest": nearest(word, known)}, where=where)


def read_table(
    raw: object, keys: Sequence[Key], where: str, faults: list[Fault], nested: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a value for every key; `nested` names tables inside that are read elsewhere."""
    if not isinstance(raw, Mapping):
        faults.append(Fault("not_a_table", where=where))
        return {key.name: key.default for key in keys}
    prefix = f"{where}." if where else ""
    known = [*(key.name for key in keys), *nested]
    faults += [unknown_key(name, known, prefix + name) for name in raw if name not in known]
    return {key.name: _read_key(raw, key, prefix + key.name, faults) for key in keys}


def read_list(raw: object, keys: Sequence[Key], where: str, faults: list[Fault]) -> list[dict[str, Any]]:
    """Return the values of each line of a list of tables; `where` counts lines from 1."""
    if not isinstance(raw, list) or len(raw) > MOST_LINES:
        faults.append(Fault("not_a_list_of_tables", where=where))
        return []
    return [read_table(line, keys, f"{where}[{number}]", faults) for number, line in enumerate(raw, 1)]


def _read_key(raw: Mapping[str, object], key: Key, where: str, faults: list[Fault]) -> object:
    if key.name not in raw:
        if key.required:
            faults.append(Fault("key_missing", {"key": key.name}, where=where))
        return key.default
    try:
        return key.kind.read(raw[key.name])
    except RuleFaults as refused:
        faults += [fault.at(where + fault.where) for fault in refused.faults]
        return key.default
