"""Stands in for IPython while a submission is graded: there is no notebook."""  # noqa: N999 -- its name


def get_ipython() -> None:
    """No shell is running."""
