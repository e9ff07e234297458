"""What is said about a student's answer that is a named mistake, where several exercises say it alike.

A clause of the feedback: it starts with a small letter and has no full stop.
"""

from gradecheck.author import Text

#: said where ``half-gradient`` is accepted (or not): the homework's own published answer
HALF_THE_GRADIENT = Text(
    "half the gradient of the loss that is printed: the answer the homework itself published; "
    "training with it is training with half the learning rate",
    "这是所打印损失的梯度的一半，也就是作业公布的答案；用它训练相当于学习率减半",
)
NEGATED = Text("your answer has the opposite sign", "你的答案符号反了")
TRANSPOSED = Text("your answer is the transpose of what is asked for", "你的答案是所求结果的转置")
SHAPES_DO_NOT_FIT = Text(
    "your answer multiplies matrices whose shapes do not fit",
    "你的答案把形状不匹配的矩阵相乘了",
)
RESHAPED = Text(
    "your answer uses reshape where a transpose belongs",
    "你的答案在该用转置的地方用了 reshape",
)
DIVIDED_BY_SAMPLES = Text(
    "the gradient is divided by the number of samples",
    "梯度被除以了样本数",
)
NO_MASK = Text(
    "the gradient goes back through the relu unchanged, for every unit",
    "在所有单元上，梯度都原样穿过了 relu",
)
MASK_INVERTED = Text(
    "the gradient is kept where the relu outputs zero, and set to zero where the unit is active",
    "relu 输出为零处的梯度被保留，激活单元的梯度却被置零",
)
MASK_OF_GRADIENT = Text(
    "the relu is applied to the gradient itself: its negative entries become zero",
    "relu 被作用在梯度本身上：梯度的负分量变成了零",
)
TIMES_ACTIVATION = Text(
    "the gradient is multiplied by the output of the relu",
    "梯度被乘上了 relu 的输出",
)
BEFORE_THE_RELU = Text(
    "the gradient of w2 is computed with the hidden values before the relu",
    "计算 w2 的梯度时用的是 relu 之前的隐藏值",
)
UPHILL = Text("the weights move up the gradient, not down", "权重沿着梯度上升，而不是下降")
W1_STAYS = Text("w1 does not move", "w1 没有更新")
W2_STAYS = Text("w2 does not move", "w2 没有更新")
W2_MOVED_FIRST = Text(
    "the gradient of w1 is computed with w2 after its update",
    "计算 w1 的梯度时用的是更新之后的 w2",
)
W1_MOVED_FIRST = Text(
    "the gradient of w2 is computed with w1 after its update",
    "计算 w2 的梯度时用的是更新之后的 w1",
)
TEN_TIMES_THE_STEP = Text(
    "the step is ten times as long as the one asked for",
    "步长是题目要求的十倍",
)
