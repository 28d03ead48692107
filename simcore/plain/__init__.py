"""The plain model: ordinary SimPy, a process per worker and per employer, to be read in class.

It shares what is given, the law, the luck, the opening state and the calendar, with the fast engine, and
nothing else; on a small society both give the same records to the fen. `smallest_city` is the same idea on
one page: one scheme, one fund, the treasury. Then read in this order:

`ground` (how all wait, tell and send), `worker` and `spells` (a life; its luck is `fate`), `employer`
(declares and pays), `lawbook`, `contributions` and `insurance_record` (what is paid for a person),
`tax_bureau`, `insured_kind` and `insured/` (how it comes in), `account`, `claims` and `agency` (clerks
decide), `benefit` and `benefits/` (what is decided and paid), `funds` (and the treasury), `city`, `run`.

A month's days, with the scenario's own numbers where there are brackets (phases: `simcore.clock.Phase`):

    1st            CHANGES    all changes of life dated in the month are known (`worker.live`)
    1st            CLOSING    residents decide to pay (`insured/resident`)
    declaration    ARRIVALS   employers declare, bills are made and their days of payment set (`employer`)
    [agency]       DECISIONS  orders, inspections, claims (`agency`)
    [funds]        TREASURY   the treasury covers what has waited (`funds.Treasury`)
    [funds]        PAYMENTS   what is regular falls due, the funds pay (`city.pay_benefits`)
    [tax bureau]   RECEIPTS   what was settled before the day is booked (`tax_bureau`)
    last           CHANGES    employers close (`employer`)
    last           CLOSING    the month is closed, in December the accounts' year (`city.close_months`)

Where what a screen shows comes from:

    entered, hired, left_job, turned_flexible, retired, died, gave_birth    `worker`
    registered                     `employer.tell_registration`, with the declaration that first lists it
    found_unregistered, refused    `agency`
    claimed                        `ground.send`
    granted, awarded               `agency`, in the words of the benefit (`Benefit.granted`)
    paying_on, account_taken       `benefits/pension`
    benefit_exhausted              `benefits/unemployment`
    born, paid_late                in no engine: `simcore.inquiry.frames` derives them from the records
    a payment                      `contributions.Line.payments`
    a benefit                      `funds.Fund.owe`, paid by `funds.Fund.pay`
    a year of an account           `account.PensionAccount.end_year`
    a fund's month                 `funds.Fund.close_month`

An event bears the day that it is about, which may lie before or after the one on which it was written.
"""

from simcore.plain.run import PlainRun, simulate_plainly

__all__ = ["PlainRun", "simulate_plainly"]
