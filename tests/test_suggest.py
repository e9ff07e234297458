"""What somebody may have meant: names of a submission that are nearly those asked for."""

import pytest

from gradecheck.suggest import ALIKE, NAMES, meant

ASKED = ("affine_lsq_grad_matrix", "affine_lsq_grad_x", "grad_w", "claim")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def Grad_w(x):\n    pass\n", {"grad_w": "Grad_w"}),
        ("grad_W1 = lambda x: x\n", {"grad_w": "grad_W1"}),
        ("def affine_lsq_grad_X(A):\n    pass\n", {"affine_lsq_grad_x": "affine_lsq_grad_X"}),
        ("def grad_w(x):\n    pass\n", {}),
        ("def grad_w_helper(x):\n    pass\n", {}),
        ("claim_answer = True\n", {}),
        ("def other(x):\n    pass\n", {}),
        ("class C:\n    def Grad_w(self):\n        pass\n", {}),
        ("if Grad_w == 1:\n    pass\n", {}),
        ("not python at all (", {}),
    ],
)
def test_a_name_is_meant_for_what_it_is_most_like_and_nothing_asks_for(code, expected):
    assert expected == meant(ASKED, code)


def test_only_so_many_names_are_looked_at():
    many = "".join(f"v{n} = 1\n" for n in range(NAMES))
    assert {} == meant(ASKED, many + "Grad_w = 1\n")
    assert {"grad_w": "Grad_w"} == meant(ASKED, many[: -len("v199 = 1\n")] + "Grad_w = 1\n")
    assert 0.6 < ALIKE < 1
