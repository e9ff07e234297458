"""Scripts that train: what they printed, and whether their weights did what gradient descent does."""
