# %% [markdown]
# # {title}
#
# 跟着课文走，合计 {total} 分，大约 {minutes} 分钟。每题都能检查，马上知道对错；答错了再看课文，次数不限。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里；填数题直接写数字。

# %%
import keguan
keguan.use("zh")
from grader import checks
from keguan.models import agents as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 待写：30 占 120 的百分之几？

# %% answer="c1"
c1 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c1 = 100 * models.share(30, 120)
### END SOLUTION

# %% check="c1-check" points=10
checks.number("c1")
answer_ = checks.variable("c1")
answer_.mistake(400, "除反了：整体是分母。", "the wrong way round: divide by the whole.")
checks.key("c1", 100 * models.share(30, 120), "再看课文第一节。", "see section 1 of the lesson.", percent=True)
checks.right("c1")
