"""Sentences of the frame: access, sign-in, conflicts."""

from web.present.messages.marking import N_

MESSAGES = {
    "not_found": N_("这里没有您要找的内容：它可能已被移走，或者不属于这场赛事。"),
    "forbidden": N_("您的身份不能做这件事。需要时请联系工会干事授权。"),
    "stale_version": N_("这一页在您打开之后已被别人改过，您的修改没有保存。请刷新后再改。"),
    "form_expired": N_("页面停留太久，提交凭据已过期。请返回刷新后再提交，已填内容没有写入。"),
    "too_many_requests": N_("操作太频繁了，请稍等一分钟再试。"),
    "bad_request": N_("这个请求不完整或写错了，没有做任何改动。"),
    "internal": N_("程序出了差错，没有做任何改动。请把刚才的操作告诉管理员，日志里有详细记录。"),
    "too_large": N_("文件太大，超过了 %(limit)s 的上限。"),
}
