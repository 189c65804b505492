"""What the study page says, in both languages, and dates as people say them."""

from __future__ import annotations

from datetime import datetime

from grader.base import Text
from grader.learner import study

DAYS = Text("一二三四五六日", "Mon Tue Wed Thu Fri Sat Sun")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"

SAY = {
    "brand": Text("客关", "Keguan"),
    "title": Text("学习主页", "Study page"),
    "skip": Text("跳到正文", "Skip to the content"),
    "other": Text("English", "中文"),
    "who": Text("{name}（{id}）", "{name} ({id})"),
    "not_me": Text("不是我", "Not me"),
    "shared": Text("这不是我的作业？换一个人", "Not your work? Change the person"),
    # the next step
    "next": Text("下一步", "Next step"),
    "continue": Text("接着做", "Go on"),
    "begin": Text("开始", "Start"),
    "read_first": Text("先看课文", "Read the lesson first"),
    "next_of": Text("{unit} · {part}", "{unit} · {part}"),
    "done_of": Text("共 {all} 题，已经做好 {done} 题。", "{done} of {all} tasks are done."),
    "read_of": Text("读了 {percent}%。", "{percent}% read."),
    "about": Text("还要大约 {time}。", "About {time} to go."),
    "all_done": Text("全部做完了", "All done"),
    "all_done_more": Text(
        "没有要做的了。想巩固，可以看看右边“今天复习”，或者重做一份。",
        "Nothing is left to do. To keep it fresh, repeat what is due, or do something over.",
    ),
    "first_title": Text("欢迎来到客关", "Welcome to Keguan"),
    "first": Text(
        "这里是你的学习主页：读课文、做作业、检查、交作业都从这里开始。你的作业保存在"
        "“{folder}”，课程更新不会动它。",
        "This is your study page: read, do the tasks, have them checked and hand in from here. "
        "Your work is kept in “{folder}”; updates of the course leave it alone.",
    ),
    "moved": Text("你的作业换了地方", "Your work has new places"),
    "moved_what": Text(
        "都在“{folder}”里，一份没少：每个单元一个文件夹，文件用作业的名字。",
        "All of it is in “{folder}”: a folder for each unit, files by the names of the work.",
    ),
    # units
    "units": Text("课程", "Units"),
    "finished": Text("完成", "Finished"),
    "left": Text("还剩 {time}", "{time} left"),
    "due": Text("截止：{day}", "due {day}"),
    "mark": Text("自查 {mark} 分", "{mark}% when checked"),
    "marked": Text("老师评 {mark} 分", "{mark}% by your teacher"),
    "now": Text("正在学", "You are here"),
    "new_feedback": Text("有反馈", "Feedback"),
    "percent": Text("完成 {percent}%", "{percent}% done"),
    # steps
    "state_done": Text("完成", "Done"),
    "state_on": Text("进行中", "Begun"),
    "state_new": Text("未做", "Not begun"),
    "points": Text("{points} 分", "{points} points"),
    "practice": Text("不计分，想多练就做", "counts for no mark, for who wants more"),
    "tasks": Text("{done} / {all} 题做好", "{done} of {all} tasks done"),
    "cells": Text("读了 {percent}%", "{percent}% read"),
    "damaged": Text(
        "文件坏了，打不开：可以重做一份，旧的会留下",
        "the file is damaged: start it over, the old one is kept",
    ),
    "handed": Text("已交 · {day}", "handed in {day}"),
    "check": Text("检查我的作业", "Check my work"),
    "check_again": Text("再检查一次", "Check again"),
    "hand_in": Text("交作业", "Hand in"),
    "hand_in_again": Text("再交一次", "Hand in again"),
    "more": Text("更多", "More"),
    "again": Text("重做一份", "Start it over"),
    "again_note": Text(
        "换一份空白的，原来的会改名留在同一个文件夹里。",
        "You get a fresh copy; the old one stays beside it under another name.",
    ),
    "simple": Text("用简洁界面打开", "Open in the simple view"),
    "result": Text("看检查结果", "See the result"),
    "feedback": Text("看老师的反馈", "See the teacher's feedback"),
    "solutions": Text("参考做法", "Worked solutions"),
    "check_full": Text(
        "检查用的是评分时的全部测试，在这台电脑上进行，改了可以再查。",
        "The check runs all tests that grading runs, on this computer; change your work and check "
        "again as often as you like.",
    ),
    "check_pack": Text(
        "检查跑的是你看得到的全部检查，在这台电脑上进行，改了可以再查。分数由老师的测试决定。",
        "The check runs every check that you can see, on this computer; change your work and "
        "check again as often as you like. Marks are up to the teacher's tests.",
    ),
    "check_hidden": Text(
        "{all} 分里有 {hidden} 分要由老师的测试决定。",
        "{hidden} of {all} points are up to the teacher's tests.",
    ),
    "check_hidden_all": Text(
        "{all} 分都要由老师的测试决定。",
        "All {all} points are up to the teacher's tests.",
    ),
    "visible_only": Text(
        "这里只跑了你看得到的检查，成绩以老师的为准。",
        "Only the checks that you can see were run here; marks are up to your teacher.",
    ),
    "check_later": Text("交了以后才能检查。", "Checked only after it was handed in."),
    "by_person": Text("由老师批改。", "Marked by your teacher."),
    # a check
    "checking": Text("正在检查：{title}", "Checking: {title}"),
    "checking_of": Text("第 {number} 份，共 {all} 份。", "{number} of {all}."),
    "checking_note": Text(
        "一份作业头一次检查要准备一会儿，以后就快了。关掉这个页面也会查完。",
        "The first check of an assignment takes a while to get ready, later ones are quick. It "
        "goes on even if you close this page.",
    ),
    "stop": Text("停止", "Stop"),
    "checked": Text("查完了", "Checked"),
    "checked_one": Text(
        "{title}：{all} 题做了 {tried} 题，全对 {right} 题，{mark} 分。",
        "{title}: {tried} of {all} tasks tried, {right} all right, {mark}%.",
    ),
    "checked_pack": Text(
        "{title}：{all} 题做了 {tried} 题，{right} 题通过了看得到的检查。",
        "{title}: {tried} of {all} tasks tried; {right} passed every check that you can see.",
    ),
    "unchecked": Text("{title}：{why}", "{title}: {why}"),
    "stopped": Text("停下了，还有 {left} 份没有查", "Stopped; {left} not checked yet"),
    "stopped_note": Text(
        "你的作业没有变，查过的结果都保存了。",
        "Your work is as it was, and what was checked is kept.",
    ),
    "go_on": Text("接着查", "Go on"),
    "put_away": Text("知道了", "OK"),
    # handing in
    "hand_title": Text("交作业：{title}", "Hand in: {title}"),
    "hand_open": Text(
        "还有 {open} 题没有做好。现在也可以交，截止前还能再交，以最后一次为准。",
        "{open} tasks are not done yet. You may hand in now and again before the due date; the "
        "last one counts.",
    ),
    "hand_all": Text("{all} 题都做好了。", "All {all} tasks are done."),
    "hand_as": Text("以 {name}（{id}）的名义交。", "As {name} ({id})."),
    "id": Text("学号", "Student id"),
    "name": Text("姓名", "Name"),
    "who_note": Text("只问这一次，保存在这台电脑上。", "Asked only once; kept on this computer."),
    "cancel": Text("先不交", "Not now"),
    "handed_title": Text("✓ 已打包：{title}", "✓ Ready to send: {title}"),
    "handed_what": Text(
        "第 {number} 次，{time}。回执号 {receipt}。",
        "Number {number}, {time}. Receipt {receipt}.",
    ),
    "handed_next": Text(
        "文件 {file} 在“{folder}”里：把它发给老师，就交好了。",
        "The file {file} is in “{folder}”: send it to your teacher, and you are done.",
    ),
    "show_folder": Text("打开文件夹", "Open the folder"),
    "download": Text("下载这个文件", "Download the file"),
    # persons
    "people_title": Text("现在是谁在用？", "Who is working now?"),
    "people_note": Text(
        "每个人的作业各放各的，谁的都不会丢。",
        "Everybody's work is kept apart, and nobody's is lost.",
    ),
    "first_person": Text("第一个用这台电脑的人", "Whoever worked here first"),
    "new_person": Text("我是别人", "I am someone else"),
    "enter": Text("进入", "Go"),
    # aside
    "repeat": Text("今天复习", "Repeat today"),
    "repeat_note": Text(
        "按你答题的情况挑的，没答对的先来。打开的是一份空白的。",
        "Chosen by how you answered, what went wrong first. You get a fresh copy.",
    ),
    "repeat_none": Text(
        "现在没有要复习的。检查过的作业，过几天会在这里提醒你复习。",
        "Nothing is due. What you had checked comes back here after some days.",
    ),
    "repeat_lost": study.LOST,
    "repeat_one": Text("重做：{work}", "Do again: {work}"),
    "read_section": Text("再读课文第 {section} 节", "Read section {section} again"),
    "own": Text("我的成绩", "My marks"),
    "own_so_far": Text("目前 {mark} 分", "{mark}% so far"),
    "own_end": Text("总评 {mark} 分", "{mark}% in the end"),
    "own_none": Text("还没有成绩", "No marks yet"),
    "own_note": Text(
        "{day}，只算已经有结果的作业。没评完、没到期的还没有算，分数还会变。",
        "On {day}, of the work that is settled. What is not marked or not due yet is not in it, so "
        "the mark will change.",
    ),
    "own_part": Text("{mark} 分", "{mark}%"),
    "own_open": Text("还会变", "not final"),
    "own_part_none": Text("还没有", "none yet"),
    "own_how": Text("每份作业怎么算的", "How each mark came about"),
    "came": Text("老师的反馈", "Teacher's feedback"),
    "came_none": Text(
        "老师发回的反馈（.html 或 .zip）拖到这里，就能在这里看。",
        "Drop what your teacher sent back (.html or .zip) here to read it here.",
    ),
    "choose": Text("选择文件", "Choose a file"),
    "came_put": Text("放进来", "Add it"),
    "mine": Text("我的作业", "My work"),
    "mine_where": Text("保存在“{folder}”。", "Kept in “{folder}”."),
    "take": Text("带走我的作业", "Take my work with me"),
    "take_note": Text(
        "一个文件，装着你做的一切。机房的电脑会还原，就带上它。",
        "One file with all you did, for labs that reset their computers.",
    ),
    "bring": Text("带回来", "Bring it back"),
    "bring_note": Text("选带走的那个 keguan_….zip：", "Choose the keguan_….zip you took:"),
    "record": Text("写一份学习记录", "Write a learning record"),
    "record_note": Text(
        "签了名的文件，写着你查过的作业和分数，可以交给老师。",
        "A signed file with the work you had checked and its marks, for a teacher.",
    ),
    "record_name": Text("记录上的名字", "Name on the record"),
    # after an action
    "brought": Text("✓ 作业带回来了", "✓ Your work is back"),
    "brought_what": Text(
        "{new} 个文件放回了原处，{same} 个本来就一样。",
        "{new} files are in their places, {same} were the same already.",
    ),
    "brought_kept": Text(
        "这里原有的 {count} 个不一样，改名留下了：{names}",
        "{count} that were different here are kept under other names: {names}",
    ),
    "again_done": Text("✓ 换了一份空白的：{title}", "✓ A fresh copy is ready: {title}"),
    "again_old": Text("原来的一份改名为 {old}。", "The old one is now called {old}."),
    "feedback_done": Text("✓ 收到反馈 {count} 页", "✓ {count} pages of feedback added"),
    "own_done": Text("✓ 收到成绩", "✓ Your marks are here"),
    "record_done": Text("✓ 学习记录写好了", "✓ The record is written"),
    "record_what": Text("文件 {file} 在“{folder}”里。", "The file {file} is in “{folder}”."),
    "refused": Text("没有做成", "That did not work"),
    "disk": Text(
        "没有保存：{what}。已经做好的都没有变。清出一些空间（至少 20 MB）再试一次。",
        "Not saved: {what}. What was there is as it was. Free some space (20 MB) and try again.",
    ),
    "gone": Text(
        "页面开得太久，刚才那一下没有算数：请再按一次。",
        "This page was open too long, and that did not count: please press again.",
    ),
    "missing": Text(
        "这一页不在了：文件可能改了名，或者移走了。",
        "This page is not there: the file may have been renamed or moved.",
    ),
    "broken": Text(
        "这一页没有打开。你的作业没有变：回到课程再试一次；还不行，就关掉客关重新打开。",
        "This page did not open. Your work is as it was: go back and try again; if that does not "
        "help, close Keguan and start it again.",
    ),
    # the frame around a notebook
    "back": Text("← 回到课程", "← Back to the course"),
    "read_again": Text("再读", "Read again"),
    "lesson_section": Text("《{title}》第 {n} 节", "{title}, section {n}"),
    "starting": Text("正在打开，等一下再运行…", "Opening; wait a moment before you run a cell…"),
    "ready": Text("准备好了，可以运行", "Ready to run"),
    "saving": Text("正在保存…", "Saving…"),
    "full_view": Text("完整界面", "Full view"),
    "simple_view": Text("简洁界面", "Simple view"),
    # a form
    "form_click": Text("在页面上点选作答", "Answer on a page"),
    "form_done": Text("已答 {done} / {all}", "{done} of {all} answered"),
    "form_saving": Text("正在检查…", "Checking…"),
    "form_lost": Text(
        "没有保存：客关没有回应。看看它是不是关了，再刷新这一页。",
        "Not saved: Keguan does not answer. Is it still running? Then reload this page.",
    ),
    "form_how_now": Text(
        "选好或者填好，按“看对不对”，次数不限。答案自动存进你的笔记本。",
        "Choose or fill in, then press “Is it right?”, as often as you like. Your answers are kept "
        "in your notebook by themselves.",
    ),
    "form_how_later": Text(
        "选好就自动存进你的笔记本，交以前都可以改。这里只告诉你答了几题，对不对，交上去以后才评。",
        "What you choose is kept in your notebook by itself and can be changed until you hand in. "
        "Here you see only how many you answered; marks come after you hand in.",
    ),
    "form_paper": Text("{who}的卷子", "Paper of {who}"),
    "form_notebook": Text("也可以在笔记本里答", "Or answer in the notebook"),
    "form_notebook_short": Text("打开笔记本", "Open the notebook"),
    "form_open": Text("打开笔记本", "Open the notebook"),
    "form_whose": Text("这是谁的卷子？", "Whose paper is this?"),
    "form_whose_note": Text(
        "题目按学号抽，每个人的不一样。学号要和交作业的一样，不然没法评分。",
        "Questions are drawn by student id, and everybody gets others. Use the id under which you "
        "hand in, otherwise the test cannot be graded.",
    ),
    "form_begin": Text("开始答题", "Begin"),
    "form_other": Text("这份卷子上的学号是 {typed}", "The student id on this paper is {typed}"),
    "form_other_what": Text(
        "现在是 {who} 在用，交上去没法评分。换成你的卷子，题目会重新抽，原来选的答案会去掉。",
        "{who} is working here, and it could not be graded. As your paper it gets other questions, "
        "and the answers chosen so far go.",
    ),
    "form_mine": Text("换成我的卷子", "Make it my paper"),
    "form_single": Text("单选", "one answer"),
    "form_multiple": Text("多选", "several answers"),
    "form_order": Text("排序", "put in order"),
    "form_number": Text("填数", "a number"),
    "form_up": Text("上移：{what}", "Move up: {what}"),
    "form_down": Text("下移：{what}", "Move down: {what}"),
    "form_ordered": Text("顺序排好了", "This is the right order"),
    "form_odd": Text(
        "这一题你在笔记本里写的是代码，或者写成了别的样子，这里不改它。",
        "In the notebook you answered this with code or in another form; it is left alone here.",
    ),
    "form_code": Text("这一格的代码", "The code of this cell"),
    "form_try": Text(
        "到笔记本里改一改代码，多试几次", "Change the code and try it in the notebook"
    ),
    "form_yours": Text("你的答案", "Your answer"),
    "form_check": Text("看对不对", "Is it right?"),
    "form_save": Text("保存", "Save"),
    "form_end": Text("答完了？", "All answered?"),
    "form_end_now": Text(
        "答案都在你的笔记本里。交了以后，老师那里也有一份。",
        "Your answers are in your notebook. Hand it in to let your teacher have it.",
    ),
    "form_end_later": Text(
        "答案都在你的笔记本里，还没有交。交了才算数。",
        "Your answers are in your notebook and not handed in yet; only what is handed in counts.",
    ),
    # the self-test of a unit
    "selftest": Text("自测题", "Self-test"),
    "selftest_title": Text("自测题：{unit}", "Self-test: {unit}"),
    "selftest_done": Text("答对 {done} / {all}", "{done} of {all} right"),
    "selftest_unit": Text(
        "{all} 道选择、排序和填数题，答对了 {done} 道；不计分，做多少次都行",
        "{all} questions, {done} right so far; they count for no mark",
    ),
    "selftest_how": Text(
        "考前练一练，不计分，也不用交。选好或者填好，按“看对不对”。答错了，先照提示再看课文，改了再试；"
        "实在想不出，点开“答案和理由”。",
        "Practice before a test; it counts for no mark and is not handed in. Choose or fill in, "
        "then press “Is it right?”. If it is not, read again what it names and try once more; if "
        "you are stuck, open “Answer and reason”.",
    ),
    "selftest_right": Text("答对了。", "Right."),
    "selftest_wrong": Text("还不对。", "Not yet."),
    "selftest_answer": Text("答案和理由", "Answer and reason"),
    "selftest_end": Text(
        "答案记在这台电脑上，只有你看得到。",
        "Your answers are kept on this computer, for you only.",
    ),
    "selftest_again": Text("全部重做", "Start over"),
    "no_script": Text(
        "浏览器关掉了脚本：按刷新看进度。", "Scripts are off: reload to see how far it is."
    ),
}


def spell(minutes: int, language: str) -> str:
    """How long something takes, as people say it: over two hours in half hours."""
    if minutes < 120:
        return f"{minutes} 分钟" if language == "zh" else f"{minutes} minutes"
    hours = f"{round(minutes / 30) / 2:g}"
    return f"{hours} 小时" if language == "zh" else f"{hours} hours"


def day(when: datetime, language: str, time: bool = True) -> str:
    """A date as people say it, in the time of this computer."""
    local = when.astimezone()
    if language == "zh":
        said = f"{local.month} 月 {local.day} 日（周{DAYS.zh[local.weekday()]}）"
        return said + (f"{local:%H:%M}" if time else "")
    said = f"{DAYS.en.split()[local.weekday()]} {local.day} {MONTHS.split()[local.month - 1]}"
    return said + (f", {local:%H:%M}" if time else "")
