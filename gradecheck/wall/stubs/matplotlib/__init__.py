"""Stands in for matplotlib while a submission is graded: every plot call does nothing."""

from typing import Any, Self

import numpy as np


class Nothing:
    """Whatever is asked of it, it is there and does nothing."""

    def __getattr__(self, name: str) -> "Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> "Nothing":
        """Do nothing, and return it."""
        return self

    def __getitem__(self, _: Any) -> "Nothing":
        return self

    def __setitem__(self, *_: Any) -> None:
        """Forget it."""

    def __setattr__(self, *_: Any) -> None:
        """Forget it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End nothing."""

    def subplots(self, nrows: int = 1, ncols: int = 1, *_: Any, **__: Any) -> tuple["Nothing", Any]:
        """A figure, and as many axes as were asked for."""
        axes = np.full((nrows, ncols), self, object).squeeze()
        return self, axes if axes.ndim else self

    def plot(self, *_: Any, **__: Any) -> list["Nothing"]:
        """One line: ``line, = plt.plot(x, y)``."""
        return [self]

    def hist(self, *_: Any, **__: Any) -> tuple["Nothing", "Nothing", "Nothing"]:
        """Counts, edges and bars."""
        return self, self, self


def __getattr__(name: str) -> Any:
    """Every name of every module of a plotting library."""
    return getattr(Nothing(), name)
