"""Imports the plugin that holds the key.

verdict: error
"""

def answer(x):
    import secret_plugin

    return secret_plugin.SECRET
