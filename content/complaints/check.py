# %% [markdown]
# # {title}
#
# 八道小题，跟着课文走，合计 {total} 分，大约 {minutes} 分钟。第 2、3、4、6、7 题，一检查就知道对错；答错了再看课文、再动滑块，次数不限。第 1、5、8 题考概念，检查只告诉你作答了没有，评分以后才知道对错。
#
# - 第 2、3、4、6 题的答案由课文里实验的模型现算出来。
# - 云垛机械和它的客户都是**模拟**的，没有一家真实的公司。

# %% [markdown]
# **可以点选**　在学习主页打开这份自学检查，就能点选、填数，答案会存进这份笔记本。想在这里写也行：选择题把 `None` 换成一个字母，写在引号里，例如 `"X"`；可以选几项的，把字母连着写，例如 `"XY"`；填数题直接写数字。`None` 下面的两行可以不管。

# %%
import keguan
keguan.use("zh")
import numpy as np
from grader import checks
from keguan.models import complaints as models

# %% [markdown]
# ## 第 1 题　{task}（{points} 分）
#
# 对照课文第一节的五点，下面哪一件是**客户投诉**？
#
# - A　采购员发邮件问：新款封口机一分钟能封多少袋？
# - B　操作工在朋友圈写：这台机器真吵。他没有找过云垛。
# - C　维修工向主管反映：配件库又缺货，客户等急了。
# - D　客户来电：认为封口温度不准，要求派人来看。后来查清，温度是准的。

# %% answer="c1"
c1 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c1 = "D"
### END SOLUTION

# %% check="c1-check" points=12
checks.choice("c1", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c1")
for wrong_, zh, en in [
    ("A", "他只是询问，没有说出了什么问题。", "this only asks; no problem is named."),
    ("B", "他说了不满，没有向企业提出来，是抱怨。", "discontent that is not put to the firm: grumbling, no complaint yet."),
    ("C", "提出来的是自己的员工，不是客户。", "it comes from the firm's own staff, not from a customer."),
]:
    checks.that(letter_ != wrong_, "c1", zh, en)
checks.key("c1", "D", "再看课文第一节：客户发现或者认为有问题，向企业提出要求。", "see section 1: a customer finds or believes that there is a problem and asks the firm to act.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题　{task}（{points} 分）
#
# 打开课文第二节的实验二，把“客户的怒气”拖到 **10**，顺序选“道歉在前”，也就是 R、M、L、S、P。至少先做几样，再给方案，客户第一次就接受？填一个整数，给方案本身不算。

# %% answer="c2"
c2 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c2 = min(after for after in range(6) if len(models.calm_first(10, after)) == after + 1)
### END SOLUTION

# %% check="c2-check" points=12
lengths_ = {anger: [len(models.calm_first(anger, after)) for after in range(6)] for anger in (9, 10)}
least_ = {anger: min(n for n in range(6) if lengths_[anger][n] == n + 1) for anger in lengths_}
given_, right_ = checks.number_read("c2"), least_[10]
for wrong_, zh, en in [
    (least_[9], "怒气 9 才是这么多；怒气 10，这时候还听不进方案。", "so many are enough at anger 9; at 10 the solution is still refused."),
    (0, "一开口就给方案，会被拒绝，怒气更高。", "offered at once the solution is refused and the anger grows."),
    (lengths_[10][0], "这是一开口就给方案，一共要走的步数。", "these are the steps if the solution is offered at once."),
    (right_ + 1, "多了一步：给方案本身不算，也不必五样都做完。", "one too many: the offer itself does not count, and not all five are needed."),
    (1, "只做一样，怒气还太高，方案会被拒绝。", "after one move the anger is still too high and the solution is refused."),
    (2, "只做两样，怒气还太高，方案会被拒绝。", "after two moves the anger is still too high and the solution is refused."),
]:
    checks.that(abs(given_ - wrong_) > 0.005, "c2", zh, en)
checks.key("c2", right_, "再到实验里，从“先做 1 步再给”起一个一个试：哪一个第一次就被接受？",
           "try the moments one by one in the lab, from one move on: which is accepted at the first offer?")
checks.right("c2")

# %% [markdown]
# ## 第 3 题　{task}（{points} 分）
#
# 打开课文第一节的实验一，把“不满的客户，说出来的占”拖到 **30%**，别的不动，看图里的 100 位不满的客户。没有说、也**不再来买**的，有多少位？四舍五入到整数。

# %% answer="c3"
c3 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
silent = models.parts(0.3, 0.5, 0.3)["silent"]
c3 = round(100 * (silent.share - silent.kept))
### END SOLUTION

# %% check="c3-check" points=12
silent_, start_ = models.parts(0.3, 0.5, 0.3)["silent"], models.parts(0.4, 0.5, 0.3)["silent"]
given_, right_ = checks.number_read("c3"), 100 * (silent_.share - silent_.kept)
for wrong_, zh, en in [
    (100 * silent_.share, "这是没有说的全部人数，其中还有人会再来。", "these are all the silent ones; some of them come again."),
    (round(100 * silent_.kept), "这是没有说、还会再来的，题目问不再来的。", "these are silent and come again; those who do not are asked for."),
    (0.637, "这是比例；100 位里有多少位，写人数。", "this is a share; how many of the 100 is asked."),
    (0.64, "这是比例；100 位里有多少位，写人数。", "this is a share; how many of the 100 is asked."),
    (30, "这是说出来的，题目问没有说的。", "these spoke up; the question asks for the silent."),
    (round(100 * (1 - models.iceberg(0.3, 0.5, 0.3))), "这是不再来的全部人数，里面还有说出来的。", "these are all who do not come again, those who spoke up among them."),
    (round(100 * (1 - models.KEPT["silent"])), "这是 100 位都不说时不再来的人数；没有说的只有 70 位。", "so many would be lost if all 100 were silent; only 70 are."),
    (round(100 * (start_.share - start_.kept)), "这是说出来占 40% 时的人数，要拖到 30%。", "this is for 40% who speak up; move the slider to 30%."),
    (int(right_), "差一点：四舍五入到整数，不是把小数舍去。", "nearly: round to the nearest whole number, do not drop the decimals."),
    (round(models.unheard(40, 0.3)), "这是听到 40 宗时没说的人数；题目看的是图里的 100 位。", "so many are silent behind 40 complaints; the question is about the 100 in the picture."),
]:
    checks.that(abs(given_ - wrong_) > 0.25, "c3", zh, en)
checks.key("c3", right_, "没有说的有 70 位，其中会再来的占 9%：减去他们，就是不再来的。",
           "70 are silent, and 9% of them come again: take these away.", tol=0.5)
checks.right("c3")

# %% [markdown]
# ## 第 4 题　{task}（{points} 分）
#
# 处理抱怨，为的是客户价值和企业形象。照课文实验三的“按抱怨类型”接，同一类里先来先接：四宗都在等，一位处理员空了，**先接**哪一宗？
#
# - A　8:30 来　小客户：配件晚到一天，情绪 2（最高 5）
# - B　8:35 来　小客户：操作工自己装反了膜，停了机，情绪 5
# - C　8:40 来　关键客户：封口不严，情绪 3
# - D　8:45 来　已经查实受雇于同行，声称机器爆炸，情绪 5

# %% answer="c4"
c4 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
key, malicious, own_fault = (np.array(row, bool) for row in ([0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]))
day = models.Complaints(np.zeros(4), key, np.array([2, 5, 3, 5]), malicious, own_fault, patience=np.full(4, 999.0), work=np.full(4, 20.0))
c4 = "ABCD"[models.triage(day, "type", 1).waits.argmin()]
### END SOLUTION

# %% check="c4-check" points=12
key_, malicious_, own_ = (np.array(row, bool) for row in ([0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]))
day_ = models.Complaints(np.zeros(4), key_, np.array([2, 5, 3, 5]), malicious_, own_, patience=np.full(4, 999.0), work=np.full(4, 20.0))
first_ = "ABCD"[models.triage(day_, "type", 1).waits.argmin()]
checks.choice("c4", "ABCD")
letter_ = checks.letters("c4")
for wrong_, zh, en in [
    ("A", "这是先来先接；一般抱怨排在关键抱怨后面。", "that is first come, first served; a general complaint stands behind key ones."),
    ("C", "这是只看客户级别；情绪最激动的也是关键抱怨，同一类里先来先接。", "that is the tier alone; the most extreme emotion is key as well, and within a type the first comes first."),
    ("D", "只看情绪会先接他；已经查实是恶意，排在最后。", "emotion alone would take this one first; proved malicious, it comes last."),
]:
    checks.that(letter_ != wrong_, "c4", zh, en)
checks.key("c4", first_, "先给四宗归类，关键抱怨最先；有两宗是关键的，看谁先来。",
           "find the type of each: key complaints come first; of two key ones, which came first?")
checks.right("c4")

# %% [markdown]
# ## 第 5 题　{task}（{points} 分）
#
# 客户单位的李工实名来信：“贵厂封口机说明书第 12 页，‘顺时针’印成了‘逆时针’。我们看出来了，没有装错，什么也没有耽误。请改过来，重印一份寄给我们。”五条受理标准，缺了哪一条？
#
# - A　明确的投诉人
# - B　列举的投诉事项
# - C　实在的损害后果
# - D　明确的投诉要求
# - E　企业所受理的范围

# %% answer="c5"
c5 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c5 = "C"
### END SOLUTION

# %% check="c5-check" points=13
checks.choice("c5", "ABCDE")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c5")
for wrong_, zh, en in [
    ("A", "有投诉人：客户单位的李工，实名。", "there is a complainant: engineer Li of the customer's firm, by name."),
    ("B", "事项写清了：第 12 页印错了方向。", "the matter is listed: page 12 prints the wrong direction."),
    ("D", "要求写清了：改过来，重印一份寄去。", "the demand is clear: correct it, print it anew and send it."),
    ("E", "说明书是贵厂自己的，在受理的范围里。", "the manual is the firm's own and within its range."),
]:
    checks.that(letter_ != wrong_, "c5", zh, en)
checks.key("c5", "C", "一条一条对：谁、什么事、什么损害、什么要求、归不归企业管。", "go through the five: who, what matter, what damage, what demand, within range or not.")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题　{task}（{points} 分）
#
# 每次第三天回访，都有 **40%** 的客户还不满意，回到第一步重新处理。平均一宗要处理几轮？保留两位小数。

# %% answer="c6"
c6 = None  # 把 None 换成一个数字
### BEGIN SOLUTION
c6 = round(models.rounds(0.4), 2)
### END SOLUTION

# %% check="c6-check" points=13
given_, right_ = checks.number_read("c6"), models.rounds(0.4)
for wrong_, zh, en in [
    (1.4, "重来的客户里，下一次还有 40% 不满意，不止多 0.4 轮。", "of those who come back 40% come back again: it is more than 0.4 rounds extra."),
    (1.56, "第三轮以后还有人重来：用 1 ÷ (1 − 40%)。", "some come back after the third round as well: 1 ÷ (1 − 40%)."),
    (2.5, "这是 1 ÷ 40%；分母是不用重来的比例。", "this is 1 ÷ 40%; divide by the share that does not come back."),
    (0.6, "这是不用重来的比例，还要用 1 除以它。", "this is the share that does not come back; divide 1 by it."),
    (0.4, "这是重来的比例，要的是轮数。", "this is the share that comes back; the rounds are wanted."),
    *((round(models.rounds(again), 2), f"这是 {again:.0%} 重来时的轮数，题目是 40%。", f"so many rounds if {again:.0%} come back; here it is 40%.") for again in (0.1, 0.2, 0.3, 0.5)),
    (167, "要的是轮数，不是百分之几。", "rounds are wanted, not per cent."),
    (1.7, "保留两位小数。", "give two decimals."),
    (1.66, "差一点：四舍五入，不是把后面的小数舍去。", "nearly: round, do not drop the decimals."),
]:
    checks.that(abs(given_ - wrong_) > 0.004, "c6", zh, en)
checks.key("c6", right_, "1 除以（1 − 重来的比例），见课文第五节。", "1 divided by (1 − the share that comes back); see section 5.", tol=0.006)
checks.right("c6")

# %% [markdown]
# ## 第 7 题　{task}（{points} 分）
#
# 本课约定：被问到的客户里，提到同一个原因的占到 10% 或以上，算普遍。云垛问了 80 家关键客户和典型客户，提到的家数写在选项里。哪些原因是**普遍**的，要改企业的政策？
#
# - A　温控器没有校准：12 家
# - B　配件晚到：8 家
# - C　说明书难懂：5 家
# - D　发票开错：3 家

# %% answer="c7"
c7 = None  # 把 None 换成字母，写在引号里
### BEGIN SOLUTION
c7 = "".join(letter for letter, firms in zip("ABCD", (12, 8, 5, 3)) if firms / 80 >= 0.10)
### END SOLUTION

# %% check="c7-check" points=13
right_ = "".join(letter for letter, firms in zip("ABCD", (12, 8, 5, 3)) if firms / 80 >= 0.10)
checks.several("c7", "ABCD")
letters_ = checks.letters("c7")
for wrong_, zh, en in [
    ("A", "还少一个：正好 10% 的，也算普遍。", "one is lacking: exactly 10% is general, too."),
    ("ABCD", "分母是问到的 80 家，不是提到的 28 次。", "divide by the 80 firms asked, not by the 28 times something was named."),
    ("ABC", "5 ÷ 80 不到 10%。", "5 ÷ 80 is below 10%."),
    ("AC", "C 是 5 ÷ 80，不到 10%；B 是 8 ÷ 80，正好 10%，也算。", "C is 5 ÷ 80, below 10%; B is 8 ÷ 80, exactly 10%, which counts."),
    ("BC", "C 是 5 ÷ 80，不到 10%；A 是 12 ÷ 80，超过了。", "C is 5 ÷ 80, below 10%; A is 12 ÷ 80, above it."),
    ("C", "5 ÷ 80 不到 10%，是个别的。", "5 ÷ 80 is below 10%: a single case."),
    ("D", "3 ÷ 80 不到 10%，是个别的。", "3 ÷ 80 is below 10%: a single case."),
    ("CD", "这两个是个别的，只要总结；题目问普遍的。", "these two are single cases, to be summed up; the general ones are asked for."),
    ("B", "12 ÷ 80 超过 10%，更是普遍的。", "12 ÷ 80 is above 10%, so it is general all the more."),
]:
    checks.that(set(letters_) != set(wrong_), "c7", zh, en)
checks.key("c7", right_, "每个原因的家数 ÷ 80，占到 10% 或以上的才是普遍的。",
           "for each cause the firms ÷ 80: 10% or more is general.")
checks.right("c7")

# %% [markdown]
# ## 第 8 题　{task}（{points} 分）
#
# 云垛每天看停机记录，发现机器快要出毛病，就先打电话；机器一停，两小时内派人；工程师当场可以决定两千元以内的补偿。可是同一种温控器，上个月坏了三台，这个月又坏了四台，没有人问为什么。**服务补救**的四条里，缺了哪一条？
#
# - A　跟踪并预见补救的机会
# - B　重视问题，快速解决
# - C　授权一线员工
# - D　从补救中学习

# %% answer="c8"
c8 = None  # 把 None 换成一个字母，写在引号里
### BEGIN SOLUTION
c8 = "D"
### END SOLUTION

# %% check="c8-check" points=13
checks.choice("c8", "ABCD")
### BEGIN HIDDEN TESTS
letter_ = checks.letters("c8")
for wrong_, zh, en in [
    ("A", "每天看记录，先打电话，就是在预见补救的机会。", "records are watched every day and calls made ahead: chances are anticipated."),
    ("B", "两小时内派人，已经很快。", "somebody is sent within two hours: that is fast."),
    ("C", "工程师当场能决定补偿，已经授权。", "engineers decide on the spot: the front line is empowered."),
]:
    checks.that(letter_ != wrong_, "c8", zh, en)
checks.key("c8", "D", "四条一条一条对：故事里哪一条没有人做？", "go through the four: which of them does nobody do in the story?")
### END HIDDEN TESTS
