"""Unit `agents`: the typical mistakes of students, what each loses and is told, and unusual
answers that are right. TO WRITE: those of the tasks to come.
"""

from grader.course.answers import Answers, Mistake, Unusual

VALUE = {"share-value", "share-hidden"}

TASKS = {
    "share": Answers(
        mistakes=[
            Mistake("upside down", "def share(part, whole):\n    return whole / part", VALUE, "除反了"),
            Mistake(
                "percent", "def share(part, whole):\n    return 100 * part / whole", VALUE, "不是百分数"
            ),
            Mistake("difference", "def share(part, whole):\n    return whole - part", VALUE, "不是差"),
            Mistake("the rest", "def share(part, whole):\n    return 1 - part / whole", VALUE, ""),
            Mistake("rounded", "def share(part, whole):\n    return round(part / whole)", VALUE, ""),
            Mistake("sum", "def share(part, whole):\n    return part + whole", VALUE, ""),
            Mistake(
                "of both", "def share(part, whole):\n    return part / (part + whole)", VALUE, ""
            ),
            Mistake("the example only", "def share(part, whole):\n    return 0.25", {"share-hidden"}, ""),
        ],
        unusual=[
            Unusual("a lambda", "share = lambda part, whole: part / whole"),
            Unusual("a power", "def share(part, whole):\n    return part * whole ** -1"),
            Unusual("in percent first", "def share(part, whole):\n    return 100 * part / whole / 100"),
            Unusual("by name", "def share(part, whole):\n    value = part / whole\n    return value"),
        ],
        untaught="TO WRITE: or a right answer with taught=, a piece of the lesson it follows",
    ),
}
CHECK = {
    "c1": Answers(
        mistakes=[
            Mistake("upside down", "c1 = 400", {"c1-check"}, "除反了"),
            Mistake("a guess", "c1 = 50", {"c1-check"}, "再看课文第一节"),
        ],
        unusual=[Unusual("as text", 'c1 = "25%"')],
        untaught="TO WRITE: or a right answer with taught=, the number as the lesson prints it",
    ),
}

ANSWERS = {"agents-tasks": TASKS, "agents-check": CHECK}
