"""Putting a fault's sentence beside the field it is about."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import Field, FieldList, Form, FormField


def field_at(form: Form, place: str) -> Field | None:
    """The field a fault's place names (`criteria-1-step` counts rows by position), or None for a whole section."""
    found = _descend(form, place.split("-") if place else ())
    return found if isinstance(found, Field) and not isinstance(found, FormField | FieldList) else None


def _step(found: Form | Field, part: str) -> Form | Field | None:
    if isinstance(found, FieldList):
        return found.entries[int(part)] if part.isdigit() and int(part) < len(found.entries) else None
    inner = found.form if isinstance(found, FormField) else found
    return inner._fields.get(part) if isinstance(inner, Form) else None


def put_beside(form: Form, sentences: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Put each (place, sentence) beside its field; return those of whole sections, by section."""
    whole: dict[str, list[str]] = {}
    for place, sentence in sentences:
        found = field_at(form, place)
        if found is not None:
            found.errors = [*found.errors, sentence]
        else:
            whole.setdefault(place.split("-")[0], []).append(sentence)
    return whole


def place_told(form: Form, place: str) -> str:
    """The label of the field a fault is about, in a row with the list's name and the row's number: 评分项 2 · 满分."""
    found = field_at(form, place)
    if found is None:
        return ""
    parts = place.split("-")
    at = next((at for at, part in enumerate(parts) if part.isdigit()), None)
    rows = _descend(form, parts[:at]) if at is not None else None
    if at is None or not isinstance(rows, Field):
        return str(found.label.text)
    return f"{rows.label.text} {int(parts[at]) + 1} · {found.label.text}"


def _descend(form: Form, parts: Iterable[str]) -> Form | Field | None:
    found: Form | Field | None = form
    for part in parts:
        found = _step(found, part) if found is not None else None
    return found
