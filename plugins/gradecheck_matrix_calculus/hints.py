"""Hints that several exercises give, named by what they point at."""

from gradecheck.author import Text
