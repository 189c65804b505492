"""Submissions that do not end, use everything up or crash: only what depends on the bad task is
lost."""

from __future__ import annotations

from functools import partial

from tests.attacks.course import POINTS, STOCK
from tests.attacks.harness import attack, full

hang = partial(attack, group="hang", work=True, harmless=False)
FULL = dict(POINTS[STOCK])

hang(
    "endless-cell",
    what="while True in a cell of its own before everything.",
    first="while True: pass",
    expected=FULL,
)
hang(
    "endless-function",
    what="A function that never returns.",
    expected=full(STOCK, "square"),
    answers={"square": "def square(n):\n    while True: pass"},
)
hang(
    "endless-in-hidden",
    what="A function that hangs with the hidden test's values only.",
    expected=full(STOCK, "label-hidden"),
    answers={
        "label": (
            "import time\ndef label(points):\n    if points < 100: time.sleep(1000)\n    return "
            "'gold'"
        )
    },
)
hang(
    "sleep",
    what="Sleeps where the right answer would do.",
    expected=full(STOCK, "primes"),
    answers={"primes": "import time\ntime.sleep(1000)\nprimes = [2, 3, 5, 7]"},
)
hang(
    "input",
    what="Asks for input, in a cell and in a function.",
    expected=full(STOCK, "mean"),
    first="name = input('name? ')",
    answers={"mean": "def mean(values):\n    return float(input())"},
)
hang(
    "signals-blocked",
    what="Blocks and ignores all signals, then holds a lock for ever.",
    expected=FULL,
    first="""
import signal, threading
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
lock = threading.Lock(); lock.acquire(); lock.acquire()
""",
)
hang(
    "interrupt-caught",
    what="Catches every exception in an endless loop.",
    expected=FULL,
    first="import time\nwhile True:\n    try: time.sleep(1000)\n    except BaseException: pass",
)
hang(
    "prints-forever",
    what="Prints without end.",
    expected=FULL,
    first="while True: print('spam ' * 1000)",
)
hang(
    "errors-forever",
    what="Writes to stderr and to descriptors 1 and 2 without end.",
    expected=FULL,
    first=(
        "import sys, os\nwhile True:\n    sys.stderr.write('spam' * 1000)\n    os.write(1, b'spam' "
        "* 1000); os.write(2, b'spam' * 1000)"
    ),
)
hang(
    "displays-much",
    what="20,000 displays and one text of 200 MB, then goes on; the rest is right.",
    expected=FULL,
    first=(
        "from IPython.display import display\nfor n in range(20_000): display(n)\nprint('x' * "
        "200_000_000)"
    ),
)
hang(
    "memory",
    what="Takes memory until there is none (here: 4 GB).",
    expected=full(STOCK, "mean"),
    answers={
        "mean": "def mean(values):\n    held = []\n"
        "    for _ in range(16): held.append(b'x' * (256 << "
        "20))\n"
        "    return sum(values) / len(values) if len(held) < 16 else 0"
    },
)
hang(
    "join-at-exit",
    what="Threads that never end and are joined at exit, with an exit handler that hangs.",
    expected=FULL,
    first="""
import threading, atexit, time
for _ in range(5): threading.Thread(target=time.sleep, args=(1000,)).start()
atexit.register(time.sleep, 1000)
""",
)
hang(
    "segfault",
    what="A function that crashes the interpreter.",
    expected=full(STOCK, "square"),
    answers={"square": "import ctypes\ndef square(n):\n    return ctypes.string_at(0)"},
)
hang(
    "stack-overflow",
    what="Recursion without a limit until the C stack ends.",
    expected=full(STOCK, "mean"),
    answers={
        "mean": "import sys\ndef mean(values):\n"
        "    sys.setrecursionlimit(10**9)\n    class A: pass\n    A.__repr__ = lambda s: "
        "str([repr(s)])\n"
        "    return repr(A())"
    },
)
hang(
    "plain-recursion",
    what="Endless recursion in Python.",
    expected=full(STOCK, "label"),
    answers={"label": "def label(points):\n    return label(points)"},
)
hang(
    "regex",
    what="A regular expression that takes for ever and cannot be interrupted.",
    expected=full(STOCK, "label"),
    answers={
        "label": "import re\ndef label(points):\n"
        "    return re.match('(a+)+$', 'a' * 60 + 'b') or 'gold'"
    },
)
hang(
    "repr",
    what="Answers and results whose repr and str hang.",
    expected=full(STOCK, "primes"),
    answers={
        "primes": "class Slow(list):\n    def __repr__(self):\n"
        "        while True: pass\n    __str__ = "
        "__iter__ = __len__ = __eq__ = __repr__\n"
        "primes = Slow()"
    },
)
hang(
    "endless-generator",
    what="An endless generator where a list is wanted, and an endless iterator in a function.",
    expected=full(STOCK, "primes", "mean"),
    answers={
        "primes": "import itertools\nprimes = itertools.count()",
        "mean": "import itertools\ndef mean(values):\n    return itertools.repeat(2)",
    },
)
hang(
    "huge-answer",
    what="A list of 50 million numbers, and a table of a gigabyte.",
    expected=full(STOCK, "primes", "profit"),
    answers={
        "primes": "primes = [2, 3, 5, 7] * 12_500_000",
        "profit": "import numpy as np\ndef profit(orders):\n    return np.zeros((1 << 27,))",
    },
)
hang(
    "pipe",
    what="Reads from a pipe that nobody writes to.",
    expected=full(STOCK, "mean"),
    answers={
        "mean": (
            "import os\ndef mean(values):\n    if not os.path.exists('pipe'): os.mkfifo('pipe')\n  "
            "  return open('pipe').read()"
        )
    },
)
hang(
    "kills-itself",
    what="Kills its own process with signal 9.",
    expected=full(STOCK, "label"),
    answers={"label": "import os\ndef label(points):\n    os.kill(os.getpid(), 9)"},
)
hang(
    "kills-at-import",
    what="Each of five answers kills the process when its cell runs.",
    expected=full(STOCK, "square", "primes", "account", "profit", "tidy"),
    answers=dict.fromkeys(
        ("square", "primes", "account", "profit", "tidy"), "import os\nos._exit(3)"
    ),
)
hang(
    "slow-everywhere",
    what="Every function takes its time, together more than the notebook may.",
    answers=dict.fromkeys(
        ("square", "mean", "label", "profit", "tidy"),
        "import time\nsquare = mean = label = profit = tidy = lambda *a: time.sleep(1000)",
    ),
    expected=full(STOCK, "square", "mean", "label", "profit", "tidy"),
)
hang(
    "compiles-forever",
    what="A constant expression and a nested source that the compiler cannot finish.",
    expected=full(STOCK, "square"),
    answers={"square": "x = 9 ** 9 ** 9\ndef square(n):\n    return n * n"},
)
hang(
    "await",
    what="Awaits for ever, and an event loop is left with endless tasks.",
    expected=FULL,
    first="import asyncio\nasync def spin():\n    while True: await asyncio.sleep(0)\n"
    "task = asyncio.ensure_future(spin())\nawait asyncio.sleep(1000)",
)
