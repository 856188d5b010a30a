"""The worked example, played once per test run: an office where everything has happened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from web.config import Settings, settings_for
from web.db import models
from web.example.files import EXAMPLES
from web.office import office_act
from web.services import accounts, competitions, contests, judging, rules, timetable


@dataclass(frozen=True)
class Played:
    """Where the demo left its files and its office, and what it printed."""

    out: Path
    said: str = ""

    @property
    def settings(self) -> Settings:
        """The demo's office."""
        return settings_for(self.out / "office")

    def address_values(self) -> dict[str, object]:
        """One real value for each variable part of the addresses."""
        engine = create_engine(self.settings.database_url)
        with Session(engine) as session:
            judged = session.scalars(select(models.Contest).where(models.Contest.code == "teaching_plan")).one()
            entry = session.scalars(select(models.Entry.id).where(models.Entry.contest_id == judged.id)).first()
            values = {
                "competition_id": judged.competition_id,
                "contest_id": judged.id,
                "entry_id": entry,
                "seat_id": session.scalar(
                    select(func.min(models.PanelSeat.id)).where(models.PanelSeat.contest_id == judged.id)
                ),
                "code": judged.competition.public_code,
                "contest_code": judged.code,
                "batch_id": session.scalar(select(func.min(models.ImportBatch.id))),
                "department_id": session.scalar(select(func.max(models.Department.id))),
                "heat_id": session.scalar(select(func.min(models.Heat.id))),
                "job_id": session.scalar(select(func.min(models.Job.id))),
                "number": 1,
                "person_id": session.scalar(select(func.min(models.Person.id))),
                "venue_id": session.scalar(select(func.min(models.Venue.id))),
                "kind": "call",
            }
        engine.dispose()
        return values

    def race_id(self) -> int:
        """The number of a race contest."""
        return self._first(select(models.Contest.id).where(models.Contest.code == "walk_men_51"))

    def lessons_batch_id(self) -> int:
        """The number of a previewed file of lessons, read for the first time it is asked for."""
        with office_act(self.settings) as act:
            competition = act.session.scalars(select(models.Competition).where(models.Competition.is_example)).one()
            text = "姓名,周一1,周五2\n没有此人,语文,数学\n"
            return timetable.stage_lessons(act, competition, "课表.csv", text.encode()).id

    def officials_batch_id(self) -> int:
        """The number of a previewed list of officials."""
        with office_act(self.settings) as act:
            competition = act.session.scalars(select(models.Competition).where(models.Competition.is_example)).one()
            text = "工号,姓名,担任,最多组数\n,赵医生,医务,2\n没有,此人,计时员,许多\n"
            return timetable.stage_officials(act, competition, "裁判员.csv", text.encode()).id

    def official_id(self) -> int:
        """The number of an official of the example, added when there is none yet."""
        with office_act(self.settings) as act:
            competition = act.session.scalars(select(models.Competition).where(models.Competition.is_example)).one()
            there = timetable.officials(act, competition)
            duties = timetable.Duties(("计时员",))
            return (there[0] if there else timetable.add_guest_official(act, competition, "赵医生", duties)).id

    def entries_batch_id(self) -> int:
        """The number of the batch that brought the entries."""
        return self._first(select(models.ImportBatch.id).where(models.ImportBatch.kind == "entries"))

    def certificate_code(self) -> str:
        """The code of a certificate that holds."""
        return self._first(select(models.Certificate.code).where(models.Certificate.state == "valid"))

    def two_versions(self) -> dict[str, object]:
        """A contest of another competition whose rules have a frozen version and a changed draft."""
        document = (EXAMPLES / "rulebooks" / "essay.toml").read_text(encoding="utf-8")
        with office_act(self.settings) as act:
            competition = competitions.start_own(act, "另一个工会", "另一场赛事")
            contest = contests.create_contest(act, competition, "essay", "论文评比", document)
            rules.freeze(act, contest)
            rules.save_draft(act, contest, document.replace("decimals = 2", "decimals = 1"))
            return {"competition_id": competition.id, "contest_id": contest.id, "old": 1, "new": 2}

    def _first(self, statement: Any) -> Any:
        engine = create_engine(self.settings.database_url)
        with Session(engine) as session:
            found = session.scalars(statement).first()
        engine.dispose()
        return found

    def links(self) -> dict[str, str]:
        """Paths of personal links: the organizer's, a judge's, an entrant's."""
        with office_act(self.settings) as act:
            organizer = accounts.make_link(act, accounts.administrator(act), "sign_in")
            judge = judging.judge_link(act, act.session.scalars(select(models.Judge).order_by(models.Judge.id)).first())
            person = act.session.scalars(
                select(models.Person).join(models.Entrant, models.Entrant.person_id == models.Person.id)
            ).first()
            account = accounts.create_account(act, person.name, person_id=person.id)
            entrant = accounts.make_link(act, account, "entrant")
        return {
            name: f"/link/{token}"
            for name, token in zip(("organizer", "judge", "entrant"), (organizer, judge, entrant), strict=True)
        }
