"""Adding entries by hand: people ticked from a list, a family, a department, unions; changing what an entry says."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.errors import RuleFaults
from scoring.races import exact_reading
from scoring.rulebook import Rulebook
from web.db import queries
from web.db.models import Competition, Contest, Department, Entry, Person
from web.services.act import Act
from web.services.entries.admission import Participation
from web.services.entries.entering import change_entry, enter
from web.services.entries.entrants import department_entrant, family_entrant, person_entrant, union_entrant
from web.services.entries.rows import Directory, read_seed
from web.services.intake.names import read_name
from web.services.intake.words import split_list
from web.services.refusals import Fault, Refusal

LONGEST_NAME = 120
"""Characters of an entrant's name."""


def enter_people(act: Act, competition: Competition, contest: Contest, numbers: Sequence[int]) -> int:
    """Enter the people with these row numbers; all or none. Returns how many; refuses nobody_chosen and as `enter`."""
    if not numbers:
        raise Refusal(Fault("nobody_chosen"))
    participation = Participation(act, competition)
    faults: list[Fault] = []
    for number in numbers:
        person = queries.one(act.session, Person, id=number, trade_union_id=competition.trade_union_id)
        try:
            enter(act, contest, person_entrant(act, competition, person), participation=participation)
        except Refusal as refusal:
            faults += [Fault(fault.code, fault.params, person.name) for fault in refusal.faults]
    if faults:
        raise Refusal(*faults)
    return len(numbers)


def enter_family(act: Act, competition: Competition, contest: Contest, who: str, relatives: str, name: str) -> Entry:
    """Enter the family of the member of staff meant by `who` (staff number or name)."""
    participation = Participation(act, competition)
    person = _meant(Directory(act, competition, participation), who, "person")
    read = [read_name(item) for item in split_list(relatives)]
    title = name.strip() or f"{person.name}家庭"
    entrant = family_entrant(act, competition, title, (person, *read), person.department)
    return enter(act, contest, entrant, participation=participation)


def enter_departments(act: Act, competition: Competition, contest: Contest, numbers: Sequence[int]) -> int:
    """Enter the departments with these row numbers; all or none. Returns how many; refuses as `enter_people`."""
    if not numbers:
        raise Refusal(Fault("nobody_chosen"))
    participation, faults = Participation(act, competition), list[Fault]()
    for number in numbers:
        home = queries.one(act.session, Department, id=number, trade_union_id=competition.trade_union_id)
        try:
            enter(act, contest, department_entrant(act, competition, home), participation=participation)
        except Refusal as refusal:
            faults += [Fault(fault.code, fault.params, home.name) for fault in refusal.faults]
    if faults:
        raise Refusal(*faults)
    return len(numbers)


def enter_unions(act: Act, competition: Competition, contest: Contest, names: str) -> int:
    """Enter unions by name, one a line; all or none. Returns how many; refuses union_name_missing and as `enter`."""
    listed = list(dict.fromkeys(line.strip() for line in names.splitlines() if line.strip()))
    too_long = [name for name in listed if len(name) > LONGEST_NAME]
    faults = [Fault("union_name_long", {"limit": LONGEST_NAME}, name[:20]) for name in too_long]
    if not listed:
        raise Refusal(Fault("union_name_missing"))
    for name in listed if not faults else ():
        try:
            enter(act, contest, union_entrant(act, competition, name))
        except Refusal as refusal:
            faults += [Fault(fault.code, fault.params, name) for fault in refusal.faults]
    if faults:
        raise Refusal(*faults)
    return len(listed)


def rewrite_entry(act: Act, competition: Competition, entry: Entry, title: str, coauthors: str, seed_mark: str) -> None:
    """Change title, co-authors (staff numbers or names in one line) and earlier result; every fault at its field."""
    participation = Participation(act, competition)
    directory = Directory(act, competition, participation)
    faults: list[Fault] = []
    authors: list[Person] = []
    for item in split_list(coauthors):
        try:
            authors.append(_meant(directory, item, "coauthors"))
        except Refusal as refusal:
            faults += refusal.faults
    seed = None
    try:
        rulebook = participation.rulebooks.get(entry.contest_id)
        seed = read_seed(seed_mark, rulebook) if rulebook else None
    except RuleFaults as wrong:
        faults += [Fault(fault.code, fault.params, "seed_mark") for fault in wrong.faults]
    if faults:
        raise Refusal(*faults)
    change_entry(act, entry, title, authors, seed)


def seed_text(seed_mark: int | None, rulebook: Rulebook | None) -> str:
    """An earlier result as people write it."""
    if seed_mark is None or rulebook is None or rulebook.race is None:
        return ""
    text = exact_reading(seed_mark, rulebook.race)
    return text if rulebook.race.timed else f"{text} 米"


def _meant(directory: Directory, who: str, place: str) -> Person:
    """The person meant by a staff number or a name."""
    text = who.strip()
    try:
        numbered = any(char.isdecimal() for char in text)
        return directory.person(text, "") if numbered else directory.person(None, text)
    except Refusal as refusal:
        raise Refusal(*(Fault(fault.code, fault.params, place) for fault in refusal.faults)) from None
