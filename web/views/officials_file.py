"""裁判员名单 from a file: the template, the preview with every fault, bringing it in."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from web.accounts import access, current_act, start_over
from web.db import queries
from web.forms.wishes import OfficialsFileForm
from web.services import people, timetable
from web.services.act import Role
from web.services.intake import OFFICIALS
from web.services.refusals import Fault, Refusal
from web.views import batches
from web.views.officials import page as officials_page

pages = Blueprint("officials_file", __name__, url_prefix="/c/<int:competition_id>/officials/file")
NOTES = {
    "staff_no": _l("本单位职工填工号；外请的人空着。"),
    "name": _l("没有工号时按姓名认人；名单里没有的姓名视为外请。"),
    "skills": _l("能担任什么，几种之间用顿号分开，例如：计时员、发令员。"),
    "most": _l("最多执裁几组；空着表示不限。"),
    "rest": _l("两组之间至少休息几分钟；空着表示不用。"),
    "day": _l("只在某天能来时填；一人可以写几行，每行一段时间。空着表示随时能来，上课除外。"),
    "starts": _l("这一天从几点起能来，例如 08:00。"),
    "ends": _l("到几点为止。"),
}


@pages.get("/template.xlsx")
@access(Role.ORGANIZER)
def template(competition_id: int) -> Response:
    """The empty list, all columns typed as text."""
    queries.competition(current_act().session, competition_id)
    notes = {field: str(text) for field, text in NOTES.items()}
    return batches.workbook(people.template(OFFICIALS, tuple(NOTES), _("裁判员"), notes), _("裁判员名单模板.xlsx"))


@pages.post("/")
@access(Role.ORGANIZER)
def upload(competition_id: int) -> ResponseReturnValue:
    """Read a file into a preview."""
    act, form = current_act(), OfficialsFileForm()
    competition = queries.competition(act.session, competition_id)
    faults: tuple[Fault, ...] = ()
    if form.validate_on_submit():
        try:
            batch = timetable.stage_officials(act, competition, form.file.data.filename or "", form.file.data.read())
        except Refusal as refusal:
            faults = tuple(refusal.faults)
        else:
            return redirect(url_for(".preview", competition_id=competition_id, batch_id=batch.id))
    start_over()
    act = current_act()
    return officials_page(act, queries.competition(act.session, competition_id), faults, file_form=form), 422


@pages.get("/<int:batch_id>")
@access(Role.ORGANIZER)
def preview(competition_id: int, batch_id: int) -> str:
    """Whom a file would bring in, and everything wrong in it with its cell."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    batch = batches.batch_of(act, competition, "officials", batch_id)
    return render_template(
        "organizer/officials_preview.html",
        competition=competition,
        chapter="timetable",
        batch=batch,
        faults=[Fault(each["code"], each["params"], each["where"]) for each in batch.faults],
    )


@pages.post("/<int:batch_id>/apply")
@access(Role.ORGANIZER)
def apply(competition_id: int, batch_id: int) -> ResponseReturnValue:
    """Bring the good lines in."""
    act = current_act()
    competition = queries.competition(act.session, competition_id)
    count = timetable.apply_officials(act, competition, batches.batch_of(act, competition, "officials", batch_id))
    flash(_("已导入 %(n)s 位裁判员，下次编排时生效。", n=count), "success")
    return redirect(url_for("officials.overview", competition_id=competition_id))
