"""Entries: who takes part in which contest, and as what."""

from web.services.entries.adding import (
    enter_departments,
    enter_family,
    enter_people,
    enter_unions,
    rewrite_entry,
    seed_text,
)
from web.services.entries.admission import Admission, Participation, rulebooks
from web.services.entries.entering import change_entry, enter, entry_of, withdraw
from web.services.entries.entrants import (
    department_entrant,
    family_entrant,
    next_bib,
    person_entrant,
    union_entrant,
)
from web.services.entries.importing import apply_entries, stage_entries
from web.services.entries.listing import candidates, entries_of_contest, overview
from web.services.entries.naming import contest_named
from web.services.entries.rows import Directory, read_seed

__all__ = [
    "Admission",
    "Directory",
    "Participation",
    "apply_entries",
    "candidates",
    "change_entry",
    "contest_named",
    "department_entrant",
    "enter",
    "enter_departments",
    "enter_family",
    "enter_people",
    "enter_unions",
    "entries_of_contest",
    "entry_of",
    "family_entrant",
    "next_bib",
    "overview",
    "person_entrant",
    "read_seed",
    "rewrite_entry",
    "rulebooks",
    "seed_text",
    "stage_entries",
    "union_entrant",
    "withdraw",
]
