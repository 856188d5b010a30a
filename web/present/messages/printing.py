"""Sentences of the printer: characters, faces, foreign addresses."""

from web.present.messages.marking import N_

MESSAGES = {
    "glyph_missing": N_(
        "“%(text)s”里有字库打不出的字：%(characters)s（%(points)s）。请核对用字；"
        "确需此字时，把含有它的字体放进数据文件夹的 fonts 目录。"
    ),
    "faces_missing": N_("这台电脑缺少印制要用的字体：%(families)s。请安装后再印。"),
    "face_foreign": N_("排版用到了名单以外的字体（%(names)s），为免字形走样，没有输出文件。"),
    "print_foreign_address": N_("印制内容想引用外部地址，已拒绝，没有输出文件。"),
}
