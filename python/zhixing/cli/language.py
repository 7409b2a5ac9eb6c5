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
        return WORDS[id] if self is Lang.zh and id in WORDS else id.replace("_", " ")


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
}
