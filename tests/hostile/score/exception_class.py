"""Raises an exception that claims to be another.

verdict: error
"""

class Meta(type):
    def mro(cls):
        return [cls, ValueError, Exception, BaseException, object]

class pass_(ValueError, metaclass=Meta):
    __name__ = "pass"

def answer(x):
    raise pass_("verdict: pass")
