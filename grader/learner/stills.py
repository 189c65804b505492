"""What is left of a lab in a saved lesson: its picture, which says how to move it again."""

from __future__ import annotations

from typing import Any

LIVE = "application/vnd.jupyter.widget-view+json"
PICTURE = "image/png"


def only(model: dict, path: str, contents_manager: Any = None, **more: Any) -> None:
    """Jupyter's hook before a file is saved: a lab keeps its picture, without the live form.

    Without the kernel that it belonged to, the live form is "Error displaying widget: model not
    found", and JupyterLab shows that rather than the picture.
    """
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    for cell in model["content"].get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if LIVE in data and PICTURE in data:
                del data[LIVE]
