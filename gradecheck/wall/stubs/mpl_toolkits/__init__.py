"""Stands in for the toolkits of matplotlib."""
