"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

RETIREMENT_CATEGORY = closed_list(
    "retirement_category",
    male_60=("men, base age 60", "男职工（原60周岁）"),
    female_55=("women, base age 55", "女职工（原55周岁）"),
    female_50=("women, base age 50", "女职工（原50周岁）"),
)
SEX = closed_list("sex", male=("man", "男"), female=("woman", "女"))
POST = closed_list(
    "post",
    worker=("worker's post", "工人岗位"),
    managerial=("managerial or technical post", "管理或专业技术岗位"),
)
PENSION_PLACE = closed_list(
    "pension_place",
    household_place=("the place of the household", "户籍所在地"),
    relation_place=("the place of the insurance relation", "养老保险关系所在地"),
    former_place=("the last former place with enough years", "上一个缴费满规定年限的参保地"),
)
