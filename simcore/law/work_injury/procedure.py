"""By when an injury must be reported, claimed, decided and appraised."""

from __future__ import annotations

from simcore.rulebook.calendar_words import months_later
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose, holds, look_up

_REPORT = Text(
    "Work Injury Insurance Regulations (工伤保险条例) art. 17; the day after is day 1",
    "工伤保险条例第17条；次日为第1日",
)
_APPRAISAL = Text("Work Injury Insurance Regulations (工伤保险条例) art. 25", "工伤保险条例第25条")


@rule(
    en="it is a work injury",
    zh="认定或视同工伤",
    unit="yes_no",
    article=Text(
        "Work Injury Insurance Regulations (工伤保险条例) art. 14-16; Social Insurance Law art. 37",
        "工伤保险条例第14-16条；社会保险法第37条",
    ),
)
def injury_is_recognised(injury_cause: Value, recognised_causes: Value) -> Value:
    """What happens at work and because of it, or is deemed to; never crime, drink, drugs or self-harm."""
    return holds(look_up(recognised_causes, injury_cause))


@rule(
    en="employer's deadline to report the injury", zh="用人单位申请工伤认定期限", unit="day", article=_REPORT
)
def injury_report_deadline(injured_on: Value, report_days: Value) -> Value:
    """The day of the accident and the employer's days; the costs until a later report are the employer's."""
    return injured_on + report_days


@rule(
    en="deadline of the worker, the family or the union",
    zh="职工申请工伤认定期限",
    unit="day",
    article=_REPORT,
)
def injury_claim_deadline(injured_on: Value, claim_months: Value) -> Value:
    """The same day after the months that the worker has."""
    return months_later(injured_on, claim_months)


@rule(
    en="deadline of the decision on the injury",
    zh="工伤认定决定期限",
    unit="day",
    article=Text(
        "Work Injury Insurance Regulations (工伤保险条例) art. 20; the day after is day 1",
        "工伤保险条例第20条；次日为第1日",
    ),
)
def injury_decision_deadline(
    injury_claim_accepted_on: Value,
    facts_are_clear: Value,
    injury_decision_days: Value,
    clear_case_decision_days: Value,
) -> Value:
    """The day of acceptance and the days for the decision, fewer where the facts are clear."""
    return injury_claim_accepted_on + choose(facts_are_clear, clear_case_decision_days, injury_decision_days)


@rule(
    en="deadline of the appraisal of working capacity", zh="劳动能力鉴定期限", unit="day", article=_APPRAISAL
)
def capacity_appraisal_deadline(
    appraisal_asked_on: Value,
    appraisal_extended: Value,
    appraisal_days: Value,
    appraisal_extension_days: Value,
) -> Value:
    """The day of the application and the days for the appraisal, with the extension where it is needed."""
    return appraisal_asked_on + appraisal_days + choose(appraisal_extended, appraisal_extension_days, 0)


@rule(
    en="deadline to ask for a second appraisal",
    zh="申请再次鉴定期限",
    unit="day",
    article=Text("Work Injury Insurance Regulations (工伤保险条例) art. 26", "工伤保险条例第26条"),
)
def second_appraisal_deadline(appraisal_received_on: Value, second_appraisal_days: Value) -> Value:
    """The day on which the appraisal was received and the days to contest it."""
    return appraisal_received_on + second_appraisal_days


@rule(
    en="first day of a review of the appraisal",
    zh="申请复查鉴定起始日",
    unit="day",
    article=Text("Work Injury Insurance Regulations (工伤保险条例) art. 28", "工伤保险条例第28条"),
)
def appraisal_review_from(appraised_on: Value, review_months: Value) -> Value:
    """The same day after the months within which an appraisal stands."""
    return months_later(appraised_on, review_months)
