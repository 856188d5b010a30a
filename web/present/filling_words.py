"""The fixed words of 成绩录入: columns, grids and choices that no rulebook names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from flask_babel import gettext

from web.present.messages.marking import N_

WORDS: Mapping[str, str] = {
    "session": N_("到会与票数"),
    "counts": N_("计票"),
    "everybody": N_("全体"),
    "due": N_("应到"),
    "present": N_("实到"),
    "issued": N_("发出"),
    "returned": N_("收回"),
    "void": N_("废票"),
    "blank": N_("弃权票"),
    "facts": N_("基本情况"),
    "indicators": N_("指标"),
    "extras": N_("加分、扣分与一票否决"),
    "class": N_("所属类别"),
    "last_stars": N_("上年度星级"),
    "size": N_("会员人数"),
    "heads": N_("人数"),
    "yes": N_("是"),
    "no": N_("否"),
    "result": N_("成绩"),
    "status": N_("状态"),
    "reason": N_("原因 / 条款"),
    "heat": N_("组次"),
    "penalty": N_("加罚"),
    "laps": N_("罚圈"),
    "calibration": N_("机器修正（米/公里）"),
    "recorded": N_("终点先后"),
    "marks": N_("评分"),
    "parts": N_("分项"),
    "terms": N_("系数、难度、扣分"),
    "criteria_difficulty": N_("各评分项的难度"),
    "factor": N_("系数"),
    "difficulty": N_("难度"),
    "deduction": N_("扣分"),
    "sheet_state": N_("评分表状态"),
    "absent": N_("没有评分"),
    "recused": N_("回避"),
    "review": N_("资格审查"),
    "vote_session": N_("表决到会人数"),
    "votes": N_("赞成票"),
    "DNS": N_("弃权"),
    "DNF": N_("未完成"),
    "DQ": N_("取消成绩"),
    "OOC": N_("表演，不计名次"),
    "PROV": N_("成绩待定"),
}
"""Words by the code a label has."""
PATTERNS: Mapping[str, str] = {
    "round": N_("第 %(text)s 轮"),
    "height": N_("%(text)s 米"),
    "watch": N_("表 %(text)s"),
    "reader": N_("读数 %(text)s"),
    "judge": N_("评委%(text)s"),
    "bonus": N_("加分：%(text)s"),
    "deduction": N_("扣分：%(text)s"),
    "veto": N_("否决：%(text)s"),
}
"""Words that stand round a text of the rulebook."""
HINTS: Mapping[str, str] = {
    "session": N_("写人数和票数。没有分票类时只有一行；应到、实到用来证明会议有效。"),
    "counts": N_("按唱票结果写每个人各等次的票数，0 票写 0；整张作废的记废票，该格空着的记弃权。"),
    "facts": N_("名单本身要写明的情况，评定时要用。"),
    "indicators": N_("写原始数值，得分由规则算出。空着就是还没有，不会当作 0。"),
    "extras": N_("没有发生的留空。"),
    "reports": N_("写件数。带编号、状态会变的，用“逐件登记台账”或导入。"),
    "review": N_("逐人写审查结论。条件写是或否、数值或规则列出的词；否决项写有没有发生。"),
    "exceptions": N_("只记不符合条件的和有否决事项的，其余留空。"),
    "vote_session": N_("每次表决的应到和实到，用来证明会议有效和计算比例。"),
    "votes": N_("写赞成票数，0 票写 0。"),
    "times": N_("时间写成 4:05.3、245.3 或 4分05秒3；没有完成的选状态，取消成绩必须写原因。"),
    "metres": N_("按米登记，例如 1860 或 1.86公里；没有完成的选状态，取消成绩必须写原因。"),
    "centimetres": N_("读到厘米，例如 7.85、785cm 或 7米85；没有完成的选状态，取消成绩必须写原因。"),
    "attempts": N_("一格一次。失败写 X，免试写 -；没有成绩的也可以直接写 DNS、DNF、DQ。"),
    "heights": N_("一格一个高度：越过写 O，失败写 X，免跳写 -，如 XXO、XX-；没有试跳的高度留空，未参赛的写 DNS。"),
    "marks": N_("照纸质评分表录入；没有打分的留空，缺分不当作 0 分。"),
    "parts": N_("照裁判的记录录入。"),
    "terms": N_("没有的留空。"),
    "criteria_difficulty": N_("只有整个作品一个难度时，这张表不用填。"),
}
"""How a grid is filled in."""


class Named(Protocol):
    """A label: a text of the rulebook, a word of ours, or both."""

    @property
    def text(self) -> str:
        """The rulebook's own text."""

    @property
    def word(self) -> str:
        """The code of our word."""


def said(label: Named) -> str:
    """A label in the reader's language; what the rulebook says stays as it is written there."""
    return _filled(label, gettext(_pattern(label))) if label.word else label.text


def in_chinese(label: Named) -> str:
    """A label as templates of files have it, in any language of the page."""
    return _filled(label, _pattern(label)) if label.word else label.text


def _pattern(label: Named) -> str:
    return PATTERNS[label.word] if label.text else WORDS[label.word]


def _filled(label: Named, pattern: str) -> str:
    return pattern % {"text": label.text} if label.text else pattern
