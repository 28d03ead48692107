"""From the words that were typed to what is printed and the exit status."""

from __future__ import annotations

import os
import sys
import warnings
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from simcore.cli.arguments import language_of, parsed
from simcore.errors import InvalidInput, WithoutEffect
from simcore.language import say

DONE, CHECK_FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command prints to standard output, and the exit status."""

    text: str = ""
    status: int = DONE


# Named by module, so that a command loads only what it needs: `simcore --help` must be instant.
_WHERE = {
    "lab": "simcore.cli.lessons",
    "run": "simcore.cli.records",
    "resume": "simcore.cli.records",
    "funds": "simcore.cli.records",
    "inquire": "simcore.cli.records",
    "why": "simcore.cli.records",
    "check": "simcore.cli.records",
    "calculate": "simcore.cli.legal",
    "explain": "simcore.cli.legal",
    "targets": "simcore.cli.targets",
    "parameters": "simcore.cli.parameter_lists",
    "scenarios": "simcore.cli.legal",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status: 0 done, 1 a check failed, 2 bad usage or bad input."""
    words = list(sys.argv[1:] if argv is None else argv)
    with _spoken(language_of(words)), warnings.catch_warnings():
        warnings.simplefilter("always", WithoutEffect)
        warnings.showwarning = _warn
        try:
            answer = _answer(words)
        except SystemExit as asked:  # argparse leaves this way after --help and --version
            return int(asked.code or DONE)
        except KeyboardInterrupt:
            return _complain(say("stopped before the end", "已中断"), INTERRUPTED)
        except BrokenPipeError:
            return _nobody_reads(DONE)
        except (InvalidInput, OSError) as error:
            return _complain(_one_line(error), BAD_INPUT)
        return _print(answer)


def _answer(words: list[str]) -> Answer:
    arguments = parsed(words)
    if arguments.command is None:
        raise InvalidInput(
            f"name a command: {', '.join(_WHERE)} (see simcore --help)",
            f"请给出命令：{'、'.join(_WHERE)}（参见 simcore --help）",
        )
    module = import_module(_WHERE[arguments.command])
    command: Callable[[Namespace], Answer] = getattr(module, arguments.command)
    return command(arguments)


def _print(answer: Answer) -> int:
    try:
        if answer.text:
            print(answer.text)
        sys.stdout.flush()
    except BrokenPipeError:
        return _nobody_reads(answer.status)
    return answer.status


def _nobody_reads(status: int) -> int:
    """The reader closed the pipe: not an error, but Python must not try to flush it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _warn(message: Warning | str, *where: object, **more: object) -> None:
    print(f"simcore: {' '.join(str(message).split())}", file=sys.stderr)


def _complain(sentence: str, status: int) -> int:
    print(f"simcore: {sentence}", file=sys.stderr)
    return status


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split())


@contextmanager
def _spoken(chosen: str | None) -> Iterator[None]:
    """Speak the language of `--language` for the length of one command."""
    before = os.environ.get("SIMCORE_LANGUAGE")
    if chosen in ("en", "zh"):
        os.environ["SIMCORE_LANGUAGE"] = chosen
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("SIMCORE_LANGUAGE", None)
        else:
            os.environ["SIMCORE_LANGUAGE"] = before
