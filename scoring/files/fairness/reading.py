"""The account read back from its JSON, so that what was stored is told without working it out again."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from scoring.fairness.account import Account
from scoring.fairness.comparing import METHODS, Alternative, Comparison, Verdict

Json = Mapping[str, Any]


def account_from(document: Json) -> Account:
    """Return the account a document was made of (`document.as_document`), its figures as they were rounded there."""
    account: Account = _read(Account, document)
    return account


def _read(kind: Any, value: Any) -> Any:
    """Return a value of the type from plain JSON."""
    if kind is Comparison:
        return _comparison(value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: _read(hints[field.name], value[field.name]) for field in fields(kind)})  # type: ignore[operator]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(inner[0], value)
    if origin is tuple:
        return _several(inner, value)
    if origin is not None:
        return {key: _read(inner[1], each) for key, each in value.items()}
    return kind(value)


def _several(inner: Sequence[Any], values: Sequence[Any]) -> tuple[Any, ...]:
    kinds = [inner[0]] * len(values) if inner[-1] is Ellipsis else inner
    return tuple(_read(kind, value) for kind, value in zip(kinds, values, strict=True))


def _comparison(value: Json) -> Comparison:
    """Return the methods' places from the table that has one line an entry."""
    lines, reasons = value["entries"], value["not_usable"]
    alternatives = tuple(
        Alternative(method, None, reasons[method.value])
        if method.value in reasons
        else Alternative(method, {line["entry"]: line[method.value] for line in lines})
        for method in METHODS
    )
    official = {line["entry"]: line["official"] for line in lines}
    return Comparison(official, alternatives, _read(tuple[Verdict, ...], value["verdicts"]))
