"""Ready-made scenarios, and the immutable value `Scenario` that says what a run starts from."""

from simcore.scenarios.scenario import Scenario, scenario_names

__all__ = ["Scenario", "scenario_names"]
