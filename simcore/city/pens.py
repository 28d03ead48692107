"""The pens with which actors write records: benefits, claims, registrations, and the events of a life."""

from __future__ import annotations

import numpy as np

from simcore.books.books import Books
from simcore.calendar import NEVER, first_day
from simcore.city.claims import Claims
from simcore.city.ground import Ground
from simcore.city.keeping import Keeper
from simcore.city.lives import Jobs, Rows
from simcore.vocabulary import (
    EventKind,
    LeavingReason,
    RefusalReason,
    RegistrationCause,
    Scheme,
)

_EVENT_COLUMNS = ("day", "person_id", "employer_id", "kind", "reason", "detail")
_ROOM_FOR_EVENTS = 1 << 10
_NONE, _IN_TIME, _LATE, _INSPECTED = (int(cause) for cause in RegistrationCause)


class Pens(Keeper):
    """Every record of a person that is not a contribution. Events are handed over a batch at a time."""

    keeps = ("_events", "_held")

    def __init__(self, ground: Ground) -> None:
        self._books, self._dates = ground.books, ground.dates
        # Columns in the order of _EVENT_COLUMNS, of which the first `_held` rows are filled.
        self._events = np.zeros((len(_EVENT_COLUMNS), _ROOM_FOR_EVENTS), np.int64)
        self._held = 0

    def write_benefits(
        self,
        rows: Rows,
        scheme: Scheme,
        kind: int | np.ndarray,
        first: np.ndarray | int,
        last: np.ndarray | int,
        amount: np.ndarray | int,
        *,
        account_part: np.ndarray | int = 0,
        due_on: int = -1,
        books: Books | None = None,
    ) -> None:
        (books or self._books).benefit_spells.append(
            person_id=rows,
            scheme=int(scheme),
            kind=kind,
            first_month=first,
            last_month=last,
            amount_fen=amount,
            account_part_fen=account_part,
            due_on=due_on,
        )

    def events(
        self,
        days: np.ndarray | int,
        rows: Rows,
        kind: EventKind,
        *,
        employer_id: np.ndarray | int = -1,
        reason: LeavingReason | RefusalReason | np.ndarray | int = 0,
        detail: np.ndarray | int = 0,
    ) -> None:
        if count := len(rows):
            self._note(count, (days, rows, employer_id, kind, reason, detail))

    def employer_events(
        self, day: int, employers: np.ndarray, kind: EventKind, detail: np.ndarray | int = 0
    ) -> None:
        if count := len(employers):
            self._note(count, (day, -1, employers, kind, 0, detail))

    def _note(self, count: int, columns: tuple[np.ndarray | int, ...]) -> None:
        end = self._held + count
        if end > self._events.shape[1]:
            more = np.zeros((len(columns), end), np.int64)
            self._events = np.concatenate((self._events, more), axis=1)
        room = self._events[:, self._held : end]
        for place, column in enumerate(columns):
            room[place] = column
        self._held = end

    def post_events(self, day: int) -> None:
        """Hand the events up to `day` over to the books: many small batches cost as much as one large one."""
        if not self._held:
            return
        held = self._events[:, : self._held]
        past = held[0] <= day
        self._books.events.append(**dict(zip(_EVENT_COLUMNS, held[:, past], strict=True)))
        to_come = held[:, ~past]
        self._held = to_come.shape[1]
        self._events[:, : self._held] = to_come

    def refuse(self, claims: Claims, day: int, reason: RefusalReason, months: np.ndarray | int = 0) -> None:
        """The agency refuses these claims."""
        if len(claims):
            self.write_claims(claims, day, granted=False, reason=reason, months=months)
            self.events(day, claims.person, EventKind.REFUSED, reason=reason, detail=claims.kind)

    def write_claims(
        self,
        claims: Claims,
        day: int,
        *,
        granted: bool,
        reason: RefusalReason | int = 0,
        months: np.ndarray | int = 0,
        entitlement: np.ndarray | int = 0,
    ) -> None:
        if len(claims):
            self._books.claims.append(
                person_id=claims.person,
                kind=claims.kind,
                arrived_on=claims.arrived_on,
                decided_on=day,
                granted=int(granted),
                reason=int(reason),
                months=months,
                entitlement=entitlement,
            )

    def write_registrations(
        self, books: Books, job: Jobs, rows: Rows, declared: int = NEVER, day: int = NEVER - 1
    ) -> None:
        """The registrations of jobs as they stand at the end of `day`.

        A registration has taken effect if the declaration of month `declared`, or one before, listed the
        worker.
        """
        if not len(rows):
            return
        filed, end = job.registered_on[rows], job.end[rows]
        effective = (filed != NEVER) & (filed <= end)
        listed = self._dates.declared_in(np.where(effective, filed, 0))
        effective &= (end >= first_day(listed)) & (listed <= declared)
        in_time = filed <= self._dates.register_by(job.start[rows])
        cause = np.where(in_time, _IN_TIME, _LATE)
        cause[job.found[rows]] = _INSPECTED
        cause[~effective] = _NONE
        books.registrations.append(
            person_id=rows,
            employer_id=job.employer[rows],
            hired_on=job.start[rows],
            registered_on=np.where(effective, filed, -1),
            cause=cause,
            left_on=np.where(end > day, -1, end),
            left_reason=np.where(end > day, 0, job.left_reason[rows]),
        )
