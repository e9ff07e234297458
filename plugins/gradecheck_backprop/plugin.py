"""The backward pass of a two-layer network: line by line, whole, as one update, and in a script."""

from gradecheck.author import hookimpl
from gradecheck_backprop import layer_lines, loss_lines
from gradecheck_backprop.backward import grads
from gradecheck_backprop.descent import script, update


@hookimpl
def gradecheck_exercises():
    """The script line by line, its backward pass and its update as functions, and the script itself."""
    return [*loss_lines.EXERCISES, *layer_lines.EXERCISES, grads, update, script]
