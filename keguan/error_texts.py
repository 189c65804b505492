"""What Python and pandas say of a beginner's error, and what to do about it, in Chinese and
English: the first pattern that fits.

`{0}` and so on stand for what the pattern has caught, `{line}` for the number of the line.
"""

import functools
import re
from collections.abc import Iterator
from itertools import chain, zip_longest

Sentence = tuple[str, str]  # Chinese, English
Known = list[tuple[str, str, str]]

# what a line that Python cannot read has in it: signs of arithmetic, of speech or another language
WRITTEN: Known = [
    (
        r"=>|=<|[≥≤]",
        "第 {line} 行：大于或等于写 >=，小于或等于写 <=，等号在后面。",
        "Line {line}: at least is >=, at most is <=, with the equals sign last.",
    ),
    (
        r"[×✕]|[\w)\]]\s+[xX]\s+[\w(]",
        "第 {line} 行：乘号写 *。",
        "Line {line}: to multiply write *.",
    ),
    (r"÷", "第 {line} 行：除号写 /。", "Line {line}: to divide write /."),
    (r"≠|<>", "第 {line} 行：不等于写 !=。", "Line {line}: not equal is written !=."),
    (
        r"\belse\s+if\b",
        "第 {line} 行：“否则，如果”写 elif，不写 else if。",
        "Line {line}: else if is written elif, one word.",
    ),
    (
        r"^\s*(If|Elif|Else|For|While|Def|Return)\b",
        "第 {line} 行：{0} 全写小写字母。",
        "Line {line}: write {0} in small letters.",
    ),
    (
        r"&&|\|\|",
        "第 {line} 行：“而且”写 and，“或者”写 or。",
        "Line {line}: write and for &&, or for ||.",
    ),
]
SYNTAX: Known = [
    (
        r"expected ':'",
        "第 {line} 行末尾少了英文冒号 :。",
        "Line {line} needs a colon : at its end.",
    ),
    (
        r"invalid character '(.+?)'",
        "第 {line} 行用了中文标点“{0}”，请换成英文（半角）标点。",
        "Line {line} has the full-width character {0}: type the plain (half-width) one.",
    ),
    (
        r"invalid non-printable character",
        "第 {line} 行有看不见的字符，多半是从网页或聊天里复制来的：删掉这一行，自己打一遍。",
        "Line {line} has a character that cannot be seen, most likely copied from a page or a "
        "chat: delete the line and type it yourself.",
    ),
    (
        r"'(.)' was never closed",
        "第 {line} 行的括号 {0} 没有配对的另一半。",
        "The bracket {0} in line {line} is never closed.",
    ),
    (
        r"unmatched '(.)'",
        "第 {line} 行多了一个括号 {0}，或者前面少了一个。",
        "Line {line} has a bracket {0} too many, or one is missing before it.",
    ),
    (
        r"unterminated",
        "第 {line} 行的引号没有成对。",
        "A quotation mark in line {line} has no partner.",
    ),
    (
        r"Maybe you meant '=='",
        "第 {line} 行：比较相等要写两个等号 ==。",
        "Line {line}: to compare, write two equals signs ==.",
    ),
    (
        r"expected an indented block",
        "第 {line} 行前面要缩进 4 个空格，因为上一行以冒号结尾。",
        "Line {line} needs four spaces before it, because the line above ends with a colon.",
    ),
    (
        r"unexpected indent|unindent does not match",
        "第 {line} 行开头的空格个数和上下行对不齐。",
        "The spaces before line {line} do not line up with the lines around it.",
    ),
    (
        r"forgot a comma",
        "第 {line} 行可能少了一个英文逗号。",
        "A comma may be missing in line {line}.",
    ),
]
VALUES: Known = [
    (
        r"expected type bool, received type str",
        "True 和 False 不加引号。",
        "True and False have no quotation marks.",
    ),
    (
        r"No common columns to perform merge on",
        "两张表没有同名的列，拼不起来：两边都要带着用来拼的那一列（编号）。",
        "The tables share no column to merge by: each needs the column of the ids.",
    ),
    (
        r"Length of values \((\d+)\) does not match length of index \((\d+)\)",
        "新的一列有 {0} 个值，表有 {1} 行：要一样多。",
        "The new column has {0} values and the table {1} rows: they must be as many.",
    ),
    (
        r"All arrays must be of the same length|cannot set using a list-like indexer",
        "各列长短不一：每一列的值要一样多。",
        "The columns differ in length: give each as many values.",
    ),
    (
        r"Length mismatch: Expected axis has (\d+) elements, new values have (\d+)",
        "要 {0} 个名字，给了 {1} 个。",
        "It takes {0} names, you gave {1}.",
    ),
    (
        r"Item wrong length|Boolean index has wrong length",
        "筛行用的 True 和 False，和这张表的行数不一样多：条件里的列要取自同一张表。",
        "The truth values are not as many as the rows: take the column of the condition from the "
        "same table.",
    ),
    (
        r"Lengths must match to compare', .*, \(0,\)",
        "一整列不能和空列表 [] 比：一行一行地问，是空的就是 []。",
        "A whole column cannot be compared with an empty list []: ask row by row.",
    ),
    (
        r"operands could not be broadcast|Lengths must match",
        "两边的个数不一样，没法一个一个对着算。",
        "The two sides have different lengths, so they cannot be matched one by one.",
    ),
    (
        r"truth value of a (Series|DataFrame|array)|truth value of an (array)",
        "一整列不能直接放进 if。条件之间用 & 和 |，每个条件加圆括号；或者用 .any()、.all()。",
        "A whole column cannot stand in an if. Join conditions with & and |, each in round "
        "brackets, or use .any() or .all().",
    ),
    (
        r"not enough values to unpack|too many values to unpack",
        "等号左边或 for 后面的名字个数，和右边给出的个数不一样。for 里要两个名字的，"
        "字典和 Series 写 .items()，表写 .iterrows()。",
        "The names on the left of =, or after for, are not as many as the values. For two names "
        "write .items() after a dict or a Series and .iterrows() after a table.",
    ),
    (
        r"(?:invalid literal for int|could not convert string to float).*?('.*')",
        "{0} 这段文字变不成数字，先去掉空格、逗号、单位。",
        "The text {0} cannot become a number: take out spaces, commas and units first.",
    ),
    (
        r"Cannot subset columns with a tuple",
        '一次取几列，要写两层方括号：[["列一", "列二"]]。',
        'To take several columns write two pairs of brackets: [["one", "two"]].',
    ),
    (
        r"(min|max)\(\) (?:arg is an empty sequence|iterable argument is empty)",
        "{0} 在一个空的列表里找：前面一个也没有选出来，看看选它们的条件。",
        "{0} looks through an empty list: nothing was chosen before, look at the condition.",
    ),
    (
        r"('.*'|\S+) is not in list|list\.(?:remove|index)\(x\)",
        "列表里不一定有要找的那一项：先用 in 问一问在不在，再找它的位置。",
        "The list may lack the entry that is looked for: ask with in before asking where it is.",
    ),
    (
        r"cannot reindex on an axis with duplicate labels",
        "索引里有重复的名字，不能 reindex：先分组，让每个名字只有一行。",
        "The index has a name twice, so it cannot be reindexed: group first, one row a name.",
    ),
    (
        r"columns overlap but no suffix specified",
        '两张表有同名的列，join 拼不了：用 merge(另一张表, on="列名")。',
        'The tables have columns of one name, which join cannot do: use merge(other, on="column").',
    ),
    (
        r"trying to merge on .* and .* columns",
        "两张表里用来拼的列，一边是文字，一边是数字：先变成一样的。",
        "The columns to merge by are text in one table and numbers in the other: make them alike.",
    ),
    (
        r"cannot convert float NaN to integer|Cannot convert non-finite values",
        "空值（NaN）变不成整数：先去掉，或者用 fillna(0) 补 0。",
        "A missing value (NaN) cannot become a whole number: drop it or put 0 by fillna(0).",
    ),
    (
        r"using all scalar values",
        "做一张表，每一列都要是列表：把值放进方括号。",
        "In a table every column is a list: put the values in square brackets.",
    ),
    (
        r"identically-labeled",
        "两列（两张表）的索引不一样，不能直接比。",
        "The two have different indexes and cannot be compared directly.",
    ),
    (
        r"Unknown datetime string|unconverted data|day is out of range|"
        r"time data .* (?:doesn't|does not) match",
        "这段文字读不成日期，写成 2025-03-01 这样。",
        "This text is no date; write it like 2025-03-01.",
    ),
    (
        r"is both an index level and a column label|cannot insert (\S+), already exists",
        "同一个名字既在索引里，又是一列：reset_index(drop=True) 丢掉索引。",
        "One name is in the index and a column as well: reset_index(drop=True) drops the index.",
    ),
    (
        r"(?:columns|ascending) .*(?:must be|!=) .*length|Length of ascending",
        "sort_values 里，ascending 的个数要和列的个数一样。",
        "In sort_values there must be as many values of ascending as columns.",
    ),
    (
        r"can only convert an array of size 1",
        "item() 只取唯一的一个值：一项一项地取，写 items()。",
        "item() takes the one and only value: for one after the other write items().",
    ),
    (
        r"negative dimensions|n must be|must be non-negative|sequence length",
        "个数不能是负数。",
        "A number of items cannot be below zero.",
    ),
]
TYPES: Known = [
    (
        r"Invalid value '(.+?)' for dtype 'str",
        "一列文字里放不进 {0}：要数各有几个，先写 .value_counts()，再 reindex 补 0。",
        "A column of text cannot hold {0}: to count, write .value_counts() first, then reindex.",
    ),
    (
        r"'(Series|DataFrame|\w*GroupBy)' object is not callable",
        "取列、取行要用方括号 [ ]，不是圆括号 ( )。",
        "To take a column or rows, use square brackets [ ], not round ones ( ).",
    ),
    (
        r"'(?:dict|list|tuple|set)' object is not callable",
        "字典、列表取值要用方括号 [ ]，不是圆括号 ( )；要是方法等着一个函数，就不能给它字典。",
        "A dict or a list is asked by square brackets [ ], not round ones; where a function is "
        "wanted, neither will do.",
    ),
    (
        r"'str' object is not callable",
        "这里把文字当成了函数：变量、函数的名字不加引号；取值用方括号 [ ]。",
        "A text stands where a function is called: names of variables and functions have no "
        "quotation marks; values are taken by square brackets [ ].",
    ),
    (
        r"'(?:int|float|bool|(?:numpy\.)?\w*(?:int|float|bool)\d*_?|Timestamp|Timedelta)' object "
        r"is not callable",
        "一个值后面不能跟圆括号：是不是少写了乘号 *？像 .days 这样的属性，后面也不加 ()。",
        "A value cannot be followed by round brackets: is a sign such as * missing? What is no "
        "method, such as .days, has no () either.",
    ),
    (
        r"'NoneType'",
        "这里的值是 None：前面的函数可能漏了 return，或者那个方法本来就不返回结果"
        "（append、sort、print 都不返回）。",
        "The value here is None: a return may be missing in the function before, or that method "
        "gives nothing back, as append, sort and print do.",
    ),
    (
        r"^the method (\w+) was not called",
        "返回的是方法 {0}，还没有算：后面加圆括号，写成 {0}()。",
        "What is returned is the method {0}, which has not run: put round brackets behind it, "
        "{0}().",
    ),
    (
        r"'(?:method|function|builtin_function_or_method|type)'",
        "有一个方法后面没有圆括号，还没有算：写成 sum()、head(3) 这样，用 ( )，不用 [ ]。",
        "A method has no round brackets and has not run: write sum() or head(3), with ( ), not "
        "[ ].",
    ),
    (
        r"unsupported operand type\(s\) for [&|]|'r?(?:and|or)_'",
        "用 & 或 | 连起来的条件，要各自加圆括号：(条件一) & (条件二)。",
        "Conditions joined by & or | need round brackets each: (one) & (other).",
    ),
    (
        r"not supported between instances of .*'(?:Timedelta|timedelta)'|"
        r"Invalid comparison between dtype=timedelta64\S* and (?:int|float)",
        "一段时间不能和数字比：先用 .days（一整列用 .dt.days）变成天数。",
        "A span of time cannot be compared with a number: take its .days (.dt.days of a column).",
    ),
    (
        r"Invalid comparison between dtype=datetime64\S* and|"
        r"not supported between instances of .*'(?:Timestamp|datetime)'",
        "日期只能和日期比：参数和变量不加引号；写死的日期用 pd.Timestamp(…)。",
        "A date is compared with a date: no quotation marks round a parameter or variable; write a "
        "fixed date as pd.Timestamp(…).",
    ),
    (
        r"'[<>]=?' not supported between instances of .*'str'|"
        r"Invalid comparison between dtype=(?:str|string|int|float)",
        "文字和数字不能比大小：数字不加引号；是一列文字，先变成数字。",
        "Text and numbers cannot be compared: a number has no quotation marks; turn a column of "
        "text into numbers first.",
    ),
    (
        r"'[<>]=?' not supported between instances of '(.+?)' and '(.+?)'",
        "{0} 和 {1} 不能比大小：看看两边各是什么。",
        "{0} and {1} cannot be compared: look at what each side is.",
    ),
    (
        r'can only concatenate str \(not "list"\)',
        "文字后面接不上一个列表：用 for 从列表里一个一个取，再接。",
        "A text cannot be joined to a whole list: take its entries one by one with for.",
    ),
    (
        r"unsupported operand type\(s\) for .*'list'",
        "列表不能整个拿来加减乘除：用 for 一个一个算，或者先写 pd.Series(列表)。",
        "A list as a whole takes no arithmetic: count entry by entry with for, or make it "
        "pd.Series(list) first.",
    ),
    (
        r"unsupported operand type\(s\) for .*'str'|can only concatenate str|"
        r"ufunc '\w+' did not contain a loop|must be str, not|expected str instance",
        "文字和数字不能直接运算：数字不加引号，或者先转换：int(…)、float(…)、str(…)。",
        "Text and numbers do not mix: no quotation marks round a number, or convert first with "
        "int(…), float(…) or str(…).",
    ),
    (
        r"integers .* with Time(?:stamp|delta)|for [+-]: '(?:Timestamp|Timedelta)' and '(?:int|fl)",
        "日期加减几天，要写 pd.Timedelta(days=…)。",
        "To move a date by days, write pd.Timedelta(days=…).",
    ),
    (
        r"string indices must be integers",
        "一段文字不能用列名来取。直接 for 一张表，取出的是列名；一行一行取，"
        "写 for _, row in 表.iterrows()。",
        "A text cannot be asked for a column. A for over a table gives the names of its columns; "
        "for its rows write for _, row in table.iterrows().",
    ),
    (
        r"tuple indices must be integers",
        "iterrows() 一次给两样，行号和一行：写 for _, row in 表.iterrows()。",
        "iterrows() gives two things, a number and a row: write for _, row in table.iterrows().",
    ),
    (
        r"list indices must be integers",
        "列表按位置取，方括号里要整数；按列名取的是表或字典。",
        "A list is asked by position, a whole number; tables and dicts are asked by name.",
    ),
    (
        r"'(?:int|float|bool|(?:numpy\.)?\w*(?:int|float|bool)\d*_?)' object is not subscriptable",
        "一个数后面不能再用方括号取。要把一行交给函数，写 表.apply(函数, axis=1)。",
        "A number cannot be asked for parts by [ ]. To give a function a row, write "
        "table.apply(function, axis=1).",
    ),
    (
        r"argument of type '(?:\w*\.)?\w*(?:int|float|bool)\d*_?' is not",
        "in 问的是里面有没有，一个数里面没有别的；要问等于，写 ==。",
        "in asks whether something is inside, and a number holds nothing; for equal write ==.",
    ),
    (
        r"(?:'(?:int|float|bool|(?:numpy\.)?\w*(?:int|float|bool)\d*_?)' object is not iterable|"
        r"object of type '(?:int|float|bool|(?:numpy\.)?\w*(?:int|float|bool)\d*_?)' has no len)",
        "这里要好几个值（列表或一列），现在已经是一个数：max、min 要两个以上；"
        "一个数不用 len()；for 数到 n，写 range(n)。",
        "Several values are wanted here, a list or a column, and there is one number: max and min "
        "take two or more, a number needs no len(); to count to n, write range(n).",
    ),
    (
        r"(\w+)\(\) missing \d+ required positional arguments?: (.+)",
        "调用 {0} 时少给了参数 {1}，看看 def 那一行要几个；用 apply 调用的，后面写 名字=值。",
        "The call of {0} lacks the argument {1}: see how many the def line asks for; through apply "
        "give it as name=value.",
    ),
    (
        r"(\w+) expected (?:at least )?\d+ arguments?, got",
        "{0} 的圆括号里，参数的个数不对。",
        "The round brackets of {0} hold a wrong number of arguments.",
    ),
    (
        r"missing \d+ required positional argument",
        "调用函数时少给了参数，看看 def 那一行要几个。",
        "The call gives too few arguments: see how many the def line asks for.",
    ),
    (
        r"DataFrame\.(\w+)\(\) takes 2 positional arguments",
        '{0} 的圆括号里多了参数：几列要放进一个列表，{0}(["列一", "列二"])。',
        '{0} is given too many arguments: several columns go into one list, {0}(["one", "two"]).',
    ),
    (
        r"(?:Series|DataFrame)\.(\w+)\(\) takes 1 positional argument",
        "{0}() 的圆括号里不放值。要数等于某个值的有几行：(列 == 值).sum()。",
        "{0}() takes no value in its brackets. To count the rows equal to one: (column == "
        "value).sum().",
    ),
    (
        r"takes (?:from )?\d+.* positional arguments? but \d+",
        "调用函数时多给了参数，看看 def 那一行要几个。",
        "The call gives too many arguments: see how many the def line asks for.",
    ),
    (
        r"got an unexpected keyword argument '(\w+)'",
        "调用的函数没有叫 {0} 的参数，看看拼写。",
        "The function that is called has no argument named {0}: check the spelling.",
    ),
    (
        r"(?:cannot use|unhashable type:) '(?:Series|DataFrame)'|are mutable, thus they cannot be "
        r"hashed",
        "字典一次只查一个键：一整列要查字典，写 列.map(字典)。",
        "A dict is asked for one key at a time: for a whole column write column.map(dict).",
    ),
    (
        r"unhashable type: '(list|dict|set)'|cannot use '(?:list|dict|set)' as a",
        '取一列写 ["列名"]，取几列写 [["列一", "列二"]]；字典的键不能是列表。',
        'One column is ["name"], several are [["one", "two"]]; a list cannot be a key.',
    ),
    (
        r"slice indices must be integers|cannot do positional indexing .* of type float|"
        r"'(?:numpy\.)?float\d*' object cannot be interpreted as an integer|"
        r"non-int of type '(?:numpy\.)?float",
        "这里要整数：外面套一层 int(…)。",
        "A whole number is needed here: put int(…) round it.",
    ),
    (
        r"cannot do positional indexing|object cannot be interpreted as an integer",
        "这里要整数，数字和参数都不加引号。",
        "A whole number is needed here, without quotation marks round a number or a parameter.",
    ),
    (
        r"must be called with a collection of some kind, (.+) was passed",
        "这里要一串名字（列表或一列），现在只是 {0}：变量不加引号，一列写成 表[…]。",
        "A list of names or a column is wanted, and there is {0} alone: no quotation marks round a "
        "variable; a column is table[…].",
    ),
    (
        r"dtype .*does not support operation|datetime64 type does not support|"
        r"Cannot perform reduction|agg function failed|Could not convert .* to numeric",
        "文字和日期的列不能求和、求平均：先用方括号选出要算的那一列，例如 groupby(…)[…].sum()。",
        "Columns of text or dates have no sum or mean: first choose the column to count by square "
        "brackets, as in groupby(…)[…].sum().",
    ),
    (
        r"only list-like objects are allowed to be passed to isin",
        "isin(…) 里要一个列表；等于一个值，写 列 == 值。",
        "isin(…) takes a list; for one value write column == value.",
    ),
    (
        r"Can only merge Series or DataFrame",
        "merge 要拼的是一张表：写表的名字，不加引号。",
        "merge wants a table: write its name, without quotation marks.",
    ),
    (
        r"boolean negative",
        "True 和 False 反过来，用 ~，不用减号。",
        "To turn True and False round, write ~, not a minus.",
    ),
    (
        r"bad operand type for unary ~",
        "~ 只能反转 True 和 False：后面的条件要加圆括号，~(条件)。",
        "~ turns truth values round: put the condition in round brackets, ~(condition).",
    ),
    (
        r"cannot convert the series to|only (?:length-1|0-dimensional) arrays",
        "一整列变不成一个数：先求和、求平均或取出一个，要逐个变成整数用 .astype(int)。",
        "A whole column is not one number: sum, average or choose first, or use .astype(int).",
    ),
    (
        r"'(\w+)' object is not subscriptable",
        "{0} 不能用方括号取里面的东西：看看这个名字现在是什么，调用时参数的先后对不对。",
        "A {0} cannot be asked for parts by [ ]: look at what the name stands for, and at the "
        "order of the arguments in the call.",
    ),
    (
        r"does not support item assignment",
        "这个值里面不能改：要改的应该是表、列表或字典。",
        "This value cannot be changed inside: tables, lists and dicts can.",
    ),
    (
        r"cannot unpack non-iterable",
        "右边只有一个值，左边却有几个名字。",
        "There is one value on the right and several names on the left.",
    ),
    (
        r"'in <string>' requires string",
        "in 的右边是一段文字，左边就要是文字。",
        "Where a text stands to the right of in, a text has to stand to its left.",
    ),
]
ATTRIBUTES: Known = [
    (
        r"^'(\w+)' is not a valid function for",
        "apply 里写函数的名字 {0}，不加引号。",
        "apply wants the function's name {0}, without quotation marks.",
    ),
    (
        r"Can only use \.str accessor",
        "这一列不是文字，不能用 .str。",
        "This column is no text and has no .str.",
    ),
    (
        r"Can only use \.dt accessor",
        "这一列不是时间，不能用 .dt：先 pd.to_datetime(…)。",
        "This column holds no times and has no .dt: first pd.to_datetime(…).",
    ),
    (
        r"'(?:Timestamp|Timedelta|NaTType|datetime\w*)' object has no attribute 'dt'",
        "一个时间不用 .dt，直接取 .days、.year；.dt 是一整列用的。",
        "A single time needs no .dt: take .days or .year at once; .dt is for a whole column.",
    ),
    (
        r"'str' object has no attribute 'str'",
        "一段文字不用 .str，直接写方法；.str 是一整列用的。",
        "A single text needs no .str, call the method at once; .str is for a whole column.",
    ),
    (
        r"'NaTType' object has no attribute|NaTType does not support",
        "这里遇到了空值 NaT：先用 pd.notna(…) 问有没有值；和 None 比，认不出它。",
        "A missing time (NaT) stands here: ask pd.notna(…) first; comparing with None does not "
        "find it.",
    ),
    (
        r"'(?!Series|DataFrame|Index)\w+' object has no attribute '(isna|isnull|notna|notnull)'",
        "一个值用 pd.{0}(值) 问；.{0}() 是一整列用的。",
        "Of one value ask pd.{0}(value); .{0}() is for a whole column.",
    ),
    (
        r"'float' object has no attribute",
        "这里的值是小数，不是文字或列表：多半是空值 NaN，先用 pd.notna(…) 问有没有值。",
        "The value here is a decimal, no text or list, most likely a missing one (NaN): ask "
        "pd.notna(…) first.",
    ),
    (
        r"'list' object has no attribute 'split'",
        "已经是列表了，不用再 split()。",
        "This is a list already: no split() is needed.",
    ),
    (
        r"'DataFrame' object has no attribute '(to_?list|unique|str|dt|to_frame|map)'",
        '整张表没有 {0}：先用一层方括号取一列，表["列名"]，再写 .{0}。',
        'A whole table has no {0}: take a column by one pair of brackets, table["name"], then '
        ".{0}.",
    ),
    (
        r"'\w*GroupBy' object has no attribute '(to_?list|list)'",
        "分组以后要每一组的列表，写 .apply(list)。",
        "For the list of each group write .apply(list).",
    ),
]
OTHERS: list[tuple[type[BaseException], str, str]] = [
    (KeyboardInterrupt, "这一格被停止了。", "This cell was stopped."),
    (
        ZeroDivisionError,
        "除数是 0：先判断是不是 0，表里一行也没有时也是。",
        "It divides by zero: test for 0 first, a table may have no row.",
    ),
    (
        IndexError,
        "取的位置超出了范围：第一个是 0，最后一个是个数减 1；一个也没有的时候，什么也取不到。",
        "The position is out of range: the first is 0, the last is the number of entries less 1; "
        "where there is none, nothing can be taken.",
    ),
    (
        ModuleNotFoundError,
        "没有装“{0}”这个库，或者名字写错了。课程只用开头导入的那些。",
        "The package '{0}' is not installed, or is misspelt. The course needs only those at the "
        "top.",
    ),
    (
        FileNotFoundError,
        "找不到这个文件：看看文件名和文件夹。课程的数据用 cases.load 读。",
        "There is no such file: look at its name and folder. cases.load reads the course's data.",
    ),
    (
        RecursionError,
        "函数一直在调用自己，停不下来：要有一种情况不再调用。",
        "The function calls itself without end: one case must not call it again.",
    ),
    (
        NotImplementedError,
        "这里还没有写代码：把 raise 那一行换成你的代码。",
        "No code stands here yet: put yours in place of the raise line.",
    ),
]
# what is said where the values around the error tell more than its words
SAID: dict[str, Sentence] = {
    "whole column": (
        "这里要写列名（加引号），不能放一整列。",
        "Write the name of a column here, in quotation marks, not a whole column.",
    ),
    "one value": (
        '方括号里只得到一个 True 或 False，没有一行一行地比：条件写成 表["列"] == 值，'
        "左边是一整列，不是名字、函数或 None；空值用 isna() 问。",
        "The square brackets hold one truth value instead of one for each row: write the "
        'condition as table["column"] == value, with a whole column at the left, no name, '
        "function or None; isna() asks for missing values.",
    ),
    "several names": (
        '方括号里一次只写一个名字；表里一次取几列，写两层 [["列一", "列二"]]。',
        'The brackets take one name; several columns of a table are [["one", "two"]].',
    ),
    "by rows": (
        "现在交给函数的是一整列，不是一行：apply 里加上 axis=1。",
        "The function is given a whole column instead of a row: put axis=1 into apply.",
    ),
    "of columns": (
        "这里一列只有一个 True 或 False，没有一行一个：all()、any() 里写 axis=1，"
        "才是一行一行地看。",
        "There is one truth value for each column, not for each row: all() and any() go along "
        "the rows with axis=1.",
    ),
    "not": (
        "一整列 True 和 False 反过来，用 ~，不用 not。",
        "Turn a column of truth values by ~, not by not.",
    ),
    "and": (
        "列和列的条件之间，用 & 和 |，不用 and、or；每个条件加圆括号：(条件一) & (条件二)。",
        "Conditions about columns are joined by & and |, not by and, or; each in round brackets: "
        "(one) & (other).",
    ),
    "other table": (
        "筛行的条件来自另一张表，行号对不上：条件里的列要取自同一张表。",
        "The condition comes from another table, whose rows are not these: take its columns from "
        "the same table.",
    ),
    "table outside": (
        "这里用的是函数外面的 {0}：要用参数 {1}。",
        "This uses {0} from outside the function: use the parameter {1}.",
    ),
    "a row at a time": (
        "{0} 一次看一行，现在交给它的是整张表：写 表.apply({0}, axis=1)。",
        "{0} looks at one row and is given the whole table: write table.apply({0}, axis=1).",
    ),
    "uncalled": (
        "方法 {0} 后面没有圆括号，还没有算：写成 {0}()。",
        "The method {0} has no round brackets and has not run: write {0}().",
    ),
    "uncalled name": (
        "{0} 还只是方法 {1}，没有算：定义它的那一行，后面加圆括号 ()。",
        "{0} is the method {1}, which has not run: put () behind it where {0} is defined.",
    ),
    "summed keys": (
        "{0} 是字典，sum({0}) 加的是键：值的合计写 sum({0}.values())。",
        "{0} is a dictionary, and sum({0}) adds its keys: write sum({0}.values()) for the values.",
    ),
    "function's name": (
        "{0} 是函数的名字，不能存结果：换一个名字，例如先写 result = []。",
        "{0} is the name of a function and holds no result: take another name, result = [] say.",
    ),
    "attribute of a function": (
        "{0} 是函数，后面没有 {1}：是不是写反了？表在前面，例如 表.apply({0}, axis=1)。",
        "{0} is a function and has no {1}: is it the wrong way round? The table comes first, as in "
        "table.apply({0}, axis=1).",
    ),
    "no count yet": (
        "字典里还没有“{0}”，不能直接加：先从 0 开始，写 字典.get(键, 0) + 1。",
        "The dict has no '{0}' to add to: begin at 0, write dict.get(key, 0) + 1.",
    ),
    "unbound": (
        "有的情况下 {0} 还没有值：if 不成立，它就没有被赋值。先给它一个初值。",
        "{0} has no value in some case: where the if does not hold nothing was assigned. Give it "
        "a value before.",
    ),
    "apply alone": (
        "apply 里只写函数的名字：apply({0}, axis=1)，一行一行由它去取。",
        "apply wants the function's name alone: apply({0}, axis=1) takes the rows.",
    ),
    "bare column": (
        '{0} 是列名，要加引号："{0}"。',
        '{0} is a column and needs quotation marks: "{0}".',
    ),
    "asked": (
        "不用 input() 问：要的值已经在参数里。",
        "Do not ask by input(): the parameters hold the values.",
    ),
    "bound tighter": (
        "{0}() 只管紧挨着它的那个名字：先用圆括号把算式括起来，(…).{0}()。",
        "{0}() belongs to the name just before it alone: put the sum in round brackets first, "
        "(…).{0}().",
    ),
    "numbers for names": (
        "这一列（Series）的索引是行号，没有“{0}”：编号要做索引，分组以后不用 reset_index。",
        "The index of this Series is row numbers and has no '{0}': the ids should be the index, so "
        "no reset_index after grouping.",
    ),
    "near name": (
        "没有 {0} 这个名字。是不是想写 {1}？",
        "There is no name {0}. Did you mean {1}?",
    ),
    "no name": (
        '没有 {0} 这个名字：先运行定义它的单元，或者检查拼写；文字要加引号："{0}"。',
        "There is no name {0}: run the cell that defines it, or check the spelling; text needs "
        'quotation marks: "{0}".',
    ),
    "quoted parameter": (
        "{0} 是参数，不加引号。",
        "{0} is a parameter: no quotation marks round it.",
    ),
    "quoted variable": (
        "{0} 是变量，不加引号。",
        "{0} is a variable: no quotation marks round it.",
    ),
    "nameless": (
        '表里没有叫 {0} 的列。Series 没有名字时，先写 .rename("{0}")，再 reset_index()。',
        'The table has no column {0}. A Series without a name first needs .rename("{0}"), then '
        "reset_index().",
    ),
    "group by name": (
        '这里是一列（Series），没有叫 {0} 的列：groupby 里写一整列，表["{0}"]。',
        'This is one column (Series), which has no column {0}: group by table["{0}"].',
    ),
    "row number": (
        "方括号里的 {0} 会被当成列名。取第几行用 .iloc[…]；一行一行取，写 for _, row in "
        "表.iterrows()。",
        "{0} in square brackets is taken for a column. A row by its number is .iloc[…]; for all "
        "rows write for _, row in table.iterrows().",
    ),
    "no such number": (
        "方括号里的 {0} 是行的编号（索引），这里没有编号是 {0} 的行。排在第几的，用 .iloc[…] 取。",
        "{0} in square brackets is the label of a row (its index), and none has that one. "
        "Take a row by its place with .iloc[…].",
    ),
    "no such entry": (
        '索引里没有“{0}”：可能一行也没有。用 .get("{0}", 0)，或者先比较，再 .sum()。',
        "The index has no '{0}', there may be no such row. Use .get(\"{0}\", 0), or compare first "
        "and take .sum().",
    ),
    "values for names": (
        "索引里是 {0} 这样的名字，没有 {1}。直接 for 一个 Series，取出的是值，要名字用 .index；"
        "挑出等于它的，用 序列[序列 == 值]。",
        "The index has names such as {0}, not {1}. A for over a Series gives its values, .index "
        "its names; those equal to a value are series[series == value].",
    ),
    "near column": (
        "表里没有“{0}”这一列，最接近的列名是“{1}”。",
        "The table has no column '{0}'; the nearest is '{1}'.",
    ),
    "no column": (
        "表里没有“{0}”这一列。它有：{1}",
        "The table has no column '{0}'. It has: {1}",
    ),
    "near column to merge by": (
        "拼表的列，两张表都要有，其中一张没有“{0}”，最接近的列名是“{1}”。",
        "Both tables need the column to merge by; one has no '{0}', the nearest is '{1}'.",
    ),
    "no column to merge by": (
        "拼表的列，两张表都要有，其中一张没有“{0}”。它有：{1}",
        "Both tables need the column to merge by; one has no '{0}'. It has: {1}",
    ),
    "reach": (
        "一整列要先写 .{0}：列.{0}.{1}。",
        "A whole column needs .{0} first: column.{0}.{1}.",
    ),
    "column in a parameter": (
        "列名在参数 {0} 里：写 表[{0}]，不加引号，也不用点。",
        "The name of the column is in {0}: write table[{0}], without quotation marks and without "
        "a dot.",
    ),
    "dot": (
        '取“{0}”要用方括号：写 ["{0}"]，不用点。',
        '{0} is taken by square brackets: write ["{0}"], not a dot.',
    ),
    "near attribute": (
        "{0} 没有 {1}，最接近的是 {2}。",
        "{0} has no {1}; the nearest is {2}.",
    ),
    "attribute of a table": (
        '这张表没有 {0}：看看拼写；取列要写 ["列名"]。',
        'This table has no {0}: check the spelling; to take a column, write ["column"].',
    ),
    "attribute of a column": (
        '这一列没有 {0}：看看拼写；取列要写 ["列名"]。',
        'This column has no {0}: check the spelling; to take a column, write ["column"].',
    ),
    "attribute of a group": (
        "分组以后还没有算，没有 {0}：先写 sum()、mean() 或 size()。",
        "A group has no {0}: first write sum(), mean() or size().",
    ),
    "attribute of a list": ("这里是列表，没有 {0}。", "This is a list, which has no {0}."),
    "attribute of a tuple": ("这里是元组，没有 {0}。", "This is a tuple, which has no {0}."),
    "attribute of a dict": ("这里是字典，没有 {0}。", "This is a dict, which has no {0}."),
    "attribute of a str": ("这里是文字，没有 {0}。", "This is text, which has no {0}."),
    "attribute of a int": ("这里是数字，没有 {0}。", "This is a number, which has no {0}."),
    "attribute of a bool": ("这里是真假值，没有 {0}。", "This is a truth value, which has no {0}."),
    "attribute of a ndarray": ("这里是数组，没有 {0}。", "This is an array, which has no {0}."),
}

# what Python runs without a word, and the author cannot have meant, see keguan.pitfalls
PITFALLS: dict[str, Sentence] = {
    "dot for a method": (
        '取“{0}”要用方括号：写 ["{0}"]，用点取到的是 pandas 的方法。',
        '{0} is taken by square brackets: write ["{0}"]; the dot gives a method of pandas.',
    ),
    "quoted truth": (
        "“{0}”加了引号，是文字，和不加引号的 {0} 不相等：去掉引号。",
        "'{0}' in quotation marks is text and never equals {0} itself: take them away.",
    ),
    "quoted missing": (
        "空值不是文字“{0}”，比不出来：一个值用 pd.isna(…)，一列用 .isna()。",
        "A missing value is not the text '{0}': ask pd.isna(…) of one value, .isna() of a column.",
    ),
    "quoted name": (
        "“{0}”加了引号，就是这几个字母，不是 {0} 的值：去掉引号。",
        "'{0}' in quotation marks is these letters, not the value of {0}: take them away.",
    ),
    "quoted result": (
        "返回的是文字“{0}”，不是 {0} 的值：去掉引号。",
        "What is returned, '{0}', is these letters, not the value of {0}: no quotation marks.",
    ),
    "quoted number": (
        "“{0}”加了引号，是文字，和数字 {0} 不相等：是数字就去掉引号。",
        "'{0}' in quotation marks is text and never equals the number {0}: take them away where a "
        "number is meant.",
    ),
    "two constants": (
        '“{0}”只是一个名字，永远不等于 {1}：要先取出它的值，例如 row["{0}"]。',
        "'{0}' is a mere name and never equals {1}: take its value first, as in row[\"{0}\"].",
    ),
    "half a condition": (
        "and、or 的一边只写了 {0}，没有比较，总是算成立：两边都要写完整的条件。",
        "One side of and, or is {0} alone, with no comparison, and always holds: write a whole "
        "condition on either side.",
    ),
    "names in brackets": (
        '方括号里用 and、or 连名字，只取得到一个：分开写，例如 row["a"] or row["b"]。',
        'Names joined by and, or in square brackets give one of them: write row["a"] or row["b"].',
    ),
    "equals None": (
        "和 None 比相等，认不出表里的空值：一个值用 pd.isna(…)，一列用 .isna()。",
        "A comparison with None does not find a table's missing values: pd.isna(…) for one, "
        ".isna() for a column.",
    ),
    "uncalled method": (
        "方法 {0} 后面没有圆括号，还没有算：写成 {0}()。",
        "The method {0} has no round brackets and has not run: write {0}().",
    ),
    "begun anew": (
        "{0} 在 for 里面又从头开始，前面几圈的都丢了：这一行写在 for 的前面。",
        "{0} begins anew in each round of the for, and earlier rounds are lost: put this line "
        "before the for.",
    ),
    "lost branch": (
        "最后的 else 会改掉前面几个 if 给 {0} 的值：中间的 if 写成 elif，或者直接 return。",
        "The last else overwrites what the ifs before gave {0}: write elif for the later ifs, or "
        "return at once.",
    ),
    "given away": (
        "{0} 在上面的 if 里得到的值，在这一行又被改掉了：先给初值，再写 if。",
        "What the if above gave {0} is overwritten in this line: give the first value before it.",
    ),
    "never reached": (
        "上面的 if 和 else 都 return 了，从这一行起永远运行不到。",
        "The if and the else above both return, so this line and those below are never reached.",
    ),
    "Chinese word": (
        "表里的值都是英文，没有“{0}”：照题目写英文的值。",
        "The table's values are English, there is no '{0}': write the value as the task has it.",
    ),
    "plus sign": (
        "=+ 只是把正数放进去，要在原来的数上再加，写 +=。",
        "=+ puts a plain value in; to add to what was there write +=.",
    ),
    "second equals sign": (
        "一行里有两个 =，第二个会改掉列里的值：比较相等要写 ==。",
        "There are two = in this line, and the second overwrites values: to compare, write ==.",
    ),
    "dropped result": (
        "{0} 不改原来的，结果没有存下来：前面写 名字 = …。",
        "{0} leaves the original as it is and its result is not kept: write name = … before it.",
    ),
    "no result": (
        "{0} 直接改原来的，自己不返回结果：单独写一行，再返回那个列表。",
        "{0} changes the original and gives nothing back: write it in a line of its own, then "
        "return the list.",
    ),
    "lost comparison": (
        "== 是比较，不会存下来：赋值用一个等号。",
        "== compares and keeps nothing: one equals sign gives a name its value.",
    ),
    "printed": (
        "只用 print 显示了，没有 return：检查拿不到结果。",
        "It prints its result and returns none: the check needs a return.",
    ),
    "first round": (
        "return 写在 for 里面，第一圈就结束了：往左退到和 for 对齐。",
        "This return ends the loop in its first round: move it left, level with the for.",
    ),
    "unused parameter": (
        "没有用到参数 {0}：不要写死，也不要用外面的变量。",
        "The parameter {0} is never used: no fixed value and no variable from outside in its "
        "place.",
    ),
    "in a column": (
        "in 一整列，问的是行号，不是值：写 in 列.to_list()。",
        "in asks a column for its row numbers, not for its values: write in column.to_list().",
    ),
    "misspelt word": (
        "表里没有“{0}”这个值，拼得最近的是“{1}”。",
        "The table has no value '{0}'; the nearest in spelling is '{1}'.",
    ),
    "other column": (
        "这里用的是 {0} 这一列：对照题目，看看该用哪一列。",
        "The column {0} is used here: see in the task which one is meant.",
    ),
    "identity": (
        "比较相等用 ==，不用 is。",
        "Whether two are equal is asked by ==, not by is.",
    ),
}


def every() -> Iterator[Sentence]:
    """All sentences about code that runs, with their {0} and so on."""
    yield from PITFALLS.values()
    for table in (VALUES, TYPES, ATTRIBUTES, OTHERS):
        yield from ((zh, en) for _, zh, en in table)
    yield from SAID.values()


@functools.cache
def _patterns() -> list[tuple[re.Pattern, Sentence]]:
    """All sentences, each with what finds the Chinese one and its words."""
    found = []
    for zh, en in every():
        parts = re.split(r"\{(\d)\}", zh.rstrip("。"))  # text, number, text, number, text
        words = [f"(?P<s{parts[n]}_{n}>.*?)" for n in range(1, len(parts), 2)]
        texts = [re.escape(text) for text in parts[::2]]
        pattern = "".join(chain.from_iterable(zip_longest(texts, words, fillvalue="")))
        found.append((re.compile(pattern + "(?:。|$)"), (zh, en)))
    return found


def repeat(zh: str, known: str) -> Sentence | None:
    """The sentence of ours that this Chinese one has in it, with those of its words alone that
    stand in the text `known`, and "…" for the others; None where it has none.

    So a sentence that comes from a student's process is told on without anything that only a
    hidden test knows.
    """
    for pattern, (own_zh, own_en) in _patterns():
        match = pattern.search(zh)
        if match:
            caught = {int(name[1]): value for name, value in match.groupdict().items()}
            words = [value if value in known else "…" for _, value in sorted(caught.items())]
            return own_zh.format(*words), own_en.format(*words)
    return None
