"""The scenario and the law of a run, rebuilt from its header (as when it was opened from disk)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcore.errors import InvalidInput

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario


def scenario_of(header: Mapping[str, Any]) -> Scenario:
    """The scenario of the run with this header."""
    from simcore.scenarios import Scenario

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{header['scenario']}.yaml"
        path.write_text(str(header["scenario_yaml"]), "utf-8")
        return Scenario.load(path)


def policy_of(header: Mapping[str, Any]) -> Policy:
    """The policy of the run with this header. Errors: InvalidInput if this version's law is another one."""
    policy = scenario_of(header).load_policy()
    if policy.digest != header["policy_digest"]:
        raise InvalidInput(
            "the law of this version differs from the law of the run (the policy's digest does not match), "
            "so its amounts cannot be explained or checked; run the scenario again",
            "当前版本的政策参数与该模拟所用的不同（政策摘要不符），无法解释或核对其金额；请重新运行该情景",
        )
    return policy
