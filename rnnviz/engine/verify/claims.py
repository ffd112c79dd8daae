"""What can be claimed of the numbers of a pass: one class a claim, its sentence a template."""

from __future__ import annotations


class Claim:
    """A claim; ``key`` is the beginning of its check's key, ``title`` its sentence with ``{array}`` in it."""

    key = ""
    title = ""


class Readable(Claim):
    """The drawn array is that of the other path through the same model."""

    key = "readable"
    title = "{array}: the fast path and the step-by-step path agree"


class WholePass(Claim):
    """The drawn array is that of torch's own cells in float64, from the inputs alone."""

    key = "torch"
    title = "{array}: as torch's own cells compute it from the inputs"


class EachStep(Claim):
    """Every drawn state follows from the drawn state before it."""

    key = "step"
    title = "{array}: each step follows from the one before"


class EachGate(Claim):
    """Every drawn gate is what its equation says of the drawn state before it."""

    key = "equation"
    title = "{array}: each step satisfies its equation"


class Backward(Claim):
    """Every drawn gradient is the one that torch's cells pass back along the drawn states, step by step."""

    key = "backward"
    title = "{array}: as torch's own cells pass it back"


class Decades(Claim):
    """The drawn logarithm of a norm is right at every step, however small or large the norm."""

    key = "decades"
    title = "{array}: right at every step, in decades"


class Norm(Claim):
    """A drawn norm is the norm of the drawn vector."""

    key = "norm"
    title = "{array}: the norm of the vectors that are drawn"


class Trained(Claim):
    """The pass that learns and the pass that is drawn are the same."""

    key = "training"
    title = "{array}: the pass that learns gives the same"


class Parameter(Claim):
    """∂L/∂θ, from torch's fused module and from its cells unrolled."""

    key = "parameter"
    title = "gradient of {array}: torch's fused module and its cells agree"


class Training(Claim):
    """The gradient that training uses."""

    key = "training"
    title = "gradient of {array}: what an update uses is the plain gradient"


class Difference(Claim):
    """A gradient against a central difference."""

    key = "difference"
    title = "gradient of {array}: a small change moves the loss as much as it says"


class DifferenceOfStates(Claim):
    """The gradients of all that is recorded of a layer against a central difference."""

    key = "difference/states"
    title = "gradients of states and gates of {array}: a small change of them all moves the loss as much as they say"


class DifferenceOfParameters(Claim):
    """The gradients of all parameters of a layer against a central difference."""

    key = "difference/parameters"
    title = "gradients of the parameters of {array}: a small change of them all moves the loss as much as they say"


class LossSum(Claim):
    """Σ_t loss_by_time = loss."""

    key = "sum/loss_by_time"
    title = "the losses of all steps add up to the loss"


class StepSum(Claim):
    """Σ_k δ_k h_{k-1}ᵀ = ∂L/∂W."""

    key = "sum/parameter"
    title = "gradient of {array}: what each step adds makes up the whole"


class ShareSum(Claim):
    """Σ of the signed shares = ‖∂L/∂W‖."""

    key = "sum/share"
    title = "{array}: the shares add up to the norm of the gradient"


class ParameterFlowSum(Claim):
    """Σ over losses and steps = ‖∂L/∂W‖."""

    key = "sum/parameter_flow"
    title = "{array}: all parts add up to the norm of the gradient"


class FlowSum(Claim):
    """Σ_t ∂L_t/∂h_k = ∂L/∂h_k."""

    key = "sum/flow"
    title = "gradient of {array}: the losses' own gradients add up to the whole"


class FlowRow(Claim):
    """Rows of the loss-by-time matrix, against one loss followed back alone."""

    key = "flow"
    title = "{array}: rows as one loss followed back alone gives them"


class FlowResidual(Claim):
    """What the loss-by-time matrix says of its own sum."""

    key = "flow"
    title = "{array}: the losses' own gradients add up to the whole"


class ByStep(Claim):
    """What each step adds to ∂L/∂θ, as norm or signed share."""

    key = "steps"
    title = "{array}: as outer products of the drawn states and gradients have it"


class ByLoss(Claim):
    """What one loss adds to ∂L/∂W at all steps together."""

    key = "losses"
    title = "{array}: what one loss adds is that loss's own gradient along the whole"


class ByLossAndStep(Claim):
    """What all losses add to ∂L/∂W at one step."""

    key = "sum/losses"
    title = "{array}: what all losses add at a step is that step's share"


class OnRequest(Claim):
    """A gradient that is drawn on request."""

    key = "precise"
    title = "{array}: as the step-by-step path in float64 has it"


class Lyapunov(Claim):
    """Lyapunov exponents along the trace."""

    key = "lyapunov"
    title = "{array}: as a QR decomposition of the step Jacobians has it"


class Truncated(Claim):
    """What truncation keeps, against torch's cells with the graph cut."""

    key = "truncated"
    title = "{array}: as a graph that is really cut gives it"


class Jacobian(Claim):
    """σ_max or spectral radius of J_t, against the Jacobian by automatic differentiation."""

    key = "jacobian"
    title = "{array}: as the step's Jacobian by automatic differentiation has it"


class Matrix(Claim):
    """What is said of W_hh alone."""

    key = "matrix"
    title = "{array}: as numpy's decomposition of the matrix has it"


class Path(Claim):
    """log10 ‖∂h_t*/∂h_k‖ by the product of step Jacobians."""

    key = "path"
    title = "{array}: as the product of the step Jacobians has it"


class BatchNorm(Claim):
    """Norms of the batch's gradient."""

    key = "batch"
    title = "{array}: as the cells' own steps in float64 give it over the batch"


class UnitRange(Claim):
    """A gate or an attention weight is in [0, 1]."""

    key = "range"
    title = "{array}: never below 0 or above 1"


class TanhRange(Claim):
    """A value of tanh is in [-1, 1]."""

    key = "range"
    title = "{array}: never below −1 or above 1"


class RowSum(Claim):
    """Attention weights of one step sum to 1."""

    key = "sum/rows"
    title = "{array}: the weights of each step add up to 1"


class ClippedNorm(Claim):
    """‖g'‖ = min(‖g‖, θ)."""

    key = "clip/norm"
    title = "clipping leaves the gradient no longer than the threshold"


class ClippedDirection(Claim):
    """g' ∥ g."""

    key = "clip/direction"
    title = "clipping by norm keeps the direction of the gradient"


class ClippedValue(Claim):
    """|g'_i| ≤ v, and entries within the bound stay."""

    key = "clip/value"
    title = "clipping by value cuts the entries beyond the bound, and no other"


class Untouched(Claim):
    """Weights after updates with and without a probe in between."""

    key = "watching"
    title = "watching changes nothing: the same weights, bit for bit"


class NoFuture(Claim):
    """Attention of a causal model to later steps."""

    key = "future"
    title = "{array}: no step looks at a later one"


class Forgotten(Claim):
    """No gradient of a window's loss reaches a step before the window, or after it."""

    key = "memory"
    title = "{array}: exactly zero outside the window"


class Absent(Claim):
    """Note of a check that does not apply."""

    title = "not in this model"


class Sensitive(Claim):
    """Note of a comparison that stops where rounding has grown too far."""

    title = (
        "compared at {count} of {total} steps: at the others rounding alone, grown by this model's own dynamics, "
        "exceeds 1 %"
    )


class Unresolved(Claim):
    """Note of a comparison that no step can be made of."""

    title = (
        "rounding alone, grown by this model's own dynamics, exceeds 1 %; checks along the drawn states stand for it"
    )


class Zero(Claim):
    """Note of a gradient that is zero."""

    title = "the gradient is zero or too small for a difference to see"


class Beyond(Claim):
    """Note of a sum of numbers that the precision does not hold."""

    title = "the gradients are beyond what the precision holds; their logarithms are compared"


class Stops(Claim):
    """Note of an update that cannot be made."""

    title = "the next update would make the loss infinite or NaN"
