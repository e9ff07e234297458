"""Stands in for tqdm while a submission is graded: ``tqdm(x)`` gives the items of x.

It shows no bar, but prints what a student writes beside it: that may be the loss.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Self


class tqdm:  # noqa: N801 -- the name that students know
    """A progress bar that is not there."""

    def __init__(self, iterable: Iterable[Any] = (), *_: Any, **__: Any) -> None:
        self.iterable = iterable
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        for item in self.iterable:
            yield item
            self.n += 1

    def __len__(self) -> int:
        return len(self.iterable)  # type: ignore[arg-type]  # it may have none

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End nothing."""

    def update(self, n: int = 1) -> None:
        """Count."""
        self.n += n

    def _nothing(self, *_: Any, **__: Any) -> None:
        """Show nothing."""

    close = clear = refresh = reset = _nothing

    def set_postfix_str(self, text: str = "", *_: Any, **__: Any) -> None:
        """Print the text with the count before it."""
        print(f"{self.n}: {text}")  # noqa: T201 -- what a bar shows is printed

    set_description = set_description_str = set_postfix_str

    def set_postfix(self, ordered: Any = None, *_: Any, **values: Any) -> None:
        """Print the values by their names."""
        values = {**dict(ordered or {}), **values}
        self.set_postfix_str(", ".join(f"{name}={value}" for name, value in values.items()))

    @staticmethod
    def write(text: str, *_: Any, **__: Any) -> None:
        """Print: that is not the bar's own."""
        print(text)  # noqa: T201 -- this is what it is for


def trange(*bounds: int, **_: Any) -> tqdm:
    """``tqdm(range(...))``."""
    return tqdm(range(*bounds))


tqdm_notebook = tqdm
tnrange = trange
