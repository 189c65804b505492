# %% [markdown]
# # {title}
#
# > **待写：一个让人想往下读的问题。**
#
# 待写：开头的场景。学生扮演谁，遇到了什么事，为什么非弄明白不可。
#
# ## 学完你能
#
# {objectives}
#
# ## 怎么安排
#
# 两课时，共 {minutes} 分钟。会按 Shift + Enter 运行单元格就行。
#
# | 课时 | 环节 | 内容 | 分钟 |
# |---|---|---|---|
# | 1 | 课程引领 | 待写 | 10 |
# | 1 | 传授新知 | 一、待写 | 35 |
# | 2 | 传授新知 | 二、待写 | 40 |
# | 2 | 课堂小结 | 待写 | 5 |

# %% [markdown]
# ## 课程引领（10 分钟）
#
# 待写：复习上一单元的一个问题，再认识这一单元的数据。

# %%
import keguan
from keguan.figures import agents as figures
from keguan.models import agents as models
from keguan.widgets import agents as widgets
keguan.use("zh")

# %% [markdown]
# ## 一、待写（35 分钟）
#
# 待写：概念的含义，一个身边的例子，再用下面的结果说明它。

# %% taught=true
for part in (12, 30, 60):
    print(f"{part} 占 120 的 {models.share(part, 120):.0%}")

# %%
figures.share()

# %% [markdown]
# ## 二、待写（40 分钟）
#
# 待写：先猜，再动滑块，然后说出看到了什么。一课要有三个实验。

# %%
widgets.agents_lab()

# %% [markdown]
# ## 课堂小结（5 分钟）
#
# 待写：每条目标一句话。
#
# ## 接着做练习
#
# - 先做自学检查：[agents-check](../../exercises/release/zh/agents-check/agents-check.ipynb)
# - 上机任务：[agents-tasks](../../exercises/release/zh/agents-tasks/agents-tasks.ipynb)
# - 书面作业：[agents-written](../../exercises/release/zh/agents-written/agents-written.ipynb)
# - 理论小测：[agents-quiz](../../exercises/release/zh/agents-quiz/agents-quiz.ipynb)
# - 小组里程碑：[agents-group](../../exercises/release/zh/agents-group/agents-group.ipynb)
