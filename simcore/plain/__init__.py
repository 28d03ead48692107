"""The plain model: ordinary SimPy, a process per worker and per employer, to be read in class.

It shares what is given, the law, the luck, the opening state and the calendar, with the fast engine,
and nothing
else; on a small society both give the same records to the fen. `smallest_city` is the same idea on one
page: one scheme, one fund, the treasury. Then read in this order:

`worker` and `spells` (a life), `employer` (declares and pays), `contributions` and `insurance_record`
(what is paid
for a person), `tax_bureau` and `insured/` (how it comes in), `account`, `claims` and `agency` (clerks
decide),
`benefit` and `benefits/` (what is decided and paid), `funds` (and the treasury), `ground`, `city`, `run`.
"""

from simcore.plain.run import PlainRun, simulate_plainly

__all__ = ["PlainRun", "simulate_plainly"]
