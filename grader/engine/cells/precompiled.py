"""How IPython takes a cell apart, with a memory: cells that are known beforehand are parsed and
compiled before the fork.
"""

from __future__ import annotations

import ast
import copy
import re
import warnings
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.inputtransformer2 import TransformerManager
from traitlets import Instance

MOST = 2000  # cells that are remembered; a cell that makes cells could fill the memory otherwise


class Transformers(TransformerManager):
    """IPython's input transformers; they depend on nothing but the cell, until somebody registers
    another one.
    """

    def __init__(self):
        super().__init__()
        self.known: dict[str, str] = {}
        self.usual: list | None = None

    def transform_cell(self, cell: str) -> str:
        """The cell as plain Python; ipykernel asks twice."""
        now = [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]
        self.usual = self.usual or now
        if now != self.usual or len(self.known) >= MOST:
            return super().transform_cell(cell)
        if cell not in self.known:
            self.known[cell] = super().transform_cell(cell)
        return self.known[cell]


class Compiler(XCachingCompiler):
    """ipykernel's compiler; what it made while `learning`, it does not make again."""

    learning = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        self.trees: dict[tuple, ast.Module] = {}
        self.codes: dict[tuple, tuple] = {}

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        """The file name of a cell; ipykernel makes it from a sum over every character, in a folder
        with the number of the process, which a warning shows: here that says nothing.
        """
        name = self.names.get(raw_code)
        if name is None:
            made = super().get_code_name(raw_code, code, number)
            name = re.sub(r"ipykernel_\d+", "ipykernel_1", made)
        if self.learning:
            self.names[raw_code] = name
        return name

    def ast_parse(self, source, filename="<unknown>", symbol="exec"):
        """The tree of a cell: of a known one the list of its statements is new, and they are the
        same.
        """
        key = source, filename, symbol, self.flags
        # of a cell always a Module; IPython's hint allows any tree
        tree: Any = self.trees.get(key) or super().ast_parse(source, filename, symbol)
        if self.learning:
            self.trees[key] = tree
        if key in self.trees:
            return ast.Module(list(tree.body), tree.type_ignores)
        return tree

    def __call__(self, source, filename, symbol, *args, **kwargs):
        """The code of something; remembered for a statement of a tree."""
        alone = isinstance(source, (ast.Module, ast.Interactive)) and len(source.body) == 1
        key = alone and id(source.body[0]), filename, symbol, self.flags
        if alone and key in self.codes and not args and not kwargs:
            return self.codes[key][1]
        code = super().__call__(source, filename, symbol, *args, **kwargs)
        if self.learning:
            self.codes[key] = source.body[0], code  # with the statement, whose id stays its own
        return code


class Interactive(ZMQInteractiveShell):
    """ipykernel's shell with this memory."""

    input_transformer_manager = Instance(Transformers, ())
    compile: Compiler

    def __init__(self, *args, **kwargs):
        self.waiting: dict[tuple, bool] = {}
        super().__init__(*args, compiler_class=Compiler, **kwargs)

    def should_run_async(self, raw_cell, *, transformed_cell=None, preprocessing_exc_tuple=None):
        """Whether a cell awaits something, for which ipykernel compiles it, twice."""
        key = transformed_cell, self.autoawait
        if preprocessing_exc_tuple is None and key in self.waiting:
            return self.waiting[key]
        found = super().should_run_async(
            raw_cell,
            transformed_cell=transformed_cell,
            preprocessing_exc_tuple=preprocessing_exc_tuple,
        )
        if self.compile.learning:
            self.waiting[key] = found
        return found

    def transform_ast(self, node):
        """The tree as registered transformers change it; they get one of their own, because they
        work in place.
        """
        return super().transform_ast(copy.deepcopy(node) if self.ast_transformers else node)

    def precompile(self, source: str) -> None:
        """Does ahead of time what has to be done with a cell before it can run.

        Raises what IPython raises for it.

        Nothing is remembered of a cell that Python warns about, or that has a future import: both
        belong to its run.
        """
        compiler = self.compile
        flags = self.compile.flags
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            try:
                self._compile(source)
                compiler.learning = not said and compiler.flags == flags
                compiler.flags = flags
                self._compile(source)
            finally:
                compiler.learning = False
                compiler.flags = flags

    def _compile(self, source: str) -> None:
        """Compiles a cell as run_cell does: statement by statement, the last one for showing its
        value.
        """
        cell = self.transform_cell(source)
        self.should_run_async(source, transformed_cell=cell)
        name = self.compile.get_code_name(source, cell, 0)
        body = self.compile.ast_parse(cell, filename=name).body
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if self.autoawait else 0
        with self.compile.extra_flags(flags):
            for place, statement in enumerate(body, start=1):
                if place == len(body) and isinstance(statement, ast.Expr):
                    self.compile(ast.Interactive([statement]), name, "single")
                else:
                    self.compile(ast.Module([statement], []), name, "exec")
