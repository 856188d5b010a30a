"""The one canonical form of a rulebook, and its fingerprint."""

from hashlib import sha256
from typing import Any

import tomli_w

from scoring.rulebook import tables
from scoring.rulebook.laws import law_of
from scoring.rulebook.model import Rulebook
from scoring.rulebook.sections import Table


def canonical(rulebook: Rulebook) -> str:
    """Return the rules as TOML with every key in a fixed order, defaults written out: `parse(canonical(x)) == x`.

    Keys that came after the first frozen rulebooks are written only where they say something else than their default
    (`Key.quiet`), so a fingerprint once printed on a certificate stays true.
    """
    return tomli_w.dumps(as_tables(rulebook))


def fingerprint(rulebook: Rulebook) -> str:
    """Return the SHA-256 of the canonical form in UTF-8, in hex: printed on results and certificates."""
    return sha256(canonical(rulebook).encode()).hexdigest()


def as_tables(rulebook: Rulebook) -> Table:
    """Return the rules as nested tables, as `read_tables` takes them."""
    document: Table = {key.name: key.kind.write(getattr(rulebook, key.attribute)) for key in tables.TOP}
    for section in law_of(rulebook.format).sections:
        _put(document, section.name, section.write(getattr(rulebook, section.attribute)))
    _put(document, "groups", tables.AGES.write((rulebook.age_rule, rulebook.merging)))
    _put(document, "groups.bands", tables.BANDS.write(rulebook.groups))
    _put(document, "eligibility", tables.ELIGIBILITY.write(rulebook.eligibility))
    _put(document, "ranking", tables.RANKING.write(rulebook.ranking))
    _put(document, "awards", tables.AWARDS.write(rulebook.awards))
    _put(document, "prizes", tables.PRIZES.write(rulebook.awards.prizes))
    _put(document, "points", tables.POINTS.write(rulebook.points))
    _put(document, "notice", tables.NOTICE.write(rulebook.notice))
    return document


def _put(document: Table, name: str, written: Any) -> None:
    """Put a section into its place; what says nothing is left out."""
    if written in (None, [], {}):
        return
    parent, _, last = name.rpartition(".")
    around = document.setdefault(parent, {}) if parent else document
    around[last] = written
