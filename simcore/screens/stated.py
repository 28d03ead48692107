"""A screen that can state its figures as text: in a console, in a saved notebook, and for tests."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import ipywidgets


class StatedBox(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A vertical box of widgets whose text form is what `stated()` says, and never an address in memory."""

    @abstractmethod
    def stated(self) -> str:
        """The figures of the screen, the same text whenever the figures are the same."""

    def __repr__(self) -> str:
        return self.stated()

    def _repr_mimebundle_(self, **given: Any) -> Any:
        # ipywidgets would cut the text at 110 characters.
        bundle = super()._repr_mimebundle_(**given)
        bundle["text/plain"] = self.stated()
        return bundle
