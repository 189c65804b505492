"""Where every process of the engine begins: `python -m grader.engine.processes.start zygote 5`.

What makes the start quick has to be done before the libraries are imported, so that they are
imported here in a function.
"""

from __future__ import annotations

import importlib
import sys

from grader.base import leave_out_uri_grammar


def main() -> None:
    """Runs the module of this package that the first argument names, with the second one."""
    leave_out_uri_grammar()
    module = importlib.import_module(f"{__spec__.parent}.{sys.argv[1]}")
    module.main(sys.argv[2])


if __name__ == "__main__":
    main()
