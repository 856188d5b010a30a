"""One act: somebody does something at a moment, inside one transaction."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from web.config import Settings
from web.keys import Keys


class Role(enum.StrEnum):
    """Who somebody is for a competition (or, granted without one, for the whole site)."""

    ADMINISTRATOR = "administrator"
    ORGANIZER = "organizer"
    RACE_DESK = "race_desk"
    CHIEF_JUDGE = "chief_judge"
    JUDGE = "judge"
    ENTRANT = "entrant"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in account and its grants as (role, competition id or None for the whole site)."""

    account_id: int
    name: str
    grants: frozenset[tuple[Role, int | None]]
    person_id: int | None = None

    def has(self, role: Role, competition_id: int | None = None) -> bool:
        """Whether the role is held for this competition; an administrator of the site holds organizer everywhere."""
        if (role, None) in self.grants or (competition_id is not None and (role, competition_id) in self.grants):
            return True
        return role is Role.ORGANIZER and (Role.ADMINISTRATOR, None) in self.grants


SYSTEM = Actor(account_id=0, name="system", grants=frozenset({(Role.ADMINISTRATOR, None)}))
"""Who acts when a command or the worker does; account number 0 is nobody's."""


@dataclass(frozen=True, slots=True)
class Act:
    """What every service is handed: the open transaction, who acts (None = the public), when, and the office's keys."""

    session: Session
    actor: Actor | None
    now: datetime
    keys: Keys
    settings: Settings

    @property
    def account_id(self) -> int | None:
        """The account to note beside a stored row; commands and the public have none."""
        return self.actor.account_id or None if self.actor else None
