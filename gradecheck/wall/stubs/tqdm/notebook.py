"""Stands in for the module of this name; see the package."""

from . import tqdm, trange

__all__ = ["tqdm", "trange"]
