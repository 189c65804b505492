"""Whose file is it? Finds a student of the class in the names that a file, an archive or a folder
was given. What is not certain is told and never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.base import Text
from grader.course.folder import CourseFolder
from grader.gradebook.people import Person, entered, people
from grader.term.naming import plain

LETTER = "[0-9a-z]"
HAN = r"[\u3400-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff]"
BETWEEN = re.compile(rf"(?<={HAN})[\s·•・]+(?={HAN})")
# Words that may stand right before or after a Chinese name without making it a longer name; no
# single character that names have.
WORDS = re.compile(
    "的|[第班组级系课交]|[补重迟提上已]交|作业|学号|姓名|同学|学生|小组|组长|组员|个人|最终|[终定初]稿|修改|改[后过正]|[更订]正|"
    "[新旧]版|最新|版本|完成|完整|副本|答案|练习|实[训验]|报告|测[试验]|考试|期[末中]|单元|项目|任务|专业|学院|附件|文件|压缩包"
)
LONGEST_WORD = 3
LOOK_ALIKE = str.maketrans("oli", "011")  # letters that are typed for digits


@dataclass(frozen=True)
class Roster:
    """The students of a class.

    entered: whether somebody entered the class, so that an unknown name is a mistake. Otherwise the
    roster only has those who handed in so far, and every id is taken.
    """

    people: tuple[Person, ...] = ()
    entered: bool | None = None

    @classmethod
    def of(cls, folder: CourseFolder) -> Roster:
        """The students of the gradebook."""
        return cls(tuple(people(folder)), entered(folder))

    @property
    def complete(self) -> bool:
        """Whether every student of the class is on the list."""
        if self.entered is None:
            return any(person.name for person in self.people)
        return self.entered

    def label(self, student: str) -> str:
        """The id with the name, where there is one."""
        names = [person.name for person in self.people if person.id == student]
        return f"{student} {names[0]}".strip() if names else student

    def find(self, name: str) -> list[str]:
        """Ids of the students that a name such as "S001", "张三" or "S001 张三（改）" may mean;
        more than one where it is not clear."""
        name = plain(name)
        return self._found(name) or self._found(BETWEEN.sub("", name))

    def _found(self, name: str) -> list[str]:
        ids = {person.id for person in self.people if _in(plain(person.id), name)}
        called = {}
        for person in self.people:
            own = BETWEEN.sub("", plain(person.name))
            if _in(own, name):
                called[person.id] = own
        longest = max(map(len, called.values()), default=0)
        named = {id for id, own in called.items() if len(own) == longest}
        return sorted(ids & named or ids | named)

    def whose(self, names: Sequence[str]) -> tuple[str, Text | None]:
        """The one student whom all telling names mean, or why it cannot be said. names: innermost
        first."""
        told = {name: set(self.find(name)) for name in names}
        telling = {name: ids for name, ids in told.items() if ids}
        strangers = [name for name in told if not told[name] and self._is_stranger(name)]
        if not telling:
            return names[-1], self._nobody(names)
        common = set.intersection(*telling.values())
        if len(common) == 1 and not strangers:
            return common.pop(), None
        if common and not strangers:
            return names[-1], self._several(next(iter(telling)), common)
        return names[-1], self._contradiction(telling, strangers)

    def near(self, name: str) -> list[str]:
        """Ids of students who may be meant, though it is not certain: a letter for a digit, a name
        that may be part of a longer one."""
        name = BETWEEN.sub("", plain(name))
        alike = name.translate(LOOK_ALIKE)
        found = set()
        for person in self.people:
            id, own = plain(person.id), BETWEEN.sub("", plain(person.name))
            if _in(id.translate(LOOK_ALIKE), alike) or (own and own in name):
                found.add(person.id)
        return sorted(found)

    def _is_stranger(self, name: str) -> bool:
        """Whether a name is an id of the kind that this class has, and nobody here has it."""
        form = kind(plain(name))
        begin = plain(name)[: max(1, len(form) - 2)]  # a class counts its students by the end
        ids = [plain(person.id) for person in self.people]
        return "0" in form and any(kind(id) == form and id.startswith(begin) for id in ids)

    def _nobody(self, names: Sequence[str]) -> Text:
        tried = names[-1] or names[0]
        for name in names:
            if near := self.near(name):
                who = [self.label(id) for id in near]
                return Text(
                    f"“{name}”不在名单里，可能是 {'、'.join(who)}：请确认，改成学号再收",
                    f"'{name}' is not in the class, perhaps it is {' or '.join(who)}: make sure "
                    "and rename it to the student id",
                )
        return Text(
            f"名单里没有“{tried}”：请改名，或在名单里加上这名学生",
            f"'{tried}' is not in the class: rename it, or add the student to the class",
        )

    def _several(self, name: str, ids: set[str]) -> Text:
        who = [self.label(id) for id in sorted(ids)]
        return Text(
            f"“{name}”可能是 {'、'.join(who)}：请改成学号再收",
            f"'{name}' may be {' or '.join(who)}: rename it to the student id",
        )

    def _contradiction(self, telling: dict[str, set[str]], strangers: list[str]) -> Text:
        said = {name: list(map(self.label, sorted(ids))) for name, ids in telling.items()}
        zh = [f"“{name}”是 {'、'.join(who)}" for name, who in said.items()]
        zh += [f"“{name}”不在名单里" for name in strangers]
        en = [f"'{name}' is {' or '.join(who)}" for name, who in said.items()]
        en += [f"'{name}' is not in the class" for name in strangers]
        return Text(
            f"名字互相矛盾，不知道是谁的：{'，'.join(zh)}。请问清楚，改名再收",
            f"the names contradict each other: {', '.join(en)}; ask whose it is and rename it",
        )


def kind(id: str) -> str:
    """The form of an id: a for letters, 0 for digits."""
    return re.sub("[0-9]", "0", re.sub("[a-z]", "a", id))


def _in(part: str, name: str) -> bool:
    """Whether an id or a name stands in another name; one in Latin letters or digits not within a
    longer word or number, a Chinese one not within a longer Chinese one."""
    starts = [match.start() for match in re.finditer(f"(?={re.escape(part)})", name)]
    return bool(part) and any(
        _ends(part, name[:start], name[start + len(part) :]) for start in starts
    )


def _ends(part: str, before: str, after: str) -> bool:
    """Whether a name ends where `part` does, given what stands before and after it."""
    ends = [before[-length:] for length in range(1, LONGEST_WORD + 1)]
    first = _free(part[0], before[-1:]) or any(map(WORDS.fullmatch, ends))
    last = _free(part[-1], after[:1]) or WORDS.match(after)
    return bool(first and last)


def _free(own: str, neighbour: str) -> bool:
    """Whether two neighbouring characters belong to two words: Latin letters and digits go on, and
    so do Chinese characters."""
    return not any(re.match(kind, own) and re.match(kind, neighbour) for kind in (LETTER, HAN))
