"""Stands in for the module of this name; see the stand-in for matplotlib."""

from matplotlib import __getattr__  # type: ignore[import-not-found]  # noqa: F401 -- every name is there
