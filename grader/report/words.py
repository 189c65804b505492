"""The words and the colours of the class report, for its page and its notebook."""

from grader.base import Text, in_language
from keguan.style import COLOURS

# Told apart by every common kind of colour blindness; the counts stand beside each bar as well.
KINDS = {
    "full": COLOURS["blue"],
    "part": COLOURS["sky"],
    "none": COLOURS["vermilion"],
    "empty": COLOURS["grey"],
}

WORDS = {
    "title": Text("班级报告", "Class report"),
    "made": Text(
        "{date} 生成 · {students} 名学生 · {assignments} 份作业",
        "Made {date} · {students} students · {assignments} assignments",
    ),
    "contents": Text("目录", "Contents"),
    "glance": Text("一眼看懂", "At a glance"),
    "handed": Text("已交（份）", "handed in"),
    "marked": Text("已评完（份）", "marked"),
    "hand": Text("待人工评（份）", "to be marked by hand"),
    "help": Text("需要帮助（人）", "students need help"),
    "lost": Text("缺交或没能评分（份）", "missing or not gradable"),
    "late": Text("迟交（份）", "late"),
    "of": Text("{a} / {b}", "{a} / {b}"),
    "help_head": Text("谁需要帮助", "Who needs help"),
    "help_note": Text(
        "这里列出已评题目得分率不到 60% 的学生，低的在前；只看题目做得怎么样，不算迟交扣分。"
        "右边是他们薄弱的概念（得分率不到 60%），最弱的在前，并注明在课文第几节。",
        "Students with less than 60% of the points marked so far, the lowest first. Only the "
        "tasks count here, not late days. On the right are their weak concepts (less than 60%), "
        "the weakest first, and where the lesson teaches them.",
    ),
    "help_none": Text(
        "已评的题目里，没有人的得分率低于 60%。",
        "Nobody has less than 60% of the points marked so far.",
    ),
    "student": Text("学生", "Student"),
    "share": Text("得分", "Points"),
    "weak": Text("薄弱的概念", "Weak concepts"),
    "weak_none": Text("没有集中的薄弱点", "no single weak concept"),
    "more": Text("还有 {n} 个概念", "and {n} more concepts"),
    "falling": Text("退步明显的学生：", "Falling behind: "),
    "falling_one": Text(
        "{student}（低了 {points} 个百分点）", "{student} (by {points} percentage points)"
    ),
    "falling_note": Text(
        "把每次得分与全班中位数相比，最近两次比以前低 20 个百分点以上。",
        "Set against the class median, their last two marks lie more than 20 percentage "
        "points below their earlier ones.",
    ),
    "steps_head": Text("各次作业的变化", "From assignment to assignment"),
    "steps_up": Text(
        "最近一次“{task}”的中位数是 {now}，比前面各次的平均高 {points} 个百分点。",
        "The median of the latest, “{task}”, is {now}: {points} percentage points above "
        "the average of those before.",
    ),
    "steps_down": Text(
        "最近一次“{task}”的中位数是 {now}，比前面各次的平均低 {points} 个百分点。",
        "The median of the latest, “{task}”, is {now}: {points} percentage points below "
        "the average of those before.",
    ),
    "steps_same": Text(
        "最近一次“{task}”的中位数是 {now}，与前面各次的平均差不多。",
        "The median of the latest, “{task}”, is {now}, about the average of those before.",
    ),
    "steps_dated": Text("按截止日期从早到晚排列。", "In order of due date."),
    "steps_course": Text(
        "还没有设截止日期，按课程顺序排列。",
        "No due dates are set, so this is the order of the course.",
    ),
    "steps_note": Text(
        "小柱是每 10 个百分点里的人数（左边 0%，右边 100%），色块是中间一半的学生，竖线是中"
        "位数。各次作业难度不同，看变化时要考虑到。",
        "Small bars count the students in each ten percent (0% on the left, 100% on the "
        "right), the band is the middle half of the class, the line is the median. "
        "Assignments are not equally hard; bear that in mind.",
    ),
    "steps_bar": Text(
        "{task}：中位数 {median}，中间一半的学生在 {low} 到 {high} 之间",
        "{task}: median {median}, the middle half of the class between {low} and {high}",
    ),
    "due": Text("截止", "Due"),
    "median": Text("中位数", "Median"),
    "count_marked": Text("已评", "Marked"),
    "count_late": Text("迟交", "Late"),
    "count_missing": Text("缺交", "Missing"),
    "none_marked": Text("还没评完", "not marked yet"),
    "tasks_head": Text("每道题做得怎么样", "How each task went"),
    "hardest": Text(
        "最难的是“{task}”：全班平均得到 {share} 的分。",
        "The hardest is “{task}”: the class got {share} of its points on average.",
    ),
    "hard_none": Text(
        "没有特别难的题：每道题全班平均都得到六成以上的分。",
        "No task is very hard: the class got at least 60% of the points of each one.",
    ),
    "hard_list": Text(
        "较难的题，以及最常见的错误：", "The harder tasks, with their commonest mistake:"
    ),
    "hard_one": Text("平均得到 {share} 的分", "{share} of the points on average"),
    "hard_then": Text("。", "; "),
    "hard_wrong": Text("最常见：{text}（{n} 人）", "commonest: {text} (students: {n})"),
    "task": Text("题目", "Task"),
    "chart": Text("分布", "Distribution"),
    "full": Text("满分", "Full marks"),
    "part": Text("部分得分", "Some points"),
    "none": Text("没得分", "No points"),
    "empty": Text("未作答", "Not attempted"),
    "rate": Text("得分率", "Average points"),
    "sharp": Text("区分度", "Discrimi\u00adnation"),
    "sharp_note": Text(
        "得分率：全班平均得到这道题几成的分，越低越难。区分度：会做别的题的学生，是不是也会"
        "做这道题（−1 到 1，0.3 以上较好）；不足 30 人时不计算。",
        "Average points: the share of a task's points that the class got; the lower, the "
        "harder. Discrimination: whether those who solve the other tasks solve this one "
        "too (−1 to 1, good from 0.3); not worked out for fewer than 30 students.",
    ),
    "flagged": Text("请检查这几道题：", "Check these tasks: "),
    "flagged_none": Text("没有发现出得不好的题。", "No task looks badly built."),
    "few": Text(
        "人数不足 30，不判断题目的好坏。",
        "With fewer than 30 students nothing is said about how good a task is.",
    ),
    "bar": Text(
        "{task}：满分 {full} 人，部分得分 {part} 人，没得分 {none} 人，未作答 {empty} 人",
        "{task}: full marks {full}, some points {part}, no points {none}, not attempted "
        "{empty} students",
    ),
    "wrong_head": Text("最常见的错误", "The commonest mistakes"),
    "wrong_note": Text(
        "学生看到的提示语，按人数排列，同一道题只算第一条；下面是他们写的答案，两人以上写得"
        "一样的才列出。",
        "The sentences students got, by number of students; only the first one in each "
        "task counts. Below it is what they wrote, where at least two wrote the same.",
    ),
    "verdict": Text("提示语和答案", "Sentence and answers"),
    "count": Text("人数", "Students"),
    "wrong_none": Text("还没有错误提示。", "No mistakes yet."),
    "wrote": Text("写的是：", "they wrote: "),
    "times": Text("{answer}（{n} 人）", "{answer} ({n})"),
    "own_error": Text("学生的代码报错", "the student's code raised an error"),
    "concepts_head": Text("哪些概念要再讲", "Which concepts to go over again"),
    "concepts_note": Text(
        "按全班在相关题目上的得分排列，低于 60% 的画成橙色，竖线是 60%。",
        "By the points of the class in the tasks on each concept; below 60% in orange, the "
        "line marks 60%.",
    ),
    "concepts_found": Text("先讲这些：{names}。", "Begin with: {names}."),
    "concepts_fine": Text(
        "每个概念全班得分都在 60% 以上。", "The class has 60% or more in every concept."
    ),
    "concept": Text("概念", "Concept"),
    "place": Text("课文", "Lesson"),
    "class": Text("全班", "Whole class"),
    "below": Text("低于 60% 的学生", "Students below 60%"),
    "concept_bar": Text("{concept}：全班得分 {share}", "{concept}: the class has {share}"),
    "marks_head": Text("成绩表", "Marks"),
    "marks_note": Text(
        "作业列是计入总评的分数（百分制，已算进迟交扣分、延期、互评系数和手工改分），按时间从左到"
        "右排列。“走势”里粗线是这名学生，细线是全班中位数。字母开头的各列是总评的组成部分，"
        "与 keguan marks 的一样：缺交按 0 分算；带 * 的，还有作业没评完或尚未到期，分数还会变。",
        "Assignment columns show the mark out of 100 that goes into the course mark (late penalty, "
        "extensions, peer factor and manual changes included), in order of time from the left. "
        "Under “Course of marks” the thick line is the student and the thin one the class "
        "median. Columns that begin with a letter are the components of the course mark, as "
        "keguan marks shows them: missing work counts as 0; * means that some work is not marked "
        "or not due yet, so that the figure will change.",
    ),
    "marks_withheld": Text(
        "现在算不出总评的各部分：{why}",
        "The components of the course mark cannot be worked out: {why}",
    ),
    "path": Text("走势", "Course of marks"),
    "path_bar": Text("{student} 各次得分：{shares}", "Marks of {student}: {shares}"),
    "gap": Text("、", ", "),
    "missing_head": Text("缺交、迟交和没能评分的作业", "Missing, late and ungradable work"),
    "missing_none": Text(
        "作业都按时交了，也都能读取。", "Everything was handed in on time and could be read."
    ),
    "assignment": Text("作业", "Assignment"),
    "state": Text("情况", "State"),
    "missing_found": Text(
        "{missing} 份缺交，{late} 份迟交，{failed} 份没能评分。",
        "{missing} missing, {late} late, {failed} not gradable.",
    ),
    "by hand": Text("待人工评", "by hand"),
    "waiting": Text("还没评", "not graded yet"),
    "unreadable": Text("无法读取", "could not be read"),
    "failed": Text("没能评分", "not graded"),
    "missing": Text("缺交", "missing"),
    "not due yet": Text("尚未到期", "not due yet"),
    "excused": Text("免交", "excused"),
    "days": Text("{task}（{days} 天）", "{task} ({days} d)"),
    "lost_head": Text("无法读取、没能评分", "Not gradable"),
    "foot": Text(
        "由客关生成。得分来自 nbgrader 成绩册；概念编号见 course.toml。仅供教师使用，含学生"
        "姓名或学号。",
        "Made by Keguan. Points come from nbgrader's gradebook; concept ids are those of "
        "course.toml. For teachers only: it names students.",
    ),
    "foot_shared": Text(
        "由客关生成。得分来自 nbgrader 成绩册；概念编号见 course.toml。不含学生姓名和学号。",
        "Made by Keguan. Points come from nbgrader's gradebook; concept ids are those of "
        "course.toml. No student is named.",
    ),
    "colon": Text("：", ": "),
    "skip": Text("跳到正文", "Skip to the report"),
    "list": Text("；", "; "),
    "stop": Text("。", "."),
    "at": Text("{name}（{place}）", "{name} ({place})"),
    "more_names": Text("……（共 {n}）", " … ({n} in all)"),
    "right": Text("；正确：{answer}", "; right: {answer}"),
    "todo": Text("接下来做什么", "What to do next"),
    "todo_none": Text("没有要马上处理的事。", "Nothing needs doing at once."),
    "todo_help": Text("找这些学生谈", "Talk to these students"),
    "todo_lost": Text("催交或请他们重交", "Ask for the work of"),
    "todo_concepts": Text("下次课先讲", "Begin the next lesson with"),
    "todo_flagged": Text("检查这几道题", "Check these tasks"),
    "todo_hand": Text(
        "评完这些作业（先 keguan grade，再 keguan lab --teacher）",
        "Finish marking (keguan grade, then keguan lab --teacher)",
    ),
    "help_rest": Text("其余 {n} 名学生", "The other {n} students"),
    "tasks_all": Text("全部 {n} 道题，按作业排列", "All {n} tasks, by assignment"),
    "concepts_rest": Text("其余 {n} 个概念", "The other {n} concepts"),
    "marks_open": Text(
        "还没有分数、没有列出的作业：{names}。", "Without marks yet, and left out: {names}."
    ),
    "look": Text("为什么要看", "Why look at it"),
    "name": Text("变量", "Name"),
    "sentence": Text("提示语", "Sentence"),
    "late_days": Text("迟交天数", "Days late"),
    "reason": Text("原因", "Reason"),
    "cells_note": Text(
        "各列是计入总评的分数（百分制，已算进迟交扣分、延期、互评系数和手工改分），按时间从左到右"
        "排列；`<NA>` 表示还没有分数。",
        "Columns show the mark out of 100 that goes into the course mark (late penalty, "
        "extensions, peer factor and manual changes included), in order of time from the left; "
        "`<NA>` means that there is no mark yet.",
    ),
    "book": Text(
        "含学生姓名或学号，仅供教师使用。全部重新运行（Run All），就是成绩册现在的样子；表"
        "格可以用 pandas 排序、筛选。",
        "For teachers only: it names students. Run all cells to see the gradebook as it is "
        "now; sort and filter the tables with pandas.",
    ),
    "book_shared": Text(
        "不含学生姓名和学号。重新运行需要这门课的成绩册。",
        "No student is named. Running it again needs the gradebook of the course.",
    ),
}
# the same by language, as templates take them
TEXTS = {language: in_language(WORDS, language) for language in ("zh", "en")}
