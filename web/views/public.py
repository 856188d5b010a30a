"""公开页面: rules, timetable, results and notices without sign-in. Everything shown stands in a published version."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template

from web.accounts import current_act, entrance
from web.db.models import Contest, ResultVersion
from web.db.queries import Missing
from web.present import notices, result_words, rules_told
from web.present.explanations import why as why_paragraphs
from web.present.timetable_chart import charts
from web.services import publication, result_document, results
from web.services.timetable import by_person, news, published
from web.views.fresh import always_fresh, document_file

pages = Blueprint("public", __name__, url_prefix="/p/<code>")


@pages.get("/")
@entrance
def competition(code: str) -> Response:
    """The competition: its contests with the state of each, notices that run, the departments' totals."""
    act = current_act()
    found = publication.public_competition(act.session, code)
    contests = publication.public_contests(act, found)
    totals = results.totals_of([one.version for one in contests if one.version is not None])
    return _page("public/competition.html", competition=found, contests=contests, totals=totals)


@pages.get("/timetable")
@entrance
def timetable(code: str) -> Response:
    """The adopted timetable, with its version number."""
    act = current_act()
    found = publication.public_competition(act.session, code)
    plan = published(act, found)
    return _page(
        "public/timetable.html",
        competition=found,
        timetable=plan,
        charts=charts(plan.heats),
        people=by_person(plan.heats),
        news=news(act, found, plan.heats),
    )


@pages.get("/<contest_code>")
@entrance
def contest(code: str, contest_code: str) -> Response:
    """One contest: the result in force, or that there is none yet; its rules, its earlier versions."""
    chosen = _contest(code, contest_code)
    version = publication.public_version(current_act().session, chosen)
    return _page("public/contest.html", **_version_page(chosen, version))


@pages.get("/<contest_code>/<int:number>")
@entrance
def version(code: str, contest_code: str, number: int) -> Response:
    """One numbered version, also one that was replaced or voided, with what it changed."""
    chosen = _contest(code, contest_code)
    found = publication.public_version(current_act().session, chosen, number)
    return _page("public/contest.html", **_version_page(chosen, found))


@pages.get("/<contest_code>/<int:number>/why/<int:entry_id>")
@entrance
def why(code: str, contest_code: str, number: int, entry_id: int) -> Response:
    """Why this place, told from the frozen document; judges appear by seat number only."""
    chosen = _contest(code, contest_code)
    found = publication.version_numbered(current_act().session, chosen, number)
    rows = {row["entry"]: row for row in found.document["rows"]}
    if entry_id not in rows:
        raise Missing("entry")
    told = why_paragraphs(
        found.document,
        entry_id,
        publication.rules_of(current_act().session, found),
        result_words.labels(found.document),
    )
    return _page("public/why.html", contest=chosen, version=found, row=rows[entry_id], paragraphs=told)


@pages.get("/<contest_code>/<int:number>.json")
@entrance
def document(code: str, contest_code: str, number: int) -> Response:
    """The version's document in its canonical spelling: its SHA-256 is the fingerprint."""
    chosen = _contest(code, contest_code)
    found = publication.version_numbered(current_act().session, chosen, number)
    content = result_document.canonical(found.document)
    return document_file(content, found.fingerprint, f"{chosen.code}-{found.number}.json")


def _contest(code: str, contest_code: str) -> Contest:
    act = current_act()
    return publication.public_contest(act, publication.public_competition(act.session, code), contest_code)


def _version_page(chosen: Contest, version: ResultVersion | None) -> dict[str, Any]:
    """What the page of a contest needs, whether something is published or not."""
    session = current_act().session
    rules = publication.rules_in_force(session, chosen)
    page: dict[str, Any] = {
        "contest": chosen,
        "version": version,
        "versions": publication.versions(session, chosen),
        "rules": rules,
        "chapters": rules_told.told(rules[1]) if rules else [],
        "public_key": current_act().keys.public_hex(),
    }
    if version is None:
        return page
    before = publication.predecessor(session, version)
    rulebook = publication.rules_of(session, version)
    return page | {
        "rulebook": rulebook,
        "notice": notices.notice_text(_noticed(version, before, rulebook)),
        "rows": publication.public_rows(version),
        "changes": publication.changes(before.document, version.document) if before else [],
        "before": before,
    }


def _noticed(version: ResultVersion, before: ResultVersion | None, rulebook: Any) -> notices.Published:
    return notices.Published(
        document=version.document,
        rulebook=rulebook,
        state=version.state,
        shown_at=version.created_at,
        final_at=version.final_at,
        notice_from=version.published_at,
        notice_until=version.notice_until,
        replaces=before.number if before else None,
        reason=version.reason,
    )


def _page(template: str, **values: Any) -> Response:
    return always_fresh(render_template(template, words=result_words, **values))
