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
# 客户金字塔里，关键客户、普通客户、小客户大约各占客户**人数**的多少？
#
# - A　50%、30%、20%
# - B　80%、15%、5%
# - C　10%、40%、50%
# - D　20%、30%、50%

# %% answer="q1"
q1 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q1 = "D"
### END SOLUTION

# %% check="q1-key" points=10
checks.choice("q1", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q1", "D", "再看课文第二节：金字塔按人数切，从塔尖往下数。",
           "see section 2 of the lesson: the pyramid is cut by head count, from the top down.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　填数（{points} 分）
#
# 按照二八法则，20% 的客户大约贡献百分之几的利润？（只填数字）

# %% answer="q2"
q2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
q2 = 80
### END SOLUTION

# %% check="q2-key" points=10
checks.number("q2")
### BEGIN HIDDEN TESTS
checks.key("q2", 80, "再看课文第一节：想想这条法则为什么叫这个名字。",
           "see section 1 of the lesson: think of how the rule got its name.", percent=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题　多选（{points} 分）
#
# 下面哪些是管理**关键客户**的方法？
#
# - A　集中优势资源为他们服务
# - B　提高服务价格，降低服务成本
# - C　成立专门机构为他们服务
# - D　减少服务，降低成本
# - E　加强沟通和感情交流，拉近距离

# %% answer="q3"
q3 = None  # 把 None 换成几个字母，连着写在引号里
### BEGIN SOLUTION
q3 = "ACE"
### END SOLUTION

# %% check="q3-key" points=10
checks.several("q3", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q3", "ACE", "再看课文第三节的表：关键客户那一行有几招？",
           "see the table in section 3 of the lesson: how many methods stand in the row of key customers?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题　单选（{points} 分）
#
# 一位**普通客户**没有升级潜力，应该怎样管理？
#
# - A　培养成关键客户
# - B　坚决淘汰
# - C　减少服务，降低成本
# - D　成立专门机构为他服务

# %% answer="q4"
q4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q4 = "C"
### END SOLUTION

# %% check="q4-key" points=10
checks.choice("q4", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q4", "C", "再看课文第三节：普通客户先看有没有升级潜力，这位没有。",
           "see section 3 of the lesson: this ordinary customer has no upgrade potential.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题　单选（{points} 分）
#
# 一位**小客户**被查实是劣质客户，应该怎样对待？
#
# - A　培养成普通客户甚至关键客户
# - B　坚决淘汰
# - C　提高服务价格，降低服务成本
# - D　集中优势资源为他服务

# %% answer="q5"
q5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q5 = "B"
### END SOLUTION

# %% check="q5-key" points=10
checks.choice("q5", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q5", "B", "再看课文第三节表里的最后一行：劣质的小客户另有办法。",
           "see the last row of the table in section 3: it is about poor-quality customers.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　单选（{points} 分）
#
# 关于 RFM 里的 **R**，哪一句是对的？
#
# - A　R 是离最近一次交易有多久，越小越好
# - B　R 是离最近一次交易有多久，越大越好
# - C　R 是一段时间里交易了几次，越大越好
# - D　R 是一段时间里花了多少钱，越大越好

# %% answer="q6"
q6 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q6 = "A"
### END SOLUTION

# %% check="q6-key" points=10
checks.choice("q6", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q6", "A", "再看课文第四节的表：R 量的是什么？昨天刚来的客户，R 是大还是小？",
           "see the table in section 4 of the lesson: is R large or small after an order yesterday?")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题　单选（{points} 分）
#
# 箭头是 **R↓F↓M↑** 的客户，属于哪一类？
#
# - A　优质客户群
# - B　流失客户
# - C　劣质客户
# - D　重要的发展客户

# %% answer="q7"
q7 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q7 = "D"
### END SOLUTION

# %% check="q7-key" points=10
checks.choice("q7", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q7", "D", "再看课文第四节“箭头怎么标”：最近来过、花得多，只是来得少。",
           "see section 4 of the lesson, on arrows: came lately, spends much, only comes seldom.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题　多选（{points} 分）
#
# 客户四象限价值分类法的两条轴，分别是哪两个？
#
# - A　购买频率
# - B　忠诚度
# - C　客户人数
# - D　“相对”利润
# - E　最近一次交易的时间

# %% answer="q8"
q8 = None  # 把 None 换成两个字母，连着写在引号里
### BEGIN SOLUTION
q8 = "BD"
### END SOLUTION

# %% check="q8-key" points=10
checks.several("q8", "ABCDE")
### BEGIN HIDDEN TESTS
checks.key("q8", "BD", "再看课文第五节：横轴看客户的心，纵轴看企业的账。",
           "see section 5 of the lesson: one axis shows the customer's heart, one the firm's books.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题　排序（{points} 分）
#
# 行为分级把客户分成活跃、沉睡、流失三种。按“活跃 → 沉睡 → 流失”的先后，给下面三位客户排个队：
#
# - A　好久没来了，可能是需求变了，也可能在看别家，要设法唤醒
# - B　已经不再来往，要回访，争取挽回
# - C　常来购买，也常和企业互动，要保持热度

# %% answer="q9"
q9 = None  # 把 None 换成三个字母，按先后写在引号里
### BEGIN SOLUTION
q9 = "CAB"
### END SOLUTION

# %% check="q9-key" points=10
checks.ordered("q9", "ABC")
### BEGIN HIDDEN TESTS
checks.key("q9", "CAB", "再看课文第五节“另外三把尺子”：沉睡的客户还有可能叫醒。",
           "see the three yardsticks in section 5: a dormant customer can still be woken.", order=True)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题　单选（{points} 分）
#
# 关于客户分类的特征，哪一句是**不对**的？
#
# - A　客户分类不能只看客户买了什么产品
# - B　客户分类不能只看数字
# - C　客户分类做一次就够了
# - D　客户分类要定期优化

# %% answer="q10"
q10 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
q10 = "C"
### END SOLUTION

# %% check="q10-key" points=10
checks.choice("q10", "ABCD")
### BEGIN HIDDEN TESTS
checks.key("q10", "C", "再看课文第六节：四个特征里，哪一句和它相反？注意题目问的是不对的一句。",
           "see section 6 of the lesson: the question asks for the false sentence.")
### END HIDDEN TESTS
