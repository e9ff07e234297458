"""Stands in for tqdm while a submission is graded: ``tqdm(x)`` gives the items of x and shows nothing."""

from collections.abc import Iterable, Iterator
from typing import Any, Self


class tqdm:  # noqa: N801 -- the name that students know
    """A progress bar that is not there."""

    def __init__(self, iterable: Iterable[Any] = (), *_: Any, **__: Any) -> None:
        self.iterable = iterable
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable)

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

    close = clear = refresh = reset = set_description = set_postfix = set_postfix_str = _nothing
    set_description_str = _nothing

    @staticmethod
    def write(text: str, *_: Any, **__: Any) -> None:
        """Print: that is not the bar's own."""
        print(text)  # noqa: T201 -- this is what it is for


def trange(*bounds: int, **_: Any) -> tqdm:
    """``tqdm(range(...))``."""
    return tqdm(range(*bounds))


tqdm_notebook = tqdm
tnrange = trange
