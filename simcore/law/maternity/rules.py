"""The employer's maternity premium: a line of its own until 2017-08, then inside employees' medical
insurance.
"""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.words import Value, choose, share


@rule(
    en="maternity, employer",
    zh="生育保险单位缴费",
    unit="yuan",
    article="渝府办发〔2015〕80号; 国办发〔2017〕6号",
    status="published",
)
def maternity_employer(contribution_base: Value, employer_rate: Value, merged_into_medical: Value) -> Value:
    """The employer's rate of the contribution base; nothing once maternity is inside medical insurance."""
    return choose(merged_into_medical, 0, share(contribution_base, employer_rate))
