"""Random generators whose seeds are mixed with a salt: the known losses of a known seed are worthless.

Everything that a script seeds, and what it leaves unseeded, depends on the salt and on nothing else: the same
salt gives the same run.
"""

import random
from collections.abc import Callable
from hashlib import blake2b
from itertools import count
from typing import Any

import numpy as np


def install(salt: bytes, *, own_seeds: bool = False) -> None:
    """Replace ``random`` and ``numpy.random``'s ways to seed, and seed both.

    With ``own_seeds`` the seeds that a script gives stay as they are: only what it leaves unseeded is salted.
    """
    mix = _mixer(salt, own_seeds=own_seeds)
    _install_random(mix)
    _install_numpy(mix)


def _mixer(salt: bytes, *, own_seeds: bool) -> Callable[[Any], Any]:
    """A function that turns a seed into another, of 32 bits; None gives a new one each time."""
    unseeded = count()

    def mix(seed: Any) -> Any:
        if own_seeds and seed is not None:
            return seed
        said = f"unseeded {next(unseeded)}" if seed is None else _said(seed)
        return int.from_bytes(
            blake2b(said.encode("utf-8", "replace"), digest_size=4, key=salt[:64]).digest(), "little"
        )

    return mix


def _said(seed: Any) -> str:
    """A seed as text: 0, ``np.int64(0)`` and ``[0]`` are three seeds to no one but us."""
    if isinstance(seed, np.random.SeedSequence):
        return f"{seed.entropy} {seed.spawn_key}"
    return repr(np.asarray(seed).tolist()) if isinstance(seed, (np.ndarray, np.generic)) else repr(seed)


def _install_random(mix: Callable[[Any], Any]) -> None:
    class Random(random.Random):
        """``random.Random`` with a mixed seed."""

        def seed(self, a: Any = None, version: int = 2) -> None:
            super().seed(mix(a), version)

    own = random._inst  # noqa: SLF001 -- the module's functions are its methods
    plain = own.seed
    random.Random = Random  # type: ignore[misc]  # replacing it is the point
    random.seed = lambda a=None, version=2: plain(mix(a), version)
    random.seed()


def _install_numpy(mix: Callable[[Any], Any]) -> None:
    plain_seed, plain_default = np.random.seed, np.random.default_rng

    class RandomState(np.random.RandomState):
        """``RandomState`` with a mixed seed."""

        def __init__(self, seed: Any = None) -> None:
            super().__init__(_mixed(seed))

        def seed(self, seed: Any = None) -> None:
            super().seed(mix(seed))

    def _mixed(seed: Any) -> Any:
        return seed if isinstance(seed, np.random.BitGenerator) else mix(seed)

    def default_rng(seed: Any = None) -> np.random.Generator:
        ready = isinstance(seed, (np.random.BitGenerator, np.random.Generator))
        return plain_default(seed if ready else mix(seed))

    np.random.RandomState = RandomState  # type: ignore[misc]  # replacing it is the point
    np.random.default_rng = default_rng
    np.random.seed = lambda seed=None: plain_seed(mix(seed))
    np.random.seed()
