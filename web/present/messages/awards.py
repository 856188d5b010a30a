"""Sentences of the awards chapter."""

from web.present.messages.marking import N_

MESSAGES = {
    "awards_not_final": N_("“%(contest)s”还没有最终成绩：公示期满、确认终局后才能签发证书。"),
    "awards_none_final": N_("还没有一个项目有最终成绩：公示期满、确认终局后才能签发证书。"),
    "awards_nothing_issued": N_("还没有可以印制的证书：请先签发。"),
    "awards_totals_open": N_("团体总分还不能发证：计分的项目要全部终局。"),
    "certificate_not_valid": N_("第 %(number)s 号证书已经作废或补发过，不能再改。"),
    "certificate_reason_missing": N_("请写明原因。"),
    "bulletin_nothing_published": N_("还没有公布任何成绩，没有可以印制的内容。"),
}
