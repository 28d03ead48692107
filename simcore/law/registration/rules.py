"""By when employers register themselves and new workers, declare and pay."""

from __future__ import annotations

from simcore.rulebook.calendar_words import day_in_month, day_of_month, month_containing, month_of_the_year
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose


@rule(
    en="registration deadline",
    zh="社会保险登记期限",
    unit="day",
    article=Text(
        "Social Insurance Law art. 58; the day after hiring is day 1, day 30 is in time",
        "社会保险法第58条；用工次日为第1日，第30日仍为按期",
    ),
)
def registration_deadline(hired_on: Value, registration_days: Value) -> Value:
    """The day of hiring and the days that the law gives; weekends and holidays do not move it."""
    return hired_on + registration_days


@rule(
    en="deadline for the employer's own registration",
    zh="单位社会保险登记期限",
    unit="day",
    article=Text(
        "Social Insurance Law art. 57; Interim Regulations on the Collection of Social Insurance "
        "Premiums (社会保险费征缴暂行条例) art. 8",
        "社会保险法第57条；社会保险费征缴暂行条例第8条",
    ),
)
def employer_registration_deadline(
    founded_on: Value,
    is_enterprise: Value,
    registered_with_the_business: Value,
    employer_registration_days: Value,
) -> Value:
    """The days of the law after the founding; for an enterprise, since it is done together with the business
    registration, the day of founding itself.
    """
    at_once = is_enterprise & registered_with_the_business
    return choose(at_once, founded_on, founded_on + employer_registration_days)


@rule(
    en="deadline to report a change or closing",
    zh="变更、注销登记期限",
    unit="day",
    article=Text(
        "Social Insurance Law art. 57; Interim Regulations on the Collection of Social Insurance "
        "Premiums (社会保险费征缴暂行条例) art. 9",
        "社会保险法第57条；社会保险费征缴暂行条例第9条",
    ),
)
def change_report_deadline(changed_on: Value, change_days: Value) -> Value:
    """The day of the change and the days of the law."""
    return changed_on + change_days


@rule(
    en="deadline for the agency's answer",
    zh="经办机构审核登记截止日",
    unit="day",
    article=Text("Social Insurance Law art. 57", "社会保险法第57条"),
)
def registration_answer_deadline(applied_on: Value, answer_days: Value) -> Value:
    """The day of the application and the days of the law."""
    return applied_on + answer_days


@rule(
    en="day by which a month is declared and paid",
    zh="当月申报缴费截止日",
    unit="day",
    article=Text(
        "Social Insurance Law art. 60; the tax bureau's day of the month",
        "社会保险法第60条；税务部门规定的每月申报缴费截止日",
    ),
    status="published",
)
def declaration_deadline(contribution_month: Value, declaration_day: Value) -> Value:
    """The day of declaration in the month itself."""
    return day_in_month(contribution_month, declaration_day)


@rule(
    en="next day of declaration after the registration",
    zh="登记后的首个申报缴费截止日",
    unit="day",
    article=Text(
        "Social Insurance Law art. 60; the tax bureau's day of the month",
        "社会保险法第60条；税务部门规定的每月申报缴费截止日",
    ),
    status="published",
)
def declaration_after_registration(registered_on: Value, declaration_day: Value) -> Value:
    """The day of declaration of the month of registration, or of the next month if it has passed."""
    of_that_month = day_in_month(month_containing(registered_on), declaration_day)
    of_the_next = day_in_month(month_containing(registered_on) + 1, declaration_day)
    return choose(registered_on > of_that_month, of_the_next, of_that_month)


@rule(
    en="day on which a worker's contribution is due",
    zh="职工应缴费款到期日",
    unit="day",
    article=Text(
        "Social Insurance Law art. 58, 60, 86; late registration counts from the month's own day (model "
        "default)",
        "社会保险法第58、60、86条；逾期登记的，自当月申报缴费截止日起算（模型默认值）",
    ),
    status="uncertain",
)
def contribution_due_on(
    declaration_deadline: Value,
    registered_on: Value,
    registration_deadline: Value,
    declaration_after_registration: Value,
) -> Value:
    """The month's own day; for somebody registered in time but after that day, the next one."""
    in_time_but_after = (registered_on <= registration_deadline) & (registered_on > declaration_deadline)
    return choose(in_time_but_after, declaration_after_registration, declaration_deadline)


_WHOSE_MONTH = Text(
    "Social Insurance Law art. 58, 60; which day decides is a model default",
    "社会保险法第58、60条；以当月哪一日判定为模型默认值",
)


@rule(
    en="first month that a job pays for",
    zh="用工后首个缴费年月",
    unit="month",
    article=_WHOSE_MONTH,
    status="uncertain",
)
def first_contribution_month(hired_on: Value, counting_day: Value) -> Value:
    """The month of hiring for somebody hired by the day that decides, else the next."""
    return month_containing(hired_on) + choose(day_of_month(hired_on) > counting_day, 1, 0)


@rule(
    en="last month that a job pays for",
    zh="离职前最后缴费年月",
    unit="month",
    article=_WHOSE_MONTH,
    status="uncertain",
)
def last_contribution_month(job_ended_on: Value, counting_day: Value) -> Value:
    """The month of leaving for somebody who worked up to the day that decides, else the one before."""
    return month_containing(job_ended_on) - choose(day_of_month(job_ended_on) < counting_day, 1, 0)


@rule(
    en="flexible workers can pay on that day",
    zh="灵活就业人员当日可缴费",
    unit="yes_no",
    article=Text("calendar of flexible workers' payments in Chongqing", "重庆市灵活就业人员缴费时间安排"),
    status="published",
)
def flexible_payment_is_open(
    paid_on: Value, flexible_opens_day: Value, flexible_closes_day: Value, flexible_year_end_month: Value
) -> Value:
    """From the opening day of the month before to the closing day; at the end of the year it stays closed."""
    before_closing = day_of_month(paid_on) <= flexible_closes_day
    reopened = (day_of_month(paid_on) >= flexible_opens_day) & (
        month_of_the_year(paid_on) != flexible_year_end_month
    )
    return before_closing | reopened
