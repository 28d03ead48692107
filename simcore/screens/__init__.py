"""Charts and widgets for notebooks; loaded when first used, as the command line needs their texts only."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "FundScreen": "simcore.screens.fund_screen",
    "InquiryScreen": "simcore.screens.inquiry_screen",
    "ReformScreen": "simcore.screens.reform_screen",
    "parameter_chart": "simcore.screens.parameter_picture",
    "rule_graph": "simcore.screens.rule_picture",
}

__all__ = ["FundScreen", "InquiryScreen", "ReformScreen", "parameter_chart", "rule_graph"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'simcore.screens' has no attribute {name!r}")
    value = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    return value
