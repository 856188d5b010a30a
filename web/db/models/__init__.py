"""All tables, so that one import knows the whole schema."""

from web.db.models.accounts import AccessLink, Account, RoleGrant, SignIn
from web.db.models.audit import AuditEvent, AuditStream
from web.db.models.base import Base
from web.db.models.competitions import CommitteeDecision, Competition, Contest, Fund, FundLine, RulebookVersion
from web.db.models.entries import Entrant, EntrantMember, Entry, EntryCoauthor, ImportBatch
from web.db.models.fairness import FairnessAccount
from web.db.models.jobs import Job
from web.db.models.judging import ChiefOrder, Judge, PanelMinute, PanelSeat, Sheet, SheetMark, SheetOperation
from web.db.models.lines import ResultLine
from web.db.models.races import (
    Heat,
    HeatDuty,
    HeatFormat,
    HeatLane,
    RaceResult,
    RaceSession,
    TimetablePlan,
    Venue,
    VenueClosure,
)
from web.db.models.results import Certificate, PrintedFile, ResultVersion
from web.db.models.unions import Department, Person, TradeUnion, Unavailability
from web.db.models.wishes import (
    ContestOrder,
    DepartmentHours,
    Lesson,
    LessonPeriod,
    OfficialWindow,
    RaceOfficial,
    StaffNeed,
    TimetableWishes,
    TimeWish,
)

__all__ = [
    "AccessLink",
    "Account",
    "AuditEvent",
    "AuditStream",
    "Base",
    "Certificate",
    "ChiefOrder",
    "CommitteeDecision",
    "Competition",
    "Contest",
    "ContestOrder",
    "Department",
    "DepartmentHours",
    "Entrant",
    "EntrantMember",
    "Entry",
    "EntryCoauthor",
    "FairnessAccount",
    "Fund",
    "FundLine",
    "Heat",
    "HeatDuty",
    "HeatFormat",
    "HeatLane",
    "ImportBatch",
    "Job",
    "Judge",
    "Lesson",
    "LessonPeriod",
    "OfficialWindow",
    "PanelMinute",
    "PanelSeat",
    "Person",
    "PrintedFile",
    "RaceOfficial",
    "RaceResult",
    "RaceSession",
    "ResultLine",
    "ResultVersion",
    "RoleGrant",
    "RulebookVersion",
    "Sheet",
    "SheetMark",
    "SheetOperation",
    "SignIn",
    "StaffNeed",
    "TimeWish",
    "TimetablePlan",
    "TimetableWishes",
    "TradeUnion",
    "Unavailability",
    "Venue",
    "VenueClosure",
]
