"""The first step of a training, seen from line to line: what was before it, and what after.

Losses that are printed after a training come too late to see its first weights, and prints ten steps apart
see ten steps at once. So the script's own lines are traced until one step has been seen: a line at which some
arrays are about to change, met again when they have changed. Then tracing ends, and costs nothing any more.
"""

import sys
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

import numpy as np

#: lines that are passed, of which so many are looked at, and copies that are made, before we give up
PASSED, LOOKS, COPIES = 15_000, 1000, 120
#: copies that are made of everything; later only of what has changed, as far as samples show
WHOLE = 12
#: a line at which nothing changes is looked at so often, then ever more rarely
OFTEN = 4

Arrays = dict[str, Any]
Find = Callable[[FrameType], tuple[Arrays, dict[str, bytes]] | None]


@dataclass(frozen=True)
class Moment:
    """Copies of the arrays, and samples of them by which a change is noticed."""

    arrays: Arrays
    samples: Mapping[str, bytes]

    def changed(self, later: "Moment") -> set[str]:
        """The arrays that are others later."""
        return {name for name, was in self.samples.items() if later.samples.get(name, was) != was}


@dataclass
class _Code:
    """What is known of one function, or of the module: its arrays now, and as they were at some lines.

    ``at``: the line that was looked at last; ``before``: for lines that changed arrays, what was before.
    """

    now: Moment
    at: int
    before: dict[int, Moment] = field(default_factory=dict)


class Loops:
    """Traces a script's own files until a step has been seen, and hands its two moments to ``seen``.

    ``find`` gives the arrays that are in sight of a frame, and their samples; a step changes two arrays or
    more, of which one is the last of the ``roles``, by its name or by its shape.
    """

    def __init__(
        self,
        files: Container[str],
        roles: Sequence[str],
        shapes: Sequence[Sequence[int]],
        find: Find,
        seen: Callable[[Moment, Moment, FrameType], None],
    ) -> None:
        self.files = files
        self.last = roles[-1] if roles else ""
        self.shape = tuple(shapes[-1]) if shapes else None
        self.find = find
        self.seen = seen
        self.codes: dict[CodeType, _Code] = {}
        self.visits: dict[tuple[CodeType, int], int] = {}
        self.over = False
        self.passed = self.looks = self.copies = 0
        self.partial: tuple[Moment, Moment, FrameType] | None = None

    def begin(self) -> None:
        """Trace from the next call on."""
        sys.settrace(self._called)

    def end(self) -> None:
        """Trace no more; a debugger that has taken our place is left alone."""
        self.over = True
        if getattr(sys.gettrace(), "__self__", None) is self:
            sys.settrace(None)

    def give_up(self) -> None:
        """Trace no more; a change of less than two arrays will have to do."""
        self.end()
        if self.partial is not None:
            partial, self.partial = self.partial, None
            self.seen(*partial)

    def _called(self, frame: FrameType, _event: str, _value: Any) -> Any:
        return self._lined if frame.f_code.co_filename in self.files else None

    def _lined(self, frame: FrameType, event: str, _value: Any) -> Any:
        if self.over:
            frame.f_trace = None
            return None
        if event == "line":
            try:
                self._pass(frame, frame.f_code, frame.f_lineno)
            except Exception:  # noqa: BLE001 -- out of memory, say: the script is not to notice
                self.end()
        return self._lined

    def _pass(self, frame: FrameType, code: CodeType, line: int) -> None:
        self.passed += 1
        visits = self.visits[code, line] = self.visits.get((code, line), 0) + 1
        known = self.codes.get(code)
        rare = visits > OFTEN and visits & (visits - 1)  # not at a power of two
        if rare and (known is None or line not in known.before):
            if self.passed > PASSED:
                self.give_up()
            return
        self.looks += 1
        if self.looks > LOOKS or self.copies > COPIES or self.passed > PASSED:
            self.give_up()
        else:
            self._look(frame, known, line)

    def _look(self, frame: FrameType, known: _Code | None, line: int) -> None:
        found = self.find(frame)
        if found is None:
            return
        arrays, samples = found
        if known is None or not known.now.samples.keys() <= samples.keys():  # something has gone: begin anew
            self.codes[frame.f_code] = _Code(self._moment(arrays, samples), line)
            return
        names = known.now.samples.keys()
        if any(samples[name] != was for name, was in known.now.samples.items()):
            known.before.setdefault(known.at, known.now)
            wanted = {name: array for name, array in arrays.items() if name in names or name not in samples}
            known.now = self._moment(wanted, {name: samples[name] for name in names}, known.now)
        known.at = line
        before = known.before.get(line)
        if before is not None:
            self._compare(before, known.now, frame)

    def _compare(self, before: Moment, now: Moment, frame: FrameType) -> None:
        """A line is met again: it is a step, or a part of one that will do if there is no better."""
        changed = before.changed(now)
        if len(changed) > 1 and any(map(self._is_last, changed, [before.arrays[n] for n in changed])):
            self.end()
            self.seen(before, now, frame)
        elif changed and self.partial is None:
            self.partial = before, now, frame

    def _is_last(self, name: str, array: Any) -> bool:
        return name == self.last or (
            self.shape is not None and self.shape in (array.shape, array.shape[::-1])
        )

    def _moment(self, arrays: Arrays, samples: dict[str, bytes], was: Moment | None = None) -> Moment:
        self.copies += 1
        same = was.samples if was is not None and self.copies > WHOLE else {}
        kept = {name: was.arrays[name] for name in samples if was and same.get(name) == samples[name]}
        return Moment({n: kept[n] if n in kept else copied(a) for n, a in arrays.items()}, samples)


def copied(value: Any) -> Any:
    """A copy of an array, as it lies in memory; anything else as it is."""
    return np.array(value, order="K") if issubclass(type(value), np.ndarray) else value
