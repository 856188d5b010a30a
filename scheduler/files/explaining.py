"""Clashes as the EXPLAIN document of the file contract: every fact and every way out as a sentence in zh and en."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.files.words import COMMA
from scheduler.timetable import Clash, Problem

Document = dict[str, Any]
CLOCK = frozenset({"start", "end", "last", "pinned"})  # parameters that are minutes of the plan
NAMED = 12  # people a sentence names at most; all of them stand in ``people``
LISTS = {"names": "人", "events": "项", "heats": "组"}  # parameters that are lists, and what they count
COUNTED = re.compile(r"\{(\w+)\}((?: more)?) (entrants|heats|places|officials|minutes|people|events)\b")

FACTS: dict[str, tuple[str, str]] = {
    "entries_any_time": (
        "“{event}”的 {people} 人（{names}）要排入，每人 {minutes} 分钟",
        "{people} entrants of {event} ({names}) must be placed, {minutes} minutes each",
    ),
    "entries_any_time_heats": (
        "“{event}”的 {people} 人要排入：每组 {places} 人，需 {heats} 组",
        "{people} entrants of {event} must be placed: {heats} heats of {places}",
    ),
    "entries_window": (
        "“{event}”的 {people} 人（{names}）只能在 {start} 至 {last} 之间开始",
        "{people} entrants of {event} ({names}) can only start between {start} and {last}",
    ),
    "entries_window_heats": (
        "“{event}”的 {people} 人只能在 {start} 至 {last} 之间开始：每组 {places} 人，需 {heats} 组",
        "{people} entrants of {event} can only start between {start} and {last}: {heats} heats of {places}",
    ),
    "entries_never": (
        "“{event}”的 {people} 人（{names}）在比赛时段内没有连续 {minutes} 分钟的空闲",
        "nobody is free for {minutes} minutes while the competition runs: {people} entrants of {event} ({names})",
    ),
    "entries_few": (
        "“{event}”只有 {people} 人（{names}）能在 {start} 至 {last} 之间开始",
        "only {people} entrants of {event} ({names}) can start between {start} and {last}",
    ),
    "own_events": (
        "{entrant} 兼 {events}，两项之间要休息 {rest} 分钟（{start} 至 {end}）",
        "{entrant} has {events} with {rest} minutes of rest between them ({start} to {end})",
    ),
    "events_per_day": ("{entrant} 一天最多 {max} 项", "{entrant} runs at most {max} events a day"),
    "places": (
        "{venue} 每处 {places} 个道（机），一组占 {minutes} 分钟：{start} 至 {end} 最多排下 {people} 人中的 {most} 人",
        "{venue}: {places} places each, heats of {minutes} minutes: {start} to {end} at most {most} of {people} fit",
    ),
    "one_heat_at_a_time": (
        "{venue} 一次一组，一组占 {minutes} 分钟：{start} 至 {end} 最多排下 {people} 人中的 {most} 人",
        "{venue}: one heat of {minutes} minutes at a time: {start} to {end} at most {most} of {people} fit",
    ),
    "one_at_a_time": (
        "{venue} 一次一组，一组占 {minutes} 分钟",
        "{venue} takes one heat at a time, {minutes} minutes each",
    ),
    "place_shut": (
        "{venue} 的第 {place} 道（机）在 {start} 至 {end} 关闭",
        "place {place} of {venue} is closed from {start} to {end}",
    ),
    "venue_shut": ("{venue} 在 {start} 至 {end} 关闭", "{venue} is closed from {start} to {end}"),
    "changeover": ("{venue} 两组之间要 {minutes} 分钟", "{venue} needs {minutes} minutes between two heats"),
    "interval": ("{venue} 每 {minutes} 分钟出发一组", "{venue} sends off a wave every {minutes} minutes"),
    "on_route": ("{venue} 上同时最多 {people} 人", "{venue} holds at most {people} people at a time"),
    "min_fill": ("“{event}”每组至少 {min} 人", "a heat of {event} needs at least {min} people"),
    "max_fill": ("“{event}”每组最多 {max} 人", "a heat of {event} takes at most {max} people"),
    "single_heat": ("“{event}”全体同时开始", "all who run {event} start together"),
    "follows": (
        "“{event}”须在“{before}”全部结束 {gap} 分钟之后，且在 {end} 前比完",
        "{event} follows {before} with a gap of {gap} minutes, before the sessions end",
    ),
    "final": (
        "“{event}”末组结束 {gap} 分钟后还有 {minutes} 分钟的决赛，须在时段内",
        "{event} ends with a final of {minutes} minutes, {gap} minutes after its last heat, inside the sessions",
    ),
    "officials": (
        "“{event}”每组需“{skill}”{count} 人，会的共 {able} 人",
        "a heat of {event} needs {count} of '{skill}'; {able} officials have that skill",
    ),
    "fixed_heats": ("“{event}”的固定组：{heats}", "{event} has fixed heats: {heats}"),
    "pinned_heat": ("{names} 在“{event}”中固定于 {heat}", "{names} are pinned to {heat} of {event}"),
    "pinned_start": ("{names} 的“{event}”固定在 {pinned}", "{names} are pinned in {event} to {pinned}"),
    "pinned_event": ("“{event}”固定有一组在 {pinned} 开始", "{event} has a heat pinned to {pinned}"),
    "pinned_venue": (
        "{names} 的“{event}”固定在 {venue} 第 {place} 道（机）",
        "{names} are pinned in {event} to {venue}, place {place}",
    ),
}

WAYS_OUT: dict[str, tuple[str, str]] = {
    "excuse": (
        "{names} 在 {start} 至 {end} 请假参加“{event}”",
        "excuse {names} from {start} to {end} for {event}",
    ),
    "leave_out": ("{names} 不参加“{event}”", "leave {names} out of {event}"),
    "more_places": ("{venue} 每处多 {places} 个道（机）", "{places} more places in {venue}"),
    "extra_heat": (
        "{start} 至 {end} 另找一处，给“{event}”加一组（规模同 {venue}）",
        "one more heat of {event} from {start} to {end}, in another room like {venue}",
    ),
    "longer_session": (
        "时段“{session}”延长 {minutes} 分钟，到 {end}",
        "let session {session} run {minutes} minutes longer, until {end}",
    ),
    "less_rest": ("{entrant} 少休息 {minutes} 分钟", "{minutes} minutes less rest for {entrant}"),
    "more_officials": ("“{skill}”多 {officials} 人", "{officials} more officials with '{skill}'"),
    "min_fill": (
        "“{what}”每组最少人数从 {from} 降到 {to}",
        "lower the least number in a heat of {what} from {from} to {to}",
    ),
    "max_fill": ("“{what}”每组最多人数从 {from} 升到 {to}", "raise the most in a heat of {what} from {from} to {to}"),
    "gap": (
        "“{what}”与“{other}”的间隔从 {from} 减到 {to} 分钟",
        "shorten the gap of {what} after {other} from {from} to {to} minutes",
    ),
    "final_gap": (
        "“{what}”决赛前的间隔从 {from} 减到 {to} 分钟",
        "shorten the gap before the final of {what} from {from} to {to} minutes",
    ),
    "changeover": (
        "{what} 两组之间从 {from} 减到 {to} 分钟",
        "shorten the changeover of {what} from {from} to {to} minutes",
    ),
    "interval": (
        "{what} 出发间隔从 {from} 减到 {to} 分钟",
        "shorten the interval of {what} from {from} to {to} minutes",
    ),
    "on_route": ("{what} 同时人数从 {from} 增到 {to}", "allow {to} instead of {from} people at a time on {what}"),
    "events_per_day": ("{what} 一天的项数从 {from} 增到 {to}", "let {what} run {to} instead of {from} events a day"),
    "open_place": (
        "{venue} 的第 {place} 道（机）在 {start} 至 {end} 开放",
        "open place {place} of {venue} from {start} to {end}",
    ),
    "open_venue": ("{venue} 在 {start} 至 {end} 开放", "open {venue} from {start} to {end}"),
    "several_heats": ("“{event}”可以分几组", "allow several heats of {event}"),
    "any_order": ("“{event}”不必等“{before}”", "do not make {event} wait for {before}"),
    "no_final": ("“{event}”不设决赛", "hold no final of {event}"),
    "fewer_officials": ("“{event}”不要求这些工作人员", "do without these officials in {event}"),
    "free_heats": ("“{event}”的 {heats} 不再固定", "do not fix {heats} of {event}"),
    "unpin": ("“{event}”的固定放开：{names}", "give up the pin in {event}: {names}"),
}


def explain_document(problem: Problem, clashes: Iterable[Clash]) -> Document:
    """The EXPLAIN file."""
    return {"clashes": [_clash(problem, clash) for clash in clashes]}


def _clash(problem: Problem, clash: Clash) -> Document:
    return {
        "facts": [
            {
                **told(problem, FACTS[fact.code], fact.params),
                "people": list(fact.people),
                "start": _time(problem, fact.start),
                "end": _time(problem, fact.end),
            }
            for fact in clash.facts
        ],
        "relaxations": [
            {**told(problem, WAYS_OUT[way.code], way.params), "cost": way.cost} for way in clash.relaxations
        ],
    }


def told(problem: Problem, sentences: tuple[str, str], params: Mapping[str, str | int]) -> Document:
    """One sentence in both languages: minutes as clock times, long lists of people cut."""
    found = {}
    for language, sentence in zip(("zh", "en"), sentences, strict=True):
        words: dict[str, str | int] = dict(params)
        words |= {name: f"{problem.moment(int(words[name])):%m-%d %H:%M}" for name in CLOCK & words.keys()}
        words |= {
            name: _list(str(words[name]), language, unit)
            for name, unit in LISTS.items()
            if isinstance(words.get(name), str)
        }
        found[f"text_{language}"] = counted(sentence, words).format_map(words)
    return found


def counted(sentence: str, words: Mapping[str, str | int]) -> str:
    """An English sentence with the nouns of one thing in the singular; what people named stays as it is.

    >>> counted("{people} entrants of {event}: {heats} heats", {"people": 1, "event": "7 events", "heats": 2})
    '{people} entrant of {event}: {heats} heats'
    """

    def noun(found: re.Match[str]) -> str:
        one = found[3].replace("people", "person").removesuffix("s")
        return f"{{{found[1]}}}{found[2]} {one if words.get(found[1]) in (1, '1') else found[3]}"

    return COUNTED.sub(noun, sentence)


def _list(names: str, language: str, unit: str) -> str:
    parts = names.split("、")
    more = {"zh": f"等 {len(parts)} {unit}", "en": f" and {len(parts) - NAMED} more"}[language]
    return COMMA[language].join(parts[:NAMED]) + (more if len(parts) > NAMED else "")


def _time(problem: Problem, minute: int) -> str:
    return problem.moment(minute).isoformat(timespec="minutes")


def explain_lines(problem: Problem, clashes: Iterable[Clash], language: str) -> list[str]:
    """The clashes for a terminal: facts with a dash, ways out with an arrow and their cost."""
    key = f"text_{language}"
    lines: list[str] = []
    for number, clash in enumerate(explain_document(problem, clashes)["clashes"], start=1):
        lines.append(f"{number}.")
        lines.extend(f"  - {fact[key]}" for fact in clash["facts"])
        lines.extend(f"  > {way[key]} ({way['cost']})" for way in clash["relaxations"])
    return lines
