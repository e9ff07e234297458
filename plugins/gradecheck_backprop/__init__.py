"""The backward pass of a two-layer network, as functions and as a script to complete."""
