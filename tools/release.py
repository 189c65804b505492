"""Makes the student version of an exercise with nbgrader's own preprocessors, in nbgrader's own
order."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from tools.content import BuildError


def settings(root: Path) -> Config:
    """exercises/nbgrader_config.py, where the stubs stand."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root / "exercises")).load_config()


def release(source: nbformat.NotebookNode, config: Config, shown: str) -> nbformat.NotebookNode:
    """The notebook as `nbgrader generate_assignment` writes it; nothing is saved to a gradebook.

    Raises BuildError with nbgrader's own reason when it refuses the notebook.
    """
    plain = Config(config)
    plain.Exporter.default_preprocessors = []
    exporter = NotebookExporter(config=plain)
    for preprocessor in GenerateAssignment.class_traits()["preprocessors"].default():
        if preprocessor is not SaveCells:
            exporter.register_preprocessor(preprocessor)
    try:
        text, _ = exporter.from_notebook_node(source)
    except (RuntimeError, ValueError, KeyError) as error:
        raise BuildError(
            shown, f"nbgrader 不接受：{error}", f"nbgrader refuses it: {error}"
        ) from None
    return nbformat.reads(text, as_version=4)
