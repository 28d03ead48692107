"""Explanations as people read them: in a terminal, in a notebook, as Markdown; in the current language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

from simcore.language import say

if TYPE_CHECKING:
    from rich.text import Text
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
    """What in the tree is no official figure, and why; a line each."""
    found = {step.name: step for step in explanation.steps() if step.model_default}
    return [f"{headline(step)} ({step.name}) — {say(*STATUS_LABELS[step.status])}" for step in found.values()]


def by_the_law_of(explanation: Reasons) -> str:
    """The first words: on what day's law all of it rests."""
    return say(f"by the law in force on {explanation.date}", f"按 {explanation.date} 有效的规定")


def doubts_title() -> str:
    """What stands over the doubts."""
    return say("Model defaults, no official figures:", "以下为模型默认值，并非官方数据：")


def as_text(explanation: Reasons) -> str:
    """A tree of plain text."""
    lines: list[str] = []

    def write(step: Step, before: str, below: str) -> None:
        lines.append(before + headline(step))
        bar = below + ("│  " if step.steps and not step.folded else "   ")
        told = [by_the_law_of(explanation)] if step is explanation.tree else []
        reasons = [line for text in formulas(step) for line in folded(text)]
        lines.extend(bar + text for text in (*told, *reasons, sources(step)) if text)
        shown = () if step.folded else step.steps
        for place, one in enumerate(shown):
            last = place == len(shown) - 1
            write(one, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "))

    write(explanation.tree, "", "")
    found = doubts(explanation)
    if found:
        lines += ["", doubts_title(), *(f"  · {line}" for line in found)]
    return "\n".join(lines)


def as_markdown(explanation: Reasons) -> str:
    """A nested list."""
    lines: list[str] = []

    def write(step: Step, depth: int) -> None:
        indent = "  " * depth
        told = [f"*{quoted(text)}*" for text in formulas(step)]
        remarks = [quoted(sources(step))] if sources(step) else []
        # Two blanks at the end of a line break it.
        lines.extend(
            f"{indent}{'- ' if place == 0 else '  '}{text}  "
            for place, text in enumerate([f"**{quoted(headline(step))}**", *told, *remarks])
        )
        for one in () if step.folded else step.steps:
            write(one, depth + 1)

    def quoted(text: str) -> str:
        for sign in "\\*_`<>":
            text = text.replace(sign, f"\\{sign}")
        return text

    tree = explanation.tree
    title = f"**{quoted(headline(tree))}** ({by_the_law_of(explanation)})"
    about = [f"*{quoted(text)}*  " for text in formulas(tree)] + [quoted(sources(tree))]
    for step in tree.steps:
        write(step, 0)
    found = doubts(explanation)
    notes = ["", doubts_title(), "", *(f"- {quoted(line)}" for line in found)] if found else []
    return "\n".join([title, "", *about, "", *lines, *notes])


def as_html(explanation: Reasons) -> str:
    """A folding tree: the target and its parts are open, what lies below unfolds."""

    def part(kind: str, text: str) -> str:
        return f'<div class="simcore-{kind}">{escape(text)}</div>' if text else ""

    def html(step: Step, depth: int) -> str:
        doubt = ' class="simcore-doubt"' if step.model_default else ""
        title = f"<b{doubt}>{escape(headline(step))}</b>"
        told = "".join(part("formula", text) for text in formulas(step)) + part("source", sources(step))
        if not step.steps:
            return f'<div class="simcore-leaf">{title}{told}</div>'
        inner = "".join(html(one, depth + 1) for one in step.steps)
        is_open = " open" if depth < 1 else ""
        return f"<details{is_open}><summary>{title}</summary>{told}{inner}</details>"

    found = doubts(explanation)
    listed = "".join(f"<li>{escape(line)}</li>" for line in found)
    notes = f'<div class="simcore-notes">{escape(doubts_title())}<ul>{listed}</ul></div>' if found else ""
    date = part("source", by_the_law_of(explanation))
    return f'{_STYLE}<div class="simcore-explanation">{date}{html(explanation.tree, 0)}{notes}</div>'


def as_rich(explanation: Reasons) -> Tree:
    """A tree with colours for a terminal."""
    from rich.text import Text
    from rich.tree import Tree

    def shown(step: Step, *before: str) -> Text:
        text = Text(headline(step), style="bold yellow" if step.model_default else "bold")
        for line in before:
            text.append(f"\n{line}", style="dim")
        for line in formulas(step):
            text.append(
                f"\n{line}", style="not bold cyan" if step is explanation.tree else "not bold default"
            )
        if sources(step):
            text.append(f"\n{sources(step)}", style="not bold dim")
        return text

    def grow(step: Step, tree: Tree) -> None:
        for below in () if step.folded else step.steps:
            grow(below, tree.add(shown(below)))

    whole = Tree(shown(explanation.tree, by_the_law_of(explanation)))
    grow(explanation.tree, whole)
    found = doubts(explanation)
    if found:
        notes = whole.add(Text(doubts_title(), style="yellow"))
        for line in found:
            notes.add(Text(line, style="yellow"))
    return whole


RENDERINGS: Mapping[str, Callable[[Reasons], str]] = {
    "text/plain": as_text,
    "text/html": as_html,
    "text/markdown": as_markdown,
}
