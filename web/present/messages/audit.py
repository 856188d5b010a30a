"""Sentences of the event log's check."""

from web.present.messages.marking import N_

MESSAGES = {
    "audit_number": N_("序号应为 %(expected)s，中间缺了或多了记录。"),
    "audit_link": N_("这一条没有接上前一条的指纹。"),
    "audit_hash": N_("这一条的内容与它的指纹不符。"),
    "audit_end": N_("链尾与登记的不一致，末尾的记录可能被删去。"),
}
