"""A saved lesson: each lab is its picture, whatever else was put out stays."""

import pytest
from traitlets.config import Config

from grader.cli import lab
from grader.learner import stills

LIVE = {stills.LIVE: {"model_id": "a"}, "text/plain": "a lab"}
PICTURE = {"image/png": "iVBORw0KGgo=", "text/plain": "a lab"}


def saved(*bundles):
    outputs = [{"output_type": "display_data", "data": dict(data)} for data in bundles]
    outputs.append({"output_type": "stream", "name": "stdout", "text": "said"})
    cells = [{"cell_type": "code", "outputs": outputs}, {"cell_type": "markdown", "source": ""}]
    model = {"type": "notebook", "content": {"cells": cells}}
    stills.only(model=model, path="a.ipynb", contents_manager=None)
    return [one["data"] for one in outputs if "data" in one]


def test_a_lab_keeps_its_picture_only():
    assert saved(LIVE | PICTURE, PICTURE) == [PICTURE, PICTURE]


def test_a_widget_without_a_picture_stays_as_it_is():
    assert saved(LIVE) == [LIVE]


@pytest.mark.parametrize("model", [{"type": "file", "content": "x"}, {"type": "notebook"}])
def test_other_files_are_left_alone(model):
    before = dict(model)
    stills.only(model=model, path="a", contents_manager=None)
    assert model == before


def test_jupyter_is_told_to_call_it(tmp_path, monkeypatch):
    from jupyter_server.services.contents.largefilemanager import LargeFileManager

    monkeypatch.chdir(tmp_path)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH", "PYTHONSTARTUP"):
        monkeypatch.setenv(name, "")
    options = lab.student_options(tmp_path / "zh", "zh")
    [hook] = [one.partition("=")[2] for one in options if ".pre_save_hook=" in one]
    manager = LargeFileManager(
        root_dir=str(tmp_path), config=Config(FileContentsManager={"pre_save_hook": hook})
    )
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": None}
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": LIVE | PICTURE}]
    content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    manager.save({"type": "notebook", "content": content}, "a.ipynb")
    kept = manager.get("a.ipynb")["content"]["cells"][0]["outputs"][0]["data"]
    assert kept == PICTURE
