"""A small reader of the JSON Schemas in docs/schema: what a document breaks, and which keys it used of each object."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"
SAID = {"$schema", "$id", "$defs", "title", "description"}  # keywords that ask for nothing
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}


@cache
def schema(name: str) -> Any:
    """A schema by its file name."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@dataclass
class Reading:
    """One document read beside a schema; ``used`` are the keys met, by the place of their object in the schema."""

    used: dict[str, set[str]] = field(default_factory=dict)
    wanted: dict[str, set[str]] = field(default_factory=dict)

    def objections(self, name: str, document: object) -> list[str]:
        """What the document breaks, each with its path."""
        return list(self._against(schema(name), document, "", name, ""))

    def _against(self, rule: Any, value: Any, path: str, file: str, place: str) -> Iterator[str]:
        if rule is True:
            return
        for word in rule.keys() - SAID:
            yield from getattr(self, f"_{word.strip('$')}")(rule, value, path, file, place)

    def _ref(self, rule: Any, value: Any, path: str, file: str, _: str) -> Iterator[str]:
        other, _, where = rule["$ref"].partition("#/$defs/")
        yield from self._against(
            schema(other or file)["$defs"][where], value, path, other or file, f"{other or file} {where}"
        )

    def _type(self, rule: Any, value: Any, path: str, *_: str) -> Iterator[str]:
        names = [rule["type"]] if isinstance(rule["type"], str) else rule["type"]
        fits = any(
            isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names
        )
        if not fits:
            yield f"{path}: no {names}"

    def _const(self, rule: Any, value: Any, path: str, *_: str) -> Iterator[str]:
        if value != rule["const"]:
            yield f"{path}: not {rule['const']}"

    def _enum(self, rule: Any, value: Any, path: str, *_: str) -> Iterator[str]:
        if value not in rule["enum"]:
            yield f"{path}: none of {rule['enum']}"

    def _pattern(self, rule: Any, value: Any, path: str, *_: str) -> Iterator[str]:
        if isinstance(value, str) and not re.search(rule["pattern"], value):
            yield f"{path}: not {rule['pattern']}"

    def _minimum(self, rule: Any, value: Any, path: str, *_: str) -> Iterator[str]:
        if isinstance(value, int) and value < rule["minimum"]:
            yield f"{path}: less than {rule['minimum']}"

    def _items(self, rule: Any, value: Any, path: str, file: str, place: str) -> Iterator[str]:
        for index, each in enumerate(value if isinstance(value, list) else ()):
            yield from self._against(rule["items"], each, f"{path}[{index}]", file, f"{place}[]")

    def _anyOf(self, rule: Any, value: Any, path: str, file: str, place: str) -> Iterator[str]:  # noqa: N802
        tried = [list(self._against(each, value, path, file, place)) for each in rule["anyOf"]]
        if all(tried):
            yield from min(tried, key=len)

    def _required(self, rule: Any, value: Any, path: str, *_: str) -> Iterator[str]:
        for key in rule["required"] if isinstance(value, dict) else ():
            if key not in value:
                yield f"{path}.{key}: missing"

    def _properties(self, rule: Any, value: Any, path: str, file: str, place: str) -> Iterator[str]:
        if isinstance(value, dict):
            self.wanted[place] = set(rule["properties"])
            self.used.setdefault(place, set()).update(value)
            for key in value.keys() & rule["properties"].keys():
                own = rule["properties"][key]
                yield from self._against(own, value[key], f"{path}.{key}", file, f"{place}.{key}")

    def _additionalProperties(self, rule: Any, value: Any, path: str, file: str, place: str) -> Iterator[str]:  # noqa: N802
        more: Mapping[str, Any] = value if isinstance(value, dict) else {}
        for key in more.keys() - rule.get("properties", {}).keys():
            if rule["additionalProperties"] is False:
                yield f"{path}.{key}: unknown"
            else:
                yield from self._against(rule["additionalProperties"], more[key], f"{path}.{key}", file, place)

    def _propertyNames(self, rule: Any, value: Any, path: str, file: str, place: str) -> Iterator[str]:  # noqa: N802
        for key in value if isinstance(value, dict) else ():
            yield from self._against(rule["propertyNames"], key, f"{path}.{key}", file, place)


def objections(name: str, document: object) -> list[str]:
    """What a document breaks of the schema in this file."""
    return Reading().objections(name, document)
