"""Officials after a repair where keeping and filling up leaves needs open: fewest open, then fewest new duties."""

from dataclasses import replace

from scheduler.timetable.cpsat.duties import Rota, missing
from scheduler.timetable.cpsat.master import total
from scheduler.timetable.cpsat.search import Search
from scheduler.timetable.plan import Heat, Plan
from scheduler.timetable.repairing.changed import Case
from scheduler.timetable.repairing.duties import least_missing, mended


def staffed(case: Case, plan: Plan, search: Search) -> Plan:
    """The plan with its officials put right; ``plan.heats`` carry the duties of before."""
    found = mended(case, plan)
    if not found.unstaffed or missing(found) == least_missing(case, found):
        return found
    rota = Rota(case.problem, found.heats)
    begun = {heat.id for heat in case.begun}
    old = {(o, heat.id, skill) for heat in plan.heats for skill, names in heat.officials.items() for o in names}
    for duty, variable in rota.duties.items():
        if duty[1] in begun:
            rota.model.add(variable == (duty in old))
    rota.hint(found)
    new = total(variable for duty, variable in rota.duties.items() if duty not in old)
    answer = rota.solve(search, (len(rota.duties) + 1) * rota.missing + new)
    return _in_old_order(rota.read(found, answer), plan) if answer is not None else found


def _in_old_order(after: Plan, before: Plan) -> Plan:
    """Whoever stays in a heat is named in the order of before, then the new ones."""
    old = {heat.id: heat.officials for heat in before.heats}

    def ordered(heat: Heat, skill: str) -> tuple[str, ...]:
        stayed = [name for name in old[heat.id].get(skill, ()) if name in heat.officials[skill]]
        return (*stayed, *(name for name in heat.officials[skill] if name not in stayed))

    heats = (replace(heat, officials={skill: ordered(heat, skill) for skill in heat.officials}) for heat in after.heats)
    return replace(after, heats=tuple(heats))
