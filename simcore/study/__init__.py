"""What many runs say together: indicators of a run, and a scenario over many seeds."""

from simcore.study.ensembles import Ensemble, ensemble
from simcore.study.indicators import indicators

__all__ = ["Ensemble", "ensemble", "indicators"]
