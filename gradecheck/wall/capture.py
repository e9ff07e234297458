"""Running a script: what it prints passes through here, and its arrays are looked at whenever it prints.

Three moments are kept: two between which the weights have changed, and the end of the script. The two are the
first print at which every role (``x``, ``w1``, ...) is a numeric array by its name and the next at which one
of them has changed; or one and the same line of the training, met before and after its first step, if that is
seen earlier (``loops``): then both have the same number of printed characters. Without these names, every
array of a role's shape is kept by its own name.
"""

import io
import os
import sys
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import chain
from types import FrameType
from typing import Any

import numpy as np

from .loops import Loops, Moment, copied
from .variables import by_shape, is_array, variables

#: what a learning rate is called, here and in scripts
RATE = "learning_rate"
RATES = ("learning_rate", "lr", "alpha", "eta", "learningRate")
#: writes (four to a line, as a rule) at which we look before we give up, and frames that are looked into
PATIENCE, FRAMES = 30000, 2000
#: entries of an array by which a change is noticed
SAMPLE = 500

Arrays = dict[str, Any]
Keep = Callable[[int, Arrays], None]


class Output(io.TextIOWrapper):
    """Standard output that says when something is written and counts the characters."""

    def __init__(self, descriptor: int, look: Callable[["Output"], None] | None = None) -> None:
        raw = os.fdopen(descriptor, "wb", closefd=False)
        super().__init__(raw, encoding="utf-8", errors="replace", newline="\n", line_buffering=True)
        self.printed = 0
        self.look = look

    def write(self, text: str) -> int:
        """Write, and look around: a line may never end."""
        written = super().write(text)
        self.printed += written
        if self.look is not None and text:
            self.look(self)
        return written


def nothing() -> io.TextIOBase:
    """Standard input that has ended: ``input()`` raises ``EOFError``."""
    return io.StringIO("")


class Watcher:
    """Takes the three snapshots; the first two are handed to ``keep`` together, before any clock runs out."""

    def __init__(
        self,
        roles: Sequence[str],
        shapes: Sequence[Sequence[int]],
        namespace: Mapping[str, Any],
        keep: Keep,
        files: Container[str] = (),
    ) -> None:
        self.roles = roles
        self.shapes = shapes
        self.namespace = namespace
        self.keep = keep
        self.first: Moment | None = None
        self.printed = 0
        self.done = False
        self.frames: list[FrameType] = []
        self.looks = 0
        self.loops = Loops(files, roles, shapes, self._in_sight, self._stepped)

    def look(self, output: Output) -> None:
        """Called where something is printed, from within the code that prints it."""
        self.looks += 1
        if self.done or self.looks > PATIENCE:
            output.look = None
            return
        frames = _frames(sys._getframe(2))  # noqa: SLF001 -- the printing code is above us
        found = self._find(frames)
        if found is None:
            return
        now = Moment(found, _samples(found))
        if self.first is None:
            self.first = Moment({name: copied(array) for name, array in found.items()}, now.samples)
            self.printed, self.frames = output.printed, frames
        elif self.first.changed(now):
            self._pair(self.first, now, output.printed, frames)

    def ended(self, output: Output) -> None:
        """Called when the script has ended; frames that printed are remembered, with their variables."""
        output.look = None
        if not self.done:
            self.loops.give_up()
        if not self.done and self.first is not None:
            self.keep(self.printed, self.first.arrays)
        found = self._find(self.frames) if self.looks <= PATIENCE else None
        if found is not None:
            self.keep(output.printed, found)

    def _in_sight(self, frame: FrameType) -> tuple[Arrays, dict[str, bytes]] | None:
        found = self._find(_frames(frame))
        return None if found is None else (found, _samples(found))

    def _stepped(self, before: Moment, after: Moment, frame: FrameType) -> None:
        """The two moments of one step; nothing counts as printed between them."""
        if not self.done:
            self._pair(before, after, self.printed, _frames(frame))

    def _pair(self, before: Moment, after: Moment, printed: int, frames: list[FrameType]) -> None:
        self.done, self.frames = True, frames
        self.loops.end()
        self.keep(self.printed, before.arrays)
        self.keep(printed, after.arrays)

    def _find(self, frames: Sequence[FrameType]) -> Arrays | None:
        """Every role, or what could be one, and the learning rate if it has a name; None without roles."""
        spaces: list[Mapping[str, Any]] = [s for f in frames for s in (f.f_locals, f.f_globals)]
        spaces.append(self.namespace)
        found = {name: _named(name, spaces, is_array) for name in self.roles}
        if any(value is None for value in found.values()):
            found = by_shape(spaces, self.shapes) if self.shapes else {}
        if not found:
            return None
        rate = next(_rates(spaces), None)
        return found if rate is None else found | {RATE: rate}


def _samples(found: Arrays) -> dict[str, bytes]:
    return {name: _sample(array) for name, array in found.items() if name != RATE}


def _sample(array: Any) -> bytes:
    """Entries from all over an array: an odd stride does not stay in one column."""
    return bytes(array.flat[:: array.size // SAMPLE | 1].tobytes())


def _frames(frame: FrameType | None) -> list[FrameType]:
    """The frames from the printing code outwards, up to the script itself."""
    frames: list[FrameType] = []
    while frame is not None and len(frames) < FRAMES:
        frames.append(frame)
        if frame.f_globals.get("__name__") == "__main__" and frame.f_code.co_name == "<module>":
            break
        frame = frame.f_back
    return frames


def _named(name: str, spaces: Sequence[Mapping[str, Any]], fits: Callable[[Any], bool]) -> Any:
    return next((space[name] for space in spaces if name in space and fits(space[name])), None)


def _rates(spaces: Sequence[Mapping[str, Any]]) -> Iterator[float]:
    """What is called a learning rate: a variable, else something inside of one."""
    named = ((name, _named(name, spaces, _is_number)) for name in RATES)
    for name, value in chain(named, variables(spaces)):
        if name.rpartition(".")[2] in RATES and _is_number(value):
            yield float(value)


def _is_number(value: Any) -> bool:
    kind = type(value)
    return issubclass(kind, (float, np.floating)) or (issubclass(kind, np.ndarray) and value.size == 1)
