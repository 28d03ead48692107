"""`simcore lab`: the lessons in JupyterLab, opened exactly as `python3 run.py lab` opens them."""

from __future__ import annotations

from argparse import Namespace

from simcore.cli.program import Answer


def lab(arguments: Namespace) -> Answer:
    """Open the notebooks and stay until JupyterLab is closed."""
    from simcore.lab import open_lessons

    return Answer(status=open_lessons(chinese=arguments.zh, only_check=arguments.check))
