"""How many people a fund's month counts: contributors and beneficiaries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simcore.city.keeping import Keeper
from simcore.vocabulary import Scheme


class Headcounts(Keeper):
    """People by scheme and month of the run; a month may be counted later, when it is declared late."""

    keeps = ("_contributors", "_beneficiaries")

    def __init__(self, months: range, schemes: Sequence[Scheme]) -> None:
        self._first = months[0]
        self._contributors = {scheme: np.zeros(len(months), np.int64) for scheme in schemes}
        self._beneficiaries = {scheme: np.zeros(len(months), np.int64) for scheme in schemes}

    def count_contributors(self, scheme: Scheme, month: int, people: int) -> None:
        """So many people more have a line that belongs to this month."""
        self._contributors[scheme][month - self._first] += people

    def count_late_contributors(self, scheme: Scheme, months: np.ndarray) -> None:
        """Somebody more has a line that belongs to each of these months."""
        np.add.at(self._contributors[scheme], months - self._first, 1)

    def count_beneficiaries(self, scheme: Scheme, month: int, people: int) -> None:
        """So many people more have a benefit of this month."""
        self._beneficiaries[scheme][month - self._first] += people

    def contributors(self, scheme: Scheme, month: int) -> int:
        return int(self._contributors[scheme][month - self._first])

    def beneficiaries(self, scheme: Scheme, month: int) -> int:
        return int(self._beneficiaries[scheme][month - self._first])
