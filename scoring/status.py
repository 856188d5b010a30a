"""States of an entry in a list of results (practice.md 3.5)."""

from enum import StrEnum


class Status(StrEnum):
    """State of an entry in a list of results (practice.md 3.5)."""

    FIN = "FIN"
    PROV = "PROV"
    OOC = "OOC"
    DNF = "DNF"
    DQ = "DQ"
    DNS = "DNS"
    BLOCKED = "BLOCKED"


LIST_ORDER = (Status.FIN, Status.PROV, Status.OOC, Status.DNF, Status.DQ, Status.BLOCKED, Status.DNS)
"""Order of the statuses in printed lists (practice.md 3.5: ranked, DNF, DQ, DNS)."""
WITH_READING = (Status.FIN, Status.PROV, Status.OOC)
"""Statuses that show a result."""
