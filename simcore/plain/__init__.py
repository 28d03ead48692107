"""The plain model: ordinary SimPy, a process per worker and per employer, to be read in class.

It shares the law, the luck and the society with the fast engine, and nothing else; on a small society both
give the same records to the fen. Read it in this order:

`clock` (days and phases), `worker`, `spells` (jobs and times without one), `employer`, `tax_bureau`,
`pension_account`, `claims`, `agency`, `pension`, `death`, `unemployment` (the decisions), `funds` (and the
treasury), `world`, `run`.
"""

from simcore.plain.run import PlainRun, simulate_plainly

__all__ = ["PlainRun", "simulate_plainly"]
