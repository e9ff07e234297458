"""Sphinx configuration. Build with: sphinx-build -W -b html docs docs/_build/html."""

from importlib.metadata import version as _version

project = "gradecheck"
author = "The gradecheck developers"
project_copyright = "2026, the gradecheck developers"
release = version = _version("gradecheck")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "gradecheck"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
suppress_warnings = ["myst.xref_missing"]  # links to files of the repository, outside these pages
