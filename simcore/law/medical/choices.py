"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

PLACE_OF_TREATMENT = closed_list(
    "place_of_treatment",
    local=("in the city", "本市就医"),
    settled=("elsewhere with residence on file", "异地长期居住（已备案）"),
    referred=("elsewhere after referral", "异地转诊"),
    emergency=("elsewhere in an emergency", "异地急诊抢救（未备案）"),
    not_filed=("elsewhere without papers", "异地就医（未备案）"),
)
