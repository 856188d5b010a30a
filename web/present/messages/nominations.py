"""Sentences of nominations: their rules, the review, the votes."""

from web.present.messages.marking import N_

MESSAGES = {
    "condition_one_kind": N_("条件“%(condition)s”：限定了可选的词，就不能再写数值的上下限。"),
    "condition_bounds": N_("条件“%(condition)s”的下限大于上限。"),
    "vote_one_limit": N_("表决“%(vote)s”：“不低于”与“超过”只能写一个。"),
    "vote_out_of_reach": N_("表决“%(vote)s”要求超过全票，谁也达不到；要求全票请用“不低于”。"),
    "vote_idle": N_("表决“%(vote)s”既不计分，也没有所需的得票比例。"),
    "item_twice": N_("“%(entry)s”的“%(item)s”写了两次。"),
    "vote_session_missing": N_("表决“%(vote)s”还没有应到和实到人数。"),
    "vote_present_above_due": N_("表决“%(vote)s”实到 %(present)s 人，多于应到 %(due)s 人。"),
    "vote_quorum_missed": N_("表决“%(vote)s”应到 %(due)s 人，实到 %(present)s 人，不足 %(needed)s 人，表决无效。"),
    "vote_choices_exceeded": N_("表决“%(vote)s”共 %(votes)s 票，按限投人数最多 %(most)s 票。"),
    "votes_above_present": N_("“%(entry)s”在表决“%(vote)s”中得 %(votes)s 票，多于实到 %(present)s 人。"),
    "condition_missing": N_("“%(entry)s”的条件“%(item)s”还没有审查结论。"),
    "veto_missing": N_("“%(entry)s”的否决项“%(item)s”还没有审查结论；没有的请写“否”。"),
    "vote_missing": N_("“%(entry)s”缺少表决“%(item)s”的得票。"),
    "nominated_too_many": N_("部门“%(department)s”推荐 %(number)s 个，超过限额 %(most)s 个，须由部门撤回。"),
    "turned_away": N_("“%(entry)s”未通过资格审查：%(items)s。"),
}
