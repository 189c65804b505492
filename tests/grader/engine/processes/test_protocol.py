"""Each message arrives as it was sent; what is no message is refused."""

import json
import socket

import pytest

from grader.engine.cells import frames
from grader.engine.model import APART, CellMark, GradingPlan
from grader.engine.processes import protocol
from grader.engine.verdict.clock import Usage

PLAN = GradingPlan({"c": APART}, {"f": ["function"]}, ["f"], {"c": []}, results={"c": "a number"})
MESSAGES = [
    protocol.MakeRoom("student", "/home", ["landlock"], ["pandas"], [["a.load", "x", "y"]]),
    protocol.RoomMade(["mount"], {"user": "not root"}),
    protocol.Forked(7),
    protocol.Grade({"cells": []}, PLAN, "S1", ["c"]),
    protocol.Calibrate({"cells": []}, True),
    protocol.Report({"cells": []}, [CellMark("c", None, 2.0, APART, "passed")], ["a note"]),
    protocol.Report({"cells": []}, [], [], PLAN, "references"),
    protocol.Used(Usage(1.5, 0.5, True)),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_arrives_as_it_was_sent(message):
    assert protocol.from_json(json.loads(json.dumps(protocol.to_json(message)))) == message


def test_control_messages_bring_their_descriptors_and_none_at_the_end():
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        protocol.tell(ours, protocol.Fork(), [ours.fileno()])
        message, fds = protocol.hear(theirs)
        assert message == protocol.Fork() and len(fds) == 1
        socket.close(fds[0])
        ours.close()
        assert protocol.hear(theirs) == (None, [])


@pytest.mark.parametrize("data", [{}, [], ["Nothing", {}], ["Forked", {}], ["Forked", {"id": 1}]])
def test_a_frame_that_is_no_message_is_refused(data):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        frames.send(ours, data)
        with pytest.raises(frames.Refused):
            protocol.receive(theirs)


def test_every_kind_of_message_has_a_name():
    kinds = {kind for kind in vars(protocol).values() if isinstance(kind, type)}
    own = {kind for kind in kinds if kind.__module__ == protocol.__name__}
    assert own == set(protocol.KINDS.values())
