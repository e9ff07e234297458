"""Stands in for the module of this name; see the package."""

from . import __getattr__  # noqa: F401 -- every name is there
