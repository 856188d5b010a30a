"""What is certainly wrong with the sense of a document in which some values could not even be read.

A value that could not be read stands as a harmless one; what this makes look wrong is no fault of the document.
"""

from collections.abc import Iterable, Iterator

from scheduler.errors import Fault

# Faults about one field (or one list) alone, whatever stands elsewhere.
ALONE = frozenset(
    {
        "too_small",
        "id_twice",
        "window_backwards",
        "no_session",
        "no_venue_kind",
        "seeding_unknown",
        "min_above_max",
        "event_twice",
        "skill_twice",
        "wish_empty",
        "pin_empty",
        "goal_unknown",
        "goal_twice",
        "goal_order",
    }
)
# Faults about a name: they are sure when the list the name should stand in could be read.
NAMED_IN = {
    "event_unknown": "events",
    "kind_unknown": "venues",
    "venue_unknown": "venues",
    "entrant_unknown": "entrants",
    "heat_unknown": "fixed_heats",
    "session_unknown": "sessions",
}


def sure(sense: Iterable[Fault], unread: Iterable[Fault]) -> Iterator[Fault]:
    """The faults of sense that do not hang on any of the values that could not be read."""
    paths = [path for fault in unread for path in (fault.where, _meant(fault)) if path]
    unsure = {path.partition("[")[0] for path in paths if "[" not in path or path.endswith((".id", ".kind", "]"))}
    for fault in sense:
        touched = any(_within(fault.where, path) or _within(path, fault.where) for path in paths)
        named = NAMED_IN.get(fault.code, "")
        if not touched and (fault.code in ALONE or (named and named not in unsure)):
            yield fault


def _meant(fault: Fault) -> str:
    """The path of the key that a mistyped one probably stands for; empty when there is none."""
    if fault.code != "key_unknown":
        return ""
    return fault.where[: -len(str(fault.params["key"]))] + str(fault.params["nearest"])


def _within(path: str, other: str) -> bool:
    """Is the one path the other, or below it?"""
    return path == other or path.startswith((f"{other}.", f"{other}["))
