# %% [markdown]
# # {title}
#
# 写完一个任务，就运行它下面的检查单元格，马上知道结果。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查单元格（里面写着 `checks.`）不用改，也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。

# %%
import keguan
keguan.use("zh")
from grader import checks

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　待写：写函数 `share(part, whole)`，返回 `part` 在 `whole` 里占的比例（0 到 1 之间）。
#
# **为什么**　待写：学生为什么要算它。

# %% [markdown] hint=1
# 待写：轻轻推一下。

# %% [markdown] hint=2
# 待写：用什么方法。

# %% [markdown] hint=3
# 待写：几乎是代码：`return part / ...`。

# %% contract=true
part = Number(0)
whole = Number(1)

# %% answer="share"
def share(part, whole):
    """部分在整体里占的比例（0–1）。"""
    ### BEGIN SOLUTION
    return part / whole
    ### END SOLUTION

# %% check="share-value" points=50
step = checks.example("share", 30, 120)
for value_, zh, en in [
    (4, "除反了：整体是分母。", "the wrong way round: divide by the whole."),
    (25, "要 0 到 1 之间的小数，不是百分数。", "a share between 0 and 1 is wanted, not percent."),
    (90, "要的是比例，不是差。", "a share is wanted, not a difference."),
]:
    step.mistake(value_, zh, en)
step.expect(0.25)
checks.right("share")

# %% check="share-hidden" points=50
### BEGIN HIDDEN TESTS
### REFERENCE
checks.agree("share", reference.share, 7, 8)
checks.agree("share", reference.share, 0, 3)
### END HIDDEN TESTS
