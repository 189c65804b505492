"""The words and the looks of a feedback page."""

ZH = {
    "lang": "zh-CN",
    "page": "作业评语",
    "colon": "：",
    "skip": "跳到正文",
    "student": "学生",
    "points": "{got} / {most} 分",
    "so_far": "目前 {got} / {most} 分",
    "waiting_points": "其中 {points} 分要等老师批改。",
    "all_marked": "已经全部评完。",
    "penalty": "迟交扣 {points} 分，上面的分数还没有扣。",
    "tasks": "各题得分",
    "task": "题目",
    "score": "得分",
    "state": "结果",
    "full": "✔ 满分",
    "part": "◐ 部分得分",
    "none": "✘ 没得分",
    "waiting": "… 等老师批改",
    "intro": "开头的说明和代码",
    "given": "看题目",
    "more": "看说明和代码",
    "other": "其他内容",
    "answer": "你的答案",
    "own": "你加的内容",
    "check": "检查",
    "mark": "批改",
    "comment": "老师的评语",
    "passed": "✔ 通过",
    "partly": "◐ 部分通过",
    "failed": "✘ 没有通过",
    "not attempted": "○ 未作答",
    "not checkable": "✘ 无法检查",
    "incorrect": "✘ 还不对",
    "hidden": "这一格还有没显示的检查没有通过。",
    "hidden_name": "没有显示的检查",
    "line": "第 {n} 行没有通过",
    "no_message": "出错的说明涉及没有显示的检查，这里不写。",
    "code": "看检查的代码",
    "code_part": "看检查的代码（还有没显示的检查）",
    "died": "你的代码让运行它的进程结束了，或者超过了时间和内存的限制。",
    "late": "整份作业超过了时间限制，这一格没有运行。",
    "slow": "这一格运行得太久，被停下了。",
    "no_reason": "这一格没有得分。",
    "by_teacher": "分数由老师确定。",
    "untouched": "没有作答：和发下来的时候一样。",
    "empty": "没有内容。",
    "output": "输出",
    "error": "运行出错",
    "at_line": "第 {n} 行",
    "picture": "输出的图",
    "no_picture": "（图没有显示：{alt}）",
    "a_picture": "没有说明",
    "widget": "互动控件，在笔记本里运行才能看到。",
    "inactive": "这个输出要在浏览器里运行程序，评语页不显示。",
    "unreadable": "这个输出读不出来。",
    "odd_cell": "这一格读不出来。",
    "cut": "…… 中间省略 {n} 个字符 ……",
    "left_out": "输出太多，后面的不显示。",
    "cells_left_out": "单元格太多，后面的 {n} 格不显示。",
    "removed": "这里有一行和没有显示的检查有关，不显示。",
    "checks_said": "检查过程中的其他输出不显示。",
    "foot": "由客关生成。分数来自成绩册；对分数有疑问，请带着这一页找老师。",
    "not_graded": "还没有评分：请先运行 keguan grade",
    "unreadable_file": "评完的笔记本读不出来：请重新评分（--force）",
    "no_release": "找不到这份作业的笔记本",
}
EN = {
    "lang": "en",
    "page": "Feedback",
    "colon": ": ",
    "skip": "Skip to the feedback",
    "student": "Student",
    "points": "{got} / {most} points",
    "so_far": "{got} / {most} points so far",
    "waiting_points": "{points} of the points wait for your teacher's mark.",
    "all_marked": "Everything is marked.",
    "penalty": "Handed in late: {points} points are still to be taken off.",
    "tasks": "Points by task",
    "task": "Task",
    "score": "Points",
    "state": "Result",
    "full": "✔ full marks",
    "part": "◐ some points",
    "none": "✘ no points",
    "waiting": "… to be marked",
    "intro": "Introduction and given code",
    "given": "Read the task",
    "more": "Read the text and the code",
    "other": "Other parts",
    "answer": "Your answer",
    "own": "What you added",
    "check": "Check",
    "mark": "Mark",
    "comment": "Your teacher's comment",
    "passed": "✔ Passed",
    "partly": "◐ Partly passed",
    "failed": "✘ Not passed",
    "not attempted": "○ Not attempted",
    "not checkable": "✘ Not checkable",
    "incorrect": "✘ Not yet",
    "hidden": "A hidden check of this cell did not pass.",
    "hidden_name": "hidden check",
    "line": "Line {n} did not pass",
    "no_message": "The message is about hidden checks and is not shown.",
    "code": "See the code of the check",
    "code_part": "See the code of the check (there are hidden checks too)",
    "died": "Your code ended its process, or went over the limits of time and memory.",
    "late": "The notebook went over its time limit; this cell was not run.",
    "slow": "This cell ran too long and was stopped.",
    "no_reason": "No points for this cell.",
    "by_teacher": "Your teacher decided on these points.",
    "untouched": "Not attempted: it is as it was given out.",
    "empty": "Nothing here.",
    "output": "Output",
    "error": "Stopped with an error",
    "at_line": "line {n}",
    "picture": "Picture in the output",
    "no_picture": "(picture not shown: {alt})",
    "a_picture": "no description",
    "widget": "An interactive widget; run the notebook to see it.",
    "inactive": "This output runs a program in the browser, so it is not shown here.",
    "unreadable": "This output could not be read.",
    "odd_cell": "This cell could not be read.",
    "cut": "… {n} characters left out …",
    "left_out": "Too much output; the rest is not shown.",
    "cells_left_out": "Too many cells; the last {n} are not shown.",
    "removed": "A line here has to do with hidden checks and is not shown.",
    "checks_said": "Other output of the checks is not shown.",
    "foot": (
        "Made by Keguan. Points come from the gradebook; if you have a question about them, take "
        "this page to your teacher."
    ),
    "not_graded": "not graded yet: run keguan grade first",
    "unreadable_file": "the graded notebook cannot be read: grade it again (--force)",
    "no_release": "the notebook of this assignment is missing",
}
TEXTS = {"zh": ZH, "en": EN}

CSS = """
:root { --ink: #1d2329; --soft: #4a5560; --paper: #fff; --line: #d5dbe1; --wash: #f5f7f9; --blue: #00588c;
  --good: #17653a; --part: #7a5200; --bad: #9c3500; color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.4rem 1.1rem 3rem; max-width: 52rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.35rem; line-height: 1.35; margin: 0; }
h3 { font-size: 1rem; margin: 1.3rem 0 .35rem; color: var(--soft); }
h4, h5, h6 { font-size: 1.02rem; margin: 1rem 0 .2rem; }
p { margin: .45rem 0; }
a { color: var(--blue); }
.who { color: var(--soft); margin: .2rem 0 1rem; }
.total { border-left: 6px solid var(--blue); background: var(--wash); padding: .8rem 1.1rem; margin: 0 0 1.2rem; }
.total b { display: block; font-size: 2rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.total p { margin: .1rem 0 0; color: var(--soft); }
table { border-collapse: collapse; }
th, td { padding: .38rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; }
.tasks thead th { white-space: nowrap; }
.tasks table { width: 100%; }
.tasks tbody th { font-weight: 400; width: 100%; overflow-wrap: break-word; }
.tasks td { white-space: nowrap; font-variant-numeric: tabular-nums; }
.full, .passed { color: var(--good); } .part, .partly { color: var(--part); }
.none, .failed { color: var(--bad); } .waiting { color: var(--soft); }
main > section { border-top: 2px solid var(--line); margin-top: 2.2rem; padding-top: 1.2rem; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem 1.2rem; align-items: baseline; }
.head p { margin: 0; font-weight: 600; white-space: nowrap; }
details { margin: .7rem 0; }
summary { cursor: pointer; color: var(--blue); padding: .15rem 0; }
details > .inside { border-left: 3px solid var(--line); padding: .1rem 0 .1rem 1rem; }
pre { margin: .5rem 0; padding: .6rem .8rem; background: var(--wash); border: 1px solid var(--line); border-radius: 4px;
  overflow-x: auto; white-space: pre; overflow-wrap: normal; font: .88rem/1.5 ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC",
  "Noto Sans SC", "Noto Sans CJK SC", monospace; }
pre.said { background: var(--paper); white-space: pre-wrap; overflow-wrap: anywhere; }
code, kbd, samp { font-family: ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .92em; }
.box { border: 1px solid var(--line); border-radius: 4px; padding: .3rem .9rem; margin: .5rem 0; overflow-x: auto; }
.box table, .inside table { font-size: .92rem; margin: .4rem 0; font-variant-numeric: tabular-nums; }
.box img, .out img { max-width: 100%; height: auto; }
.out { overflow-x: auto; margin: .5rem 0; }
.out table { font-size: .88rem; font-variant-numeric: tabular-nums; } .out th, .out td { text-align: right; white-space: nowrap; }
.note { color: var(--soft); font-size: .95rem; }
.verdict { border-left: 6px solid var(--line); background: var(--wash); padding: .55rem .9rem; margin: .5rem 0; }
.verdict.passed { border-color: var(--good); } .verdict.failed { border-color: var(--bad); color: inherit; }
.verdict.partly { border-color: var(--part); color: inherit; } .verdict.passed { color: inherit; }
.verdict.waiting { color: inherit; }
.verdict p { margin: .1rem 0; } .verdict details { margin: .25rem 0 0; }
.verdict .line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.2rem; }
.passed > .line b { color: var(--good); } .failed > .line b { color: var(--bad); } .partly > .line b { color: var(--part); }
.comment { border-left: 6px solid var(--blue); background: #eef5fa; padding: .4rem .9rem; margin: .5rem 0; }
.k-k, .k-kn, .k-ow, .k-kc, .k-kd { color: #00467a; font-weight: 600; } .k-s1, .k-s2, .k-sd, .k-sa, .k-si { color: #1d5c2e; }
.k-c1, .k-c { color: #59636d; } .k-mi, .k-mf { color: #7b3b00; } .k-nf, .k-nc { color: #5b2a86; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .95rem; }
@media (max-width: 34rem) { body { padding: 1rem .8rem 2rem; } h1 { font-size: 1.45rem; }
  .total b { font-size: 1.6rem; } th, td { padding: .3rem .35rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } a { color: inherit; text-decoration: none; }
  h2, h3, .head, .verdict .line { break-after: avoid; }
  .verdict, .comment, tr, img { break-inside: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; } details:not([open]) { display: none; }
  .total, .verdict { print-color-adjust: exact; } }
"""
