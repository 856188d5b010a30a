"""Sentences about people: ID numbers (practice.md 3.2), who is who, departments."""

from web.present.messages.marking import N_

_IDENTITY = {
    "float_cell": N_("身份证号所在单元格是数值格式，后几位已经丢失"),
    "remedy_float_cell": N_("先把这一列设成“文本”格式，再重新输入号码（或下载模板来填）"),
    "legacy15": N_("这是 15 位的旧身份证号"),
    "remedy_legacy15": N_("补成 18 位的号码"),
    "length": N_("身份证号应为 18 位，这里有 %(length)s 位"),
    "remedy_length": N_("对照证件补全或删去多余的字符"),
    "charset": N_("身份证号里有数字和 X 以外的字符"),
    "remedy_charset": N_("前 17 位用数字，最后一位用数字或 X"),
    "checksum": N_("身份证号校验码不符：按前 17 位，最后一位应为 %(expected)s"),
    "remedy_checksum": N_("对照证件逐位核对，多半是有一位抄错"),
    "date": N_("身份证号里的出生日期不存在"),
    "remedy_date": N_("对照证件核对第 7 到 14 位"),
    "future": N_("身份证号里的出生日期 %(birth_date)s 还没有到"),
    "remedy_future": N_("对照证件核对第 7 到 10 位的年份"),
    "age_range": N_("按身份证号现在 %(age)s 周岁，不在 %(youngest)s 至 %(oldest)s 周岁之间"),
    "remedy_age_range": N_("对照证件核对出生年份；不是本单位职工请删去这一行"),
    "gender_mismatch": N_("性别与身份证号（第 17 位）不符"),
    "remedy_gender_mismatch": N_("对照证件改正性别或身份证号"),
    "birth_mismatch": N_("出生日期 %(listed)s 与身份证号里的 %(number)s 不符"),
    "remedy_birth_mismatch": N_("对照证件改正出生日期或身份证号"),
    "duplicate": N_("身份证号与第 %(row)s 行重复"),
    "remedy_duplicate": N_("同一个人只留一行；不是同一个人请核对号码"),
    "document_unreadable": N_("证件号码看不懂"),
    "remedy_document_unreadable": N_("护照等证件号码只用数字和字母，5 到 20 位"),
}
_WHO = {
    "duplicate_staff_no": N_("工号与第 %(row)s 行重复"),
    "remedy_duplicate_staff_no": N_("同一个人只留一行；不是同一个人请改正工号"),
    "duplicate_person": N_("与第 %(row)s 行是同一个人"),
    "remedy_duplicate_person": N_("同一个人只留一行；是同名的两个人请填上工号"),
    "identity_conflict": N_("工号 %(staff_no)s 和身份证号分别属于名册上的两个人"),
    "remedy_identity_conflict": N_("核对这一行的工号和身份证号是谁的"),
    "staff_no_other_person": N_("工号 %(staff_no)s 在名册上是另一个人"),
    "remedy_staff_no_other_person": N_("核对工号；如果工号转给了新人，请先在名册里改掉原来那个人的工号"),
    "person_ambiguous": N_("名册上有同名的“%(name)s”，分不清是哪一位"),
    "remedy_person_ambiguous": N_("填上工号或完整的出生日期"),
    "staff_no_taken": N_("这个工号已经是别人的了。请核对工号。"),
    "identity_taken": N_("这个身份证号已经登记在另一个人名下。请核对号码。"),
}
_DEPARTMENTS = {
    "department_name": N_("部门名称不能为空，也不能超过 %(limit)s 个字或含有“/”"),
    "remedy_department_name": N_("写部门的名称"),
    "department_depth": N_("部门层级太多：只分校区、部门、工会小组三级"),
    "remedy_department_depth": N_("写成“南校区 / 语文组 / 第一小组”这样的三级以内"),
    "department_ambiguous": N_("有好几个“%(department)s”：%(paths)s"),
    "remedy_department_ambiguous": N_("在“校区”一列写明是哪一个"),
    "department_level": N_("部门只能放在更高一级的部门下面：校区、部门、工会小组"),
    "department_exists": N_("“%(department)s”已经有了"),
}
MESSAGES = _IDENTITY | _WHO | _DEPARTMENTS
