# %% [markdown]
# # {title}
#
# 一共十题，每题的分数写在标题后面，合计 {total} 分，大约 {minutes} 分钟。
#
# - 把 `None` 换成你的答案，字母写在引号里，例如 `"X"`；多选题把字母连着写，例如 `"XY"`；排序题按先后写，例如 `"XYZ"`；填数题直接写数字。`None` 下面的两行可以不管。
# - 运行下面的检查单元格，只会告诉你“已作答”，不会告诉你对错。交了以后才评分，所以交以前可以改。

# %%
import keguan
keguan.use("zh")
from grader import checks

# %% [markdown]
# ## 第 1 题　单选（{points} 分）
#
# 下面哪一句说的是**客户流失**？
#
# - A　客户打电话来投诉
# - B　客户不再忠诚，转去买别家的产品或服务
# - C　客户这个月比上个月买得少
# - D　客户要求打折

# %% answer="q1"
q1 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q1 = "B"
### END SOLUTION

# %% check="q1-key" points=10
checks.choice("q1", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q1", "B", "再看课文第二节：流失的客户最后去了哪里？",
           "see section 2 of the lesson: where does a lost customer go in the end?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　单选（{points} 分）
#
# 客户长期恶意欠款，企业终止了合同。这属于哪一种？
#
# - A　主动流失
# - B　不在此列
# - C　被动流失
# - D　没有流失

# %% answer="q2"
q2 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q2 = "C"
### END SOLUTION

# %% check="q2-key" points=10
checks.choice("q2", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q2", "C", "再看课文第二节：合同是谁终止的？",
           "see section 2 of the lesson: who ended the contract?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　单选（{points} 分）
#
# 客户全家搬到了外地，送奶站送不到。这是哪一种流失？
#
# - A　自然流失
# - B　竞争流失
# - C　过失流失
# - D　其他流失

# %% answer="q3"
q3 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q3 = "A"
### END SOLUTION

# %% check="q3-key" points=10
checks.choice("q3", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q3", "A", "再看课文第三节的表：这件事是人为的吗？",
           "see the table in section 3 of the lesson: did anybody do it?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　单选（{points} 分）
#
# 对手的新产品功能更好，客户换了过去；没有投诉，也没有过失记录。这是哪一种流失？
#
# - A　恶意流失
# - B　过失流失
# - C　其他流失
# - D　竞争流失

# %% answer="q4"
q4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q4 = "D"
### END SOLUTION

# %% check="q4-key" points=10
checks.choice("q4", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q4", "D", "再看课文第三节的表：对手给了客户什么？",
           "see the table in section 3 of the lesson: what did the rival give the customer?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题　单选（{points} 分）
#
# 关于**过失流失**，哪一句是对的？
#
# - A　它防不了，只能接受
# - B　它占的比例较高，也是能防的
# - C　它都是客户不诚信造成的
# - D　它只和价格有关

# %% answer="q5"
q5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q5 = "B"
### END SOLUTION

# %% check="q5-key" points=10
checks.choice("q5", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q5", "B", "再看课文第三节的表，过失流失那一行。",
           "see the row on fault in the table of section 3.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　多选（{points} 分）
#
# 防范**恶意流失**，主要靠哪些办法？
#
# - A　完整的客户数据库
# - B　加大打折力度
# - C　信用评估
# - D　预付款
# - E　推出新产品

# %% answer="q6"
q6 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q6 = "ACD"
### END SOLUTION

# %% check="q6-key" points=10
checks.several("q6", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q6", "ACD", "再看课文第三节的表和第五节的“第六件事”。",
           "see the table in section 3 and the sixth thing in section 5.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题　填数（{points} 分）
#
# 250 定律说，每位客户身后大约有多少位亲友？（只填数字）

# %% answer="q7"
q7 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
q7 = 250
### END SOLUTION

# %% check="q7-key" points=10
checks.number("q7")
### BEGIN HIDDEN TESTS
checks.key("q7", 250, "再看课文第二节：想想这条定律为什么叫这个名字。",
           "see section 2 of the lesson: think of how the law got its name.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　单选（{points} 分）
#
# 下面哪一个**不是**教材列出的防止流失的方法？
#
# - A　提高整体服务质量
# - B　实施客户关怀服务
# - C　把打折当作唯一的手段
# - D　避免员工流失造成客户流失

# %% answer="q8"
q8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q8 = "C"
### END SOLUTION

# %% check="q8-key" points=10
checks.choice("q8", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q8", "C", "再看课文第五节：哪一种做法会失去最忠诚的客户？",
           "see section 5 of the lesson: which practice loses the most loyal customers?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题　排序（{points} 分）
#
# 挽留一位流失的客户，把下面三件事按先后排好：
#
# - A　按原因拿出对症的措施
# - B　客户接受以后，马上做
# - C　马上联系，诚恳道歉，问清原因

# %% answer="q9"
q9 = None  # 把 None 换成三个字母，按先后写在引号里
### BEGIN SOLUTION
q9 = "CAB"
### END SOLUTION

# %% check="q9-key" points=10
checks.ordered("q9", "ABC")
### BEGIN HIDDEN TESTS
checks.key("q9", "CAB", "再看课文第六节：先缓解不满，还是先拿方案？",
           "see section 6 of the lesson: first ease the dissatisfaction, or first the plan?", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题　多选（{points} 分）
#
# 怎样减少客户对某一位员工的依赖？
#
# - A　建立轮换制度
# - B　成立客户服务小组
# - C　不让员工认识客户
# - D　共享客户数据库
# - E　让一个人管到底

# %% answer="q10"
q10 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q10 = "ABD"
### END SOLUTION

# %% check="q10-key" points=10
checks.several("q10", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q10", "ABD", "再看课文第五节的第五种方法，一共有三条。",
           "see the fifth method in section 5; it has three parts.")
### END HIDDEN TESTS
