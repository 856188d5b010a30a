"""People: bringing in lists, the roster, the department tree."""

from web.services.people.departments import (
    LEVELS,
    add_department,
    change_department,
    department_of,
    tree_of,
)
from web.services.people.editing import PersonFacts, add_person, change_person, set_active
from web.services.people.importing import apply_batch, fault_from, stage_people, today
from web.services.people.roster import FILTERS, Page, batches, entries_of, gaps, person_of, search_roster
from web.services.people.workbooks import STAFF_FIELDS, template, waiting_rows

__all__ = [
    "FILTERS",
    "LEVELS",
    "STAFF_FIELDS",
    "Page",
    "PersonFacts",
    "add_department",
    "add_person",
    "apply_batch",
    "batches",
    "change_department",
    "change_person",
    "department_of",
    "entries_of",
    "fault_from",
    "gaps",
    "person_of",
    "search_roster",
    "set_active",
    "stage_people",
    "template",
    "today",
    "tree_of",
    "waiting_rows",
]
