"""Nominations in words: the review, the votes, and then the score as in a judged contest."""

from collections.abc import Iterator

from scoring.explain import Explanation
from scoring.files.formats import judged
from scoring.files.formats.told import Line, Told
from scoring.nominations import Finding, Item, NominationScore, answer_text
from scoring.rulebook.model import Rulebook
from scoring.values import format_fixed

FAULTS_ZH = {
    "condition_one_kind": "条件“{condition}”：any_of 不能与 least、most 并用",
    "condition_bounds": "条件“{condition}”的 least 大于 most",
    "vote_one_limit": "表决“{vote}”：at_least 与 more_than 只能写一个",
    "vote_out_of_reach": '表决“{vote}”：more_than = "1" 谁也达不到，全票请写 at_least = "1"',
    "vote_idle": "表决“{vote}”既不计分（points），也没有所需的得票比例（at_least 或 more_than）",
    "item_not_listed": "未知的项“{item}”[，最接近的是“{nearest}”]；可写条件、否决项、表决和分项的代号",
    "item_twice": "[“{entry}”的]“{item}”写了两次",
    "vote_session_line": "应到、实到写在单独一行，该行不写参赛编号和数值",
    "vote_session_missing": "表决“{vote}”没有写应到和实到人数",
    "vote_present_above_due": "表决“{vote}”实到 {present} 人，多于应到 {due} 人",
    "vote_quorum_missed": "表决“{vote}”应到 {due} 人，实到 {present} 人，不足 {needed} 人，表决无效",
    "vote_choices_exceeded": "表决“{vote}”共 {votes} 票，按限投人数最多 {most} 票",
    "votes_above_present": "“{entry}”在表决“{vote}”中得 {votes} 票，多于实到 {present} 人",
    "condition_missing": "“{entry}”的条件“{item}”没有审查结论",
    "veto_missing": "“{entry}”的否决项“{item}”没有审查结论（没有的写“否”）",
    "vote_missing": "“{entry}”缺少表决“{item}”的得票",
    "nominated_too_many": "部门“{department}”推荐 {number} 个，超过限额 {most} 个，须由部门撤回",
    "turned_away": "“{entry}”未通过资格审查：{items}",
}
FAULTS_EN = {
    "condition_one_kind": "condition {condition}: any_of does not go with least or most",
    "condition_bounds": "condition {condition}: least is above most",
    "vote_one_limit": "vote {vote}: only one of at_least and more_than can be needed",
    "vote_out_of_reach": 'vote {vote}: nobody gets more than all; unanimous is at_least = "1"',
    "vote_idle": "vote {vote} earns no points and needs no share of votes (at_least or more_than)",
    "item_not_listed": 'unknown item "{item}"[; the nearest known one is "{nearest}"]; it is the code of a condition, '
    "a veto, a vote or a part",
    "item_twice": '"{item}"[ of "{entry}"] stands there twice',
    "vote_session_line": "due and present stand on a line of their own, without an entry and a value",
    "vote_session_missing": 'vote "{vote}": nobody wrote who was due and present',
    "vote_present_above_due": 'vote "{vote}": {present} present are more than the {due} due',
    "vote_quorum_missed": 'vote "{vote}" is not valid: {due} due, {present} present, {needed} needed',
    "vote_choices_exceeded": 'vote "{vote}": {votes} votes in all, at most {most} with the names each voter may give',
    "votes_above_present": '"{entry}" has {votes} votes in "{vote}", more than the {present} present',
    "condition_missing": '"{entry}": condition "{item}" was not reviewed',
    "veto_missing": '"{entry}": veto item "{item}" was not reviewed (write "no" where there is none)',
    "vote_missing": '"{entry}" has no count of votes in "{item}"',
    "nominated_too_many": 'department "{department}" nominated {number}, more than its {most}: it must withdraw some',
    "turned_away": '"{entry}" did not pass the review: {items}',
}
LINES_ZH = {
    "condition": "条件“{name}”：[{answer}，]{verdict}[（{reason}）]",
    "veto": "否决项“{name}”：{verdict}[（{reason}）]",
    "vote": "表决“{name}”：[赞成 {votes} 票，][基数 {voters} 人，][占 {percent}%，]{verdict}",
    **judged.LINES["zh"],
}
LINES_EN = {
    "condition": "condition {name}: [{answer}, ]{verdict}[ ({reason})]",
    "veto": "veto item {name}: {verdict}[ ({reason})]",
    "vote": "vote {name}: [{votes} in favour ][of {voters}, ][{percent} %, ]{verdict}",
    **judged.LINES["en"],
}
WORDS_ZH = {
    "condition": "不符合条件",
    "veto": "一票否决",
    "vote": "得票不足",
    "condition_missing": "条件没有审查结论",
    "veto_missing": "否决项没有审查结论",
    "vote_missing": "缺少有效的表决",
    "condition_passed": "符合",
    "condition_failed": "不符合",
    "veto_passed": "没有",
    "veto_failed": "有",
    "vote_passed": "通过",
    "vote_counted": "计入得分",
    "vote_failed": "未通过",
    **judged.WORDS["zh"],
}
WORDS_EN = {
    "condition": "a condition is not met",
    "veto": "a veto item",
    "vote": "too few votes",
    "condition_missing": "a condition was not reviewed",
    "veto_missing": "a veto item was not reviewed",
    "vote_missing": "no valid vote",
    "condition_passed": "met",
    "condition_failed": "not met",
    "veto_passed": "none",
    "veto_failed": "found",
    "vote_passed": "passed",
    "vote_counted": "counted",
    "vote_failed": "not passed",
    **judged.WORDS["en"],
}


def lines(found: Explanation, rulebook: Rulebook) -> Iterator[Line]:
    """Return every condition, veto and vote with what was found, then how the score came about."""
    score = found.evidence
    if not isinstance(score, NominationScore):
        return
    names = {one.code: one.name for one in rulebook.conditions}
    names |= {one.code: one.name for one in rulebook.vetoes}
    names |= {one.code: one.name for one in rulebook.votes}
    yield from (_finding(one, names[one.code] or one.code) for one in score.findings)
    yield from judged.lines(found, rulebook)


def _finding(one: Finding, name: str) -> Line:
    facts: dict[str, str | int] = {"name": name, "verdict": f"{one.item.value}_{one.verdict.value}"}
    if one.item is not Item.VOTE:
        return one.item.value, {**facts, "answer": answer_text(one), "reason": one.reason}
    votes = "" if one.votes is None else str(one.votes)
    percent = "" if one.share is None else format_fixed(one.share * 100, 2)
    return "vote", {**facts, "votes": votes, "voters": one.voters or "", "percent": percent}


TOLD = Told(lines, {"zh": LINES_ZH, "en": LINES_EN}, {"zh": WORDS_ZH, "en": WORDS_EN}, codes=("verdict",))
