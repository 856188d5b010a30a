"""Where a key stands in the TOML document, for people who look for their fault."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\- ]+?)\s*\]\]?")
_KEY = re.compile(r"(\s*)([A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*')\s*=")


def locate(text: str, where: str) -> tuple[int, int]:
    """Return line and column (from 1) of `judging.drop`, `criteria[2].step` or `prizes[1]`.

    A key that isn't written is sought at its table's header; (0, 0) when nothing is found.
    """
    places = _places(text)
    while where:
        for named in (where, f"{where}[1]"):
            if named in places:
                return places[named]
        where = where.rpartition(".")[0] if "." in where else re.sub(r"\[\d+\]$", "", where) if "[" in where else ""
    return 0, 0


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Return the first place of every table and key, named as faults name them."""
    places: dict[str, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header is not None:
            table = header[2].replace(" ", "")
            parent, _, last = table.rpartition(".")
            table = f"{parent}[{counts[parent]}].{last}" if parent in counts else table
            if header[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                table = f"{table}[{counts[table]}]"
            places.setdefault(table, (number, header.start(1) + 1))
        elif key is not None:
            name = key[2].strip("\"'")
            places.setdefault(f"{table}.{name}" if table else name, (number, len(key[1]) + 1))
    return places
