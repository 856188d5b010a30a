"""Forms of the awards chapter: what to print, and why a certificate is taken back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length


class PrintForm(FlaskForm):
    """How to print."""

    printed_stock = BooleanField(
        _l("纸张已印好花边和“荣誉证书”字样"),
        description=_l("勾选后只打印文字和二维码，不打印花边与标题。"),
    )


class ReasonForm(FlaskForm):
    """Why a certificate is declared invalid or issued anew."""

    reason = TextAreaField(
        _l("原因"),
        description=_l("例如：原证书遗失、姓名印错。原因只留在本单位的记录里。"),
        validators=[InputRequired(_l("请写明原因。")), Length(max=200)],
    )


class CodeForm(FlaskForm):
    """The code on a certificate; asked with GET, so that the answer's address can be kept."""

    class Meta:
        """Nothing is changed by looking."""

        csrf = False

    code = StringField(
        _l("证书验证码"),
        description=_l("印在证书左下角，9 位字母和数字，横线可以不输。"),
        validators=[InputRequired(_l("请输入验证码。")), Length(max=40)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
