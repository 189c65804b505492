"""Cells that a real kernel and the engine's shell both run, in this order: (what it is about,
source).

"~" before the name: the two differ on purpose or by chance; the cell is run and shown, but not
compared.
"""

from __future__ import annotations

# Text that goes past sys.stdout to the descriptor: a busy kernel may show it with a later cell, so
# that these are compared as one.
DESCRIPTORS = (
    "os.system",
    "subprocess",
    "subprocess to sys.stdout",
    "descriptor 1",
    "C code",
    "all arrived",
)

CELLS: list[tuple[str, str]] = [
    ("assignment", "x = 41"),
    ("result", "x + 1"),
    ("history names", "print(_, Out, In[1], _2, len(In))"),
    ("print", "print('a'); print('b', end=''); print('\\u00e9 \\u4e2d\\u6587')"),
    ("stdout and stderr", "import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3)"),
    ("stream, display, stream", "print(1)\ndisplay({'a': 1})\nprint(2)\ndisplay('x', 'y')\n7"),
    (
        "flushed streams",
        "print(1, flush=True)\nprint(2, file=sys.stderr, flush=True)\nprint(3, flush=True)",
    ),
    ("semicolon", "x;"),
    ("several expressions", "1\n2\n3"),
    ("error", "def f(n):\n    return 1 / n\n\nf(0)"),
    ("error after output", "print('before')\nraise ValueError('bad 坏')"),
    (
        "chained error",
        "try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise KeyError('k') from e",
    ),
    ("name error", "undefined_name"),
    ("syntax error", "def broken(:\n    pass"),
    ("indentation error", "if True:\nprint(1)"),
    ("error in comprehension", "[1 / k for k in (1, 0)]"),
    ("error in numpy", "import numpy as np\nnp.zeros(3) + np.zeros(4)"),
    ("error in pandas", "import pandas as pd\npd.DataFrame({'a': [1]})['b']"),
    (
        # fewer frames than usual: writing them down takes seconds
        "recursion error",
        "import sys\nusual = sys.getrecursionlimit()\nsys.setrecursionlimit(200)\n"
        "def deep(n):\n    return deep(n + 1)\n\n"
        "try:\n    deep(0)\nfinally:\n    sys.setrecursionlimit(usual)",
    ),
    ("assertion", "assert x == 42, 'not equal'"),
    (
        "_render_traceback_",
        "class Quiet(Exception):\n    def _render_traceback_(self):\n        return ['one', "
        "'two']\n"
        "raise Quiet('text')",
    ),
    ("exception group", "raise ExceptionGroup('several', [ValueError(1), TypeError(2)])"),
    ("SystemExit", "raise SystemExit(3)"),
    ("sys.exit", "print('x'); sys.exit('bye')"),
    ("KeyboardInterrupt", "raise KeyboardInterrupt"),
    ("input", "input('name? ')"),
    ("getpass", "import getpass\ngetpass.getpass()"),
    (
        "await",
        "import asyncio\nawait asyncio.sleep(0.01)\nprint('slept')\nawait asyncio.sleep(0, 5)",
    ),
    (
        "async for",
        "async def ticks():\n    for k in range(3):\n        await asyncio.sleep(0)\n        yield "
        "k\n\n"
        "async for k in ticks():\n    print(k)",
    ),
    (
        "error in await",
        "async def fails():\n    await asyncio.sleep(0)\n    raise OSError('late')\n\nawait "
        "fails()",
    ),
    (
        # closed, or a warning comes whenever the collector finds it
        "asyncio.run",
        "late = asyncio.sleep(0)\ntry:\n    asyncio.run(late)\nfinally:\n    late.close()",
    ),
    ("running loop", "asyncio.get_running_loop().is_running()"),
    ("task", "task = asyncio.create_task(asyncio.sleep(0, 'done'))"),
    ("task's result", "await task"),
    ("data frame", "frame = pd.DataFrame({'a': [1.5, 2], 'b': ['x', None]})\nframe"),
    ("series and array", "display(frame['a'])\nnp.arange(6).reshape(2, 3)"),
    ("plot without magic", "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.title('t');"),
    ("%matplotlib inline", "%matplotlib inline\nplt.bar([1, 2], [3, 4])\nplt.show()"),
    (
        "two figures, prints",
        "print('a')\nplt.figure(figsize=(3, 2)); plt.plot([1, 3])\nplt.show()\nprint('b')\n"
        "fig, axes = plt.subplots(1, 2); axes[0].hist([1, 1, 2])\nprint('c')",
    ),
    ("figure as result", "fig"),
    ("plot and error", "plt.plot([1])\n1/0"),
    (
        "backend",
        "import matplotlib\nprint(matplotlib.get_backend(), plt.rcParams['figure.dpi'], "
        "plt.isinteractive())",
    ),
    (
        "svg",
        "%config InlineBackend.figure_formats = ['svg']\nplt.figure(figsize=(1, 1)); plt.show()\n"
        "%config InlineBackend.figure_formats = ['png']",
    ),
    (
        "display id",
        "handle = display('first', display_id='here')\nhandle.update('second')\nprint('after')",
    ),
    (
        "display id, earlier cell",
        "handle.update({'third': 3})\ndisplay('again', display_id='here')",
    ),
    (
        "update of an unknown id",
        "from IPython.display import update_display\nupdate_display('x', display_id='nowhere')",
    ),
    (
        "clear_output",
        "from IPython.display import clear_output\nprint(1); display(2)\nclear_output()\nprint(3)",
    ),
    ("clear_output(wait)", "for k in range(4):\n    clear_output(wait=True)\n    print('step', k)"),
    ("clear_output(wait), nothing after", "print('stays')\nclear_output(wait=True)"),
    (
        "html, markdown, latex",
        "from IPython.display import HTML, JSON, Latex, Markdown\n"
        "display(HTML('<b>x</b>'), Markdown('**x**'), Latex('$x$'), JSON({'a': [1]}))",
    ),
    (
        "image",
        "from IPython.display import Image\nimport base64\n"
        "Image(base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QD"
        "wADhgGAWjR9awAAAABJRU5ErkJggg=='))",
    ),
    ("metadata", "display(HTML('x'), metadata={'text/html': {'isolated': True}})"),
    (
        "own formats",
        "class Shown:\n    def _repr_html_(self):\n        return '<i>s</i>'\n    def "
        "__repr__(self):\n"
        "        return 'Shown()'\nShown()",
    ),
    (
        "bundle",
        "class Bundle:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/plain': 'p', 'application/x+json': {'a': 1}}, {'m': 2}\nBundle()",
    ),
    (
        "error in repr",
        "class Bad:\n    def __repr__(self):\n        raise RuntimeError('no repr')\nBad()",
    ),
    (
        "error in html",
        "class Half:\n    def _repr_html_(self):\n        raise RuntimeError('no html')\n"
        "    def __repr__(self):\n        return 'Half()'\ndisplay(Half())\nHalf()",
    ),
    ("%time", "%time y = sum(range(10))"),
    ("%%time", "%%time\nprint('timed')\n3"),
    ("%timeit", "%timeit -n 1 -r 1 pass"),
    (
        "%%capture",
        "%%capture taken\nprint('hidden')\ndisplay('also')\nplt.plot([1])\nprint('e', "
        "file=sys.stderr)",
    ),
    ("captured", "print(repr(taken.stdout), repr(taken.stderr), len(taken.outputs))\ntaken.show()"),
    ("%who", "%who_ls Quiet Half"),
    ("%%writefile, %run", "%%writefile part.py\nprint(__name__)\nfrom_file = 5"),
    ("%run", "%run part.py\nfrom_file"),
    ("import of a written file", "import part\npart.from_file"),
    ("%pwd, %cd", "import os\nhere = os.getcwd()\n%cd -q /\nprint(os.getcwd())\n%cd -q {here}"),
    ("%env", "%env FIDELITY=1\n!echo $FIDELITY"),
    ("! command", "!echo out; echo err 1>&2"),
    ("! assigned", "lines = !echo one && echo two\nlines"),
    ("! failing", "!exit 3\nprint(_exit_code)"),
    ("%%bash", "%%bash\necho from bash\necho to stderr 1>&2"),
    ("%%bash failing", "%%bash\nexit 2"),
    ("os.system", "print('a')\nsys.stdout.flush()\nos.system('echo sys')"),
    (
        "subprocess",
        "import subprocess\nsubprocess.run('echo direct; echo err 1>&2', shell=True, check=False);",
    ),
    (
        "subprocess to sys.stdout",
        "subprocess.run(['echo', 'lost'], stdout=sys.stdout, check=False).returncode",
    ),
    ("descriptor 1", "os.write(1, b'raw \\xe4\\xb8\\xad\\n');"),
    ("C code", "import ctypes\nlibc = ctypes.CDLL(None)\nlibc.puts(b'from C'); libc.fflush(None);"),
    ("all arrived", "import time; time.sleep(2)"),
    ("help", "len?"),
    ("source", "f??"),
    ("%magic missing", "%nonexistent"),
    ("%%magic missing", "%%nonexistent\nx"),
    ("warning", "import warnings\nwarnings.warn('careful')\nnp.float64(1) / 0"),
    (
        "deprecation",
        "warnings.warn('old', DeprecationWarning)\nwarnings.warn('once')\nwarnings.warn('once')",
    ),
    ("filters", "sorted(map(str, warnings.filters))"),
    (
        "logging",
        "import logging\nlogging.warning('logged')\nlogging.getLogger('a').error('e')\n"
        "logging.info('not')",
    ),
    ("basicConfig", "logging.basicConfig(level=logging.INFO, force=True)\nlogging.info('now')"),
    (
        "thread",
        "import threading\nt = threading.Thread(target=print, args=('in thread',)); t.start(); "
        "t.join()\nprint('joined')",
    ),
    (
        "error in thread",
        "t = threading.Thread(target=lambda: 1 / 0, name='T'); t.start(); t.join()",
    ),
    (
        "thread after the cell",
        "def late():\n    time.sleep(0.15)\n    global was_late\n    was_late = True\n"
        "t = threading.Thread(target=late); t.start()",
    ),
    ("join", "t.join(); was_late"),
    (
        "process pool",
        "from concurrent.futures import ProcessPoolExecutor\nimport multiprocessing\n"
        "def square(v):\n    return v * v\n"
        "with ProcessPoolExecutor(2, multiprocessing.get_context('fork')) as pool:\n"
        "    print(list(pool.map(square, range(4))))",
    ),
    (
        "print in a child",
        "p = multiprocessing.get_context('fork').Process(target=print, args=('child',)); "
        "p.start(); p.join()\n"
        "time.sleep(0.3)",
    ),
    (
        "carriage returns",
        "for k in range(3):\n    print(f'\\r{k}/3', end='', file=sys.stderr)\n"
        "print(file=sys.stderr)",
    ),
    (
        "print to a file",
        "import io\nwith __import__('contextlib').redirect_stdout(io.StringIO()) as kept:\n    "
        "print('k')\n"
        "kept.getvalue()",
    ),
    (
        "streams' properties",
        "print(sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.name, sys.stdout.writable(), "
        "sys.stdout.closed, sys.stderr.name)\nsys.stdout.write('four')",
    ),
    ("~ write of bytes (shows the stream's own source)", "sys.stdout.write(b'x')"),
    (
        "globals",
        "print(__name__, f.__module__, f.__globals__ is globals(), sys.modules['__main__'].x)",
    ),
    ("pickle", "import pickle\npickle.loads(pickle.dumps(f)) is f"),
    ("dataclass", "import dataclasses\n@dataclasses.dataclass\nclass P:\n    x: int = 0\nP(3)"),
    ("annotations", "z: int = 3\n__annotations__"),
    ("inspect", "import inspect\nprint(inspect.getsource(square))"),
    (
        "traceback module",
        "import traceback\ntry:\n    f(0)\nexcept ZeroDivisionError:\n    traceback.print_exc()",
    ),
    ("del and _", "del x\n_"),
    (
        "get_ipython",
        "print(type(get_ipython()), type(sys.stdout))\n"
        "print('IPKernelApp' in get_ipython().config, get_ipython().execution_count)",
    ),
    ("%xmode", "%xmode Minimal\n1/0"),
    ("%xmode back", "%xmode Context"),
    ("%precision", "%precision 3\n3.14159265"),
    ("%load_ext", "%load_ext autoreload\n%autoreload 2"),
    ("%load_ext missing", "%load_ext not_there"),
    (
        "own magic",
        "from IPython.core.magic import register_cell_magic\n@register_cell_magic\ndef upper(line, "
        "cell):\n"
        "    print(line, cell.upper())",
    ),
    ("own magic, used", "%%upper a\ntext"),
    (
        "hook",
        "def after(result):\n    print('ran', result.success)\n"
        "get_ipython().events.register('post_run_cell', after)",
    ),
    ("hook, next cell", "1\nget_ipython().events.unregister('post_run_cell', after)"),
    ("empty", "  \n"),
    ("comment", "# only a comment"),
    (
        "exception hook",
        "def custom(shell, kind, value, tb, tb_offset=None):\n    print('custom', kind.__name__)\n"
        "get_ipython().set_custom_exc((ZeroDivisionError,), custom)",
    ),
    ("exception hook, used", "1/0"),
    ("long list", "list(range(2000))"),
    (
        "nested data",
        "{'a': [1, (2, {3})], 'b': {'c': None}, 'long': 'x' * 90, 'more': list(range(30))}",
    ),
    ("unicode error", "raise ValueError('\\x1b[31mred\\x1b[0m 坏')"),
    ("widget", "import ipywidgets\nslider = ipywidgets.IntSlider(value=3)\nslider"),
    ("widget changed", "slider.value = 7\nslider.value"),
    (
        "Output widget",
        "out = ipywidgets.Output()\ndisplay(out)\nwith out:\n    print('inside')\n    "
        "display('shown')\nprint('outside')",
    ),
    ("Output widget, cleared", "with out:\n    clear_output()\n    print('anew')"),
    ("Output widget, error", "with out:\n    1/0\nprint('goes on')"),
    ("interact", "ipywidgets.interact(lambda a=1: print('a', a), a=(0, 3));"),
    (
        "tqdm",
        "try:\n    from tqdm import tqdm\n    for _k in tqdm(range(3), bar_format='{n}/{total}', "
        "mininterval=0):\n        pass\n"
        "except ImportError:\n    print('no tqdm')",
    ),
    ("the end", "print('last')"),
]
