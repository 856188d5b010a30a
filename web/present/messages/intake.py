"""Sentences about files and cells: what is wrong, and (`remedy_`) how to put it right."""

from web.present.messages.marking import N_

_WHOLE_FILE = {
    "file_missing": N_("还没有选择文件。请选一个 xlsx 或 csv 文件再上传。"),
    "file_empty": N_("这个文件是空的（0 字节）。请重新导出或保存后再上传。"),
    "file_too_large": N_("文件超过 %(limit)s。名册通常不到 1 MB：请删去图片和多余的工作表后再上传。"),
    "file_old_excel": N_(
        "这是旧版 Excel(.xls)或 WPS(.et)文件。请打开它，用“另存为”选“Excel 工作簿（.xlsx）”，再上传。"
    ),
    "file_encrypted": N_("这个工作簿设了打开密码，无法读取。请在“文件—保护工作簿”里去掉密码，另存后再上传。"),
    "file_macro_type": N_("这是带宏的工作簿（.xlsm）。请“另存为”普通的“Excel 工作簿（.xlsx）”后再上传。"),
    "file_has_macros": N_("这个工作簿里有宏，出于安全不能读取。请“另存为”普通的“Excel 工作簿（.xlsx）”后再上传。"),
    "file_has_links": N_(
        "这个工作簿引用了别的文件。请在“数据—编辑链接”里断开链接（或把内容粘贴为数值），另存后再上传。"
    ),
    "file_has_embeddings": N_("这个工作簿里嵌入了别的文件或控件。请删去它们，只留表格，另存为 .xlsx 后再上传。"),
    "file_not_xlsx": N_("这是压缩包或别的办公文件，不是 Excel 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后再上传。"),
    "file_is_web_page": N_("这其实是一个网页文件，只是改了后缀名。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再上传。"),
    "file_wrong_type": N_("这不是表格文件。请上传 .xlsx 或 .csv 文件。"),
    "file_encoding": N_("认不出文字的编码。请在 Excel 或 WPS 里另存为 .xlsx，或“CSV UTF-8”，再上传。"),
    "file_unreadable": N_("文件已损坏或写法不合规范，无法读取。请用 Excel 或 WPS 打开后重新另存为 .xlsx，再上传。"),
    "file_too_many_members": N_("这个工作簿里的部件超过 %(limit)s 个，不像一份名单。请把表格复制到新工作簿再上传。"),
    "file_unzips_too_large": N_("这个文件解压后太大（上限 %(limit)s）。请把需要的行复制到新工作簿再上传。"),
    "too_many_rows": N_("有内容的行超过 %(limit)s 行。请分成几个文件上传。"),
    "too_many_columns": N_("有内容的列超过 %(limit)s 列（例如 %(cell)s）。请删去多余的列再上传。"),
    "header_not_found": N_("找不到表头。请在数据上方写一行列名（至少要有：%(titles)s），或下载模板来填。"),
    "column_missing": N_("缺少“%(column)s”这一列。请补上这一列，或下载模板来填。"),
    "no_rows": N_("表头下面没有数据行。请填好后再上传。"),
    "batch_applied": N_("这份名单已经导入过了。要补充或改正，请再上传一次改好的文件。"),
}
_CELLS = {
    "cell_error": N_("单元格是错误值（%(value)s）"),
    "remedy_cell_error": N_("改掉出错的公式，或直接填上内容"),
    "cell_too_long": N_("单元格内容超过 %(limit)s 字"),
    "remedy_cell_too_long": N_("只保留这一列该有的内容"),
    "date_incomplete": N_("出生日期不完整：“%(value)s”缺少年、月或日"),
    "remedy_date_incomplete": N_("补上月和日，写成 1975-11-22；不能只写年月，否则分不了组"),
    "date_impossible": N_("没有“%(value)s”这一天"),
    "remedy_date_impossible": N_("对照证件改成真实的日期"),
    "date_unreadable": N_("看不懂日期“%(value)s”"),
    "remedy_date_unreadable": N_("写成 1975-11-22 或 1975年11月22日"),
    "date_future": N_("日期 %(value)s 还没有到"),
    "remedy_date_future": N_("检查年份是否写错"),
    "date_missing": N_("没有填日期"),
    "remedy_date_missing": N_("写成 2026-11-27"),
    "clock_unreadable": N_("看不懂时间“%(value)s”"),
    "remedy_clock_unreadable": N_("写成 08:30"),
    "name_missing": N_("没有填姓名"),
    "remedy_name_missing": N_("填上姓名；整行作废时请删去这一行"),
    "name_private_use": N_("姓名“%(value)s”里有自造字，换一台电脑就显示不出来"),
    "remedy_name_private_use": N_("换成国家标准的字（可用“全拼输入法—生僻字”或从身份证系统复制）"),
    "name_components": N_("姓名“%(value)s”里有拆开写的生僻字或占位符"),
    "remedy_name_components": N_("写成一个完整的字，例如 䶮、𬱖；不要用括号、问号或部件拼写"),
    "name_characters": N_("姓名里有不该出现的字符“%(value)s”"),
    "remedy_name_characters": N_("只留姓名本身；少数民族姓名中间用“·”"),
    "name_length": N_("姓名应为 %(shortest)s 到 %(longest)s 个字"),
    "remedy_name_length": N_("补全姓名"),
    "gender_unreadable": N_("看不懂性别“%(value)s”"),
    "remedy_gender_unreadable": N_("写“男”或“女”"),
    "post_unreadable": N_("看不懂岗位类别“%(value)s”"),
    "remedy_post_unreadable": N_("写“教学”“管理”“教辅”或“工勤”"),
    "staff_no_unreadable": N_("工号“%(value)s”里有不能用的字符"),
    "remedy_staff_no_unreadable": N_("工号只用数字、字母、点、横线，最多 30 位"),
    "staff_no_is_identity": N_("工号栏里填的是身份证号"),
    "remedy_staff_no_is_identity": N_("填单位的工号；没有工号就留空（系统不保存身份证号）"),
}
MESSAGES = _WHOLE_FILE | _CELLS
