"""Sentences of accounts and links."""

from web.present.messages.marking import N_

MESSAGES = {
    "login_taken": N_("登录名“%(login)s”已经有人用了，请换一个。"),
    "own_role": N_("不能取消自己的组织者身份，请由另一位组织者来做。"),
    "link_dead": N_("这个链接已失效：可能用过、过期或被收回。请向工会干事要一个新的。"),
    "password_short": N_("密码至少要 %(least)s 个字符。"),
    "password_holds_login": N_("密码里不能包含登录名。"),
    "password_repeat": N_("两次输入的密码不一样。"),
    "sign_in_failed": N_("登录名或密码不对。忘了密码，请向工会干事要一个重设链接。"),
}
