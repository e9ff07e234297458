"""What the catalogue says of every mistake: how far it is from the right answer.

The median of ||wrong - right|| / ||right|| over random inputs; or "shape", "layout" (the right numbers in
another shape), "nan", "raises".
"""

MATRIX_CALCULUS = {
    "affine-lsq-grad-x": (
        "factor-two 1, sign-flip 2, no-transpose raises, residual-only shape, dropped-b 0.34, "
        "norm-not-squared 0.77, column-sums 1.3, row-layout layout"
    ),
    "affine-lsq-grad-matrix": (
        "factor-two 1, sign-flip 2, transposed shape, gradient-in-x shape, residual-square shape, "
        "inner-product 1.2, dropped-x 1.6, dropped-b 0.49"
    ),
    "affine-lsq-differential": (
        "only-dA 0.77, only-dx 0.63, kept-half 0.5, second-order-kept 1.5, sign-flip 2, cross-term 1.2"
    ),
    "trace-inverse-grad": (
        "not-transposed 1.1, sign-lost 2, logdet-rule 1.4, mixed-transposes 1.2, elementwise-square 1.1, "
        "elementwise-scalar-rule 2.9e+02, traced 1.4"
    ),
    "inverse-differential": (
        "commuted-left 1.3, commuted-right 1.4, sign-lost 2, inverse-of-dW 1.4, transposed-dW 1.2, "
        "elementwise 1.3e+02"
    ),
    "trace-inverse-differential": (
        "entrywise-sum 0.93, one-inverse 1.4, sign-lost 2, product-of-traces 1.2, transposed-pair 1.4"
    ),
    "quadratic-form-grad-x": (
        "assumed-symmetric 0.78, assumed-symmetric-T 0.78, left-x-frozen 0.63, right-x-frozen 0.65, "
        "minus 1.3, elementwise shape, row-layout layout"
    ),
    "quadratic-form-grad-matrix": (
        "factor-two 1, inner-product shape, diagonal-only 0.75, symmetric-A-rule 0.75, gradient-in-x "
        "shape, kept-A 2"
    ),
    "quadratic-form-differential": (
        "dropped-dA 0.5, assumed-symmetric 0.52, one-dx-term 0.52, all-at-once 1.1, increment 0.78"
    ),
    "softmax": (
        "overflow nan, divide-by-max 0.44, linear-normalisation 0.74, sigmoid 2.2, log-softmax 8.7, "
        "negated 1.3"
    ),
    "softmax-jacobian": (
        "diagonal-only 0.54, vector shape, no-delta 1.4, plus 1.6, sign-flip 2, off-diagonal-rule 2.7, "
        "forgot-square 2.1"
    ),
    "cross-entropy-grad-q": (
        "sign-lost 2, gradient-in-p 2.1, inverted 1.1, jumped-ahead 0.96, dropped-p 3.1, value 1.3"
    ),
    "softmax-ce-terms": (
        "swapped-indices 0.56, diagonal-only 0.56, off-diagonal-only 1.1, sign-flip 2, summed-already 1.1"
    ),
    "softmax-ce-grad-z": (
        "sign-flip 2, no-softmax-jacobian 13, diagonal-jacobian 1, off-diagonal-only 0.95, mean 0.75, "
        "unnormalised 9.5, logits 4.1"
    ),
    "softmax-ce-grad-z-unnormalised": (
        "textbook-formula 1.1, normalised-p 0.66, sign-flip 2, n-times 0.74, no-softmax-jacobian 13"
    ),
    "softmax-linear-grad-w": (
        "transposed shape, seed-slip 4.3, sign-flip 2, no-p 1.1, no-softmax-jacobian 17, gradient-in-x "
        "shape, diagonal-jacobian 1, elementwise 1.4"
    ),
    "softmax-linear-w-claim": (
        "always-yes 1.9, always-no 1, shape-only 1.7, exact-equality 1, sum-only 1.6, norm-only 1.4, "
        "transposed-claim 1.2"
    ),
    "gaussian-loglik": (
        "logdet-once 0.046, no-half 0.91, sigma-not-inverse 0.64, mean 0.88, dropped-2pi 0.14, "
        "full-quadratic 4, negative 2"
    ),
    "mahalanobis-grad-mu": (
        "inner-minus-lost 2, no-two 0.5, sigma-not-inverse 0.73, no-sigma 0.49, elementwise 0.1"
    ),
    "gaussian-grad-mu": (
        "sign-flip 2, kept-half 0.5, factor-two 1, mean 0.86, no-sigma 0.48, sigma-not-inverse 0.73, "
        "mu-subtracted-once 0.38, wrong-axis raises"
    ),
    "logdet-grad": (
        "not-transposed 1.3, det-gradient 0.89, one-over-det 0.53, elementwise 18, sign-flip 2, trace 1.1"
    ),
    "mahalanobis-grad-sigma": (
        "sign-lost 2, one-sided 0.51, commuted 0.3, not-inverted 2.6, scalar shape, symmetric-rule 0.7"
    ),
    "gaussian-grad-sigma": (
        "sign-flip 2, logdet-once 0.27, no-half 1, mean 0.88, inner-sign 2.4, one-sided 0.69, "
        "single-sample 1.1, symmetric-rule 0.6, not-centred 3.9"
    ),
    "gaussian-grad-sigma-symmetric": (
        "unconstrained 0.42, doubled-everywhere 0.53, halved-diagonal 0.5, symmetrised 0.42, lower-only 0.6"
    ),
    "gaussian-mle-mu": "sum 7, median 0.14, n-minus-1 0.14, wrong-axis shape, weighted 0.94",
    "gaussian-mle-sigma": (
        "n-minus-1 0.14, sum 7, not-centred 2.9, seed-slip 0.91, inverse 1.3, diagonal 0.47, gram shape, "
        "std 0.77"
    ),
    "det-grad": "adjugate-not-transposed 1.2, logdet 1.2, scalar-rule 1.6, sign-flip 2, no-inverse 1.8",
    "det-power-grad": (
        "lost-k 0.75, lost-det-factor 0.75, not-transposed 1.2, power-rule 1.2, scalar-multiple 5.2, "
        "inverse-power 1.5, subscript-reading 1.1"
    ),
    "trace-axbxc-grad": (
        "first-X-only 0.65, second-X-only 0.67, assumed-symmetric 0.92, transposed shape, B-swapped "
        "0.98, minus 1.3, halved 0.5, wrong-order raises"
    ),
    "trace-axbxc-differential": ("one-term 0.64, doubled 0.55, both-at-once 1.2, minus 1.3, increment 0.63"),
    "sigmoid-derivative": (
        "plus 5.6, sign-flip 2, no-numerator 2.5, no-square 4.2, already-activated 2.5e+06, tanh 4.7, "
        "overflow nan, value 2.8"
    ),
    "sigmoid-jacobian": "vector shape, softmax-like 2.1, outer 2.3, value 1.6, identity 3.8",
    "gaussian-kernel-grad": (
        "sign-flip 2, no-outer-value 0.76, no-inner 4.7, norm-not-squared 1.4, factor-two 1, kept-half "
        "0.5, elementwise-sigma 3.6, row-layout layout, no-half-in-k 0.43"
    ),
    "gaussian-kernel-differential": (
        "not-contracted shape, sign-flip 2, no-outer-value 0.74, increment 0.69, factor-two 1"
    ),
}

VECTOR_CALCULUS = {
    "dot-square-value": "norm 0.53, outer shape, square-of-sum 0.75, sum 0.43, elementwise shape",
    "dot-square-grad": ("one-x-frozen 0.5, column layout, flat layout, scalar shape, value shape, unit 0.72"),
    "difference-quotient": (
        "not-divided 1.3, backward 0.44, central 0.22, sign 2, absolute-dx 2, derivative 0.24"
    ),
    "derivative-limit": (
        "h-too-large 0.061, h-too-small 1, central-over-h 1, not-divided 1, cancellation 0.011, sign 2"
    ),
    "one-sided-derivatives": (
        "right-only 0.35, central 0.28, swapped 0.42, left-sign 1.4, always-differentiable 0.19"
    ),
    "power-derivative": (
        "lost-n 0.75, power-kept 2.9, integral 0.84, exponential-rule 1.3, n-minus-1 0.25, absolute 2"
    ),
    "power-quotient-terms": (
        "h-not-cancelled 0.7, starts-at-zero shape, no-binomial 0.81, permutations 0.56, swapped-powers 1"
    ),
    "taylor-polynomial": (
        "no-factorial 3.5, k-instead-of-factorial 0.73, not-centred 1.2, one-term-short 0.11, "
        "shifted-factorial 0.52, sign 1.6"
    ),
    "taylor-x4-derivatives": (
        "coefficients 0.73, lost-factors 0.83, too-short shape, order-shifted 0.67, at-one 0.66, "
        "last-nonzero 0.58"
    ),
    "taylor-x4-coefficients": (
        "no-factorial 1.6, k-instead-of-factorial 0.3, at-one 1, reversed 1.3, monomials 1, alternating 1.5"
    ),
    "taylor-expand": "sign 1.6, no-binomial 0.91, unchanged 1, reversed 0.78, first-and-last-only 0.99",
    "taylor-sincos-derivatives": (
        "alternating 1.4, cosine-sign 1.3, coefficients 0.81, sine-only 0.74, cosine-only 0.67, shifted 1.3"
    ),
    "taylor-sincos": (
        "no-factorial 7.8e+04, one-term-short 0.13, alternating 15, exponential 13, cosine-only 0.66, "
        "sine-only 0.74, the-function 0.052, n-terms-each 0.052"
    ),
    "taylor-figure54-errors": (
        "signed 0.81, mean 0.81, right-half 0.0066, degree-off-by-one 0.53, unit-interval 0.93"
    ),
    "maclaurin-cos-sin": (
        "no-sign 16, k-factorial 2.4e+02, starts-at-one 2.8, one-too-many 0.37, swapped 1.5, exact 0.33"
    ),
    "power-series": (
        "not-centred 0.93, divided-by-factorial 0.45, highest-first 0.74, starts-at-one 0.2, sign 1.1"
    ),
    "rule-product": "product-of-derivatives 0.98, minus 0.23, first-only 0.11, sum 0.74, mispaired 1.1",
    "rule-quotient": ("reversed 2, plus 0.19, not-squared 2.5, quotient-of-derivatives 12, wrong-square 14"),
    "rule-sum": "product-rule 2.9, product 1, difference 0.74, half-differentiated 2.4, value 3.1",
    "rule-chain": (
        "outer-at-x 0.89, inner-lost 1.3, derivative-inside 1.5, wrong-order 2.1, product-rule 4.3"
    ),
    "chain-2x1-4": (
        "inner-lost 0.5, outer-lost 0.75, power-kept 2.1, inner-squared 1.6, derivative-inside 1.5, sum 0.53"
    ),
    "numeric-gradient": (
        "all-at-once 1.6, not-restored 0.44, forward-over-2h 0.5, column layout, flat layout, "
        "relative-step 1.2, backward-sign 2"
    ),
    "steepest-ascent": "descent 2, not-normalised 3.4, one-norm 0.41, signs 0.57, largest-only 0.69",
    "partials-x-2y3": (
        "inner-lost 0.84, inner-constant-lost 0.49, power-kept 0.49, outer-lost 0.5, swapped 1.2, total "
        "1, y-cubed-as-square 0.55"
    ),
    "gradient-x1sq-x2": (
        "column layout, flat layout, swapped 1.3, second-term-constant 0.53, lost-three 0.72, lost-two "
        "0.24, summed shape"
    ),
    "rule-product-gradient": (
        "rows-multiplied 0.99, mispaired 1.3, minus 1.1, first-only 0.56, inner-product shape, column layout"
    ),
    "rule-sum-gradient": ("stacked shape, concatenated shape, difference 0.99, broadcast shape, product 1.5"),
    "rule-chain-jacobian": (
        "wrong-order raises, transposed shape, outer-only shape, summed 1.4, outer-at-x 0.26"
    ),
    "chain-total-derivative": (
        "first-variable-only 0.94, not-summed shape, outer-product shape, sums-multiplied 1, crossed "
        "1.6, added 1.4"
    ),
    "chain-sin-cos": (
        "cosine-sign 3.1, no-inner 2.4, second-term-lost 1.5, two-lost 0.77, square-not-differentiated "
        "0.27, substituted-late 0.69"
    ),
    "chain-st": (
        "jacobian-transposed 0.92, column layout, elementwise shape, swapped 1.6, diagonal 0.72, inverse 1.3"
    ),
    "gradient-checker": (
        "forward-difference 1, always-accept 2.8, sum-cancels 1.4, norms-compared 1.7, loose 1.7, "
        "minus-in-denominator 1, first-entry-only 1.4, central-over-h 1.4, absolute-h 1"
    ),
    "vector-partial": (
        "row-of-jacobian shape, one-based 1.6, row-layout layout, whole-jacobian shape, summed 1.3"
    ),
    "jacobian-numeric": (
        "transposed shape, reshaped 1.3, flat layout, gradient-of-sum 1.4, one-term-lost 0.91, sign 2"
    ),
    "jacobian-sum": "number shape, column layout, flat layout, identity shape, value 1.2, mean 0.75",
    "layout-convert": "unchanged shape, reshaped 1.2, flipped 1.4, inverse 0.86",
    "jacobian-linear": "transposed shape, value shape, elementwise 1.4, row-sums shape, in-A shape",
    "area-parallelogram": (
        "signed 2, triangle 0.5, lengths 0.52, inner-product 0.81, permanent 0.45, squared 0.95"
    ),
    "basis-change-matrix": "rows 0.86, inverse 1.1, wrong-side 1.4, b-ignored 1.4, b-transposed 0.71",
    "jacobian-method2": ("transposed 0.57, columns-swapped 1.5, value-kept 1.2, sign-lost 1.4, inverse 0.83"),
    "jacobian-area-factor": "signed 2, inverse 0.93, trace 1.1, norm 0.48, gram 0.79, spectral 0.54",
    "jacobian-polar": "transposed 1.4, r-lost 0.29, cosine-sign 1, columns-swapped 1.4, inverse-map 1.2",
    "jacobian-polar-area": "one 0.41, squared 0.7, inverse 0.65, no-minus 0.33, circumference 5.3",
    "jacobian-linearise": "no-offset 0.93, exact 0.15, at-x 1.6, sign 0.64, jacobian-at-end 0.3",
    "derivative-dims": (
        "denominator-layout 0.6, column-gradient 0.33, row-velocity 0.33, always-matrix 0.06, flattened 1.8"
    ),
    "chain-exp-dfdx": "no-exp 0.49, inner-lost 1.3, two-lost 0.45, swapped 1.4, column layout",
    "chain-exp-dxdt": (
        "product-of-derivatives 1.5, t-frozen 0.69, trig-frozen 0.73, cosine-sign 1.3, row layout"
    ),
    "chain-exp-dhdt": (
        "t-frozen 0.8, first-term-only 0.94, two-lost 0.47, no-exp 0.31, cosine-sign 1.9, not-summed shape"
    ),
    "lsq-dims": "columns 0.82, mixed 0.52, swapped 0.43, scalar-loss 0.72",
    "lsq-grad-e": "half 0.5, column layout, norm 0.71, scalar shape, mean 0.75",
    "lsq-jacobian-e": "sign-lost 2, transposed shape, value shape, elementwise 1.2",
    "lsq-grad-theta": (
        "half 0.5, sign-lost 2, column layout, flat layout, mean 0.75, no-residual-y 0.45, no-theta "
        "0.95, no-transpose raises"
    ),
    "lsq-grad-element": "summed shape, one-based 1.4, row-of-phi shape, sign-lost 2, half 0.5",
    "lsq-direct": "quadratic-halved 0.45, cross-halved 0.22, y-term 0.44, sign 0.88, gram-wrong raises",
}

BACKPROP_STEPS = {
    "backprop-forward-loss": "mean 0.96, half 0.5, no-relu 0.87, root 0.94, relu-on-output 0.37",
    "backprop-grad-ypred": (
        "half-gradient 0.5, sign-flip 2, mean-over-n 0.75, mean-over-all 0.94, absolute 1.4, value 1.4, "
        "norm 0.91"
    ),
    "backprop-grad-w2": (
        "pre-activation 1.1, transposed shape, reshape 1.3, mean 0.83, no-transpose raises, binary 0.46"
    ),
    "backprop-grad-hrelu": ("no-transpose raises, transposed shape, reshape 1.4, masked-early 0.7, sign 2"),
    "backprop-grad-h": (
        "missing-mask 0.96, inverted-mask 1.4, mask-on-output 0.96, mask-on-gradient 1, "
        "times-activation 0.55, relu-of-product 1.1"
    ),
    "backprop-grad-w1": (
        "transposed shape, reshape 1.4, no-transpose raises, mean 0.82, sum-over-samples-lost 0.91"
    ),
}

ROWS = MATRIX_CALCULUS | VECTOR_CALCULUS | BACKPROP_STEPS
TABLE = {id: dict(mistake.split() for mistake in row.split(", ")) for id, row in ROWS.items()}

#: mistakes whose answers are those of another: the name that is told
THE_SAME = {
    ("softmax-linear-w-claim", "exact-equality"): "always-no",
    ("gaussian-grad-sigma-symmetric", "symmetrised"): "unconstrained",
    ("gradient-checker", "minus-in-denominator"): "forward-difference",
    ("gradient-checker", "absolute-h"): "forward-difference",
    ("backprop-grad-h", "mask-on-output"): "missing-mask",
}
