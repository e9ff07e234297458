"""Pure functions on arrays: how exact an answer must be, whether it is, and what is wrong with it.

``floor`` measures a key's own accuracy, ``compare`` holds an answer against it, ``diagnose`` names the
mistake, ``oracle`` differentiates independently, ``kinks`` keeps inputs away from branches. Only numpy is
needed; nothing here knows of submissions, processes or reports.
"""
