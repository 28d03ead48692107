"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

BREACH = closed_list(
    "breach",
    not_registered=("not registered after the order", "逾期不办理社会保险登记"),
    not_declared_serious=("not registered or declared, serious", "未按规定登记、申报，情节严重"),
    not_declared_very_serious=(
        "not registered or declared, very serious",
        "未按规定登记、申报，情节特别严重",
    ),
    unemployment_not_paid=("unemployment premiums not paid in time", "未按时足额缴纳失业保险费"),
    books_destroyed=("books destroyed so that no base can be found", "毁损账册致使缴费基数无法确定"),
)
