"""gradecheck grades gradients and training scripts, and names the mistake."""

__version__ = "0.1.0"
