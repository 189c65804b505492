"""The words and the colours of the class report, for its page and its notebook."""

from keguan.style import COLOURS

# Told apart by every common kind of colour blindness; the counts stand beside each bar as well.
KINDS = {
    "full": COLOURS["blue"],
    "part": COLOURS["sky"],
    "none": COLOURS["vermilion"],
    "empty": "#9a9a9a",
}

ZH = {
    "lang": "zh-CN",
    "title": "班级报告",
    "made": "{date} 生成 · {students} 名学生 · {assignments} 份作业",
    "contents": "目录",
    "glance": "一眼看懂",
    "handed": "已交（份）",
    "marked": "已评完（份）",
    "hand": "待人工评（份）",
    "help": "需要帮助（人）",
    "lost": "缺交或没评成（份）",
    "late": "迟交（份）",
    "of": "{a} / {b}",
    "help_head": "谁需要帮助",
    "help_note": (
        "已评部分得分不到 60% 的学生，得分低的在前。右边是他们薄弱的概念（得分不到 60%），"
        "最弱的在前，并注明在课文第几节。"
    ),
    "help_none": "已评部分里，没有人的得分低于 60%。",
    "student": "学生",
    "share": "得分",
    "weak": "薄弱的概念",
    "weak_none": "没有集中的薄弱点",
    "more": "还有 {n} 个概念",
    "falling": "退步明显的学生：",
    "falling_one": "{student}（低了 {points} 个百分点）",
    "falling_note": "把每次得分与全班中位数相比，最近两次比以前低 20 个百分点以上。",
    "steps_head": "各次作业的变化",
    "steps_up": "最近一次“{task}”的中位数是 {now}，比前面各次的平均高 {points} 个百分点。",
    "steps_down": "最近一次“{task}”的中位数是 {now}，比前面各次的平均低 {points} 个百分点。",
    "steps_same": "最近一次“{task}”的中位数是 {now}，与前面各次的平均差不多。",
    "steps_dated": "按截止日期从早到晚排列。",
    "steps_course": "还没有设截止日期，按课程顺序排列。",
    "steps_note": (
        "小柱是每 10 个百分点里的人数（左边 0%，右边 100%），色块是中间一半的学生，竖线是中位数。"
        "各次作业难度不同，看变化时要考虑到。"
    ),
    "steps_bar": "{task}：中位数 {median}，中间一半的学生在 {low} 到 {high} 之间",
    "due": "截止",
    "median": "中位数",
    "count_marked": "已评",
    "count_late": "迟交",
    "count_missing": "缺交",
    "none_marked": "还没评完",
    "tasks_head": "每道题做得怎么样",
    "hardest": "最难的是“{task}”：全班平均得到 {share} 的分。",
    "hard_none": "没有特别难的题：每道题全班平均都得到六成以上的分。",
    "hard_list": "较难的题，以及最常见的错误：",
    "hard_one": "平均得到 {share} 的分",
    "hard_then": "。",
    "hard_wrong": "最常见：{text}（{n} 人）",
    "task": "题目",
    "chart": "分布",
    "full": "满分",
    "part": "部分得分",
    "none": "没得分",
    "empty": "未作答",
    "rate": "得分率",
    "sharp": "区分度",
    "sharp_note": (
        "得分率：全班平均得到这道题几成的分，越低越难。区分度：会做别的题的学生，是不是也会做这"
        "道题（−1 到 1，0.3 以上较好）；不足 30 人时不计算。"
    ),
    "flagged": "请检查这几道题：",
    "flagged_none": "没有发现出得不好的题。",
    "few": "人数不足 30，不判断题目的好坏。",
    "bar": "{task}：满分 {full} 人，部分得分 {part} 人，没得分 {none} 人，未作答 {empty} 人",
    "wrong_head": "最常见的错误",
    "wrong_note": "学生看到的提示语，按人数排列，同一道题只算第一条；下面是他们写的答案，"
    "两人以上写得一样的才列出。",
    "verdict": "提示语和答案",
    "count": "人数",
    "wrong_none": "还没有错误提示。",
    "wrote": "写的是：",
    "times": "{answer}（{n} 人）",
    "own_error": "学生的代码报错",
    "concepts_head": "哪些概念要再讲",
    "concepts_note": "按全班在相关题目上的得分排列，低于 60% 的画成橙色，竖线是 60%。",
    "concepts_found": "先讲这些：{names}。",
    "concepts_fine": "每个概念全班得分都在 60% 以上。",
    "concept": "概念",
    "place": "课文",
    "class": "全班",
    "below": "低于 60% 的学生",
    "concept_bar": "{concept}：全班得分 {share}",
    "marks_head": "成绩表",
    "marks_note": (
        "作业列是得分占满分的比例，按时间从左到右排列。“走势”里粗线是这名学生，细线是全班中位数。"
        "字母开头的各列是总评的组成部分，只算已评的作业；缺交按 0 分算；带 * 的还有作业没评完。"
    ),
    "path": "走势",
    "path_bar": "{student} 各次得分：{shares}",
    "gap": "、",
    "missing_head": "缺交、迟交和没评成的作业",
    "missing_none": "作业都按时交了，也都读得出来。",
    "assignment": "作业",
    "state": "情况",
    "missing_found": "{missing} 份缺交，{late} 份迟交，{failed} 份没评成。",
    "by hand": "待人工评",
    "waiting": "还没评",
    "unreadable": "读不了",
    "failed": "没评成",
    "missing": "缺交",
    "not due yet": "未到期",
    "days": "{task}（{days} 天）",
    "lost_head": "读不了、没评成",
    "foot": (
        "由客关生成。得分来自 nbgrader 成绩册；概念编号见 course.toml。仅供教师使用，"
        "含学生姓名或学号。"
    ),
    "foot_shared": (
        "由客关生成。得分来自 nbgrader 成绩册；概念编号见 course.toml。不含学生姓名和学号。"
    ),
    "colon": "：",
    "skip": "跳到正文",
    "list": "；",
    "stop": "。",
    "at": "{name}（{place}）",
    "more_names": "……（共 {n}）",
    "right": "；正确：{answer}",
    "todo": "接下来做什么",
    "todo_none": "没有要马上处理的事。",
    "todo_help": "找这些学生谈",
    "todo_lost": "催交或请他们重交",
    "todo_concepts": "下次课先讲",
    "todo_flagged": "检查这几道题",
    "todo_hand": "评完这些作业（先 keguan grade，再 keguan lab --teacher）",
    "help_rest": "其余 {n} 名学生",
    "tasks_all": "全部 {n} 道题，按作业排列",
    "concepts_rest": "其余 {n} 个概念",
    "marks_open": "还没有分数、没有列出的作业：{names}。",
    "look": "为什么要看",
    "name": "变量",
    "sentence": "提示语",
    "late_days": "迟交天数",
    "reason": "原因",
    "cells_note": "得分占满分的百分比，从左到右按时间排列；`<NA>` 是还没有分数。",
    "book": (
        "含学生姓名或学号，仅供教师使用。全部重新运行（Run All），就是成绩册现在的样子；表格可以用 "
        "pandas 排序、筛选。"
    ),
    "book_shared": "不含学生姓名和学号。重新运行需要这门课的成绩册。",
}
EN = {
    "lang": "en",
    "title": "Class report",
    "made": "Made {date} · {students} students · {assignments} assignments",
    "contents": "Contents",
    "glance": "At a glance",
    "handed": "handed in",
    "marked": "marked",
    "hand": "to be marked by hand",
    "help": "students need help",
    "lost": "missing or not gradable",
    "late": "late",
    "of": "{a} / {b}",
    "help_head": "Who needs help",
    "help_note": (
        "Students with less than 60% of the points marked so far, the lowest first. On the "
        "right are their weak concepts (less than 60%), the weakest first, and where the "
        "lesson teaches them."
    ),
    "help_none": "Nobody has less than 60% of the points marked so far.",
    "student": "Student",
    "share": "Points",
    "weak": "Weak concepts",
    "weak_none": "no single weak concept",
    "more": "and {n} more concepts",
    "falling": "Falling behind: ",
    "falling_one": "{student} (by {points} percentage points)",
    "falling_note": (
        "Set against the class median, their last two marks lie more than 20 percentage points "
        "below their earlier ones."
    ),
    "steps_head": "From assignment to assignment",
    "steps_up": (
        "The median of the latest, “{task}”, is {now}: {points} percentage points above the "
        "average of those before."
    ),
    "steps_down": (
        "The median of the latest, “{task}”, is {now}: {points} percentage points below the "
        "average of those before."
    ),
    "steps_same": (
        "The median of the latest, “{task}”, is {now}, about the average of those before."
    ),
    "steps_dated": "In order of due date.",
    "steps_course": "No due dates are set, so this is the order of the course.",
    "steps_note": (
        "Small bars count the students in each ten percent (0% on the left, 100% on the "
        "right), the band is the middle half of the class, the line is the median. Assignments "
        "are not equally hard; bear that in mind."
    ),
    "steps_bar": "{task}: median {median}, the middle half of the class between {low} and {high}",
    "due": "Due",
    "median": "Median",
    "count_marked": "Marked",
    "count_late": "Late",
    "count_missing": "Missing",
    "none_marked": "not marked yet",
    "tasks_head": "How each task went",
    "hardest": "The hardest is “{task}”: the class got {share} of its points on average.",
    "hard_none": "No task is very hard: the class got at least 60% of the points of each one.",
    "hard_list": "The harder tasks, with their commonest mistake:",
    "hard_one": "{share} of the points on average",
    "hard_then": "; ",
    "hard_wrong": "commonest: {text} ({n} students)",
    "task": "Task",
    "chart": "Distribution",
    "full": "Full marks",
    "part": "Some points",
    "none": "No points",
    "empty": "Not attempted",
    "rate": "Average points",
    "sharp": "Discrimi\u00adnation",
    "sharp_note": (
        "Average points: the share of a task's points that the class got; the lower, the "
        "harder. Discrimination: whether those who solve the other tasks solve this one too "
        "(−1 to 1, good from 0.3); not worked out for fewer than 30 students."
    ),
    "flagged": "Check these tasks: ",
    "flagged_none": "No task looks badly built.",
    "few": "With fewer than 30 students nothing is said about how good a task is.",
    "bar": (
        "{task}: full marks {full}, some points {part}, no points {none}, not attempted {empty} "
        "students"
    ),
    "wrong_head": "The commonest mistakes",
    "wrong_note": (
        "The sentences students got, by number of students; only the first one in each task "
        "counts. Below it is what they wrote, where at least two wrote the same."
    ),
    "verdict": "Sentence and answers",
    "count": "Students",
    "wrong_none": "No mistakes yet.",
    "wrote": "they wrote: ",
    "times": "{answer} ({n})",
    "own_error": "the student's code raised an error",
    "concepts_head": "Which concepts to go over again",
    "concepts_note": (
        "By the points of the class in the tasks on each concept; below 60% in orange, the line "
        "marks 60%."
    ),
    "concepts_found": "Begin with: {names}.",
    "concepts_fine": "The class has 60% or more in every concept.",
    "concept": "Concept",
    "place": "Lesson",
    "class": "Whole class",
    "below": "Students below 60%",
    "concept_bar": "{concept}: the class has {share}",
    "marks_head": "Marks",
    "marks_note": (
        "Assignment columns show points over maximum, in order of time from the left. Under “"
        "Course of marks” the thick line is the student and the thin one the class median. "
        "Columns that begin with a letter are the components of the course mark, from marked "
        "work only; missing work counts as 0; * means that some work still waits for a mark."
    ),
    "path": "Course of marks",
    "path_bar": "Marks of {student}: {shares}",
    "gap": ", ",
    "missing_head": "Missing, late and ungradable work",
    "missing_none": "Everything was handed in on time and could be read.",
    "missing_found": "{missing} missing, {late} late, {failed} not gradable.",
    "assignment": "Assignment",
    "state": "State",
    "by hand": "by hand",
    "waiting": "not graded yet",
    "unreadable": "could not be read",
    "failed": "not graded",
    "missing": "missing",
    "not due yet": "not due yet",
    "days": "{task} ({days} d)",
    "lost_head": "Not gradable",
    "foot": "Made by Keguan. Points come from nbgrader's gradebook; concept ids are those of "
    "course.toml. "
    "For teachers only: it names students.",
    "foot_shared": (
        "Made by Keguan. Points come from nbgrader's gradebook; concept ids are those of "
        "course.toml. No student is named."
    ),
    "colon": ": ",
    "skip": "Skip to the report",
    "list": "; ",
    "stop": ".",
    "at": "{name} ({place})",
    "more_names": " … ({n} in all)",
    "right": "; right: {answer}",
    "todo": "What to do next",
    "todo_none": "Nothing needs doing at once.",
    "todo_help": "Talk to these students",
    "todo_lost": "Ask for the work of",
    "todo_concepts": "Begin the next lesson with",
    "todo_flagged": "Check these tasks",
    "todo_hand": "Finish marking (keguan grade, then keguan lab --teacher)",
    "help_rest": "The other {n} students",
    "tasks_all": "All {n} tasks, by assignment",
    "concepts_rest": "The other {n} concepts",
    "marks_open": "Without marks yet, and left out: {names}.",
    "look": "Why look at it",
    "name": "Name",
    "sentence": "Sentence",
    "late_days": "Days late",
    "reason": "Reason",
    "cells_note": (
        "Percent of the maximum, in order of time from the left; `<NA>` means that there is no "
        "mark yet."
    ),
    "book": (
        "For teachers only: it names students. Run all cells to see the gradebook as it is "
        "now; sort and filter the tables with pandas."
    ),
    "book_shared": "No student is named. Running it again needs the gradebook of the course.",
}
TEXTS = {"zh": ZH, "en": EN}
