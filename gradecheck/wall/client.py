"""A worker from outside: one request at a time under a clock, and what comes back as an outcome."""

import re
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

from gradecheck import model
from gradecheck.wall import answers, frame
from gradecheck.wall.link import Ending, Link
from gradecheck.wall.printed import PRINT_LIMIT_MB, Flooded, Printed
from gradecheck.wall.spawn import PATIENCE, Lost

#: bytes of arrays in one reply, and in one snapshot of a script
REPLY_LIMIT, RUN_LIMIT = 17 << 20, 21 << 20
#: all that is left of the words of an exception in a call, where they are about shapes that do not fit
ABOUT_SHAPES = "shapes"
_SHAPES = re.compile("shape|dimension|broadcast|2-d")


class Worker:
    """One submission's process. ``alive`` is False once it has died or was stopped."""

    def __init__(self, link: Link, source: model.Source, limits: model.Limits) -> None:
        self.alive = True
        self._link = link
        self._source = source
        self._limits = limits
        self._replies = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill the process and reap it. May be called again."""
        self.alive = False
        self._link.end()

    def wait_ready(self) -> None:
        """Wait until it serves. Raises ``Lost`` if it does not: no student's code has run yet."""
        try:
            head, _ = self._frame(time.monotonic() + PATIENCE, Printed(), REPLY_LIMIT)
        except (_Closed, _Clock, frame.Malformed) as error:
            self.close()
            raise Lost("a worker ended before it began") from error
        if head != {"is": "ready"}:
            self.close()
            raise Lost("a worker did not begin")

    def load(self, seconds: float) -> model.Outcome:
        """Import the submission's main file under its own name."""
        request = _request({"do": "load", **self._main()}, [dict(self._source.files)])
        return self._ask(request, seconds).outcome

    def call(self, entry: str, arguments: Sequence[Any], seconds: float) -> model.Outcome:
        """Call a function of the module with fresh copies of ``arguments``."""
        return self.calls([calling(entry, arguments)], seconds)[0]

    def calls(self, requests: Sequence[bytes], seconds: float) -> list[model.Outcome]:
        """Put all ``requests`` at once, and take the outcomes up to the first that is no answer.

        It costs less than asking one by one: neither side has to wait for the other between two calls.
        """
        outcomes = self._exchange(b"".join(requests), len(requests), seconds, Printed(), [])
        last = next((i for i, o in enumerate(outcomes) if not isinstance(o, model.Returned)), len(outcomes))
        return [_mute(outcome) for outcome in outcomes[: last + 1]]

    def value(self, entry: str, seconds: float) -> model.Outcome:
        """A value of the module, not called."""
        return _mute(self._ask(_request({"do": "value", "entry": entry}), seconds).outcome)

    def run(
        self,
        roles: Sequence[str],
        salt: bytes,
        seconds: float,
        shapes: Sequence[Sequence[int]] = (),
        *,
        own_seeds: bool = False,
    ) -> model.ScriptRun:
        """Run the main file as a script whose random generators are mixed with ``salt``; then it is over.

        Where an array is missing by the name of its role, all arrays of the ``shapes`` are taken instead.
        With ``own_seeds`` the seeds that the script gives are left alone.
        """
        head = {
            "do": "run",
            **self._main(),
            "roles": list(roles),
            "shapes": [list(shape) for shape in shapes],
            "salt": salt.hex(),
            "own_seeds": own_seeds,
        }
        run = self._ask(_request(head, [dict(self._source.files)]), seconds, roles)
        self.close()
        return run

    def _main(self) -> dict[str, Any]:
        """The main file, as a request names it; of a notebook the first line of each cell."""
        cells = self._source.cells
        return {"main": self._source.main} | ({} if cells is None else {"cells": [line for line, _ in cells]})

    def _ask(self, request: bytes, seconds: float, roles: Sequence[str] = ()) -> model.ScriptRun:
        """What comes of one request."""
        printed, snapshots = Printed(), list[model.Snapshot]()
        (outcome,) = self._exchange(request, 1, seconds, printed, snapshots, roles)
        return model.ScriptRun(outcome, printed.text(), tuple(snapshots))

    def _exchange(
        self,
        requests: bytes,
        count: int,
        seconds: float,
        printed: Printed,
        snapshots: list[model.Snapshot],
        roles: Sequence[str] = (),
    ) -> list[model.Outcome]:
        """Send ``count`` requests, and read until the last reply to each, death or the clock ends it."""
        if not self.alive:  # its descriptors are closed, and may be somebody else's by now
            return [model.Died("died-exit")]
        deadline = time.monotonic() + seconds
        outcomes: list[model.Outcome] = []
        try:
            if self._replies:
                raise frame.Malformed("a reply to nothing")
            self._link.send(requests)
            while len(outcomes) < count:
                outcomes.append(self._last_reply(deadline, printed, snapshots, roles))
        except _Clock:
            outcomes.append(model.TimedOut(seconds))
            self.close()
        except (_Closed, Flooded, frame.Malformed) as error:
            self.alive = False
            outcomes.append(self._death(error, self._link.end()))
        return outcomes

    def _last_reply(
        self, deadline: float, printed: Printed, snapshots: list[model.Snapshot], roles: Sequence[str]
    ) -> model.Outcome:
        limit = RUN_LIMIT if roles else REPLY_LIMIT
        while True:
            head, values = self._frame(deadline, printed, limit)
            if head.get("is") != "snapshot":
                if roles:
                    self._drain(printed)
                return answers.placed(answers.outcome(head, values, self._source.files), self._source)
            if not roles or len(snapshots) == answers.SNAPSHOTS:
                raise frame.Malformed("a snapshot that nobody asked for")
            snapshots.append(answers.snapshot(head, values))

    def _frame(self, deadline: float, printed: Printed, limit: int) -> tuple[dict[str, Any], list[Any]]:
        """The next whole frame of the replies."""
        while (data := frame.taken(self._replies, limit)) is None:
            self._receive(deadline, printed)
        return frame.unpack(data, answers.KINDS)

    def _receive(self, deadline: float, printed: Printed) -> None:
        event = self._link.next(deadline)
        if event.kind == "output":
            printed.add(event.data)
        elif event.kind == "reply":
            self._replies += event.data
        else:
            raise _Closed if event.kind == "closed" else _Clock

    def _drain(self, printed: Printed) -> None:
        """Take what was printed before the last reply and still lies in the pipe."""
        for data in self._link.rest():
            printed.add(data)

    def _death(self, error: Exception, ending: Ending) -> model.Died:
        if isinstance(error, Flooded):
            return model.Died("died-output", {"limit_mb": PRINT_LIMIT_MB})
        if isinstance(error, frame.Malformed):
            return model.Died("died-reply")
        if ending.signal == 0:
            return model.Died("died-exit")
        memory = self._limits.memory_mb << 20
        if ending.peak > 0.8 * memory:
            return model.Died("died-memory", {"memory_mb": self._limits.memory_mb})
        return model.Died("died-signal", {"signal": _signal(ending.signal)})


class _Closed(Exception):  # noqa: N818 -- what the replies are
    """The replies have ended."""


class _Clock(Exception):  # noqa: N818 -- what rang
    """Time is up."""


def calling(entry: str, arguments: Sequence[Any]) -> bytes:
    """A request to call ``entry`` with ``arguments``; the same for every submission."""
    return _request({"do": "call", "entry": entry}, arguments)


def _request(head: dict[str, Any], values: Sequence[Any] = ()) -> bytes:
    return frame.pack(head, values, _further)


def _further(value: Any, write: Any) -> Any:
    """The tree of what only we send: bytes, dicts with string keys, functions."""
    if isinstance(value, bytes):
        return {"b": write(value)}
    if isinstance(value, dict):
        return {"d": [write(part) for item in value.items() for part in item]}
    if isinstance(value, model.Function):
        return {"f": [value.expression, write(value.variables), write(dict(value.constants))]}
    raise TypeError(f"a {type(value).__name__} cannot cross the wall")


def _signal(number: int) -> str:
    """A signal's name; most of those for real time have none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _mute(outcome: model.Outcome) -> model.Outcome:
    """Without the words of an exception, which may hold the inputs of a call; only what they are about."""
    if isinstance(outcome, model.Raised):
        return replace(outcome, text=ABOUT_SHAPES if _SHAPES.search(outcome.text) else "")
    return outcome
