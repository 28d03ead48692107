"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

BENEFIT_PLACE = closed_list(
    "benefit_place",
    first_class=("a district of the first wage class", "最低工资一类区县"),
    second_class=("a county of the second wage class", "最低工资二类区县"),
    four_counties=("Chengkou, Wuxi, Youyang or Pengshui", "城口、巫溪、酉阳、彭水"),
)
FOUR_COUNTIES = BENEFIT_PLACE.code("four_counties")
