"""Sentences of 成绩录入: lines that are typed or brought in from a file."""

from web.present.messages.marking import N_

MESSAGES = {
    "panel_by_lines": N_("“%(contest)s”分轮次或有给定的分项，不用平板打分；请在“成绩录入”里照纸质评分表录入。"),
    "filled_elsewhere": N_("“%(contest)s”的成绩不在这里录入。"),
    "lines_missing": N_("还有 %(n)s 个参赛者没有成绩；缺成绩不会自动当作弃权，请在“成绩录入”里补录。"),
    "line_stale": N_("%(name)s 这一行刚被别人改过，您的这次修改没有保存。请核对现在的数后再提交。"),
    "line_without_result": N_("%(name)s 没有成绩也没有状态；缺成绩不会自动当作弃权，请补上成绩或选状态。"),
    "file_without_results": N_("文件里找不到认识的表头。请下载表格，在它上面填写。"),
    "line_entry_missing": N_("这一行没有写是谁：请填作品编号、号码、工号或姓名。"),
    "line_entry_unknown": N_("这个项目里没有“%(value)s”的报名。"),
    "line_entry_ambiguous": N_("这个项目里有几个“%(value)s”，请改填工号或号码。"),
    "line_row_unknown": N_("没有“%(value)s”这一行，应为：%(known)s。"),
    "line_twice_in_file": N_("这一格在文件里已经写过（%(first)s）。相同的件数请合成一行，逐件登记请写编号。"),
    "batch_faulty": N_("这个文件还有错误，不能写入；请改正后再导入一次。"),
    "ballot_number_missing": N_("请写票号：给每张票编一个号，核对时找得到它。"),
    "ballot_number_long": N_("票号最多 %(limit)s 个字。"),
    "ballot_class_missing": N_("请选票类：各类票的权重不同，没有票类的票不能计入。"),
    "ballot_stale": N_("票号“%(number)s”已经录过，或刚被别人改过。请先打开这张票核对，再改。"),
    "ballot_unknown": N_("没有票号“%(number)s”。"),
    "report_number_missing": N_("请写编号：以后状态变了，按编号更新。"),
    "report_kind_missing": N_("请选报告类别。"),
    "report_state_missing": N_("请选状态：没有状态的报告不能计入。"),
    "report_stale": N_("编号“%(number)s”已经登记过，或刚被别人改过。请先打开它核对，再改。"),
    "report_unknown": N_("没有编号“%(number)s”。"),
    "field_long": N_("最多 %(limit)s 个字。"),
    "reporter_missing": N_("没有写是谁报送的：规则按人设了上限或应提件数，请写报送人的工号或姓名。"),
}
