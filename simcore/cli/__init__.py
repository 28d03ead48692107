"""The command line `simcore`; what it offers stands in the contract, section 3."""

from simcore.cli.program import main

__all__ = ["main"]
