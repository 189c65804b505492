# %% [markdown]
# # {title}
#
# 一共十题，每题的分数写在标题后面，合计 {total} 分，大约 {minutes} 分钟。
#
# - 把 `None` 换成你的答案，字母写在引号里，例如 `"X"`；多选题把字母连着写，例如 `"XY"`；排序题按先后写，例如 `"WXYZ"`。`None` 下面的两行可以不管。
# - 运行下面的检查单元格，只会告诉你“已作答”，不会告诉你对错。交了以后才评分，所以交以前可以改。

# %%
import keguan
keguan.use("zh")
from grader import checks

# %% [markdown]
# ## 第 1 题　多选（{points} 分）
#
# 下面哪三点写进了**客户关怀**的含义？
#
# - A　通过客户的行为，主动把握客户需求
# - B　给每位客户发一样的祝福短信
# - C　差异化的服务
# - D　持续的服务
# - E　等客户打来电话再说

# %% answer="q1"
q1 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q1 = "ACD"
### END SOLUTION

# %% check="q1-key" points=10
checks.several("q1", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q1", "ACD", "再看课文第二节，客户关怀的含义有三个关键词。",
           "see section 2 of the lesson: the meaning of care has three key words.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　单选（{points} 分）
#
# 下面哪一个**不是**人员互动渠道？
#
# - A　面对面交谈
# - B　电话
# - C　事件
# - D　网上交谈

# %% answer="q2"
q2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q2 = "C"
### END SOLUTION

# %% check="q2-key" points=10
checks.choice("q2", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q2", "C", "再看课文第三节的渠道表：对面有没有一个人在回应？",
           "see the channel table in section 3: is there a person who answers?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　单选（{points} 分）
#
# 媒体、环境和事件，合起来叫作什么？
#
# - A　人员互动渠道
# - B　非人员互动渠道
# - C　直接信息渠道
# - D　售后渠道

# %% answer="q3"
q3 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q3 = "B"
### END SOLUTION

# %% check="q3-key" points=10
checks.choice("q3", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q3", "B", "再看课文第三节的渠道表：信息是谁发出的？",
           "see the channel table in section 3: who sends the message?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　多选（{points} 分）
#
# 有效互动要靠哪三个因素？
#
# - A　有效的广告
# - B　有效的员工
# - C　有效的流程
# - D　有效的价格
# - E　有效的信息技术

# %% answer="q4"
q4 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q4 = "BCE"
### END SOLUTION

# %% check="q4-key" points=10
checks.several("q4", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q4", "BCE", "再看课文第四节：谁来做、用什么做、按什么步骤做？",
           "see section 4 of the lesson: who acts, with what tools, by which steps?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题　单选（{points} 分）
#
# 下面哪一项是**售前关怀**？
#
# - A　把产品的信息讲清楚，给成交打基础
# - B　核对订单的细节
# - C　三天后打电话回访
# - D　处理客户的投诉

# %% answer="q5"
q5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q5 = "A"
### END SOLUTION

# %% check="q5-key" points=10
checks.choice("q5", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q5", "A", "再看课文第二节：这时客户还没有下单。",
           "see section 2 of the lesson: the customer has not ordered yet.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　单选（{points} 分）
#
# 客户维护的四条原则是动态管理、突出重点、灵活运用，还有哪一条？
#
# - A　统一价格
# - B　多多益善
# - C　定期打折
# - D　专人负责

# %% answer="q6"
q6 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q6 = "D"
### END SOLUTION

# %% check="q6-key" points=10
checks.choice("q6", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q6", "D", "再看课文第一节：客户有事，应该找谁？",
           "see section 1 of the lesson: whom should the customer turn to?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题　单选（{points} 分）
#
# 订单处理和各种细节，要符合客户的期望。这是哪个阶段的关怀？
#
# - A　售前
# - B　售中
# - C　售后
# - D　流失以后

# %% answer="q7"
q7 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q7 = "B"
### END SOLUTION

# %% check="q7-key" points=10
checks.choice("q7", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q7", "B", "再看课文第二节：交易正在进行，还是已经结束？",
           "see section 2 of the lesson: is the transaction going on, or over?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　排序（{points} 分）
#
# 一对一营销分四步，把它们按先后排好：
#
# - A　主动联系
# - B　客户识别
# - C　量身定做产品或方案
# - D　差异分析

# %% answer="q8"
q8 = None  # 把 None 换成四个字母，按先后写在引号里
### BEGIN SOLUTION
q8 = "BDAC"
### END SOLUTION

# %% check="q8-key" points=10
checks.ordered("q8", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q8", "BDAC", "再看课文第五节：还不知道客户是谁，能不能先联系？",
           "see section 5 of the lesson: can you contact customers before you know who they are?", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题　多选（{points} 分）
#
# 回访客户以前，要准备哪些材料？
#
# - A　客户信息表
# - B　客户近来的发展情况
# - C　客户朋友的电话号码
# - D　客户以前的意见和建议
# - E　本月的销售提成表

# %% answer="q9"
q9 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q9 = "ABD"
### END SOLUTION

# %% check="q9-key" points=10
checks.several("q9", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q9", "ABD", "再看课文第五节的回访计划，第二项列了三样。",
           "see the revisit plan in section 5: its second item lists three.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题　单选（{points} 分）
#
# 客户关怀最终是为了什么？
#
# - A　多发几条消息
# - B　把客户的信息收集齐全
# - C　让客户更满意、更忠诚
# - D　减少员工人数

# %% answer="q10"
q10 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q10 = "C"
### END SOLUTION

# %% check="q10-key" points=10
checks.choice("q10", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q10", "C", "再看课文第二节，客户关怀含义的最后半句。",
           "see section 2 of the lesson, the end of the meaning of care.")
### END HIDDEN TESTS
