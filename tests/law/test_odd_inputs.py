"""Whatever is asked, the law answers or refuses in one sentence, at once."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from simcore import InvalidInput, Policy
from tests.law.odd_inputs import Question, questions

LONGEST_SENTENCE = 400
SLOWEST = 0.2
MAY_BE_NEGATIVE = {"assessment_settlement", "product_to_date"}
"""What was assessed is set off against what is declared later and may be given back (Social Insurance Law,
article 62); in a month product draws count against credits (劳办发〔1997〕116号)."""
POLICY = Policy.load("chongqing")


def faults(question: Question) -> list[str]:
    """What is wrong with the answer to a question, or with its refusal."""
    try:
        value = POLICY.calculate(question.target, question.date, **question.inputs)
        explained = POLICY.explain(question.target, question.date, **question.inputs)
    except InvalidInput as refused:
        return [
            f"says in {len(said)} characters: {said}"
            for said in (refused.english, refused.chinese)
            if len(said) > LONGEST_SENTENCE or "\n" in said
        ]
    except Exception as crash:
        return [f"crashes: {crash!r}"]
    found = [] if explained.value == value else [f"calculates {value} and explains {explained.value}"]
    if isinstance(value, int | Decimal) and value < 0 and question.target not in MAY_BE_NEGATIVE:
        found.append(f"is {value}")
    return found


@pytest.mark.parametrize(
    ("count", "seed"), [(3_000, 1), pytest.param(100_000, 2, marks=pytest.mark.thorough)]
)
def test_odd_questions_are_answered_or_refused_in_one_sentence_and_at_once(count: int, seed: int) -> None:
    asked, slow = set(), []
    for question in questions(POLICY, count, seed):
        began = time.process_time()
        wrong = faults(question)
        took = time.process_time() - began
        assert not wrong, f"{question} {'; '.join(wrong)}"
        if question.target in asked and took > SLOWEST:
            slow.append((round(took, 2), question))
        asked.add(question.target)
    # A number that takes minutes to read is a fault; a pause of the machine may happen to any question.
    assert len(slow) <= count // 10_000 + 1, slow
