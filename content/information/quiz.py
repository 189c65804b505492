# %% [markdown]
# # {title}
#
# 一共十题，每题的分数写在标题后面，合计 {total} 分，大约 {minutes} 分钟。
#
# - 把 `None` 换成你的答案，字母写在引号里，例如 `"X"`；多选题把字母连着写，例如 `"XY"`。`None` 下面的两行可以不管。
# - 运行下面的检查单元格，只会告诉你“已作答”，不会告诉你对错。交了以后才评分，所以交以前可以改。

# %%
import keguan
keguan.use("zh")
from grader import checks

# %% [markdown]
# ## 第 1 题　单选（{points} 分）
#
# 下面哪一个**不是**个人客户信息的七组之一？
#
# - A　基本信息
# - B　交易状况
# - C　家庭情况
# - D　个性情况

# %% answer="q1"
q1 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q1 = "B"
### END SOLUTION

# %% check="q1-key" points=10
checks.choice("q1", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q1", "B", "再看课文第二节：哪一个写在企业客户的表里？",
           "see section 2 of the lesson: which one stands in the table for enterprises?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　单选（{points} 分）
#
# **负责人信息**属于哪一类客户的信息？
#
# - A　个人客户
# - B　所有客户
# - C　企业客户
# - D　合作方

# %% answer="q2"
q2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q2 = "C"
### END SOLUTION

# %% check="q2-key" points=10
checks.choice("q2", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q2", "C", "再看课文第二节的两张表。",
           "see the two tables in section 2 of the lesson.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　单选（{points} 分）
#
# 下面哪一个是**直接渠道**？
#
# - A　在服务过程中收集
# - B　从报纸上收集
# - C　委托市场调研公司
# - D　租用别人的数据库

# %% answer="q3"
q3 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q3 = "A"
### END SOLUTION

# %% check="q3-key" points=10
checks.choice("q3", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q3", "A", "再看课文第三节：信息是谁给的？",
           "see section 3 of the lesson: who gives the information?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　多选（{points} 分）
#
# 下面哪些是**间接渠道**？
#
# - A　各种媒介
# - B　呼叫中心
# - C　咨询和市场调研公司
# - D　营销活动
# - E　向有客户数据库的企业租用或购买

# %% answer="q4"
q4 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q4 = "ACE"
### END SOLUTION

# %% check="q4-key" points=10
checks.several("q4", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q4", "ACE", "再看课文第三节：间接渠道一共有三种。",
           "see section 3 of the lesson: there are three.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题　单选（{points} 分）
#
# 对掌握客户信息的员工，教材要求什么？
#
# - A　可以分享给朋友
# - B　离职时可以带走
# - C　可以卖给合作方
# - D　不得泄露，不得贩卖

# %% answer="q5"
q5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q5 = "D"
### END SOLUTION

# %% check="q5-key" points=10
checks.choice("q5", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q5", "D", "再看课文第六节的第一段。",
           "see the first paragraph of section 6.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　单选（{points} 分）
#
# 为什么要定期更新客户信息？
#
# - A　为了让表格更长
# - B　因为企业在发展、客户在变化，信息会过期
# - C　因为数据库装得下
# - D　为了多收集敏感信息

# %% answer="q6"
q6 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q6 = "B"
### END SOLUTION

# %% check="q6-key" points=10
checks.choice("q6", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q6", "B", "再看课文第五节的第一句。",
           "see the first sentence of section 5.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题　多选（{points} 分）
#
# 掌握客户信息的范围，由哪些因素决定？
#
# - A　企业的需要
# - B　竞争对手问了什么
# - C　客户的特点
# - D　纸张的大小

# %% answer="q7"
q7 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q7 = "AC"
### END SOLUTION

# %% check="q7-key" points=10
checks.several("q7", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q7", "AC", "再看课文第一节：范围由两件事决定。",
           "see section 1 of the lesson: two things decide.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　单选（{points} 分）
#
# 通过呼叫中心收集信息，属于哪一种渠道？
#
# - A　间接渠道
# - B　不算渠道
# - C　直接渠道
# - D　租用渠道

# %% answer="q8"
q8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q8 = "C"
### END SOLUTION

# %% check="q8-key" points=10
checks.choice("q8", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q8", "C", "再看课文第三节，直接渠道的最后一种。",
           "see the last of the direct channels in section 3.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题　单选（{points} 分）
#
# 课文里，登记表和同意主要依据哪一部法律？
#
# - A　《广告法》
# - B　《个人信息保护法》
# - C　《专利法》
# - D　《劳动法》

# %% answer="q9"
q9 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q9 = "B"
### END SOLUTION

# %% check="q9-key" points=10
checks.choice("q9", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q9", "B", "再看课文第六节。",
           "see section 6 of the lesson.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题　单选（{points} 分）
#
# 按课文里的合同，乙方要把甲方客户的信息告诉第三方，先要得到什么？
#
# - A　甲方的书面同意
# - B　乙方经理的批准
# - C　第三方的保密承诺
# - D　甲方员工的口头同意

# %% answer="q10"
q10 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q10 = "A"
### END SOLUTION

# %% check="q10-key" points=10
checks.choice("q10", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q10", "A", "再看课文第六节的第一段：谁同意，用什么形式？",
           "see the first paragraph of section 6: who consents, and in what form?")
### END HIDDEN TESTS
