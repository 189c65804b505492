# %% [markdown]
# # {title}
#
# 这份作业有两个任务：先写两个短函数，再到工单台值一个班。写完一个，就运行它下面的检查单元格，马上知道结果：做对了、错在哪里，还是没有作答。可以改了再查，次数不限。
#
# - 卡住了，先点开“提示 1”想一想；还不行，再看提示 2、提示 3。看提示不扣分。
# - 检查折成了一行，不用打开；打开改了也改不动分数：交上来以后会换成原来的样子再评分。
# - 交作业以前，从菜单选“重启内核并运行所有单元格”，看看是不是从头到尾都顺利。
#
# **数据说明**　`datasets/yunduo` 里的云垛机械、它的客户和员工都是**虚构**的，数据是**模拟**的。哪些参照了公开资料，运行 `cases.calibration("yunduo")` 查看。

# %%
import keguan
keguan.use("zh")
import pandas as pd
from grader import checks
from keguan import cases

# %%
complaints = cases.load("yunduo", "complaints")
complaints.head(3)

# %% [markdown]
# 云垛机械卖包装机，客户都是企业。`complaints` 是一年里收到的 1,500 宗投诉，一行一宗。想知道每一列是什么意思，运行下一格。

# %%
cases.columns("yunduo", "complaints")

# %% [markdown]
# ## 任务 1　{task}（{points} 分）
#
# **做什么**　写两个函数：
#
# - `kind(row)`：`row` 是一宗投诉的记录，用 `row["tier"]` 这样的写法取值；返回类型代号：`"malicious"` 恶意抱怨、`"key"` 关键抱怨、`"false"` 虚假抱怨、`"general"` 一般抱怨；
# - `kind_counts(complaints)`：四种类型各有多少宗；返回 Series，索引是四个代号，没有的写 0。
#
# **为什么**　类型决定走哪条路：按危机处理、按流程处理、只做消费指导，还是收集证据走法律途径。一宗投诉常常有两条线索，先后定了，谁来判断都一样。
#
# **抱怨类型判断顺序（本课约定）**　从上往下看，先符合哪一条就是哪一种：
#
# 1. 有恶意的证据（`intent_shown` 是 True）→ `malicious`
# 2. 关键客户（`tier` 是 `"key"`），**或者**情绪极其激动（`emotion` 是 5）→ `key`
# 3. 原因在客户自己（`cause_by` 是 `"customer"`）→ `false`
# 4. 都不符合 → `general`
#
# 没有证据，不能说客户恶意。关键客户自己弄错了，也先按关键抱怨接待，只是不用赔。
#
# **样例**　快递件怎样分拣？也是从上往下看，先符合哪一条就是哪一种。

# %%
def shelf(row):
    if row["broken"]:
        return "repair"
    if row["size"] == "big" or row["kilos"] >= 20:
        return "floor"
    return "rack"


parcels = pd.DataFrame({"broken": [False, True, False], "size": ["big", "big", "small"], "kilos": [3, 30, 2]})
print(parcels.apply(shelf, axis=1).value_counts().reindex(["repair", "floor", "rack", "fridge"], fill_value=0))

# %% [markdown] hint=1
# 三个问题，一个 `if` 一条，先后不能乱；都不是，就是最后一种。哪一条里有“或者”？

# %% [markdown] hint=2
# `kind` 里写三个 `if … return …`，最后 `return "general"`。`kind_counts` 分三步：`apply(kind, axis=1)`；`value_counts()`；`reindex` 补 0。

# %% [markdown] hint=3
# 把省略号补上就行：
#
# ```python
# if ...:
#     return "malicious"
# if row["tier"] == ... or ...:
#     return "key"
# if ... == "customer":
#     return ...
# return "general"
#
# return complaints.apply(..., axis=1).value_counts().reindex(KINDS, fill_value=...)
# ```

# %% contract=true
row = Record("yunduo/complaints", intent_shown=Flag(), tier=Choice("key", "ordinary", "small"), emotion=Number(1, 5, whole=True),
             cause_by=Choice("firm", "carrier", "customer"))
complaints = Table("yunduo/complaints", "intent_shown tier emotion cause_by")

# %% answer="kind"
KINDS = ["malicious", "key", "false", "general"]

def kind(row):
    """抱怨类型的代号。"""
    ### BEGIN SOLUTION
    if row["intent_shown"]:
        return "malicious"
    if row["tier"] == "key" or row["emotion"] == 5:
        return "key"
    if row["cause_by"] == "customer":
        return "false"
    return "general"
    ### END SOLUTION

def kind_counts(complaints):
    """四种类型各有多少宗：Series，索引是 KINDS。"""
    ### BEGIN SOLUTION
    return complaints.apply(kind, axis=1).value_counts().reindex(KINDS, fill_value=0)
    ### END SOLUTION

# %% check="kind-rules" points=5
def record_(intent=False, tier="small", emotion=2, by="firm"):
    return {"intent_shown": intent, "tier": tier, "emotion": emotion, "cause_by": by}


for code_, zh, en in [
    ("malicious", "intent_shown 是 False，没有恶意的证据：不是第 1 条。", "intent_shown is False, there is no evidence: not rule 1."),
    ("key", "小客户，情绪是 2：不是第 2 条，情绪要正好是 5。", "a small customer with emotion 2: not rule 2, which needs 5."),
    ("false", "原因在企业，不在客户：不是第 3 条。", "the cause is the firm's, not the customer's: not rule 3."),
]:
    checks.example("kind", record_()).mistake(code_, zh, en)
for row_, right_, zh, en in [
    (record_(), "general", "没有恶意、不是关键客户、情绪是 2、原因在企业：看第 4 条。", "no intent, no key customer, emotion 2, the firm's cause: rule 4."),
    (record_(intent=True), "malicious", "有恶意的证据：第 1 条。", "there is evidence of intent: rule 1."),
    (record_(tier="key"), "key", "关键客户，情绪是 2，也是第 2 条：级别、情绪，有一样就算。", "a key customer is rule 2 even with emotion 2: tier or emotion, either is enough."),
    (record_(emotion=5), "key", "小客户，情绪是 5，也是第 2 条：级别、情绪，有一样就算。", "emotion 5 is rule 2 even for a small customer: tier or emotion, either is enough."),
    (record_(emotion=4), "general", "情绪是 4，还不到 5：不是第 2 条。", "emotion 4 is below 5: not rule 2."),
    (record_(tier="ordinary"), "general", "普通客户不是关键客户：不是第 2 条。", "an ordinary customer is no key customer: not rule 2."),
    (record_(by="customer"), "false", "原因在客户自己：第 3 条。", "the customer's own cause: rule 3."),
    (record_(by="carrier"), "general", "原因在承运商，不在客户：不是第 3 条。", "the carrier's cause is not the customer's: not rule 3."),
]:
    checks.example("kind", row_).mistake(
        lambda got: got not in ("malicious", "key", "false", "general"), "返回四个英文代号之一。", "return one of the four codes.").mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_ in ("ordinary", "small"):
    for emotion_ in (1, 3, 4):
        for by_ in ("firm", "carrier", "customer"):
            checks.agree("kind", reference.kind, record_(tier=tier_, emotion=emotion_, by=by_), case=(
                "情绪不到 5、不是关键客户时", "emotion below 5 and no key customer"))
for emotion_ in (1, 3, 4, 5):
    checks.agree("kind", reference.kind, record_(tier="key", emotion=emotion_), case=("关键客户情绪有高有低时", "a key customer, calm or not"))
checks.agree("kind", reference.kind, record_(tier="ordinary", emotion=5), case=("普通客户情绪是 5 时", "an ordinary customer with emotion 5"))
### END HIDDEN TESTS

# %% check="kind-order" points=5
def record_(intent=False, tier="small", emotion=2, by="firm"):
    return {"intent_shown": intent, "tier": tier, "emotion": emotion, "cause_by": by}


for row_, right_, zh, en in [
    (record_(intent=True, tier="key"), "malicious", "有恶意的证据（第 1 条）排在关键客户（第 2 条）前面。", "evidence of intent (rule 1) comes before a key customer (rule 2)."),
    (record_(intent=True, emotion=5), "malicious", "有恶意的证据（第 1 条）排在情绪激动（第 2 条）前面。", "evidence of intent (rule 1) comes before emotion 5 (rule 2)."),
    (record_(intent=True, by="customer"), "malicious", "有恶意的证据（第 1 条）排在客户自己的原因（第 3 条）前面。",
     "evidence of intent (rule 1) comes before the customer's own cause (rule 3)."),
    (record_(tier="key", by="customer"), "key", "关键客户（第 2 条）排在客户自己的原因（第 3 条）前面。", "a key customer (rule 2) comes before the customer's own cause (rule 3)."),
    (record_(emotion=5, by="customer"), "key", "情绪是 5（第 2 条）排在客户自己的原因（第 3 条）前面。", "emotion 5 (rule 2) comes before the customer's own cause (rule 3)."),
    (record_(tier="key", emotion=5), "key", "又是关键客户又激动，还是第 2 条。", "a key customer with emotion 5 is rule 2."),
]:
    checks.example("kind", row_).mistake(
        lambda got: got != right_, zh, en).expect(right_)
### BEGIN HIDDEN TESTS
### REFERENCE
for tier_ in ("key", "ordinary", "small"):
    for emotion_ in (1, 4, 5):
        for by_ in ("firm", "carrier", "customer"):
            checks.agree("kind", reference.kind, record_(True, tier_, emotion_, by_), case=("有恶意的证据、又有别的线索时", "evidence of intent and other clues"))
            checks.agree("kind", reference.kind, record_(False, tier_, emotion_, by_), case=("没有恶意、有两条线索时", "no intent and two clues"))
### END HIDDEN TESTS

# %% check="kind-counts" points=5
def complaints_(tiers, emotions, by, intent=()):
    table = cases.load("yunduo", "complaints").head(len(tiers))
    return table.assign(tier=tiers, emotion=emotions, cause_by=by, intent_shown=[place in intent for place in range(len(table))])


kinds_ = ["malicious", "key", "false", "general"]
tiny = complaints_(["key", "small", "key", "ordinary", "small", "small", "ordinary"], [1, 5, 3, 2, 1, 4, 3],
                   ["firm", "firm", "customer", "customer", "firm", "firm", "carrier"])
step = checks.example("kind_counts", tiny)
step.mistake({"key": 3, "false": 1, "general": 3}, "没有的类型也要列出来，写 0。", "list the type without complaints too, with 0.")
step.mistake(lambda got: any(isinstance(value, str) for value in list(pd.Series(got))), "要每种类型的宗数，不是每宗的类型。",
             "the number of each type is wanted, not the type of each complaint.")
step.mistake(lambda got: pd.Series(got).isna().any(), "没有的类型写 0，不是空值。", "0 for a type without complaints, not a missing value.")
step.mistake(dict(zip(kinds_, (0, 3 / 7, 1 / 7, 3 / 7))), "要的是宗数，不是占比。", "give numbers, not shares.")
step.mistake(dict.fromkeys(kinds_, 0), "一宗也没有数到：数的是 apply(kind, axis=1) 得到的那一列。", "nothing was counted: count what apply(kind, axis=1) gives.")
step.mistake(dict(zip(kinds_, (0, 1, 1, 1))), "每一种最多是 1：每找到一宗，在原来的数上加 1，写 += 1。", "no type has more than 1: add 1 to the number for each complaint, += 1.")
step.mistake(dict(zip(kinds_, (0, 2, 0, 0))), "数的是 tier 这一列：要先 apply(kind, axis=1)，再数得到的那一列。", "this counts the column tier: first apply(kind, axis=1), then count what that gives.")
step.mistake(7, "这是总数，要的是每种类型各多少宗。", "this is the total; the number of each type is wanted.")
step.expect(dict(zip(kinds_, (0, 3, 1, 3))), because=(
    "关键客户两宗、情绪是 5 的一宗，是 key；余下的里面，原因在客户的一宗是 false，三宗是 general。",
    "Two of key customers and one with emotion 5 are key; of the rest one is the customer's cause, three are general."))
### BEGIN HIDDEN TESTS
### REFERENCE
hostile_ = complaints_(["key", "small", "small"], [2, 5, 1], ["customer", "firm", "firm"], intent=(0, 1))
checks.agree("kind_counts", reference.kind_counts, hostile_, case=("有恶意抱怨、没有虚假抱怨时", "malicious complaints and no false one"))
checks.agree("kind_counts", reference.kind_counts, hostile_.head(1), case=("只有一宗时", "a single complaint"))
checks.agree("kind_counts", reference.kind_counts, pd.concat([hostile_, hostile_.tail(1)], ignore_index=True), case=("有两行一样时", "two equal rows"))
checks.agree("kind_counts", reference.kind_counts, tiny[tiny.columns[::-1]], case=("列的先后不同时", "columns in another order"))
checks.agree("kind_counts", reference.kind_counts, cases.load("yunduo", "complaints")[::3], case=("用投诉表里的数据时", "rows of the case's own table"))
### END HIDDEN TESTS

# %% [markdown]
# **接着看**　新建一格，运行 `kind_counts(complaints)`。哪一种最多？恶意的占多少？为了防着这一小部分人，把所有客户都当成坏人，划算吗？

# %% [markdown]
# ## 任务 2　{task}（{points} 分）
#
# **做什么**　在云垛机械的工单台值一个班：9:00 到 13:30，14 宗投诉。先办谁、怎么办，你来定。做完最后一步“写进总结”，把工单台给你的记录整段复制，粘贴到下面的答案单元格里。大约 20 分钟，可以分几次做，也可以同一天再来一次；粘贴最好的一次。
#
# **为什么**　规则一条一条看都不难。难的是客户都在等，还按规则办。
#
# **规则**　得分只看这些：
#
# 1. **先安抚，再给办法**　怒气满分 10 分，高过 4，客户就不接受回复，怒气还要 × 1.3。一句话让怒气变成原来的多少：道歉 0.80、礼貌 0.90、聆听 0.60、同情 0.75、承诺 0.85。
# 2. **类型**　按任务 1 的判断顺序：恶意、关键（关键客户或者情绪 5，情绪满分 5 分，和怒气是两样）、虚假、一般。事实查了才知道；同事记的类型不一定对。
# 3. **受理**　按五条标准（有明确的投诉人、列举了事项、有实在的损害、有明确的要求、在受理的范围以内），只看登记的五行：缺哪几条，就勾哪几条。写的是真是假，在类型和补偿里算。
# 4. **去向**　恶意的，留证据，转法务；其余缺了标准的，请客户补材料（别家的，告诉他该找谁）；再其余的：关键抱怨交危机公关小组，一般抱怨走一般处理程序，虚假抱怨做消费指导。
# 5. **回复**　恶意的：事实、保留权利。缺了标准的：歉意、缺什么。其余的：歉意、事实，再加一块：责任在企业，写修理、更换或重做；原因在客户（包括为了压价），教他怎样使用。
# 6. **补偿**　受理了，责任又在企业的，赔实际损失；其余的不赔。
# 7. **回访**　受理了，又不是恶意的，结案后第 1 到 3 天回访都算按时，最好是第 3 天。结案那天是第 0 天，算日历日。其余的不用回访。
# 8. **普遍性**　至少占全天投诉五分之一的原因是普遍的。
#
# 等不及走了的客户，那一宗就没有得分。每一条的得分加起来，折成满分 100。三项检查：值完一个班，得到 30；得到 60；得到 80，而且每一条规则至少做到六成（受理，该受理的和缺了标准的各算一半；补偿，该赔的和不赔的各算一半）。

# %% [markdown]
# **样例**　另外一天，只办了一宗，记录是一行字。`replay` 照记录再走一遍，`score` 逐条算分：规则、得分、满分、你做的、应该的。

# %%
from keguan.models import ticket_desk
shift = ticket_desk.replay(7, "open T01; calm listen; look; type general; accept yes; call 3")
for line in ticket_desk.score(shift)[:6]:
    print(line.rule, line.points, line.of, line.given or "-", line.right)

# %% [markdown]
# **开始值班**　运行下一格。先把 2026 换成你学号的后四位，开头的 0 不写（0713 写 713）：数字不同，那一天也不同。做到哪一步，都记在这份笔记本旁边的 `desk-….txt` 里，再运行就接着做。

# %%
from keguan import play
desk = play.ticket_desk(2026)
desk

# %% [markdown]
# <details><summary>不用按钮，写字也可以值班</summary>
#
# 新建一格，写 `print(desk.do("open T01; look"))`，做什么写什么，它说现在怎么样；最后 `print(desk.text)` 就是要粘贴的记录。动作有这些：
#
# | 动作 | 后面写什么 |
# |---|---|
# | `open` | 工单号：`T01` 到 `T14` |
# | `wait` | 不写 |
# | `calm` | `regret` 道歉、`manners` 礼貌、`listen` 聆听、`sympathy` 同情、`promise` 承诺 |
# | `look` | 不写：查清事实 |
# | `type` | `malicious`、`key`、`false`、`general` |
# | `accept` | `yes`，或者缺的：`complainant`、`matters`、`damage`、`demand`、`in_range` |
# | `route` | `evidence` 留证据、`redirect` 补材料、`crisis` 危机公关、`procedure` 一般程序、`guidance` 消费指导 |
# | `reply` | `sorry` 歉意、`found` 事实、`remedy` 修理更换重做、`guide` 教使用、`missing` 缺什么、`rights` 保留权利 |
# | `pay` | 元数，不写“元”字；不赔就不写这个动作 |
# | `call` | 结案，写第几天回访：`0` 到 `7`，不回访写 `none` |
# | `sum` | 普遍的原因：`late`、`wrong_part`、`breakdown`、`attitude`、`billing`、`misuse`、`bargain`、`rumour` |
#
# </details>

# %% [markdown] hint=1
# 每张工单上都有两样东西：怒气和还能等几分钟。开门的时候先看哪一样，打开以后先看哪一样？

# %% [markdown] hint=2
# 先打开最等不起的那一张；怒气高过 4，先安抚；再查清事实，才知道类型、去向和该赔多少。回复、补偿、回访都要在客户接受回复以后才算。

# %% [markdown] hint=3
# 一张工单的顺序，把省略号补上就行：
#
# ```text
# open ...; calm listen; calm ...; look; type ...; accept ...; route ...; reply ...; pay ...; call 3
# ```
#
# 怒气降到 4 或者更低，再写 `reply`：9 分的，`listen` 以后还要两句。`call` 一写就结案，回复被拒绝了也改不回来，所以先看 `reply` 的结果。
#
# 全部办完以后：`sum ...`，写查到的原因里至少有 3 宗的那几种（14 宗的五分之一是 2.8 宗）。

# %% answer="desk"
desk_seed = None  # 整段粘贴工单台给你的记录，换掉这两行
desk_actions = None
### BEGIN SOLUTION
desk_seed = 2026
desk_actions = """
open T04; calm listen; calm sympathy; calm regret; look; type key; accept yes; route crisis; reply sorry found remedy; pay 450; call 3
open T03; calm listen; look; type malicious; accept yes; route evidence; reply found rights; call none
open T02; calm listen; look; type general; accept complainant; route redirect; reply sorry missing; call none
open T07; calm listen; calm sympathy; calm regret; look; type key; accept yes; route crisis; reply sorry found remedy; pay 310; call 3
open T10; calm listen; calm sympathy; look; type key; accept yes; route crisis; reply sorry found guide; call 3
open T08; calm listen; look; type false; accept yes; route guidance; reply sorry found guide; call 3
open T12; calm listen; calm sympathy; look; type general; accept yes; route procedure; reply sorry found remedy; pay 250; call 3
open T11; calm listen; calm sympathy; look; type key; accept in_range; route redirect; reply sorry missing; call none
open T13; calm listen; calm sympathy; look; type general; accept yes; route procedure; reply sorry found remedy; pay 210; call 3
open T14; look; type general; accept yes; route procedure; reply sorry found remedy; pay 130; call 3
open T06; look; type false; accept complainant matters; route redirect; reply sorry missing; call none
open T01; look; type general; accept matters; route redirect; reply sorry missing; call none
open T05; look; accept yes; route crisis; reply sorry found remedy; pay 810; call 3
open T09; calm listen; look; type false; accept yes; route guidance; reply sorry found guide; call 3
sum billing misuse
"""
### END SOLUTION

# %% check="desk-day" points=6
from keguan.models import ticket_desk as desk_
seed_, record_ = str(checks.variable("desk_seed").got).strip(), checks.variable("desk_actions").got
checks.that(seed_.removeprefix("-").isdecimal() and len(seed_) <= 20, "desk_seed", "要一个整数（不超过二十位），就是运行工单台时写的那个。",
            "a whole number of at most twenty digits is wanted, the one that you gave the desk.")
checks.that({action.split()[0] for action in desk_.actions(record_)} & set(desk_.VERBS), "desk_actions", "里面没有一个动作：请整段粘贴工单台给的记录。",
            "there is no action in it: paste the whole record that the desk gives.")
end_, wrong_ = desk_.replay(int(seed_), record_), desk_.problems(int(seed_), record_)
for number_, action_, _ in wrong_[:1]:
    checks.that(len(wrong_) <= 10, "desk_actions", f"有 {len(wrong_)} 个动作做不了，第一个是第 {number_} 个 {action_[:16]}。数字和记录是同一天的吗？记录只贴了一遍吗？",
                f"{len(wrong_)} actions are not possible, the first is number {number_}, {action_[:16]}. Are number and record of one day, and was it pasted once?")
checks.that(end_.over, "desk_actions", "这一天还没有总结：办完所有工单，最后写 sum 和普遍的原因。", "the day is not summed up: after the last ticket write sum and the general reasons.")
score_ = desk_.total(desk_.score(end_))
checks.that(score_ >= 30, "desk_actions", f"得分 {score_}，这一项要 30：多数工单只开了个头，每张都要走完各步。", f"the score is {score_}, 30 is wanted here: most tickets are only begun; take each through all steps.")
checks.right("desk_actions")

# %% check="desk-rules" points=5
from keguan.figures.ticket_desk import RULES
from keguan.models import ticket_desk as desk_
seed_, record_ = str(checks.variable("desk_seed").got).strip(), checks.variable("desk_actions").got
checks.that(seed_.removeprefix("-").isdecimal() and len(seed_) <= 20, "desk_seed", "要一个整数（不超过二十位），就是运行工单台时写的那个。",
            "a whole number of at most twenty digits is wanted, the one that you gave the desk.")
end_ = desk_.replay(int(seed_), record_)
lines_, refused_ = desk_.score(end_), sum(work.refused for work in end_.works)
shares_, score_ = desk_.shares(lines_), desk_.total(lines_)
zh, en = RULES[min(shares_, key=shares_.get)]
checks.that(score_ >= 60 or refused_ < 3, "desk_actions", f"得分 {score_}，有 {refused_} 次回复被客户拒绝：怒气降到 4 或者更低，再回复。",
            f"the score is {score_}, and {refused_} replies were refused: reply once the anger is down to 4 or less.")
checks.that(score_ >= 60, "desk_actions", f"得分 {score_}，这一项要 60。做得最少的是“{zh}”那一条。", f"the score is {score_}, 60 is wanted here. Least was done about: {en}.")
checks.right("desk_actions")

# %% check="desk-care" points=4
from keguan.figures.ticket_desk import RULES
from keguan.models import ticket_desk as desk_
seed_, record_ = str(checks.variable("desk_seed").got).strip(), checks.variable("desk_actions").got
checks.that(seed_.removeprefix("-").isdecimal() and len(seed_) <= 20, "desk_seed", "要一个整数（不超过二十位），就是运行工单台时写的那个。",
            "a whole number of at most twenty digits is wanted, the one that you gave the desk.")
end_ = desk_.replay(int(seed_), record_)
lines_, refused_ = desk_.score(end_), sum(work.refused for work in end_.works)
shares_, score_ = desk_.shares(lines_), desk_.total(lines_)
zh, en = RULES[min(shares_, key=shares_.get)]
checks.that((score_ >= 80 and min(shares_.values()) >= 0.6) or refused_ < 3, "desk_actions", f"得分 {score_}，有 {refused_} 次回复被客户拒绝：怒气降到 4 或者更低，再回复。",
            f"the score is {score_}, and {refused_} replies were refused: reply once the anger is down to 4 or less.")
checks.that(min(shares_.values()) >= 0.6, "desk_actions", f"“{zh}”那一条没有做到六成。每一条规则至少要拿到六成。", f"less than 60% was reached on one rule: {en}. Reach 60% on every one.")
checks.that(score_ >= 80, "desk_actions", f"得分 {score_}，这一项要 80。做得最少的是“{zh}”那一条。", f"the score is {score_}, 80 is wanted here. Least was done about: {en}.")
checks.right("desk_actions")

# %% [markdown]
# **接着看**　新建一格，运行 `ticket_desk.comparison(desk_seed)`：同一天，四种简单的排法各走了几位客户、损失多少？你的损失是 `ticket_desk.loss(ticket_desk.replay(desk_seed, desk_actions))`。差在先后，还是差在每一宗怎么办？

# %% [markdown]
# ## 交作业以前
#
# 重启内核并运行所有单元格，看看两个任务的检查是不是都打了勾。没有做完也可以交：每一步单独给分，做对几步就有几步的分。
