"""What becomes of each row of tests/data/computed-examples.csv, and how public calculators go wrong.

A row is replayed under the convention that whoever printed it used. Where the printed figure does not come out, `ours` says
what does, and the reason is told. Rows that are no sums of money name the rules that judge them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Optional, Sequence

Fate = Literal["equal", "differs", "no_inputs", "rule", "fact"]


@dataclass(frozen=True)
class Ask:
    """One question, what was printed, and if that does not come out what does."""

    what: Literal["fee", "interest", "sum", "end", "capitals"]
    of: Any
    printed: str
    ours: Optional[str] = None
    plus: str = "0"  # is added to the answer
    part: Literal["total", "doubled", "owed_principal"] = "total"


@dataclass(frozen=True)
class Row:
    fate: Fate
    asks: Sequence[Ask] = ()
    convention: str = ""  # what whoever printed it chose
    reason: str = ""  # why it does not come out, or why nothing is computed
    rules: Sequence[str] = ()


def fee(amount: str, printed: str, *, kind: str = "execution", rounding: str = "fen_half_up", halved: bool = False) -> Ask:
    return Ask("fee", {"kind": kind, "amount": amount, "rounding": rounding, "halved": halved}, printed)


def delay(base: str, first: str, last: str, printed: str, *, ours: Optional[str] = None, part: Any = "total", plus: str = "0", **more: Any) -> Ask:
    return Ask("interest", {"base": base, "first_day": first, "last_day": last, **more}, printed, ours, plus, part)


def general(base: str, terms: Sequence[dict[str, Any]], printed: str, *, ours: Optional[str] = None, plus: str = "0", **more: Any) -> Ask:
    return Ask("interest", {"base": base, "last_day": max(term["to"] for term in terms), "general": list(terms), **more}, printed, ours, plus)


def term(first: str, last: str, **rate: Any) -> dict[str, Any]:
    return {"from": first, "to": last, **rate}


def end(start: str, n: int, unit: str, printed: str, *, ours: Optional[str] = None, roll: bool = False, back: int = 1) -> Ask:
    """The last day of a term; courts print the day before the corresponding one."""
    return Ask("end", {"start": start, "n": n, "unit": unit, "roll": roll, "back": back}, printed, ours)


# The fourteen lines of I7: first and last day, rate, and what the filing printed.
I7 = [
    ("2015-06-16", "2015-06-27", "5.65", "941.67"),
    ("2015-06-28", "2015-08-25", "5.40", "4425.00"),
    ("2015-08-26", "2015-10-23", "5.15", "4220.14"),
    ("2015-10-24", "2016-01-14", "4.90", "5648.61"),
    ("2016-01-15", "2020-08-19", "4.90", "114265.28"),
    ("2020-08-20", "2022-01-19", "4.65", "33454.17"),
    ("2022-01-20", "2022-05-19", "4.60", "7666.67"),
    ("2022-05-20", "2022-08-21", "4.45", "5809.72"),
    ("2022-08-22", "2023-06-19", "4.30", "18036.11"),
    ("2023-06-20", "2024-02-19", "4.20", "14291.67"),
    ("2024-02-20", "2024-07-21", "3.95", "8393.75"),
    ("2024-07-22", "2024-10-19", "3.85", "4812.50"),
    ("2024-10-20", "2025-05-19", "3.60", "10600.00"),
    ("2025-05-20", "2025-09-16", "3.50", "5833.33"),
]
I7_TERMS = [term(first, last, annual=rate) for first, last, rate, _ in I7]
I7_PUBLISHED = [term("2015-06-16", "2019-08-19", benchmark="over5y"), term("2019-08-20", "2025-09-16", lpr="5y")]

# The payments of I-N5, and its general interest as the filing has it: a rate a calendar year.
PAID = [("2015-02-11", "300000"), ("2015-02-12", "333506"), ("2022-05-31", "30000"), ("2022-12-14", "20000")]
PAYMENTS = [{"day": day, "amount": amount} for day, amount in PAID]

YUAN = "四舍五入到元"
BOTH = "首尾两日都计"
END = "止日不计"

ROWS: dict[str, Row] = {
    "F1": Row("equal", [fee("12500", "88.00", rounding="yuan_half_up"), Ask("sum", ["12500.00", "88.00"], "12588.00")], f"基数为执行标的；{YUAN}"),
    "F2": Row("equal", [Ask("sum", ["158800.00", "3475.00"], "162275.00"), fee("162275", "2334.00", rounding="yuan_half_up")], f"基数含案件受理费、不含利息（只按158800元为2282元）；{YUAN}"),
    "F4": Row("equal", [fee("128654.77", "1830.00", rounding="yuan_half_up")], f"基数只含本金；{YUAN}"),
    "F5": Row("equal", [Ask("fee", {"amount": "82805480.37", "less": "50000000"}, "32805.48")], "一千万元以上部分的0.1%；到分"),
    "F-N2": Row(
        "differs",
        [Ask("capitals", "230000.00", "人民币贰万叁仟元整", "人民币贰拾叁万元整"), Ask("capitals", "23000.00", "人民币贰万叁仟元整")],
        reason="小写与大写相差十倍：大写是23000元",
    ),
    "D1": Row("equal", [delay("2761268", "2018-01-01", "2025-09-16", "1360269.65", days="end_exclusive")], f"{END}；基数不含受理费"),
    "D3": Row("equal", [delay("2945895", "2017-10-10", "2025-09-16", "1494526.18")], f"{BOTH}；基数含受理费；发还当日计入后一段"),
    "D4": Row(
        "differs",
        [
            delay("3103376", "2016-10-07", "2017-10-10", "200400.51"),
            Ask("sum", ["200400.51", "1494526.18"], "1694926.69"),
            Ask("sum", ["2945895.00", "1694926.69"], "4640821.69"),
            delay("3103376", "2016-10-07", "2025-09-16", "1694926.69", ours="1694411.16", payments=[{"day": "2017-10-10", "amount": "157481"}], order="principal_first"),
        ],
        f"{BOTH}；先本后息；前一段369天由所印两数之差推得",
        "两段相加与所印相同；连续计算少515.53元：所印把发还当日2017-10-10在前后两段各计了一次",
    ),
    "D6": Row("equal", [delay("293000", "2014-11-01", "2025-09-16", "203715.58")], BOTH),
    "D7": Row("equal", [delay("500000", "2016-01-15", "2025-09-16", "309137.50")], f"{BOTH}；基数不含受理费"),
    "D-court-1": Row("no_inputs", reason="没有列本金；按259天倒推为723783350.69元，按258天为726588712.51元"),
    "D-court-2": Row("no_inputs", reason="没有列计算过程"),
    "I1": Row("equal", [general("1024608", [term("2017-01-23", "2019-08-19", annual="4.75")], "475072.35", plus="350000", basis=365, days="end_exclusive")], f"{END}；一年365天；另加350000元"),
    "I2": Row("equal", [general("1820988", [term("2024-04-16", "2024-09-13", lpr="1y")], "25553.70", basis=365, days="end_exclusive")], f"{END}；一年365天；公布当日起用新利率"),
    "I4": Row("equal", [general("293000", [term("2013-08-28", "2025-09-16", daily="0.01")], "129007.90")], BOTH),
    "I5": Row(
        "equal",
        [
            general("158800", [term("2020-01-01", "2020-03-01", annual="6.00")], "1592.35", basis=365),
            general("158800", [term("2019-01-01", "2019-12-31", annual="5.76")], "9146.88", basis=365),
            general("158800", [term("2020-01-01", "2020-12-31", annual="4.30")], "6847.11", basis=365),
        ],
        f"{BOTH}；一年365天，闰年也除以365；天数如所印，日期未印",
    ),
    "I7": Row(
        "differs",
        [
            *(general("500000", [term(first, last, annual=rate)], printed, basis=360) for first, last, rate, printed in I7),
            general("500000", I7_TERMS, "238398.61", basis=360, rounding="once"),
            general("500000", I7_TERMS, "238398.61", ours="238398.62", basis=360),
        ],
        f"{BOTH}；一年360天；精确合计后四舍五入一次",
        "十四行都相同；逐行相加为238398.62，申报人只在最后四舍五入一次，差0.01元；83天与1679天利率相同，本库并为一行",
    ),
    "I8": Row("equal", [Ask("sum", ["238398.61", "309137.50"], "547536.11")]),
    "I-N2": Row(
        "differs",
        [
            general(
                "178109.10",
                [term("2023-02-02", "2023-06-19", annual="4.745"), term("2023-06-20", "2024-02-19", annual="4.615"), term("2024-02-20", "2025-05-08", annual="4.485")],
                "18418.79",
                ours="18429.78",
                basis=365,
            ),
            general("178109.10", [term("2023-02-02", "2025-05-08", lpr="1y", times="1.3")], "18418.79", ours="17811.91", basis=365),
        ],
        f"{BOTH}；一年365天；起日由所印天数推得",
        "按所印利率少算10.99元，是算术错误；按公布的一年期LPR为准又不同：2023-08-21起为3.45%，2024-07-22、2024-10-21又两次下调，申报人都没有跟上",
    ),
    "I-N3": Row(
        "differs",
        [
            general("125600", [term("2012-01-01", "2025-09-16", daily="0.01")], "62850.00", ours="62887.92", days="end_exclusive"),
            general("125600", [term("2012-01-01", "2025-09-13", daily="0.01")], "62850.00", ours="62850.24", days="end_exclusive"),
        ],
        f"{END}",
        "实为5007天，13年漏计闰日；即使按5004天，所印也舍去了角分",
    ),
    "I-N5": Row(
        "differs",
        [
            Ask("sum", ["679445.00", "679445.00"], "1358890.00"),
            delay("1848420", "2014-08-01", "2025-09-16", "679445.00", ours="876090.70", part="doubled", payments=PAYMENTS, order="principal_first"),
        ],
        "先本后息；迟延起算日未印，按不晚于2014-08-01",
        "2014-08-01起加倍部分是日万分之一点七五，不是把一般债务利息乘以2；此前的才按基准利率的两倍",
    ),
    "I-N6": Row(
        "differs",
        [general("500000", I7_PUBLISHED, "238398.61", ours="237661.81", basis=360, rounding="once")],
        f"{BOTH}；一年360天",
        "2019-08-20起就适用LPR（五年期4.85%、4.80%、4.75%、4.65%），不是2020-08-20；后者是民间借贷规定的日子。2024年10月的LPR是21日公布的，不是20日",
    ),
    "C2": Row("equal", [fee("900000", "12800.00", kind="acceptance")]),
    "C3": Row(
        "equal",
        [fee("6156019.61", "54892.00", kind="acceptance", rounding="yuan_floor"), fee("6156019.61", "27446.00", kind="acceptance", rounding="yuan_floor", halved=True)],
        "舍去不足一元",
    ),
    "C5": Row("equal", [fee("2017853", "22942.82", kind="acceptance"), fee("2017853", "22940.00", kind="acceptance", rounding="tens_half_up")], "四舍五入到十元"),
    "C6": Row(
        "equal",
        [
            fee("3442220.55", "34337.76", kind="acceptance"),
            fee("3442220.55", "34340.00", kind="acceptance", rounding="tens_half_up"),
            fee("3442220.55", "17170.00", kind="acceptance", rounding="tens_half_up", halved=True),
        ],
        "四舍五入到十元",
    ),
    "S1": Row("equal", [end("2019-01-08", 3, "year", "2022-01-07")], "止日为对应日的前一日"),
    "S2": Row("equal", [end("2020-03-23", 3, "year", "2023-03-22")], "同上"),
    "S4": Row("equal", [end("2018-06-27", 3, "year", "2021-06-26")], "同上"),
    "S5": Row("equal", [end("2020-05-06", 2, "year", "2022-05-05")], "同上"),
    "S7": Row("equal", [end("2007-11-16", 6, "month", "2008-05-15")], "自续行之日起算，不是自前一期届满起算"),
    "S8": Row("equal", [end("2007-08-13", 6, "month", "2008-02-12")], "止日为对应日的前一日"),
    "S9": Row("equal", [end("2007-07-24", 1, "year", "2008-07-23")], "同上"),
    "S10": Row("equal", [end("2007-08-07", 1, "year", "2008-08-06")], "同上"),
    "S11": Row("equal", [end("2007-08-20", 1, "year", "2008-08-19")], "同上"),
    "S13": Row("rule", reason="转为正式冻结之前没有日期", rules=["seizure.waiting.term"]),
    "S14": Row("fact", reason="没有印止日"),
    "A1": Row("rule", [Ask("sum", ["704500.00", "-140900.00"], "563600.00"), Ask("sum", ["563600.00", "-112720.00"], "450880.00")], reason="降价幅度由规则判断", rules=["auction.price.second"]),
    "A2": Row("rule", reason="不低于前次的80%", rules=["auction.price.second"]),
    "A4": Row("rule", reason="起拍价不低于评估价的70%", rules=["auction.price.terms"]),
    "A5": Row("rule", reason="保证金在起拍价的5%至20%之间", rules=["auction.deposit.range"]),
    "A7": Row("rule", [Ask("sum", ["1552000.00", "-1204000.00", "-100000.00"], "248000.00")], reason="悔拍差额由法院裁定，网络拍卖只用保证金；作为记录，不作为计算", rules=["auction.default.deposit"]),
    "A8": Row("rule", [Ask("sum", ["75300000.00", "-68100000.00", "-6000000.00"], "1200000.00")], reason="同上", rules=["auction.default.deposit"]),
    "B1": Row("equal", [Ask("sum", ["58833.00", "-3022.46"], "55810.54")]),
    "B2": Row("equal", [Ask("sum", ["6410109.50", "286803.30"], "6696912.80")]),
    "B4": Row("equal", [Ask("sum", ["3103376.00", "-157481.00"], "2945895.00")]),
    "B5": Row("equal", [Ask("sum", ["900000.00", "920400.00"], "1820400.00")]),
    "B7": Row("fact", [Ask("sum", ["22903636.90"] * 10, "229036369.00")], reason="约定的比例，不是利息"),
    "B8": Row("equal", [Ask("sum", ["177430.00", "-1830.00", "-128654.77"], "46945.23")]),
    "B10": Row("fact", reason="利息增加所致，不拒收；examples/docket 里有这样的案件"),
    "P1": Row("equal", [end("2021-04-06", 13, "day", "2021-04-19", back=0)], "十三日"),
    "P3": Row("rule", reason="六十日是对终结执行的异议期；2014年的十日在规则施行之前", rules=["objection.after-end"]),
    "P4": Row("equal", [end("2013-01-06", 15, "day", "2013-01-21", roll=True, back=0)], "生效次日起十五日"),
    "P6": Row("fact", reason="审限的扣除，不是执行期限"),
    "P7": Row("rule", reason="到账后三十日内发放", rules=["funds.release"]),
    "R1": Row("fact", reason="登记的统计：事件的先后不一律按规定，读入时不拒收"),
    "N1": Row("no_inputs", reason="没有公布的分配方案"),
    "N2": Row("no_inputs", reason="原文没有取得；算例按记载重算，见 interest.md 第一例"),
    "N3": Row("no_inputs", reason="没有数字"),
}


@dataclass(frozen=True)
class Calculator:
    """A public calculator: a sample, what it answers by its own method, what is right, and its error."""

    who: str
    sample: str
    theirs: str
    ask: Ask  # `printed` is ours
    error: str


CALCULATORS = [
    Calculator("网页答问（thriftron.com）", "10万元迟延100天", "5000.00", delay("100000", "2024-01-01", "2024-04-09", "1750.00"), "用日万分之五；应为日万分之一点七五"),
    Calculator("网页答问（uianet.net）", "执行100万元的申请执行费", "3021.00", fee("1000000", "12400.00"), "用“千分之一加2021元”，是2007年4月1日前的标准"),
    Calculator("网页答问（uianet.net）", "执行30万元的申请执行费", "1500.00", fee("300000", "4400.00"), "用“千分之五”，是2007年4月1日前的标准"),
    Calculator(
        "仲裁裁决计算器（Vue）",
        "赔偿金1万元，迟延2013-07-04至2014-12-01",
        "1763.00",
        Ask("interest", {"items": [{"kind": "damages", "amount": "10000"}], "first_day": "2013-07-04", "last_day": "2014-12-01", "basis": 360}, "1558.00"),
        "全程用起日一个利率的两倍，2014年8月1日以后也是",
    ),
    Calculator(
        "仲裁裁决计算器（Vue）",
        "1万元，年利率6%，迟延2013-07-04至2014-07-31，一年360天",
        "1997.75",
        delay("10000", "2013-07-04", "2014-07-31", "1342.75", basis=360, general=[term("2013-07-04", "2014-07-31", annual="6")]),
        "2014年8月1日前既加倍又另加一般债务利息",
    ),
    Calculator(
        "仲裁裁决计算器（Vue）",
        "10万元，三年期贷款基准利率，1995-07-01至1995-12-31，一年360天",
        "6670.00",
        general("100000", [term("1995-07-01", "1995-12-31", benchmark="3y")], "6900.00", basis=360),
        "1995-07-01的一至三年期利率误作13.05%；应为13.50%",
    ),
    Calculator(
        "KeilsZhao/common ExecutePayServiceImpl",
        "10万元，月利率1%，30天，一年360天",
        "30000.00",
        general("100000", [term("2024-01-01", "2024-01-30", monthly="1")], "1000.00", basis=360),
        "case MONTH 后缺 break，月利率当作日利率",
    ),
    Calculator(
        "KeilsZhao/common ExecutePayServiceImpl",
        "200元，1天（双精度 200×0.000175×1）",
        "0.03",
        delay("200", "2024-01-01", "2024-01-01", "0.04"),
        "用双精度浮点数0.000175，半分处舍错",
    ),
    Calculator(
        "leo123-tto/case-board interestCalc.ts",
        "50万元，利息自2023-01-01，履行期至2023-06-30，算至2023-12-31",
        "31937.50",
        delay("500000", "2023-07-01", "2023-12-31", "16100.00"),
        "加倍部分从一般债务利息的起日起算；应自履行期间届满",
    ),
    Calculator(
        "leo123-tto/case-board interestCalc.ts",
        "50万元和费用1万元，2023-12-31付20万元，加倍部分2024-01-01至2024-06-30（先本后息，一般债务利息3万元）",
        "10829.00",
        delay("500000", "2024-01-01", "2024-06-30", "9555.00", payments=[{"day": "2023-12-31", "amount": "200000"}], order="principal_first"),
        "每次还款都先减去全部费用和最终利息，再减少基数：50万元只减16万元",
    ),
    Calculator(
        "690925339/Legal-workspace-test lprService.js",
        "100万元，一年期贷款基准利率，2014-01-01至2014-12-31，一年365天",
        "43500.00",
        general("1000000", [term("2014-01-01", "2014-12-31", benchmark="1y")], "59561.65", basis=365),
        "2019年8月20日前一律用2015-10-24的利率4.35%",
    ),
    Calculator(
        "cosiris15/debt_review 说明",
        "100万元，一年期LPR，2024-05-20至2024-07-21，一年365天",
        "5782.19",
        general("1000000", [term("2024-05-20", "2024-07-21", lpr="1y")], "5954.79", basis=365),
        "样例自2024-05-20就用3.35%；实为2024-07-22起",
    ),
    Calculator(
        "cosiris15/debt_review 说明",
        "100万元，一年期LPR，2022-01-01至2022-01-19，一年365天",
        "1926.03",
        general("1000000", [term("2022-01-01", "2022-01-19", lpr="1y")], "1978.08", basis=365),
        "样例自2022-01-01就用3.70%；1月19日以前是3.80%",
    ),
    Calculator(
        "多个计算器",
        "1万元，迟延2020-01-01至2020-02-29，其中2020-01-11至2020-01-30再审中止",
        "105.00",
        delay("10000", "2020-01-01", "2020-02-29", "70.00", excluded=[{"from": "2020-01-11", "to": "2020-01-30", "ground": "retrial"}]),
        "不扣除第三条第三款的期间",
    ),
    Calculator(
        "多个计算器",
        "10万元，迟延2013-07-01至2014-06-30，当日付5万元，一年365天：尚欠本金",
        "50000.00",
        delay("100000", "2013-07-01", "2014-06-30", "55357.14", part="owed_principal", payments=[{"day": "2014-06-30", "amount": "50000"}], basis=365),
        "没有并还：5万元全部抵本金",
    ),
    Calculator(
        "多个计算器",
        "8万元，迟延自2025-03-11，2025-06-18划拨，2025-07-10发放",
        "1708.00",
        delay("80000", "2025-03-11", "2025-07-10", "1400.00", payments=[{"day": "2025-06-18", "amount": "80000", "kind": "transfer"}]),
        "计算到发放之日；应到划拨之日",
    ),
]
