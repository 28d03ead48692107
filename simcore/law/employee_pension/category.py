"""Which retirement category somebody belongs to."""

from __future__ import annotations

from simcore.law.employee_pension.choices import POST, RETIREMENT_CATEGORY, SEX
from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose

MALE = SEX.code("male")
FEMALE = SEX.code("female")
WORKER = POST.code("worker")
MALE_60 = RETIREMENT_CATEGORY.code("male_60")
FEMALE_55 = RETIREMENT_CATEGORY.code("female_55")
FEMALE_50 = RETIREMENT_CATEGORY.code("female_50")


@rule(
    en="woman's retirement category",
    zh="女职工退休类别",
    unit="retirement_category",
    article=Text(
        "国发〔1978〕104号; women insured in person by the practice in Chongqing",
        "国发〔1978〕104号；个人身份参保女性按重庆经办做法",
    ),
    status="recalled",
    cases=Cases(
        "insured_in_person",
        {False: ("post",), True: ("first_insured_month", "first_month_of_women_in_person_at_55")},
    ),
)
def womens_retirement_category(
    insured_in_person: Value,
    post: Value,
    first_insured_month: Value,
    first_month_of_women_in_person_at_55: Value,
) -> Value:
    """Employed, by the post: 50 for workers, else 55. Insured in person 55, but 50 for those first insured
    early enough.
    """
    early = first_insured_month < first_month_of_women_in_person_at_55
    in_person = choose(early, FEMALE_50, FEMALE_55)
    employed = choose(post == WORKER, FEMALE_50, FEMALE_55)
    return choose(insured_in_person, in_person, employed)


@rule(
    en="retirement category by sex, post and insurance",
    zh="法定退休类别",
    unit="retirement_category",
    article="国发〔1978〕104号",
    status="recalled",
    cases=Cases("sex", {MALE: (), FEMALE: ("womens_retirement_category",)}),
)
def statutory_retirement_category(sex: Value, womens_retirement_category: Value) -> Value:
    """One for all men; for women by post, or by how and since when they are insured."""
    return choose(sex == MALE, MALE_60, womens_retirement_category)
