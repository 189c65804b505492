# %% [markdown]
# # {title}
#
# 一共 {total} 分，大约 {minutes} 分钟。题目按学号从题库里抽，每个人抽到的题目不完全相同，题目和选项的顺序也不同。

# %% [markdown]
# **可以点选**　在学习主页打开这份测试，就能点选作答，答案会存进这份笔记本。想在这里写，照下面的做法。

# %%
import keguan
keguan.use("zh")
from keguan import theory
from grader import checks

# %% [markdown]
# **先填学号**　写在引号里，要和交作业的学号一样，否则没法评分。先运行上面的代码格；填好学号，再运行下面两格。

# %%
student = ""  # 把学号写在引号里

# %%
paper = theory.Paper("TEST", student)

# %% [markdown]
# **怎样答**　先运行答案上面的一格看题，再把 `None` 换成答案：
#
# - 单选写一个字母，多选把字母连着写，排序按先后写，都写在引号里，例如 `"X"`、`"XY"`、`"XYZW"`；填数题直接写数字。
# - 花括号下面的两行（“在这里写代码”和 `...`）不用管。
# - 运行答案下面的格子，只会告诉你“已作答”或“未作答”，不会告诉你对错。交了以后才评分，所以交以前可以改。

# %% [markdown] each="part"
# ## {task}（{points} 分）

# %% each="part"
paper.show("PART")

# %% answer="PART" each="part"
PART = {
    ### QUESTIONS
}
### BEGIN SOLUTION
### KEYS
PART = {q.number: q.answer(keys[q.id]) for q in theory.Paper("TEST", student).part("PART")}
### END SOLUTION

# %% check="PART" each="part"
checks.entry("PART", {n})
### BEGIN HIDDEN TESTS
### KEYS
checks.drawn("PART", {n}, "TEST", keys)
### END HIDDEN TESTS
