"""The trades of employers and their work-injury risk classes (facts, other-insurances.md 5.1; classes
5–8 `recalled`)."""

from __future__ import annotations

TRADES = (
    ("Software", "软件", 1),
    ("Finance", "金融", 1),
    ("Wholesale", "批发", 2),
    ("Retail", "零售", 2),
    ("Catering", "餐饮", 2),
    ("Business services", "商务服务", 2),
    ("Education", "教育", 2),
    ("Electronics", "电子", 3),
    ("Food", "食品", 3),
    ("Machinery", "机械", 4),
    ("Vehicle", "汽车", 4),
    ("Furniture", "家具", 5),
    ("Transport", "运输", 5),
    ("Construction", "建筑", 6),
    ("Chemical", "化工", 6),
    ("Oil and gas", "油气", 7),
    ("Mining", "矿业", 8),
)
"""Name in English and Chinese, risk class. An employer's `industry` is the number of a row."""


def trade_of(risk_class: int) -> int:
    """The first trade of a risk class."""
    return next(number for number, trade in enumerate(TRADES) if trade[2] == risk_class)
