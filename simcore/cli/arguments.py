"""What may be typed after `simcore`: commands, their arguments, and one-line answers to bad usage."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from simcore.cli.text_table import wrapped
from simcore.errors import InvalidInput, suggest
from simcore.language import say, width


class BadUsage(InvalidInput):
    """The command line itself was wrong; the message is one line."""


class _Help(argparse.HelpFormatter):
    """Help in the current language, its lines as wide as they look."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("usage: ", "用法：") if prefix is None else prefix)

    def _format_action(self, action: argparse.Action) -> str:
        text, header = super()._format_action(action), self._format_action_invocation(action)
        # argparse counts a Chinese character as one column, and leaves so many blanks too many behind it.
        blanks = " " * (width(header) - len(header))
        return text.replace(f"{header}{blanks}  ", f"{header}  ", 1)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(wrapped(text, width, indent, indent))


class _Parser(argparse.ArgumentParser):
    """Raises BadUsage where argparse would print its usage over several lines and exit; its own words are in
    the current language.
    """

    def format_help(self) -> str:
        # Not before: parents' options are sorted into the groups by these titles.
        self._positionals.title = say("positional arguments", "参数")
        self._optionals.title = say("options", "选项")
        for action in self._actions:
            if isinstance(action, argparse._HelpAction):
                action.help = say("show this help message and exit", "显示本帮助并退出")
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        one_line = " ".join(message.split())
        raise BadUsage(
            f"{_with_suggestion(one_line, 'did you mean {}?')} (see {self.prog} --help)",
            f"{_in_chinese(_with_suggestion(one_line, '是否指 {}？'))}（参见 {self.prog} --help）",
        )


_CHOICE = re.compile(r"(.*invalid choice: )'([^']*)' \(choose from (.*)\)")


def _with_suggestion(message: str, did_you_mean: str) -> str:
    found = _CHOICE.match(message)
    if not found:
        return message
    known = [name.strip("' ") for name in found[3].split(",")]
    near = suggest(found[2], known)
    cure = did_you_mean.format(near[0]) if near else ", ".join(known)
    return f"{found[1]}{found[2]!r}; {cure}"


_CHINESE = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"无法识别的参数：\1"),
    (r"ambiguous option: (\S+) could match (.*)", r"选项 \1 有歧义，可指 \2"),
    (r"argument (\S+): invalid choice: (.*)", r"参数 \1 的取值不在可选范围内：\2"),
    (r"argument (\S+): expected one argument", r"参数 \1 需要一个值"),
    (r"argument (\S+): expected at least one argument", r"参数 \1 至少需要一个值"),
    (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 不能与 \2 同时使用"),
    (r"argument (\S+): (.*)", r"参数 \1：\2"),
)


def _in_chinese(message: str) -> str:
    for english, chinese in _CHINESE:
        if re.fullmatch(english, message):
            return re.sub(english, chinese, message).replace(", ", "、").replace("; ", "；")
    return message


def whole_number(text: str) -> int:
    """An argument that must be a whole number; its range is checked where it is used."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            say(
                f"{text!r} is not a whole number; write it in digits, as 2000",
                f"{text!r} 不是整数；请用数字书写，如 2000",
            )
        ) from None


def language_of(argv: list[str]) -> str | None:
    """The value of `--language` wherever it stands, needed before any help text is made."""
    for place, word in enumerate(argv):
        if word.startswith("--language="):
            return word.partition("=")[2]
        if word == "--language" and place + 1 < len(argv):
            return argv[place + 1]
    return None


def parsed(words: list[str]) -> argparse.Namespace:
    """The command and its arguments; `inputs` are a calculation's `name=value` words. Errors: BadUsage."""
    program = parser()
    arguments, rest = program.parse_known_args(words)
    # argparse cannot take `name=value` words on both sides of an option: they are what it leaves over.
    if hasattr(arguments, "inputs"):
        arguments.inputs = [word for word in rest if not word.startswith("-")]
        rest = [word for word in rest if word.startswith("-")]
    if rest:
        program.error(f"unrecognized arguments: {' '.join(rest)}")
    return arguments


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, its help in the current language."""
    from simcore.version import VERSION

    common = _Parser(add_help=False)
    common.add_argument("--language", choices=("en", "zh"), help=say("language of all output", "输出语言"))
    top = _Parser(
        prog="simcore",
        description=say(
            "A city's social insurance, simulated day by day and fen by fen.",
            "逐日、精确到分地模拟一座城市的社会保险。",
        ),
        parents=[common],
        formatter_class=_Help,
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"simcore {VERSION}",
        help=say("show the version and exit", "显示版本并退出"),
    )
    commands = top.add_subparsers(
        dest="command",
        metavar=say("COMMAND", "命令"),
        title=say("commands", "命令"),
        parser_class=_Parser,
    )
    for add in (_add_lab, _add_run, _add_records, _add_law, _add_lists):
        add(commands, common)
    return top


Commands = argparse._SubParsersAction  # argparse has no public name for it


def _command(commands: Commands[_Parser], common: _Parser, name: str, english: str, chinese: str) -> _Parser:
    text = say(english, chinese)
    return commands.add_parser(name, parents=[common], help=text, description=text, formatter_class=_Help)


def _add_lab(commands: Commands[_Parser], common: _Parser) -> None:
    lab = _command(
        commands, common, "lab", "open the notebooks in JupyterLab", "在 JupyterLab 中打开课程笔记本"
    )
    lab.add_argument(
        "--zh", action="store_true", help=say("JupyterLab's menus in Chinese", "JupyterLab 使用中文菜单")
    )
    lab.add_argument(
        "--check",
        action="store_true",
        help=say("start, see that it answers, stop", "仅检查能否启动，随后退出"),
    )


def _add_run(commands: Commands[_Parser], common: _Parser) -> None:
    run = _command(
        commands, common, "run", "simulate a scenario and keep its records", "运行一个情景并保存其全部记录"
    )
    run.add_argument(
        "scenario",
        nargs="?",
        default="baseline",
        metavar=say("SCENARIO", "情景"),
        help=say(
            "a name (see: simcore scenarios) or a YAML file; default baseline",
            "情景名称或 YAML 文件，默认 baseline",
        ),
    )
    _add_reform(run)
    run.add_argument(
        "--people", type=whole_number, metavar=say("N", "数"), help=say("people at the start", "起始人数")
    )
    run.add_argument(
        "--years", type=whole_number, metavar=say("N", "数"), help=say("years to simulate", "模拟年数")
    )
    run.add_argument(
        "--seed", type=whole_number, metavar=say("N", "数"), help=say("seed of all luck", "随机种子")
    )
    run.add_argument(
        "--out",
        metavar=say("DIR", "文件夹"),
        help=say(
            "new folder for the records; default runs/SCENARIO-SEED, numbered so that nothing is overwritten",
            "保存记录的新文件夹；默认 runs/情景-种子，自动编号，不覆盖已有文件",
        ),
    )
    resume = _command(
        commands,
        common,
        "resume",
        "go on with a run that was stopped or killed, to the same records",
        "继续被中断的模拟，所得记录与未中断时相同",
    )
    resume.add_argument(
        "folder", metavar=say("DIR", "文件夹"), help=say("folder of the run", "运行结果文件夹")
    )


def _add_reform(command: _Parser) -> None:
    command.add_argument(
        "--reform",
        action="append",
        default=[],
        metavar=say("FILE", "文件"),
        help=say(
            "a reform file, or the name of a scenario that only reforms; may be given several times",
            "改革文件，或只含改革的情景名称；可重复给出",
        ),
    )


def _add_records(commands: Commands[_Parser], common: _Parser) -> None:
    folder = say("folder of a run", "运行结果文件夹")
    inquire = _command(
        commands,
        common,
        "inquire",
        "one person's payment record, as the city's payment inquiry shows it",
        "个人缴费记录，与缴费查询所见一致",
    )
    inquire.add_argument("folder", metavar=say("DIR", "文件夹"), help=folder)
    inquire.add_argument(
        "id_number", metavar=say("ID_NUMBER", "身份号码"), help=say("ID number of the person", "公民身份号码")
    )
    inquire.add_argument(
        "--scheme",
        metavar=say("S", "险种"),
        help=say("only this insurance, as employee_pension", "只看该险种，如 职工基本养老保险"),
    )
    inquire.add_argument(
        "--from",
        dest="start",
        metavar=say("M", "月份"),
        help=say("first month, as 2025-02", "起始月，如 2025-02"),
    )
    inquire.add_argument(
        "--to", dest="end", metavar=say("M", "月份"), help=say("last month, as 2025-12", "截止月，如 2025-12")
    )
    inquire.add_argument(
        "--csv",
        metavar=say("FILE", "文件"),
        help=say("write the record to this file instead", "将记录写入该文件"),
    )
    why = _command(
        commands,
        common,
        "why",
        "why an amount of one person's record is what it is, down to payment lines and ledger entries",
        "个人金额的由来，直至缴费记录和总账分录",
    )
    why.add_argument("folder", metavar=say("DIR", "文件夹"), help=folder)
    why.add_argument(
        "id_number", metavar=say("ID_NUMBER", "身份号码"), help=say("ID number of the person", "公民身份号码")
    )
    why.add_argument("target", metavar=say("TARGET", "计算项"), help=say("as monthly_pension", "如 月养老金"))
    meant = say("the month meant, as 2025-02 (else the latest)", "所指月份，如 2025-02（默认最近）")
    why.add_argument("--month", metavar=say("M", "月份"), help=meant)
    funds = _command(commands, common, "funds", "the funds' balances, year by year", "各基金历年收支与结余")
    funds.add_argument("folder", metavar=say("DIR", "文件夹"), help=folder)
    check = _command(
        commands,
        common,
        "check",
        "audit the books of a run; exit status 1 if a check fails",
        "审计账目；如有不符，退出状态为 1",
    )
    check.add_argument("folder", metavar=say("DIR", "文件夹"), help=folder)


def _add_law(commands: Commands[_Parser], common: _Parser) -> None:
    for name, english, chinese in (
        (
            "calculate",
            "one amount or fact by the law in force on a date",
            "按某日有效的法规计算一项金额或事实",
        ),
        (
            "explain",
            "the same, with every step, its article and its source",
            "同上，并列出每一步、条款与来源",
        ),
    ):
        command = _command(commands, common, name, english, chinese)
        command.add_argument(
            "target", metavar=say("TARGET", "计算项"), help=say("as monthly_pension", "如 月养老金")
        )
        command.add_argument(
            "--date",
            required=True,
            metavar=say("D", "日期"),
            help=say("as 2025-02 or 2025-02-17", "如 2025-02 或 2025-02-17"),
        )
        _add_reform(command)
        if name == "explain":
            command.add_argument(
                "--format",
                choices=("tree", "markdown", "json"),
                default="tree",
                help=say("how it is printed; default tree", "输出格式，默认 tree"),
            )
        command.set_defaults(inputs=[])
        command.usage = f"simcore {name} " + say(
            "TARGET --date D [name=value ...]", "计算项 --date 日期 [名称=值 ...]"
        )
        command.epilog = say(
            "name=value: inputs in yuan, months or dates, as monthly_wage=5000, without thousands "
            "separators; yes or no; several at once with commas, as monthly_wage=4500,8000",
            "名称=值：输入项（元、月数或日期），如 月工资=5000，不加千位分隔符；是或否；"
            "多个值用逗号分隔，如 月工资=4500,8000",
        )


def _add_lists(commands: Commands[_Parser], common: _Parser) -> None:
    scenarios = _command(commands, common, "scenarios", "the ready-made scenarios", "现有情景")
    scenarios.add_argument(
        "name",
        nargs="?",
        metavar=say("SCENARIO", "情景"),
        help=say("what this one does (a name or a YAML file)", "该情景的内容（名称或 YAML 文件）"),
    )
    targets = _command(
        commands,
        common,
        "targets",
        "what can be calculated, and what each target takes",
        "可计算的项目及其输入项",
    )
    targets.add_argument(
        "pattern",
        nargs="?",
        metavar=say("PATTERN", "模式"),
        help=say("a part of a name or label, or a pattern with *", "名称或标签的一部分，或带 * 的模式"),
    )
    parameters = _command(
        commands,
        common,
        "parameters",
        "the dated parameters of the law, with source and status",
        "法规参数及其来源与状态",
    )
    parameters.add_argument(
        "pattern",
        nargs="?",
        metavar=say("PATTERN", "模式"),
        help=say("a part of a name or label, or a pattern with *", "名称或标签的一部分，或带 * 的模式"),
    )
    parameters.add_argument(
        "--date",
        metavar=say("D", "日期"),
        help=say("only the values in force on this day", "只看该日有效的值"),
    )
    one_of = parameters.add_mutually_exclusive_group()
    one_of.add_argument(
        "--stale",
        action="store_true",
        help=say(
            "only yearly series whose newest value is older than two years", "只看最新值已超过两年的年度序列"
        ),
    )
    one_of.add_argument(
        "--uncertain",
        action="store_true",
        help=say(
            "only what nobody is sure of: values of the law, rules, and values of the scenario",
            "只看不确定的内容：法规数值、规则与情景设定",
        ),
    )
    one_of.add_argument(
        "--counts",
        action="store_true",
        help=say("how many values have which status", "各状态的数值个数"),
    )
    _add_reform(one_of)  # type: ignore[arg-type]
