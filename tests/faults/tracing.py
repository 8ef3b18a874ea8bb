"""A process whose calls to the system are watched: it is killed at one of them, or that one fails.

Linux on x86-64 and ARM, by `ptrace` as a debugger does it: what is stopped is the very call that the kernel was to
carry out, whichever library made it, SQLite's own too.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable
from typing import Literal, NamedTuple

How = Literal["kill", "torn", "fail"]
"""What becomes of a call: the process dies before it, or when half of what was to be written is; or an error."""

AVAILABLE = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")

_WRITING = {
    "x86_64": {
        **{"open": 2, "creat": 85, "openat": 257, "write": 1, "pwrite": 18, "writev": 20, "pwritev": 296},
        **{"ftruncate": 77, "truncate": 76, "fallocate": 285, "fsync": 74, "fdatasync": 75, "sendfile": 40},
        **{"rename": 82, "renameat": 264, "renameat2": 316, "unlink": 87, "unlinkat": 263, "link": 86},
        **{"chmod": 90, "fchmod": 91, "fchmodat": 268, "chown": 92, "fchown": 93, "fchownat": 260},
        **{"mkdir": 83, "mkdirat": 258, "rmdir": 84, "utimensat": 280},
    },
    "aarch64": {
        **{"openat": 56, "write": 64, "pwrite": 68, "writev": 66, "pwritev": 70},
        **{"ftruncate": 46, "truncate": 45, "fallocate": 47, "fsync": 82, "fdatasync": 83, "sendfile": 71},
        **{"renameat": 38, "renameat2": 276, "unlinkat": 35, "linkat": 37},
        **{"fchmod": 52, "fchmodat": 53, "fchown": 55, "fchownat": 54, "mkdirat": 34, "utimensat": 88},
    },
}
_NAMES = {number: name for name, number in _WRITING.get(platform.machine(), {}).items()}
_BY_FILE = frozenset(
    {"write", "pwrite", "writev", "pwritev", "ftruncate", "fallocate", "fsync", "fdatasync", "fchmod", "fchown"}
)
_AT = frozenset({"openat", "renameat", "renameat2", "unlinkat", "fchmodat", "fchownat", "mkdirat", "utimensat"})
_SIZED = frozenset({"write", "pwrite"})

_TRACEME, _CONT, _SYSCALL, _SETOPTIONS, _SYSCALL_INFO = 0, 7, 24, 0x4200, 0x420E
_PEEKUSER, _POKEUSER, _GETREGSET, _SETREGSET = 3, 6, 0x4204, 0x4205
_OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x100000  # stops of calls are told from signals; children too; all end with us
_TRAP = 5
_STOP_OF_CALL = _TRAP | 0x80
_WALL = 0x40000000
_ENTRY = 1


class Call(NamedTuple):
    """A call that may change something on the disk: its name, and the file it is about."""

    name: str
    path: str


class Ended(NamedTuple):
    """How a watched process ended: its exit code, or the negative number of the signal, and its calls in order."""

    status: int
    calls: list[Call]


class _Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
    )


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


_libc = ctypes.CDLL(None, use_errno=True) if AVAILABLE else None


def _ptrace(request: int, pid: int, address: int, data: object) -> int:
    assert _libc is not None
    answer = _libc.ptrace(
        ctypes.c_long(request),
        ctypes.c_long(pid),
        ctypes.c_void_p(address),
        ctypes.c_void_p(data) if isinstance(data, int) else data,
    )
    if answer == -1 and ctypes.get_errno():
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(answer)


def watched(
    work: Callable[[], int], at: int = -1, how: How = "kill", error: int = 0, within: tuple[str, ...] = ()
) -> Ended:
    """Do `work` in a process of its own; at its `at`-th writing call (from 0) it is killed, or the call fails.

    Only calls about files below one of the folders `within` count, all for none. `OSError` where the system lets
    nobody watch.
    """
    pid = os.fork()
    if pid == 0:
        try:
            _ptrace(_TRACEME, 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            code = work()
        except BaseException:
            import traceback

            traceback.print_exc()
            code = 99
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError):
                    stream.flush()
        os._exit(code)
    os.waitpid(pid, 0)
    _ptrace(_SETOPTIONS, pid, 0, _OPTIONS)
    return _followed(pid, at, how, error, within)


def _followed(first: int, at: int, how: How, error: int, within: tuple[str, ...]) -> Ended:
    calls: list[Call] = []
    failing: set[int] = set()  # processes in a call that is to fail
    tearing: set[int] = set()
    _ptrace(_SYSCALL, first, 0, 0)
    while True:
        pid, status = os.waitpid(-1, _WALL)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if pid == first:
                code = os.waitstatus_to_exitcode(status)
                return Ended(code, calls)
            continue
        stopped = os.WSTOPSIG(status)
        passed_on = 0
        if stopped == _STOP_OF_CALL:
            info = _Info()
            _ptrace(_SYSCALL_INFO, pid, ctypes.sizeof(info), ctypes.byref(info))
            if info.op != _ENTRY:
                if pid in tearing:
                    os.kill(first, signal.SIGKILL)
                elif pid in failing:
                    failing.discard(pid)
                    _set_result(pid, -error)
            elif (call := _call(pid, info, within)) is not None:
                calls.append(call)
                if len(calls) - 1 == at:
                    if how == "fail":
                        _set_number(pid)
                        failing.add(pid)
                    elif how == "torn" and call.name in _SIZED and info.arguments[2] > 1:
                        _set_size(pid, info.arguments[2] // 2)
                        tearing.add(pid)
                    else:
                        os.kill(first, signal.SIGKILL)
        elif stopped not in (_TRAP, signal.SIGSTOP):
            passed_on = stopped
        try:
            _ptrace(_SYSCALL, pid, 0, passed_on)
        except ProcessLookupError:
            continue


def _call(pid: int, info: _Info, within: tuple[str, ...]) -> Call | None:
    name = _NAMES.get(info.number)
    if name is None:
        return None
    arguments = info.arguments
    try:
        if name == "sendfile" or name in _BY_FILE:
            path = os.readlink(f"/proc/{pid}/fd/{arguments[0]}")
        else:
            if name in ("open", "openat"):
                flags = arguments[2 if name == "openat" else 1]
                if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                    return None
            at = arguments[1 if name in _AT else 0]
            path = os.path.join(os.readlink(f"/proc/{pid}/cwd"), _text(pid, at)) if at else ""
    except OSError:
        path = "?"
    if within and not path.startswith(tuple(f"{folder}{os.sep}" for folder in within)):
        return None
    return Call(name, path)


def _text(pid: int, address: int) -> str:
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        data = b""
        while b"\0" not in data and len(data) < 4096:
            piece = memory.read(min(256, 4096 - address % 4096)) if not data else memory.read(256)
            if not piece:
                break
            data += piece
    return os.fsdecode(data.partition(b"\0")[0])


def _set_number(pid: int) -> None:
    """Let the kernel find no such call."""
    if platform.machine() == "x86_64":
        _ptrace(_POKEUSER, pid, 15 * 8, -1)
    else:
        _set_registers(pid, 0x404, ctypes.c_int(-1))


def _set_result(pid: int, result: int) -> None:
    if platform.machine() == "x86_64":
        _ptrace(_POKEUSER, pid, 10 * 8, result)
    else:
        _set_argument(pid, 0, result)


def _set_size(pid: int, size: int) -> None:
    if platform.machine() == "x86_64":
        _ptrace(_POKEUSER, pid, 12 * 8, size)
    else:
        _set_argument(pid, 2, size)


def _set_argument(pid: int, number: int, value: int) -> None:
    registers = (ctypes.c_uint64 * 34)()
    vector = _Vector(ctypes.addressof(registers), ctypes.sizeof(registers))
    _ptrace(_GETREGSET, pid, 1, ctypes.byref(vector))
    registers[number] = value & 0xFFFF_FFFF_FFFF_FFFF
    _ptrace(_SETREGSET, pid, 1, ctypes.byref(vector))


def _set_registers(pid: int, kind: int, value: ctypes.c_int) -> None:
    vector = _Vector(ctypes.addressof(value), ctypes.sizeof(value))
    _ptrace(_SETREGSET, pid, kind, ctypes.byref(vector))
