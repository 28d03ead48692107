"""Explanations as people read them: in a terminal, in a notebook, as Markdown; in the current language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from simcore.calendar import day_number, day_text
from simcore.language import say
from simcore.rulebook.reasons import in_force_on
from simcore.rulebook.texts import Text

if TYPE_CHECKING:
    from rich.tree import Tree

    from simcore.rulebook.reasons import Reasons, Step

STATUS_LABELS: Mapping[str, tuple[str, str]] = {
    "official": ("official", "官方文本"),
    "published": ("published by a secondary source", "二手来源公布"),
    "form": ("fits award forms to the fen", "与待遇核定表相符"),
    "recalled": ("recalled, no copy seen", "凭记忆，未见原文"),
    "uncertain": ("uncertain", "不确定"),
    "derived": ("derived", "推算得出"),
    "projected": ("projected", "预测"),
    "carried_back": ("carried back from its first value", "由首个数值向前沿用"),
    "carried_forward": ("carried forward from its last known year", "由最近已知年份的数值沿用"),
    "reform": ("reform", "改革方案"),
}
_KINDS = {
    "input": ("given for this person", "个人情况（输入）"),
    "given": ("given for this case", "为本例直接给出"),
    "record": ("on record", "个人记录"),
    "default": ("default, as nothing else was given", "默认值（未另行给出）"),
}
_LONG = 100
_STYLE = """<style>
.simcore-explanation{font-size:14px;line-height:1.45;max-width:72em}
.simcore-explanation details,.simcore-explanation .simcore-leaf{margin:2px 0 2px 1.3em}
.simcore-explanation .simcore-leaf{padding-left:1em}
.simcore-explanation summary{cursor:pointer}
.simcore-explanation .simcore-formula{margin-left:1em;font-variant-numeric:tabular-nums}
.simcore-explanation .simcore-source{margin-left:1em;font-size:12px;opacity:.7}
.simcore-explanation .simcore-doubt{border-bottom:2px dotted #c77700}
.simcore-explanation .simcore-notes{margin:8px 0 0 1.3em;font-size:13px}
</style>"""


def headline(step: Step) -> str:
    """Label and value."""
    return say(f"{step.label[0]}: {step.shown[0]}", f"{step.label[1]}：{step.shown[1]}")


def formulas(step: Step) -> list[str]:
    """What the rule does, in words and then with the numbers of this case."""
    if step.repeated or not step.steps:
        return []
    words, numbers = say(*step.formula), say(*step.numbers)
    return [f"= {text}" for text in dict.fromkeys((words, numbers)) if text]


def folded(formula: str) -> list[str]:
    """A long formula with each of its cases on a line."""
    if len(formula) <= _LONG:
        return [formula]
    cases, depth = [""], 0
    for sign in formula:
        depth += (sign in "([（") - (sign in ")]）")
        cases[-1] += sign
        if sign in ";；" and not depth:
            cases.append("")
    first, *others = (case.strip() for case in cases)
    return [first, *(f"  {other}" for other in others)]


def sources(step: Step) -> str:
    """Where the value comes from: article or document, since when, and how sure that is; in one line."""
    if step.repeated:
        return say("as above", "同上")
    told = [say(*_KINDS[step.kind])] if step.kind in _KINDS else []
    if step.folded and step.steps:
        count = len(step.steps)
        told.append(say(f"{count} {'line' if count == 1 else 'lines'} behind it", f"明细 {count} 条"))
    if step.legal_basis:
        told.append(say(f"law: {step.legal_basis.en}", f"依据：{step.legal_basis.zh}"))
    if step.document:
        told.append(say(f"source: {step.document.en}", f"来源：{step.document.zh}"))
    if step.since and step.until:
        told.append(say(f"in force from {step.since} to {step.until}", f"{step.since} 至 {step.until} 施行"))
    elif step.since:
        told.append(say(f"in force from {step.since}", f"自 {step.since} 起施行"))
    if step.status:
        told.append(say(*STATUS_LABELS[step.status]))
    if step.model_default:
        told.append(say("model default", "模型默认值"))
    if any(step.lawful):
        told.append(say(f"the law itself has {step.lawful[0]}", f"现行规定为 {step.lawful[1]}"))
    return " · ".join(told)


def doubts(explanation: Reasons) -> list[str]:
    """What in the tree is no official figure, and why; a line each name, with every value that it has."""
    return [
        _grouped(name, steps, lambda step: say(*STATUS_LABELS[step.status]))
        for name, steps in _by_name(step for step in explanation.steps() if step.model_default).items()
    ]


def reformed(explanation: Reasons) -> list[str]:
    """What in the tree a reform has put in the place of the law, and what the law has; a line each name."""
    return [
        _grouped(name, steps, _in_place_of)
        for name, steps in _by_name(step for step in explanation.steps() if step.of_reform).items()
    ]


def _in_place_of(step: Step) -> str:
    if any(step.lawful):
        return say(f"the law itself has {step.lawful[0]}", f"现行规定为 {step.lawful[1]}")
    return say(*STATUS_LABELS["reform"])


def _by_name(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """The steps of each name, each value once."""
    found: dict[str, dict[tuple[Any, ...], Step]] = {}
    for step in steps:
        found.setdefault(step.name, {}).setdefault((step.shown, step.status, step.since, step.until), step)
    return {name: list(steps.values()) for name, steps in found.items()}


def _grouped(name: str, steps: Sequence[Step], why: Callable[[Step], str]) -> str:
    """One line for all values of a name: a single one with its value, a series by the times it holds, other
    values by their number.
    """
    if len(steps) == 1:
        return f"{headline(steps[0])} ({name}) — {why(steps[0])}"
    labels = list(dict.fromkeys(say(*step.label) for step in steps))
    label = labels[0] if len(labels) == 1 else f"{labels[0]} … {labels[-1]}"
    if all(step.since or step.until for step in steps):
        told = [f"{period}: {reason}" for period, reason in _periods(steps, why)]
    else:
        counts = Counter(why(step) for step in steps)
        told = [
            say(f"{_values(count)}: {reason}", f"{count} 个数值：{reason}")
            for reason, count in counts.items()
        ]
    return f"{label} ({name}) — {say('; ', '；').join(told)}"


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"


def _periods(steps: Sequence[Step], why: Callable[[Step], str]) -> list[tuple[str, str]]:
    """From when to when the values of a series hold, and why; those that follow on each other together."""
    runs: list[tuple[str, str, str]] = []
    for step in sorted(steps, key=lambda step: step.since):
        reason = why(step)
        if runs and runs[-1][2] == reason and _day_after(runs[-1][1]) == step.since:
            runs[-1] = (runs[-1][0], step.until, reason)
        else:
            runs.append((step.since, step.until, reason))
    return [(_period(since, until), reason) for since, until, reason in runs]


def _day_after(day: str) -> str:
    return day_text(day_number(day, "until") + 1) if day else ""


def _period(since: str, until: str) -> str:
    if since.endswith("-01-01") and (not until or until.endswith("-12-31")):
        since, until = since[:4], until[:4]
    if since == until:
        return since
    if not until:
        return say(f"from {since}", f"自 {since} 起")
    return say(f"{since} to {until}", f"{since} 至 {until}") if since else say(f"to {until}", f"至 {until}")


def by_the_law_of(explanation: Reasons) -> str:
    """The first words: on what law or record all of it rests, and what reform has changed the law."""
    told = explanation.basis
    if any(step.of_reform for step in explanation.steps()):
        reform = explanation.reform or Text("a reform", "改革")
        told += Text(f", as changed by {reform.en}", f"（经{reform.zh}修改）")
    return str(told)


def _first_day_of_law(explanation: Reasons) -> str:
    """The one day whose law the first words name, if it is one."""
    days = explanation.days_of_law
    return days[0] if len(days) == 1 else ""


def _dated(step: Step, day: str) -> list[str]:
    """By the law of which day a step was reckoned, where that is not the day of what stands above it."""
    return [str(in_force_on(step.law_of))] if step.law_of and step.law_of != day else []


def _endings(explanation: Reasons) -> list[tuple[str, list[str]]]:
    """What an explanation ends with: a title and its lines each."""
    listed = [
        (
            say("Of the reform, not of the law as it is:", "以下出自改革方案，并非现行规定："),
            reformed(explanation),
        ),
        (doubts_title(), doubts(explanation)),
    ]
    return [(title, lines) for title, lines in listed if lines]


def doubts_title() -> str:
    """What stands over the doubts."""
    return say("Model defaults, no official figures:", "以下为模型默认值，并非官方数据：")


def as_text(explanation: Reasons) -> str:
    """A tree of plain text."""
    lines: list[str] = []

    def write(step: Step, before: str, below: str, day: str) -> None:
        lines.append(before + headline(step))
        bar = below + ("│  " if step.steps and not step.folded else "   ")
        told = [by_the_law_of(explanation)] if step is explanation.tree else []
        told += _dated(step, day)
        reasons = [line for text in formulas(step) for line in folded(text)]
        lines.extend(bar + text for text in (*told, *reasons, sources(step)) if text)
        shown = () if step.folded else step.steps
        for place, one in enumerate(shown):
            last = place == len(shown) - 1
            branch = ("└─ ", "   ") if last else ("├─ ", "│  ")
            write(one, below + branch[0], below + branch[1], step.law_of or day)

    write(explanation.tree, "", "", _first_day_of_law(explanation))
    for title, listed in _endings(explanation):
        lines += ["", title, *(f"  · {line}" for line in listed)]
    return "\n".join(lines)


def as_markdown(explanation: Reasons) -> str:
    """A nested list."""
    lines: list[str] = []

    def write(step: Step, depth: int, day: str) -> None:
        indent = "  " * depth
        told = [f"*{quoted(text)}*" for text in (*_dated(step, day), *formulas(step))]
        remarks = [quoted(sources(step))] if sources(step) else []
        # Two blanks at the end of a line break it.
        lines.extend(
            f"{indent}{'- ' if place == 0 else '  '}{text}  "
            for place, text in enumerate([f"**{quoted(headline(step))}**", *told, *remarks])
        )
        for one in () if step.folded else step.steps:
            write(one, depth + 1, step.law_of or day)

    def quoted(text: str) -> str:
        for sign in "\\*_`<>":
            text = text.replace(sign, f"\\{sign}")
        return text

    tree = explanation.tree
    title = f"**{quoted(headline(tree))}** ({by_the_law_of(explanation)})"
    day = _first_day_of_law(explanation)
    about = [f"*{quoted(text)}*  " for text in (*_dated(tree, day), *formulas(tree))] + [
        quoted(sources(tree))
    ]
    for step in tree.steps:
        write(step, 0, tree.law_of or day)
    notes = [
        line
        for ending, listed in _endings(explanation)
        for line in ("", ending, "", *(f"- {quoted(line)}" for line in listed))
    ]
    return "\n".join([title, "", *about, "", *lines, *notes])


def as_html(explanation: Reasons) -> str:
    """A folding tree: the target and its parts are open, what lies below unfolds."""

    def part(kind: str, text: str) -> str:
        return f'<div class="simcore-{kind}">{escape(text)}</div>' if text else ""

    def html(step: Step, depth: int, day: str) -> str:
        doubt = ' class="simcore-doubt"' if step.model_default else ""
        title = f"<b{doubt}>{escape(headline(step))}</b>"
        told = "".join(part("source", text) for text in _dated(step, day))
        told += "".join(part("formula", text) for text in formulas(step)) + part("source", sources(step))
        if not step.steps:
            return f'<div class="simcore-leaf">{title}{told}</div>'
        inner = "".join(html(one, depth + 1, step.law_of or day) for one in step.steps)
        is_open = " open" if depth < 1 else ""
        return f"<details{is_open}><summary>{title}</summary>{told}{inner}</details>"

    def note(title: str, lines: list[str]) -> str:
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return f'<div class="simcore-notes">{escape(title)}<ul>{listed}</ul></div>'

    notes = "".join(note(title, lines) for title, lines in _endings(explanation))
    date = part("source", by_the_law_of(explanation))
    tree = html(explanation.tree, 0, _first_day_of_law(explanation))
    return f'{_STYLE}<div class="simcore-explanation">{date}{tree}{notes}</div>'


def as_rich(explanation: Reasons) -> Tree:
    """A tree with colours for a terminal."""
    from rich.text import Text as RichText
    from rich.tree import Tree

    def shown(step: Step, *before: str) -> RichText:
        text = RichText(headline(step), style="bold yellow" if step.model_default else "bold")
        for line in before:
            text.append(f"\n{line}", style="dim")
        for line in formulas(step):
            text.append(
                f"\n{line}", style="not bold cyan" if step is explanation.tree else "not bold default"
            )
        if sources(step):
            text.append(f"\n{sources(step)}", style="not bold dim")
        return text

    def grow(step: Step, tree: Tree, day: str) -> None:
        for below in () if step.folded else step.steps:
            of_step = step.law_of or day
            grow(below, tree.add(shown(below, *_dated(below, of_step))), of_step)

    first = _first_day_of_law(explanation)
    whole = Tree(shown(explanation.tree, by_the_law_of(explanation), *_dated(explanation.tree, first)))
    grow(explanation.tree, whole, first)
    for title, lines in _endings(explanation):
        notes = whole.add(RichText(title, style="yellow"))
        for line in lines:
            notes.add(RichText(line, style="yellow"))
    return whole


RENDERINGS: Mapping[str, Callable[[Reasons], str]] = {
    "text/plain": as_text,
    "text/html": as_html,
    "text/markdown": as_markdown,
}
