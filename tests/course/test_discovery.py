"""Nothing gives the answer of a lab away: neither of its guess nor of its closing question, in the
prose, the code or the printed output of the lesson above it, on its controls, in the still picture
that stands in the notebook before the lab is played, or, of the closing question, in what the guess
reveals.

Numbers of a right answer are looked for wherever they stand. An answer in words, and a number that
stands everywhere, is found by the words that would tell it, which are written here.
"""

import re
from functools import cache

import ipywidgets
import nbformat
import pytest
from matplotlib.text import Text

from grader.course import outline
from tests.samples import UNITS

COURSE = outline.load()
LABS = {name: make for sample in UNITS.values() for name, make in sample.LABS.items()}
GUESS, QUESTION = "guess", "question"
# What would tell an answer in words.
TELLING = {
    ("table_lab", GUESS): r"拼(表|起来)[^。？]*(变多|更多|不止)",
    ("table_lab", QUESTION): r"名单[^。]*几行|有几个人，就有几行",
    ("clinic_lab", GUESS): r"TypeError[^。\n]*(文字|字符串)",
    ("clinic_lab", QUESTION): r"NameError[^。\n]*没有?运行",
    ("resource_lab", GUESS): r"分级(投入|花)[^。？]*(最多|最高|领先)",
    ("rfm_lab", GUESS): r"中位数[^。？]*各半|成了 M↓",
    ("rfm_lab", QUESTION): r"(换了|换)象限的(会员|人)?(有|占)",
    ("planner_lab", GUESS): r"普通客户[^。？]*不划算|只给关键客户",
    ("planner_lab", QUESTION): r"小客户靠",
    ("cadence_lab", QUESTION): r"就是不联系|成本比好处",
    ("talk_lab", GUESS): r"激动[^。？]*(先听|先说难处)",
    ("talk_lab", QUESTION): r"困惑[^。？]*(电话|网上)[^。]*(链接|图)",
    ("form_lab", QUESTION): r"加一项(健康|敏感)信息[^。？]*(降|少)",
    ("sieve_lab", GUESS): r"(?<![\d.])(4\.4%|103(?!\d))",
    ("sieve_lab", QUESTION): r"(提供给别的企业|第三方)[^。？]*(最贵|最少)",
    ("matching_lab", QUESTION): r"同名的?人?[^。？]*(多|错)|姓名[^。？]*错并",
    ("crisis_lab", QUESTION): r"窗口(越?长|短)，(误判|判错)",
    ("bucket_lab", GUESS): r"过失减半",
    ("bucket_lab", QUESTION): r"只打折|打折[^。？]*利润[^。？]*少",
    ("clock_lab", QUESTION): r"用错措施|就推新品",
    ("navigator_lab", GUESS): r"2 ?个季度|没有?授权[^。？]*(慢|晚|多花)",
    ("navigator_lab", QUESTION): r"(?<!\d)0\.0(?!\d)|(规划|整合)[^。？|]*(扣|伤|归零|不放心)",
    ("thread_lab", GUESS): r"(?<!\d)2 ?个人|2★|两个人[^。？]*(划算|最省)|9,200",
    ("thread_lab", QUESTION): r"5 ?个人|越大[^。？]*越多|17,048",
    ("calm_first_lab", QUESTION): r"2(\.0+)? ?轮|(一半|五成)[^。]*(2|两) ?轮",
    ("calm_first_lab", GUESS): r"(只要|少) ?[34] 步|(方案|解决)[^。？]*(拒绝|被拒)[^。？]*步",
    ("triage_desk_lab", QUESTION): r"平均[^。？]*(变长|更长|更久)|(虚假|恶意)抱怨[^。？]*等得",
    ("iceberg_lab", QUESTION): r"(方便|容易)[^。？]*留下[^。？]*(最多|28)",
    ("ratchet_lab", GUESS): r"期望(会|就|慢慢)?追上|满意[^。？|]*(消失|没有了|降到 ?0)",
    ("loyalty_lens_lab", QUESTION): r"保险[^。？|]*(不成立|达不到|做不到|没有解)",
    ("market_lab", GUESS): r"(?<![\d.])50(\.0)?%[^。？|]*(的客户|份额)|一半[^。？|]*(的客户|份额)",
    ("market_lab", QUESTION): r"忠诚是相对|(又|重新|还是)[^。？|]*各占",
    ("voice_lab", GUESS): r"份数再多|(多答|愿意答)[^。？|]*(更远|偏高)",
    ("voice_lab", QUESTION): r"(份数|人数|样本)[^。？|]*(也|都)(不会|不能|没用)",
    ("whose_shop_lab", GUESS): r"(少等|等候|快 ?10 ?分)[^。？|]*(更多|最多|更值)",
    (
        "one_base_lab",
        GUESS,
    ): r"(?<![\d.])2\.5%|(一遍|谁|客户)[^。？|]*不用?重复[^。？|]*(很少|不到|只有|[23](\.\d)?%)",
    ("one_base_lab", QUESTION): r"(?<!\d)5 ?条[^。？|]*(够|库)|都连(到|上)[^。？|]*(库|本子)",
    (
        "relationship_lab",
        GUESS,
    ): r"(人数|位数|客户多少)[^。？|]*(都一样|不变|不影响|没有关系|一起变)",
    ("relationship_lab", QUESTION): r"1,?905",
    (
        "fixed_or_roving_lab",
        GUESS,
    ): r"(?<![\d.])76\.9|散居[^。？|]*(够得着的(很|更|就)?少|定点[^。？|]*贵)",
    ("fixed_or_roving_lab", QUESTION): r"(一半|五成|[56]0%)[^。？|]*(巡回|车)[^。？|]*(便宜|划算)",
    ("promise_clock_lab", GUESS): r"(?<![\d.])(38|62) ?(位|%)|0\.62(?!\d)|近四成",
    ("promise_clock_lab", QUESTION): r"(承诺|许诺) ?5 ?(个)?小时|20 ?(位|次)[^。？|]*19",
    (
        "chat_desk_lab",
        GUESS,
    ): r"(?<![\d.])4\.0 ?分钟|(同时|一次)[^。？|]*[两2] ?[个位][^。？|]*(快|短)",
    ("chat_desk_lab", QUESTION): r"(两三|[23三]) ?[个位][^。？|；]{0,12}(最快|最好|正好)",
    ("near_edge_lab", GUESS): r"(?<![\d.])0\.46(?!\d)|(20%|两成|一点)[^。？|]*(七成|7\d%)",
    ("near_edge_lab", QUESTION): r"(打字|40 ?字)[^。？|]*(越排越长|没有尽头|排不完)",
    ("ticket_leaks_lab", GUESS): r"(?<![\d.])64\.8|(?<!\d)648(?!\d)|相乘|乘起来",
    ("ticket_leaks_lab", QUESTION): r"(最弱|漏得最多|最短)[^。？|]*(先补|最多)|先补|短板",
}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_NO_DATA = re.compile(r"^\s*(?:#+ .*|\d+[.)、])", re.MULTILINE)  # headings, numbers of a list


def numbers(text):
    """The numbers of a text in their order, each with how it is written; 16% is 0.16."""
    found = []
    for raw in _NUMBER.findall(text):
        value = float(raw.rstrip("%").replace(",", ""))
        found.append((round(value / 100, 6) if raw.endswith("%") else value, raw))
    return found


def values(text):
    return [value for value, _ in numbers(text)]


def is_telling(raw):
    """Whether a number tells something wherever it stands, as 2,237 and 0.531 do and 46 does
    not."""
    return len(re.sub(r"\D", "", raw).lstrip("0")) >= 3


def tight(text):
    return re.sub(r"\s", "", text)


def stands_in(right, wanted, text):
    """Whether a text has an answer: its own words, all that is new in it, or its numbers in a
    row."""
    if len(set(wanted)) > 1 and set(wanted) <= set(values(text)):
        return True
    whole, found = values(right), values(text)
    if len(whole) > 1:
        size = len(whole)
        return any(found[at : at + size] == whole for at in range(len(found)))
    if is_telling(right) or re.fullmatch(r"\d+%?", right.strip()):
        return whole[0] in found
    return tight(right) in tight(text)


def teller(asked, right, above, near):
    """The first of some texts that gives an answer away; None if none does. above: all that was
    read before; near: what stands in the same section."""
    known = values(asked)
    wanted = [value for value in values(right) if value not in known]
    if not wanted:
        return None
    telling = [raw for value, raw in numbers(right) if value in wanted and is_telling(raw)]
    texts = above if telling else near
    return next((text for text in texts if stands_in(right, wanted, text)), None)


class Place:
    """A lab in its lesson: what stands above it, and in its own section."""

    def __init__(self, name, above, near):
        self.name, self.above, self.near = name, above, near

    def told(self, which):
        """The text that gives the answer of the guess or of the question away."""
        lab = lab_of(self.name)
        choice = getattr(lab, which)
        texts = (own_texts(lab) if which == QUESTION else labels(lab)) + on_the_still(lab)
        above, near = self.above + texts, self.near + texts
        pattern = TELLING.get((self.name, which))
        right = choice.options[choice.right]
        if pattern is None:
            return teller(choice.text, right, above, near)
        return next((text for text in above if re.search(pattern, text)), None)


@cache
def lab_of(name):
    return LABS[name]()


def labels(lab):
    """What stands on the controls."""
    found = []
    for control in lab.controls.values():
        found.append(control.description)
        if isinstance(control, ipywidgets.Dropdown):
            found += [shown for shown, _ in control.options]
    return found


def own_texts(lab):
    """What a lab shows once the guess is made: its reason, the first picture, the sentence."""
    figure, sentence = lab._draw(**lab.values())
    return [*labels(lab), lab.guess.because, figure.finding, sentence]


def on_the_still(lab):
    """The texts of the picture that stands in a notebook before the guess."""
    figure, _ = lab._draw(**(lab.values() | lab.before))
    return [figure.finding, *filter(None, (text.get_text() for text in figure.findobj(Text)))]


def said(cell):
    """The blocks of a cell that are read together: paragraphs and tables, the code, the output."""
    text = _NO_DATA.sub("", cell.source)
    if cell.cell_type == "markdown":
        return [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    printed = [output.get("text", "") for output in cell.outputs]
    printed += [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return [text, *filter(None, printed)]


def places():
    """Every lab of the Chinese lessons where it stands."""
    for unit in COURSE.units:
        notebook = nbformat.read(COURSE.root / "lessons" / "zh" / unit.lesson, as_version=4)
        above, start = [], 0
        for cell in notebook.cells:
            if cell.cell_type == "markdown" and re.search("^## ", cell.source, re.MULTILINE):
                start = len(above)
            found = re.search(r"(\w+_lab)\(", cell.source) if cell.cell_type == "code" else None
            if found:
                yield Place(found.group(1), list(above), above[start:])
            else:
                above += said(cell)


PLACES = {place.name: place for place in places()}


@pytest.mark.parametrize("which", [GUESS, QUESTION])
@pytest.mark.parametrize("name", PLACES)
def test_nothing_above_a_lab_gives_its_answer_away(name, which):
    told = PLACES[name].told(which)
    assert not told, f"{name}: the answer of its {which} is given away by “{told.strip()}”"


@pytest.mark.parametrize("which", [GUESS, QUESTION])
@pytest.mark.parametrize("name", PLACES)
def test_what_would_tell_an_answer_in_words_is_known(name, which):
    choice = getattr(lab_of(name), which)
    own = set(values(choice.options[choice.right])) - set(values(choice.text))
    assert own or (name, which) in TELLING


@pytest.mark.parametrize("which", [GUESS, QUESTION])
@pytest.mark.parametrize("name", PLACES)
def test_the_digits_of_an_option_do_not_tell_that_it_is_right(name, which):
    written = [raw for option in getattr(lab_of(name), which).options for _, raw in numbers(option)]
    forms = {(raw.endswith("%"), len(raw.partition(".")[2])) for raw in written}
    assert len(forms) <= 1, f"{name}: options of one precision, please: {written}"


@pytest.mark.parametrize(
    "asked, right, text, tells",
    [
        ("每月 2%，一年后？", "78.5%", "一年以后剩 78.5%。", True),
        ("每月 2%，一年后？", "78.5%", "print(0.785)", True),
        ("每月 2%，一年后？", "78.5%", "两年以后剩 61.6%。", False),
        ("多少人听说？", "2,237", "10 位：2237 人", True),
        ("最省的间隔？", "7 → 5", "2%、3%，是 7、5 个月。", True),
        ("最省的间隔？", "7 → 5", "2% 是 7 个月。", False),
        ("从第几季度起？", "第 3 季度", "共 3 张表", False),
        ("从第几季度起？", "第 3 季度", "第3季度起领先", True),
        ("照 7 个人的名单，几行？", "7", "7 个人", False),
        ("六十点怎样分？", "20/20/20", "(20, 20, 20) 0.667", True),
        ("六十点怎样分？", "20/20/20", "占前 20%", False),
    ],
)
def test_what_tells_an_answer(asked, right, text, tells):
    assert (teller(asked, right, [text], [text]) is not None) == tells


def test_a_small_number_tells_only_in_its_own_section():
    assert teller("几位？", "46", ["46 位"], []) is None
    assert teller("几位？", "46", ["46 位"], ["46 位"]) == "46 位"
