"""A fast server on many loopback addresses, in a process of its own: `python benchmarks/serving.py HOSTS SECONDS`.

Every page exists, and is answered after so many seconds. It prints its port, serves until standard input ends, and then
prints how many requests came, on how many connections, and the processor time they cost it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_BODY = b"<!doctype html><title>A page</title><p>" + b"What a page of usual length says. " * 120
_HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(_BODY)}\r\n\r\n".encode()


class Served(NamedTuple):
    """What a server did. `cpu` is in seconds."""

    requests: int
    connections: int
    cpu: float


class Serving:
    """A server that runs. `served` is filled when it ends."""

    def __init__(self, port: int, hosts: int) -> None:
        self.port = port
        self.hosts = hosts
        self.served = Served(0, 0, 0.0)

    def url(self, number: int) -> str:
        """The address of page `number`: pages go round the hosts."""
        return f"http://{address(number % self.hosts)}:{self.port}/page/{number}"


def address(host: int) -> str:
    """The address of a host by its number."""
    return f"127.{30 + host // 62_500}.{host // 250 % 250}.{host % 250 + 1}"


@contextmanager
def serving(hosts: int, seconds: float) -> Iterator[Serving]:
    """A server in a process of its own."""
    command = (sys.executable, str(Path(__file__)), str(hosts), str(seconds))
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    server = Serving(int(process.stdout.readline()), hosts)
    try:
        yield server
    finally:
        rest, _ = process.communicate()
        server.served = Served(**json.loads(rest))


class _Answering(asyncio.Protocol):
    """One connection: answers what comes, each after the same time."""

    requests = 0
    connections = 0
    seconds = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        _Answering.connections += 1
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        *requests, self._rest = (self._rest + data).split(b"\r\n\r\n")
        for request in requests:
            _Answering.requests += 1
            answer = _HEAD if request.startswith(b"HEAD") else _HEAD + _BODY
            self._loop.call_later(self.seconds, self._transport.write, answer)


async def _serve(hosts: int) -> None:
    loop = asyncio.get_running_loop()
    port = 0
    for number in range(hosts):
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((address(number), port))
        port = sock.getsockname()[1]
        await loop.create_server(_Answering, sock=sock, backlog=512)
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Serve until standard input ends."""
    _Answering.seconds = float(sys.argv[2])
    started = time.process_time()
    asyncio.run(_serve(int(sys.argv[1])))
    print(json.dumps(Served(_Answering.requests, _Answering.connections, time.process_time() - started)._asdict()))


if __name__ == "__main__":
    main()
