"""Invented names: two to four characters, with a middle dot, namesakes, and rare characters (practice.md 8.4)."""

from __future__ import annotations

import random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
    "尹黎易常武乔贺赖龚文"
)
MALE = (
    "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁建国志海东亮成庆文武德才学林峰毅松柏山川振启航远清嘉瑞睿哲"
)
FEMALE = "芳娜敏静丽艳娟霞秀英玲燕红梅兰萍丹琳洁颖雪慧莹婷倩蓉薇岚菲晶瑶欣怡佳悦彤雯琪蕾黛云月春秋锦素珍淑惠宛若"
RARE_MEN = ("李䶮", "王𬱖", "陈𬍛", "张𪟝", "吴𫖯", "郑𬀩", "钱𬊈", "冯𫍽", "韩韡", "杨龑")
RARE_MEN += ("朱犇", "许赟", "何翀", "吕喆", "施堃", "曹祎", "赵翀远", "林文堃", "高喆", "郭子𬀩")
RARE_WOMEN = ("刘㛃", "赵㼆", "周𠅤", "孙𬘭", "严尛", "梁祎", "苏韡", "沈喆", "叶尛然")
RARE_WOMEN += ("宋𬘭", "潘祎宁", "程㛃", "秦赟")
RARE_CHARACTERS = frozenset("䶮𬱖𬍛𪟝㛃㼆𠅤𫖯𬀩𬘭𬊈𫍽韡龑犇赟翀喆堃祎尛")
DOTTED_MEN = ("买买提·艾力", "巴特尔·苏和", "阿不都拉·热合曼", "扎西·次仁")
DOTTED_WOMEN = ("阿依古丽·买买提", "古丽娜尔·艾合买提", "卓玛·央金", "其其格·乌云")
FOUR_MEN = ("欧阳明远", "司马青云", "诸葛文远", "慕容海川", "上官建国", "令狐志强")
FOUR_WOMEN = ("欧阳雪晴", "上官婉仪", "慕容晓月", "司徒静怡", "夏侯兰芝", "端木淑珍")
NAMESAKES = (("张伟", "M"), ("张伟", "M"), ("张伟", "M"), ("王芳", "F"), ("王芳", "F"), ("李娜", "F"), ("李娜", "F"))


def special_names() -> list[tuple[str, str]]:
    """The names that must appear, with their sex."""
    men = [*RARE_MEN, *DOTTED_MEN, *FOUR_MEN]
    women = [*RARE_WOMEN, *DOTTED_WOMEN, *FOUR_WOMEN]
    return [*((name, "M") for name in men), *((name, "F") for name in women), *NAMESAKES]


def ordinary_name(dice: random.Random, gender: str, taken: set[str]) -> str:
    """A name of two or three characters that nobody has yet."""
    given = MALE if gender == "M" else FEMALE
    while True:
        length = 1 if dice.random() < 0.25 else 2
        name = dice.choice(SURNAMES) + "".join(dice.sample(given, length))
        if name not in taken:
            taken.add(name)
            return name
