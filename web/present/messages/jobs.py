"""Sentences of background work."""

from web.present.messages.marking import N_

MESSAGES = {
    "job_gave_up": N_("这项后台工作试了 %(attempts)s 次都没有完成。请把时间告诉管理员，日志里有原因。"),
    "job_unknown": N_("没有这项后台工作。"),
}
