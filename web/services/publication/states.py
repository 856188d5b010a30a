"""The road of a result version: preliminary, notice, final. Each step checks that the result still stands as it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from web.config import TIME_ZONE
from web.db.models import Contest, ResultVersion
from web.services import audit, result_document, results
from web.services.act import Act
from web.services.publication.notice import notice_end
from web.services.publication.versions import next_number, version_in_force
from web.services.refusals import Fault, Refusal, refuse
from web.services.results import Worked


def publish_preliminary(act: Act, contest: Contest, reason: str = "") -> ResultVersion:
    """Freeze the standings as the next numbered version and show it to everybody as preliminary.

    A later version of the same run is a correction: it needs a `reason`, must differ, and replaces the one before,
    which stays readable. Refusal: rules_not_frozen, every blocker of `results.blockers`, correction_needs_reason,
    result_unchanged.
    """
    _lock(act, contest)
    worked = results.work(act, contest)
    _stop(results.blockers(worked))
    before = version_in_force(act.session, contest)
    document = result_document.build(worked, next_number(act.session, contest))
    if before is not None:
        _stop(_correction_faults(before, document, reason))
        before.state = "replaced"
    version = ResultVersion(
        contest_id=contest.id,
        number=document["number"],
        run=contest.run,
        state="preliminary",
        document=document,
        fingerprint=result_document.fingerprint(document),
        reason=reason.strip(),
        created_at=act.now,
    )
    act.session.add(version)
    act.session.flush()
    _record(act, "result_preliminary", contest, version, replaces=before.number if before else 0)
    return version


def open_notice(act: Act, contest: Contest) -> ResultVersion:
    """Begin the notice period (公示期) of the preliminary version: objections run from this moment.

    Refusal: nothing_preliminary, result_changed (marks or decisions moved since: publish a correction first).
    """
    _lock(act, contest)
    version = _in_state(act, contest, "preliminary")
    worked = results.work(act, contest)
    _stop(_drift(worked, version))
    version.state = "notice"
    version.published_at = act.now
    version.notice_until = notice_end(act.now, worked.rulebook.notice)
    _record(act, "result_notice", contest, version, until=int(version.notice_until.timestamp()))
    return version


def finalize(act: Act, contest: Contest) -> ResultVersion:
    """Make the noticed version final and sign its canonical document (Ed25519).

    Refusal: nothing_in_notice, notice_running (until), every blocker of `results.final_blockers`, result_changed.
    """
    _lock(act, contest)
    version = _in_state(act, contest, "notice")
    until = version.notice_until
    if until is None or act.now < until:
        raise refuse("notice_running", until=_local(until))
    worked = results.work(act, contest)
    _stop(results.final_blockers(worked))
    _stop(_drift(worked, version))
    version.state, version.final_at = "final", act.now
    version.signature = act.keys.sign(result_document.canonical(version.document))
    _record(act, "result_final", contest, version, signature=version.signature)
    return version


def notice_over(version: ResultVersion, now: datetime) -> bool:
    """Whether the notice of a version has run out, so that it can be made final."""
    return version.state == "notice" and version.notice_until is not None and now >= version.notice_until


def has_moved(live: result_document.Json, version: ResultVersion) -> bool:
    """Whether the document of the rows as they stand now says something else than `version` published."""
    return not result_document.same_result(version.document, live)


def _correction_faults(before: ResultVersion, document: result_document.Json, reason: str) -> list[Fault]:
    faults = []
    if not reason.strip():
        faults.append(Fault("correction_needs_reason", {"number": before.number}))
    if result_document.same_result(before.document, document):
        faults.append(Fault("result_unchanged", {"number": before.number}))
    return faults


def _drift(worked: Worked, version: ResultVersion) -> list[Fault]:
    live = result_document.build(worked, version.number)
    return [Fault("result_changed", {"number": version.number})] if has_moved(live, version) else []


def _stop(faults: list[Fault]) -> None:
    if faults:
        raise Refusal(*faults)


def _local(until: datetime | None) -> str:
    """The moment on the clock at the place, the same in every language; midnight is 24:00 of the day that ends."""
    if until is None:
        return ""
    local = until.astimezone(ZoneInfo(TIME_ZONE))
    if (local.hour, local.minute) != (0, 0):
        return f"{local:%Y-%m-%d %H:%M}"
    return f"{local - timedelta(days=1):%Y-%m-%d} 24:00"


def _in_state(act: Act, contest: Contest, state: str) -> ResultVersion:
    version = version_in_force(act.session, contest)
    if version is None or version.state != state:
        raise refuse("nothing_preliminary" if state == "preliminary" else "nothing_in_notice")
    return version


def _lock(act: Act, contest: Contest) -> None:
    """One publisher at a time for this contest: numbers and states follow each other."""
    act.session.execute(select(Contest.id).where(Contest.id == contest.id).with_for_update())


def _record(act: Act, kind: str, contest: Contest, version: ResultVersion, **more: object) -> None:
    audit.record(act, kind, contest, number=version.number, run=version.run, fingerprint=version.fingerprint, **more)
