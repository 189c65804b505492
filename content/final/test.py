# %% [markdown]
# # {title}
#
# 一共 {total} 分，大约 {minutes} 分钟。题目按学号从题库里抽，每个人的题目和选项顺序都不一样。

# %%
import keguan
keguan.use("zh")
from keguan import theory
from grader import checks

# %% [markdown]
# **先填学号**　写在引号里，要和交作业的学号一样，否则没法评分。填好以后运行这一格和下一格。

# %%
student = ""  # 把学号写在引号里

# %%
paper = theory.Paper("final-test", student)

# %% [markdown]
# **怎样答**　每一部分先运行一格看题，再把 `None` 换成答案：
#
# - 单选写一个字母，多选把字母连着写，排序按先后写，都写在引号里，例如 `"X"`、`"XY"`、`"XYZW"`；填数题直接写数字。
# - 字典下面的两行可以不管。
# - 运行答案下面的格子，只会告诉你“已作答”或“未作答”，不会告诉你对错。交了以后才评分，所以交以前可以改。

# %% [markdown]
# ## 第一部分　{task}（{points} 分）

# %%
paper.show("tiering")

# %% answer="tiering"
tiering = {
    1: None, 2: None, 3: None, 4: None, 5: None, 6: None,  # 单选
    7: None, 8: None, 9: None,  # 多选
    10: None, 11: None,  # 排序
    12: None, 13: None,  # 填数
}
### BEGIN SOLUTION
### KEYS
tiering = {q.number: q.answer(keys[q.id]) for q in theory.Paper("final-test", student).part("tiering")}
### END SOLUTION

# %% check="tiering" times=13 points=2
checks.entry("tiering", {n})
### BEGIN HIDDEN TESTS
### KEYS
checks.drawn("tiering", {n}, "final-test", keys)
### END HIDDEN TESTS

# %% [markdown]
# ## 第二部分　{task}（{points} 分）

# %%
paper.show("maintenance")

# %% answer="maintenance"
maintenance = {
    1: None, 2: None, 3: None, 4: None, 5: None, 6: None,  # 单选
    7: None, 8: None, 9: None,  # 多选
    10: None, 11: None,  # 排序
    12: None, 13: None,  # 填数
}
### BEGIN SOLUTION
### KEYS
maintenance = {q.number: q.answer(keys[q.id]) for q in theory.Paper("final-test", student).part("maintenance")}
### END SOLUTION

# %% check="maintenance" times=13 points=2
checks.entry("maintenance", {n})
### BEGIN HIDDEN TESTS
### KEYS
checks.drawn("maintenance", {n}, "final-test", keys)
### END HIDDEN TESTS

# %% [markdown]
# ## 第三部分　{task}（{points} 分）

# %%
paper.show("information")

# %% answer="information"
information = {
    1: None, 2: None, 3: None, 4: None, 5: None,  # 单选
    6: None, 7: None, 8: None,  # 多选
    9: None, 10: None,  # 排序
    11: None, 12: None,  # 填数
}
### BEGIN SOLUTION
### KEYS
information = {q.number: q.answer(keys[q.id]) for q in theory.Paper("final-test", student).part("information")}
### END SOLUTION

# %% check="information" times=12 points=2
checks.entry("information", {n})
### BEGIN HIDDEN TESTS
### KEYS
checks.drawn("information", {n}, "final-test", keys)
### END HIDDEN TESTS

# %% [markdown]
# ## 第四部分　{task}（{points} 分）

# %%
paper.show("churn")

# %% answer="churn"
churn = {
    1: None, 2: None, 3: None, 4: None, 5: None,  # 单选
    6: None, 7: None, 8: None,  # 多选
    9: None, 10: None,  # 排序
    11: None, 12: None,  # 填数
}
### BEGIN SOLUTION
### KEYS
churn = {q.number: q.answer(keys[q.id]) for q in theory.Paper("final-test", student).part("churn")}
### END SOLUTION

# %% check="churn" times=12 points=2
checks.entry("churn", {n})
### BEGIN HIDDEN TESTS
### KEYS
checks.drawn("churn", {n}, "final-test", keys)
### END HIDDEN TESTS
