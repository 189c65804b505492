"""Words of the survey on service quality, written for this course: 22 questions, and fifteen
situations in which one factor makes a gap."""

# dimension, the question in both languages
ITEMS = [
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

# factor, the situation in both languages; the first three factors make gap 1, the others gap 2
CASES = [
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
