"""The words of a feedback page."""

from grader.base import Text, in_language

WORDS = {
    "page": Text("作业评语", "Feedback"),
    "colon": Text("：", ": "),
    "skip": Text("跳到正文", "Skip to the feedback"),
    "student": Text("学生", "Student"),
    "points": Text("{got} / {most} 分", "{got} / {most} points"),
    "so_far": Text("目前 {got} / {most} 分", "{got} / {most} points so far"),
    "waiting_points": Text(
        "其中 {points} 分要等老师批改。", "{points} of the points wait for your teacher's mark."
    ),
    "all_marked": Text("已经全部评完。", "Everything is marked."),
    "penalty": Text(
        "迟交扣 {points} 分，上面的分数还没有扣。",
        "Handed in late: {points} points are still to be taken off.",
    ),
    "again": Text("接下来再读什么", "What to read again"),
    "lost": Text("这里丢了分：", "Points lost in: "),
    "gap": Text("、", ", "),
    "gap_wide": Text("　", " · "),
    "question": Text("第 {n} 题", "question {n}"),
    "your_answer": Text("你的答案", "Your answer"),
    "right_answer": Text("正确答案", "Right answer"),
    "why": Text("为什么", "Why"),
    "no_answer": Text("没有作答", "not answered"),
    "row": Text("评分项", "Rubric row"),
    "to_full": Text("满分要做到", "Full marks ask for"),
    "passed_all": Text("✔ {n} 项检查全部通过", "✔ All {n} checks passed"),
    "passed_others": Text("✔ 其余 {n} 项检查通过", "✔ The other {n} checks passed"),
    "tasks": Text("各题得分", "Points by task"),
    "task": Text("题目", "Task"),
    "score": Text("得分", "Points"),
    "state": Text("结果", "Result"),
    "full": Text("✔ 满分", "✔ full marks"),
    "part": Text("◐ 部分得分", "◐ some points"),
    "none": Text("✘ 没得分", "✘ no points"),
    "waiting": Text("… 等老师批改", "… to be marked"),
    "intro": Text("开头的说明和代码", "Introduction and given code"),
    "given": Text("看题目", "Read the task"),
    "more": Text("看说明和代码", "Read the text and the code"),
    "other": Text("其他内容", "Other parts"),
    "answer": Text("你的答案", "Your answer"),
    "own": Text("你加的内容", "What you added"),
    "check": Text("检查", "Check"),
    "mark": Text("批改", "Mark"),
    "comment": Text("老师的评语", "Your teacher's comment"),
    "passed": Text("✔ 通过", "✔ Passed"),
    "partly": Text("◐ 部分通过", "◐ Partly passed"),
    "failed": Text("✘ 没有通过", "✘ Not passed"),
    "not attempted": Text("○ 未作答", "○ Not attempted"),
    "not checkable": Text("✘ 无法检查", "✘ Not checkable"),
    "incorrect": Text("✘ 还不对", "✘ Not yet"),
    "hidden": Text("这一格还有没显示的检查没有通过。", "A hidden check of this cell did not pass."),
    "hidden_name": Text("没有显示的检查", "hidden check"),
    "line": Text("第 {n} 行没有通过", "Line {n} did not pass"),
    "no_message": Text(
        "出错的说明涉及没有显示的检查，这里不写。",
        "The message is about hidden checks and is not shown.",
    ),
    "died": Text(
        "你的代码把运行它的进程结束了。",
        "Your code ended the process it was running in.",
    ),
    "memory": Text(
        "你的代码占用的内存太多，超过了限制。",
        "Your code used more memory than it may.",
    ),
    "late": Text(
        "整份作业超过了时间限制，这一格没有运行。",
        "The notebook went over its time limit; this cell was not run.",
    ),
    "slow": Text("这一格运行得太久，被停下了。", "This cell ran too long and was stopped."),
    "no_reason": Text("这一格没有得分。", "No points for this cell."),
    "by_teacher": Text("分数由老师确定。", "Your teacher decided on these points."),
    "untouched": Text(
        "没有作答：和发下来的时候一样。", "Not attempted: it is as it was given out."
    ),
    "empty": Text("没有内容。", "Nothing here."),
    "output": Text("输出", "Output"),
    "error": Text("运行出错", "Stopped with an error"),
    "at_line": Text("第 {n} 行", "line {n}"),
    "picture": Text("输出的图", "Picture in the output"),
    "no_picture": Text("（图没有显示：{alt}）", "(picture not shown: {alt})"),
    "a_picture": Text("没有说明", "no description"),
    "widget": Text(
        "互动控件，在笔记本里运行才能看到。", "An interactive widget; run the notebook to see it."
    ),
    "inactive": Text(
        "这个输出要在浏览器里运行程序，评语页不显示。",
        "This output runs a program in the browser, so it is not shown here.",
    ),
    "unreadable": Text("这个输出读不出来。", "This output could not be read."),
    "odd_cell": Text("这一格读不出来。", "This cell could not be read."),
    "cut": Text("…… 中间省略 {n} 个字符 ……", "… {n} characters left out …"),
    "left_out": Text("输出太多，后面的不显示。", "Too much output; the rest is not shown."),
    "cells_left_out": Text(
        "单元格太多，后面的 {n} 格不显示。", "Too many cells; the last {n} are not shown."
    ),
    "removed": Text(
        "这里有一行和没有显示的检查有关，不显示。",
        "A line here has to do with hidden checks and is not shown.",
    ),
    "asked": Text(
        "运行这一格以前，没有显示的检查已经调用过你的代码，所以这里不显示输出。",
        "Hidden checks had called your code before this cell ran, so its output is not shown.",
    ),
    "checks_said": Text("检查过程中的其他输出不显示。", "Other output of the checks is not shown."),
    "foot": Text(
        "由客关生成。分数来自成绩册；对分数有疑问，请带着这一页找老师。",
        "Made by Keguan. Points come from the gradebook; if you have a question about "
        "them, take this page to your teacher.",
    ),
    "newer": Text(
        "后来又交了一份，还没有评分，这页没有更新：请先运行 keguan grade",
        "handed in again and not graded yet, the page was left as it is: run keguan grade first",
    ),
    "not_graded": Text(
        "还没有评分：请先运行 keguan grade", "not graded yet: run keguan grade first"
    ),
    "unreadable_file": Text(
        "评完的笔记本读不出来：请重新评分（--force）",
        "the graded notebook cannot be read: grade it again (--force)",
    ),
    "no_release": Text("找不到这份作业的笔记本", "the notebook of this assignment is missing"),
}
# the same by language, as templates take them
TEXTS = {language: in_language(WORDS, language) for language in ("zh", "en")}
