"""The two languages of the command line, and the words of the library in them."""

from __future__ import annotations

import os
from enum import Enum
from typing import Any


class Lang(str, Enum):
    zh = "zh"
    en = "en"

    def pick(self, zh: str, en: str) -> str:
        return zh if self is Lang.zh else en

    def of(self, thing: Any, attribute: str) -> str:
        """``thing.message_zh`` or ``thing.message_en``."""
        return str(getattr(thing, f"{attribute}_{self.value}"))

    def word(self, id: str) -> str:
        """A word of the library (a severity, a state, …) for people."""
        words = WORDS if self is Lang.zh else ENGLISH
        return words.get(id) or id.replace("_", " ")

    def answer(self, member: str, value: str) -> str:
        """What a decision table gives for ``member``; the same word may mean another thing of another member."""
        words = WORDS if self is Lang.zh else ENGLISH
        key = f"{member}.{value}"
        return self.word(key if key in words else value)


def environment_language() -> Lang:
    """What the locale variables ask for, in their usual order."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return Lang.zh if value.lower().startswith("zh") else Lang.en
    return Lang.en


WORDS = {
    # severities
    "breach": "违法超期",
    "overdue": "逾期",
    "blocked": "依法不得",
    "missing": "缺项",
    "anomaly": "异常",
    "warning": "提示",
    "note": "记录",
    # states of an obligation
    "open": "进行中",
    "met": "按期完成",
    "late": "逾期完成",
    "suspended": "停止计算",
    "waived": "不再需要",
    "lapsed": "始终未办",
    "unknown": "无法判断",
    # answers of a closing sheet
    "holds": "符合",
    "fails": "不符合",
    "not_applicable": "不适用",
    # kinds of days
    "working_day": "工作日",
    "make_up_working_day": "调休上班",
    "weekend": "周末",
    "statutory_holiday": "法定节假日",
    "moved_rest_day": "调休放假",
    # identity numbers
    "resident": "公民身份号码",
    "resident_old": "15位居民身份证号码",
    "residence_permit": "港澳台居民居住证",
    "permanent_residence": "外国人永久居留身份证",
    "uscc": "统一社会信用代码",
    "organisation": "组织机构代码",
    # forms, levels and sources of rules
    "deadline": "期限",
    "expiry": "效力期间",
    "before": "先后",
    "recurring": "定期",
    "checklist": "清单",
    "check": "检查",
    "process": "流程",
    "table": "决策表",
    "docket": "关联",
    "pauses": "扣除期间",
    "parameter": "参数",
    "statute": "法律、司法解释",
    "policy": "规范性文件",
    "court": "本院规定",
    "read": "已核对原文",
    "secondary": "据转述",
    "unverified": "未核对",
    # results of a reconciliation
    "outcome.matched": "已核对",
    "outcome.differs": "不符",
    "outcome.only_bank": "仅银行",
    "outcome.only_books": "仅账上",
    "outcome.outside": "期间外",
    "outcome.reversed": "已冲正",
    # answers of decision tables
    "class.simple": "简易",
    "class.simple_fast": "简易快执",
    "class.ordinary": "普通",
    "class.complex": "复杂",
    "class.ignored": "不予恢复",
    "class.recover": "恢复执行",
    "class.checking": "待核实",
    "team.fast": "快执团队",
    "team.ordinary": "普通团队",
    "team.complex": "复杂团队",
    "team.preservation": "保全团队",
    "reason.already_resumed": "已经恢复",
    "reason.done": "已经实现或者终结",
    "reason.untrue": "核实不属实",
    "reason.not_disposable": "不能处置",
    "reason.true": "核实属实",
    "reason.small_cash": "零星现金",
    "reason.not_verified": "尚未核实",
    "court.first_instance": "第一审法院",
    "court.first_instance_or_property": "第一审法院或者同级的财产所在地法院",
    "court.issuing_or_property": "作出裁定、支付令的法院或者同级的财产所在地法院",
    "court.basic_at_agency_or_immovable": "申请人所在地基层法院；不动产的，不动产所在地基层法院",
    "court.intermediate_domicile_or_property": "被执行人住所地或者财产所在地中级法院",
    "court.domicile_or_property": "被执行人住所地或者财产所在地法院",
    "court.domicile_or_property_by_amount": "被执行人住所地或者财产所在地法院（级别按标的额）",
    "court.deciding_court": "作出决定的法院",
    "court.ruling_court": "作出裁定的法院",
    "court.by_people": "由人判断",
    "limit.2y": "二年",
    "limit.2y_bar": "二年（逾期不受理）",
    "limit.3m_bar": "三个月（逾期不受理）",
    "limit.6m_bar": "六个月（逾期不受理）",
    "limit.none": "无时效",
    "limit.by_people": "由人判断",
    "begun.application": "依申请",
    "begun.transfer": "移送",
    "begun.by_people": "由人判断",
}

# Only what the word itself does not say, or says too wide.
ENGLISH = {
    "not_applicable": "n/a",
    "class.simple_fast": "simple, fast",
    "team.fast": "fast team",
    "team.ordinary": "ordinary team",
    "team.complex": "complex team",
    "team.preservation": "preservation team",
    "class.ignored": "not to resume",
    "class.recover": "to resume",
    "class.checking": "to be verified",
    "limit.2y": "two years",
    "limit.2y_bar": "two years, a bar",
    "limit.3m_bar": "three months, a bar",
    "limit.6m_bar": "six months, a bar",
    "limit.none": "no limit",
    "limit.by_people": "limit for people to judge",
    "court.by_people": "court for people to judge",
    "begun.by_people": "start for people to judge",
    "begun.application": "on application",
    "begun.transfer": "by transfer",
}
