"""Words that the tables of the Ctrip case are made of: invented names and firms, the 40
clauses of a contract, and the survey on service quality with its cases of gaps, in both languages.
"""

SURNAMES = [
    "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun",
    "Hu", "Zhu", "Gao", "Lin", "He", "Guo", "Ma", "Luo", "Liang", "Song", "Zheng", "Xie", "Han",
    "Tang", "Feng", "Yu", "Dong", "Xiao",
]  # fmt: skip
GIVEN_NAMES = [
    "Wei", "Fang", "Na", "Min", "Jing", "Qiang", "Lei", "Jun", "Yan", "Jie", "Juan", "Tao",
    "Ming", "Chao", "Xia", "Ping", "Gang", "Hui", "Ling", "Bo", "Hong", "Peng", "Xin", "Hao",
    "Yue", "Rui", "Kai", "Bin", "Ying", "Lan", "Zihan", "Yutong", "Haoran", "Xinyi", "Jiayi",
    "Yifan", "Siyu", "Zixuan", "Ruoxi", "Mengjie", "Guiying", "Xiuying", "Haiyan", "Zhiqiang",
    "Jianguo", "Xiaoming", "Lihua", "Wenjing", "Yongqiang", "Shufen",
]  # fmt: skip
CITIES = [
    "Shanghai", "Beijing", "Guangzhou", "Shenzhen", "Hangzhou", "Chengdu", "Wuhan", "Nanjing",
    "Xian", "Changsha", "Qingdao", "Harbin",
]  # fmt: skip
COMPANY_WORDS = [
    "Hengxin", "Jiahe", "Yuanda", "Ruifeng", "Tianyi", "Haida", "Xinglong", "Baihui", "Lianchuang",
    "Dingsheng", "Anping", "Qiming",
]  # fmt: skip
COMPANY_KINDS = [
    "Trading", "Foods", "Logistics", "Software", "Machinery", "Textiles", "Travel", "Media",
    "Medical", "Education", "Furniture",
]  # fmt: skip

# Clauses of a customer-classification service contract, written for this course. Party A is the
# client (委托方), party B the provider (受托方). Articles: 1 service content, 2 term, 3 fee, 4
# rights and duties, 5 breach, 6 change and termination, 7 disputes, 8 other.
CLAUSES = [
    (
        1,
        "乙方按甲方给出的标准，把甲方的客户分成若干级别，并交付分级名单。",
        "Party B groups party A's customers into levels by the standards given, and delivers the "
        "list of levels.",
    ),
    (
        1,
        "乙方整理甲方提供的客户档案，去掉重复的记录。",
        "Party B tidies the customer files party A provides and removes duplicate records.",
    ),
    (
        1,
        "乙方每季度交付一份客户分类分析报告。",
        "Party B delivers an analysis of the customer classes every quarter.",
    ),
    (
        1,
        "乙方培训甲方两名员工使用分类结果。",
        "Party B trains two employees of party A to use the classification.",
    ),
    (
        1,
        "服务范围包括个人客户和企业客户，不包括海外客户。",
        "The service covers personal and enterprise customers, but not customers abroad.",
    ),
    (
        2,
        "服务自 2026 年 7 月 1 日开始，到 2027 年 6 月 30 日为止。",
        "The service runs from 1 July 2026 to 30 June 2027.",
    ),
    (
        2,
        "期满前 30 天双方没有异议的，再续一年。",
        "If neither side objects 30 days before the end, it runs for another year.",
    ),
    (
        2,
        "乙方在签字后 10 个工作日内开始工作。",
        "Party B starts work within 10 working days of signature.",
    ),
    (
        2,
        "第一份分级名单在开始服务后 60 天内交付。",
        "The first list of levels is delivered within 60 days of the start.",
    ),
    (2, "试用期为一个月，计入服务时间。", "A trial month is part of the service period."),
    (
        3,
        "服务费每年 12 万元，分四次支付。",
        "The fee is 120,000 yuan a year, paid in four instalments.",
    ),
    (
        3,
        "甲方收到发票后 15 天内把当期款项转到乙方账户。",
        "Each instalment is transferred to party B's account within 15 days of the invoice.",
    ),
    (
        3,
        "增加的客户每满一千户，另收 5,000 元。",
        "Every further thousand customers cost 5,000 yuan more.",
    ),
    (3, "报价已经包含税金。", "The price includes tax."),
    (
        3,
        "差旅支出凭票据由甲方承担，每年不超过 8,000 元。",
        "Travel is paid by party A against receipts, up to 8,000 yuan a year.",
    ),
    (
        4,
        "甲方应当提供真实、完整的客户资料。",
        "Party A shall provide true and complete customer data.",
    ),
    (
        4,
        "乙方对客户信息保密，没有甲方书面同意，不得告诉第三方。",
        "Party B keeps customer information confidential and tells no third party without party "
        "A's written consent.",
    ),
    (
        4,
        "甲方有权了解分类工作的进度，并提出意见。",
        "Party A has the right to know how the work is going and to comment.",
    ),
    (
        4,
        "乙方保证分类结果达到约定的质量。",
        "Party B guarantees that the classification is of the agreed quality.",
    ),
    (
        4,
        "乙方有权要求甲方指定一位联系人配合工作。",
        "Party B may ask party A to name a contact person who supports the work.",
    ),
    (
        5,
        "甲方逾期付款的，每天按欠款的万分之三支付违约金。",
        "If party A pays late, it owes 0.03 % of the debt for every day.",
    ),
    (
        5,
        "乙方泄露客户信息的，赔偿甲方由此受到的损失。",
        "If party B leaks customer information, it compensates party A's loss.",
    ),
    (
        5,
        "乙方交付迟延超过 20 天的，退还当期费用的 10%。",
        "If delivery is more than 20 days late, party B returns 10 % of the instalment.",
    ),
    (
        5,
        "分类差错率超过 2% 的，乙方免费返工。",
        "If more than 2 % of the classes are wrong, party B does the work again free of charge.",
    ),
    (
        5,
        "因甲方资料虚假造成返工的，返工费用由甲方承担。",
        "If false data of party A cause rework, party A bears its cost.",
    ),
    (
        6,
        "遇到地震、洪水等不可抗力，双方可以延期履行。",
        "After an earthquake, flood or other force majeure the parties may perform later.",
    ),
    (
        6,
        "任何一方要修改本合同，须书面通知对方并取得同意。",
        "Whoever wants to alter this contract must notify the other in writing and get consent.",
    ),
    (
        6,
        "一方提前 60 天书面通知，可以提前结束合作。",
        "Either party may end the cooperation early with 60 days' written notice.",
    ),
    (
        6,
        "合作结束后 10 天内，乙方归还并删除全部客户资料。",
        "Within 10 days of the end of the cooperation party B returns and deletes all customer "
        "data.",
    ),
    (
        6,
        "企业合并、分立的，权利义务由承继的一方接受。",
        "If a party merges or splits, its successor takes over its rights and duties.",
    ),
    (7, "双方有争执时，先坐下来协商。", "When the parties disagree, they first negotiate."),
    (
        7,
        "协商不成的，向甲方所在地的人民法院起诉。",
        "If talks fail, the people's court where party A is located decides.",
    ),
    (
        7,
        "诉讼期间，没有争议的条款继续履行。",
        "While a lawsuit runs, clauses not in dispute are still performed.",
    ),
    (7, "本合同适用中华人民共和国法律。", "The law of the People's Republic of China applies."),
    (7, "败诉的一方承担律师费。", "The losing party bears the lawyers' fees."),
    (
        8,
        "本合同一式两份，双方各执一份。",
        "There are two copies of this contract, one for each party.",
    ),
    (8, "附件与正文具有同等效力。", "Annexes have the same force as the main text."),
    (
        8,
        "本合同自双方签字盖章之日起生效。",
        "This contract takes effect on the day both parties sign and seal it.",
    ),
    (
        8,
        "没有写到的事项，双方另签补充协议。",
        "Matters not covered are settled in a supplementary agreement.",
    ),
    (
        8,
        "双方的通讯地址以本合同首页所写的为准。",
        "The addresses on the first page of this contract are those that count.",
    ),
]
# Survey on service quality, written for this course: dimension, the question in both languages
SURVEY_ITEMS = [
    ("tan", "门店和应用的页面清楚、整洁", "The offices and the app are clear and tidy"),
    ("tan", "设备和系统好用，很少出故障", "Equipment and systems work and seldom fail"),
    ("tan", "工作人员的着装和谈吐得体", "The staff dress and speak in a fitting way"),
    ("tan", "行程单、账单等材料一看就懂", "Itineraries and bills are easy to read"),
    ("rel", "答应几点回电话，就几点回", "They call back at the time they promised"),
    ("rel", "出了问题，认真帮我解决", "When something goes wrong they work to solve it"),
    ("rel", "第一次就把事情办对", "They get it right the first time"),
    ("rel", "按说好的时间办妥机票和房间", "Tickets and rooms are ready at the time agreed"),
    ("rel", "订单和账单没有差错", "Orders and bills are free of errors"),
    ("res", "告诉我什么时候能办好", "They tell me when it will be done"),
    ("res", "很快就有人接待我", "Somebody attends to me quickly"),
    ("res", "工作人员乐意帮忙", "The staff are willing to help"),
    ("res", "再忙也会回应我的要求", "However busy, they answer my requests"),
    ("ass", "工作人员的做法让我放心", "What the staff do gives me confidence"),
    ("ass", "付款和个人信息让我觉得安全", "My payments and personal data feel safe"),
    ("ass", "工作人员一直有礼貌", "The staff are polite at all times"),
    ("ass", "工作人员懂业务，答得上我的问题", "The staff know their work and can answer me"),
    ("emp", "按我的情况来关照我", "They look after my particular case"),
    ("emp", "服务时间照顾到客户的方便", "Opening hours suit the customers"),
    ("emp", "有人记得我以前的要求", "Somebody remembers what I asked for before"),
    ("emp", "替我着想，不只想着卖东西", "They have my interest at heart, not only the sale"),
    ("emp", "听得懂我真正需要什么", "They understand what I really need"),
]

# Situations in which one factor makes a gap: factor, both languages; the first three make gap 1,
# the others gap 2
GAP_CASES = [
    (
        "research",
        "公司三年没有调查过会员想要什么，一直照自己的想法安排服务项目。",
        "For three years the firm has not surveyed what members want; it plans its services by "
        "its own ideas.",
    ),
    (
        "tech_fit",
        "查一条退改规则，客服要换四个系统，系统又常常没有反应；客户等不及，挂了电话。",
        "To look up one refund rule an agent needs four systems, and they often hang; the "
        "customer gives up and rings off.",
    ),
    (
        "upward",
        "一线客服天天听客户抱怨排队太久，却没有办法报给经理；经理还以为客户只看重价格。",
        "Front-line agents hear complaints about the queue every day but have no way to tell the "
        "manager, who thinks that customers care for the price alone.",
    ),
    (
        "role_ambiguity",
        "新来的客服不清楚自己能不能直接给客户改签，也不清楚经理要他做到什么程度。",
        "A new agent does not know whether he may rebook by himself, nor what the manager "
        "expects of him.",
    ),
    (
        "control",
        "航班取消了，客服知道该怎么帮客户，却没有一点权限：只能照稿子念，每一步都等批准。",
        "A flight is cancelled. The agent knows how to help but may decide nothing: she reads "
        "from a script and waits for approval at every step.",
    ),
    (
        "staff_fit",
        "企业客户的电话，派给了没有学过差旅规定的新员工；他答不上来，标准里写的都做不到。",
        "Calls of corporate customers go to a new employee who never learnt the travel rules; he "
        "cannot answer and meets none of the standards.",
    ),
    (
        "levels",
        "客户的意见要经过组长、主管、部门经理、区域经理四层，传到总经理时已经走了样。",
        "What customers say passes four levels, from team leader to regional manager, and "
        "reaches the general manager distorted.",
    ),
    (
        "teamwork",
        "机票组请酒店组帮客户一起改日期，酒店组说“不归我们管”，两个组互相推。",
        "The flight team asks the hotel team to move a customer's dates as well; “not our job”, "
        "they say, and each sends him to the other.",
    ),
    (
        "supervision",
        "标准要求“一次解决”，考核却只看每小时接了几个电话，问题解决没有，没有人检查。",
        "The standard says “solved at once”, but agents are assessed by calls an hour alone; "
        "nobody checks whether the matter was solved.",
    ),
    (
        "role_conflict",
        "同一个电话，一位主管要客服三分钟内挂断，另一位主管要他把每项问题都讲透；两头不能都做到。",
        "For the same call one supervisor wants the agent done in three minutes, another wants "
        "every question explained in full; he cannot do both.",
    ),
    (
        "research",
        "公司年年发问卷，收回来就锁进柜子，没有人分析，服务标准还是拍脑袋定的。",
        "The firm sends out questionnaires every year and locks up the answers unread; standards "
        "are still set by guesswork.",
    ),
    (
        "upward",
        "经理从来不和一线员工谈话，也不问他们听到了什么，所以不知道客户最怕的是联系不上人。",
        "The manager never talks with the front line nor asks what they hear, and so does not "
        "know that customers fear most to reach nobody.",
    ),
    (
        "tech_fit",
        "规定 20 秒内接起电话，电话设备却只能同时接进十个，后面的客户只听到忙音。",
        "Calls are to be answered within 20 seconds, but the equipment takes in only ten at a "
        "time; the others hear the busy tone.",
    ),
    (
        "teamwork",
        "白班答应客户晚上回电话，晚班同事却各管各的，不愿意接手别人答应的事。",
        "The day shift promises a call in the evening; on the night shift everybody minds his "
        "own work and will not take over what others promised.",
    ),
    (
        "supervision",
        "服务标准贴在墙上，却没有人抽听录音；照做和不照做，考核结果一个样。",
        "The standards hang on the wall, but nobody listens to recordings; whether an agent "
        "follows them or not, his appraisal is the same.",
    ),
]
