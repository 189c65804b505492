"""A process that imports its libraries and then waits to become one side of one notebook; started
by spares.py.
"""

from __future__ import annotations

import os
import pickle
import socket
import sys

from grader.engine.cells import frames, shell
from grader.engine.processes import workers
from grader.engine.processes.protocol import Listening, Revive, Started, receive, send


def main() -> None:
    """Serves the command that listens on the port of the first argument; the secret comes on
    standard input, with the id that the command knows this process by.
    """
    secret, known_by = sys.stdin.buffer.readline().split()
    shell.prepare()
    channel = dial(int(sys.argv[1]), secret)
    send(channel, Started(int(known_by)))
    try:
        message, buffers = receive(channel)
    except frames.DEAD:  # it was not needed
        return
    package = pickle.loads(buffers[0])  # from the command itself, never from a submission
    os.chdir(message.home)
    workers.make_ready(package.environment, message.imports, message.calls)
    if message.side == "student":
        listener = socket.create_server(("127.0.0.1", 0))
        send(channel, Listening(listener.getsockname()[1]))
        link = accept(listener, message.secret.encode())
        listener.close()
        channel.close()
        workers.serve_student(link, shell.Shell(package.limits), package.hooks.value_types)
    else:
        trusted = workers.Trusted(package, message.home)
        link = dial(message.port, message.secret.encode())

        def revive() -> socket.socket:
            send(channel, Revive())
            answer, _ = receive(channel)
            return dial(answer.port, message.secret.encode())

        trusted.run(channel, link, revive)
    os._exit(0)


def dial(port: int, secret: bytes) -> socket.socket:
    """A connection on this machine to someone who knows the secret."""
    sock = socket.create_connection(("127.0.0.1", port))
    sock.sendall(secret)
    return sock


def accept(listener: socket.socket, secret: bytes) -> socket.socket:
    """The first connection that brings the secret."""
    while True:
        sock, _ = listener.accept()
        sock.settimeout(5)
        try:
            if sock.recv(len(secret), socket.MSG_WAITALL) == secret:
                sock.settimeout(None)
                return sock
        except OSError:
            pass
        sock.close()


if __name__ == "__main__":
    main()
