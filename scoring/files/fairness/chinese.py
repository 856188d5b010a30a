"""The account in Chinese. The words accuse nobody: 相差, not 作弊."""

LINES = {
    "title": "{contest}：公平性分析（随机种子 {seed}，规则指纹 {fingerprint}）",
    "beside": "以下只作参考，不改变公布的名次。",
    "marks": (
        "有效评分 {marks} 份：{entries} 件作品，{judges} 位评委"
        "[；回避 {recused} 份][；未评 {absent} 份][；作废 {void} 份][；未打完 {incomplete} 份][；"
        "只用于并列的组长分 {aside} 份]"
    ),
    "unmarked": "没有有效评分的作品：{entries}",
    "alone": "只有一位评委：看不出松严，也分不出哪些差别来自评委、哪些来自偶然。",
    "few": "评委不到 3 位或作品不到 10 件，下面的数字只能看个大概。",
    "complete": "每位评委都评了每件作品。",
    "holes": "每件作品有 {fewest}[ 至 {most}] 份评分；设计效率 {efficiency}（1 为理想）。",
    "parts": "评委分成 {parts} 组，相互没有共同评过的作品，各组的分数不能直接比较。",
    "shares": "分数的差别中，作品本身占 {entry}%，评委松严占 {judge}%，其余（看法不同和偶然）占 {rest}%。",
    "shares_unknown": "分数没有差别，或每件作品只有一份评分：看不出差别从哪里来，也看不出评委是否一致。",
    "icc": "评委一致性：单个评委 ICC {single}，{each} 位评委的平均 {mean}[；名次一致性 Kendall W {w}]。",
    "lenient": "评委 {judge}：评了 {marks} 件，偏松 {effect} 分（±{margin}）[，与其他评委的秩相关 {spearman}]",
    "strict": "评委 {judge}：评了 {marks} 件，偏严 {effect} 分（±{margin}）[，与其他评委的秩相关 {spearman}]",
    "even": (
        "评委 {judge}：评了 {marks} 件，松严与他人分不出差别（{effect} ± {margin}）[，与其他评委的秩相关 {spearman}]"
    ),
    "luck": "各作品平均分的偶然成分中，{luck}% 来自由哪些评委评分。",
    "recommended": "按评委尺度校正会使名次更可靠；若要采用，应在下次开赛前写入规则（adjusted）。",
    "not_connected": "不建议校正：同组作品的评委没有连成一片。",
    "no_clear_difference": "不建议校正：评委松严的差别没有超出偶然。",
    "little_luck": "不建议校正：由谁评分对名次影响很小。",
    "gap": (
        "本部门评分：{same} 份，与其他部门的 {others} 份相差 {gap} 分；"
        "偶然也会有这么大差别的概率 {probability}。相差不能证明偏袒。"
    ),
    "gap_judge": "评委 {judge} 的本部门评分 {same} 份，相差 {gap} 分；经多重比较校正的概率 {probability}",
    "gap_few": "本部门评分 {same} 份，不足 5 份，不作比较。",
    "gap_none": "没有评委给本部门的作品打分，没有可比较的。",
    "interval": (
        "[组别 {group} ]第 {place} 名 {entry}：九成把握在第 {low} 至 {high} 名；第一的可能 {first}%[；"
        "获奖的可能 {award}%]"
    ),
    "interval_rest": "其余 {count} 件的名次区间见 JSON 文件。",
    "interval_parts": "名次不只由评委总分决定（还有难度、系数、扣分或其他得分），不计算名次区间。",
    "interval_unknown": "每件作品只有一份评分，分不出评委松严和偶然，不计算名次区间。",
    "alternative": "若用“{method}”：{moved} 件作品名次不同，最多相差 {largest} 位",
    "alternative_same": "若用“{method}”：名次完全相同",
    "alternative_none": "若用“{method}”：不适用[（{reason}）]",
    "robust_first": "[组别 {group} ]第一名 {entries}：各种算法都一样。",
    "robust": "[组别 {group} ]“{cut}”及以上 {count} 件：各种算法都一样。",
    "open_first": "[组别 {group} ]第一名 {entries}：随算法不同。",
    "open": "[组别 {group} ]“{cut}”及以上 {count} 件：随算法不同。",
    "change": "若用“{method}”：进入 {gained}；离开 {lost}",
    "close": "[组别 {group} ]“{cut}”界线上，{ahead} 与 {behind} 难分先后：前者更好的可能只有 {probability}%",
    "flags": "值得再看一眼（是疑问，不是指责）：",
    "flag_rest": "还有 {count} 处见 JSON 文件。",
    "limits": "说明：区间和概率以分数近似正态为前提；松严、相差和区间都不能证明任何人有意为之。",
}
FLAGS = {
    "mark_far": "评委 {judge} 给“{entry}”{found} 分，按作品和评委的一般情况约为 {against} 分",
    "mark_zero": "评委 {judge} 给“{entry}”0 分，其他评委平均 {against} 分，可能是漏评",
    "range_wide": "“{entry}”的评分从 {found} 到 {against}，相差较大，可请评委复议",
    "entry_few_marks": "“{entry}”只有 {found} 份评分，宜不少于 {against} 份",
    "entry_short": "“{entry}”只有 {found} 份评分，同组最多 {against} 份",
    "judge_few_entries": "评委 {judge} 只评了 {found} 件，松严难以估计",
    "judge_level": "评委 {judge} 的 {against} 份评分全是 {found} 分",
    "judge_flat": "评委 {judge} 的分数拉得很近：标准差 {found}，其他评委一般为 {against}",
    "judge_order": "评委 {judge} 评了 {against} 件，与其他评委的秩相关只有 {found}，对排先后帮助不大",
    "not_connected": "同一组别的作品由 {found} 组互不相交的评委评分",
    "rooms_not_drawn": "几个考场分别评分，没有声明抽签分组：考场之间的差别可能是作品的，也可能是评委的",
}
SILENT = {
    "agreement": "作品占的份额小，不等于评委打得不好：作品水平接近时，再一致的评委也分不开。",
    "judges": "偏严或偏松说的是打分尺度，不是对错；评到的作品不同，尺度也会显得不同。",
    "ranks": "区间不是新的名次：公布的名次按事先定好的规则得出，仍然有效。",
    "close": "难分先后不等于排错了：界线总要划在某处，划在哪里由规则决定。",
    "methods": "换一种算法会变，不等于公布的结果有错：算法在开赛前就写进了规则。",
    "departments": "有差值不能证明偏袒（评委可能最懂本部门的长处），没有差值也不能证明没有。",
    "design": "设计效率高只说明评委之间便于比较，不说明评得准。",
    "flags": "这些是疑问，不是指责：认真打出的一千个分数里，也会有三个左右离得这样远。",
}
"""What each part does not say."""
METHODS = {
    "mean": "平均分",
    "trimmed": "去掉一个最高分和一个最低分",
    "median": "中位数",
    "rank_sum": "名次和",
    "adjusted": "评委尺度校正",
}
HEADS = {
    "mean": "平均",
    "trimmed": "去高低",
    "median": "中位数",
    "rank_sum": "名次和",
    "adjusted": "校正尺度",
}
"""The same, short enough to head a column."""
WORDS = {
    "winner": "第一名",
    "nobody": "无",
    "too_few_marks": "有的作品评分不够",
    "place_missing": "不是每位评委都评了每件作品",
    "method_alone": "名次和不能与其他得分相加",
    "other": "有的作品不满足其条件",
    "list": "、",
}
