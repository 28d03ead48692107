"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

SCHEME = closed_list(
    "scheme",
    employee_pension=("employee pension", "职工基本养老保险"),
    employee_medical=("employee medical", "职工基本医疗保险"),
    unemployment=("unemployment", "失业保险"),
    work_injury=("work injury", "工伤保险"),
    maternity=("maternity", "生育保险"),
    resident_pension=("resident pension", "城乡居民养老保险"),
    resident_medical=("resident medical", "城乡居民医疗保险"),
)
EMPLOYER_SIZE = closed_list(
    "employer_size",
    micro=("micro firm", "微型企业"),
    small=("small firm", "小型企业"),
    medium=("medium firm", "中型企业"),
    large=("large firm", "大型企业"),
)
