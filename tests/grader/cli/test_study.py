"""The student's commands: the study page, handing in, taking along; each does what its button
does."""

import pytest
from jupyter_server import serverapp

from grader.cli import app, lab
from grader.course import outline as courses
from grader.learner import handin, home
from tests import tiny_class

NAME = "tiny-tasks"


@pytest.fixture
def course(tmp_path, own_home, monkeypatch):
    course = tiny_class.opened(tmp_path)
    monkeypatch.setattr(courses, "CHECKOUT", course.root)
    return course


def keguan(monkeypatch, *args):
    monkeypatch.setattr("sys.argv", ["keguan", *args])
    with pytest.raises(SystemExit) as ended:
        app.main()
    return ended.value.code or 0


def test_handing_in_asks_for_id_and_name_once(course, monkeypatch, capsys):
    assert keguan(monkeypatch, "hand-in", NAME) == 2 and "学号" in capsys.readouterr().err
    assert keguan(monkeypatch, "hand-in", NAME, "--id", "20240101", "--name", "张三") == 0
    assert keguan(monkeypatch, "hand-in", NAME) == 0
    assert [(one.id, one.number) for one in handin.receipts()] == [("20240101", 1), ("20240101", 2)]
    said = capsys.readouterr().out
    assert all(one.receipt in said and one.file in said for one in handin.receipts())


def test_work_is_taken_along_and_brought_back(course, monkeypatch, tmp_path, capsys):
    path = home.place() / "zh" / tiny_class.PLACES["zh"][NAME]
    path.write_text('{"cells": [], "mine": 1}', encoding="utf-8")
    target = tmp_path / "stick" / "work.zip"
    assert keguan(monkeypatch, "take", str(target)) == 0
    path.unlink()
    assert keguan(monkeypatch, "bring", str(target)) == 0
    assert '"mine": 1' in path.read_text(encoding="utf-8")
    assert keguan(monkeypatch, "bring", str(tmp_path / "none.zip")) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_study_page_moves_earlier_work_and_opens(course, monkeypatch, capsys, tmp_path):
    started = []
    monkeypatch.setattr(lab, "start", lambda options, port, browser: started.append(options))
    monkeypatch.setattr(lab, "show_running", lambda folder: False)
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "new home"))
    assert keguan(monkeypatch, "study", "--lang", "en") == 0
    [options] = started
    assert "--LabApp.default_url=/keguan" in options
    assert f"--ServerApp.root_dir={tmp_path / 'new home'}" in options
    assert sum(option.startswith("--ServerApp.root_dir") for option in options) == 1
    assert (tmp_path / "new home" / "zh" / "小单元").is_dir() and home.language() == "en"
    assert not (course.root / "my-work").exists() and "new home" in capsys.readouterr().out


def test_a_second_double_click_shows_the_page_that_runs(own_home, monkeypatch):
    opened = []
    servers = [
        {"root_dir": "/elsewhere", "url": "http://127.0.0.1:1/", "token": "a"},
        {"root_dir": str(own_home), "url": "http://127.0.0.1:2/", "token": "b"},
    ]
    monkeypatch.setattr(serverapp, "list_running_servers", lambda: servers)
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    assert lab.show_running(own_home)
    assert opened == ["http://127.0.0.1:2/keguan?token=b"]
    assert not lab.show_running(own_home / "other")
