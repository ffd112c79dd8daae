"""The baselines of the engine: what a person would write with torch's own modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor, nn

    from rnnviz.engine.training.run import Run


class PlainModel:
    """``torch.nn``'s recurrent module and a linear readout, with the weights of a run's one-layer stack."""

    def __init__(self, run: Run) -> None:
        import torch
        from torch import nn

        from rnnviz.engine.networks.stack import Stack

        model, task = run.learner.model, run.task
        assert isinstance(model, Stack)
        layer = model.layers[0]
        wanted = layer.cell.torch_module()
        assert wanted is not None
        like = next(model.parameters())
        made = getattr(nn, wanted[0])(layer.input_size, layer.cell.hidden_size, **wanted[1])
        self.cells: nn.RNNBase = made.to(like)
        self.cells.load_state_dict({key: value.detach() for key, value in layer.named_parameters()})
        self.readout = nn.Linear(layer.cell.hidden_size, task.output_size).to(like)
        self.readout.load_state_dict({key: value.detach() for key, value in model.readout.named_parameters()})
        self.parameters: list[nn.Parameter] = [*self.cells.parameters(), *self.readout.parameters()]
        self._task, self._learner, self._torch = task, run.learner, torch

    def loss(self, inputs: Tensor, targets: Tensor, here: Tensor) -> tuple[Tensor, Tensor]:
        """Return the mean loss over the steps that carry one, and the outputs (T, B, K)."""
        functional = self._torch.nn.functional
        x = inputs if inputs.is_floating_point() else functional.one_hot(inputs, self._task.input_size).to(
            self.parameters[0].dtype
        )
        outputs = self.readout(self.cells(x)[0])
        if self._task.loss == "cross_entropy":
            each = functional.cross_entropy(outputs.flatten(0, 1), targets.flatten(), reduction="none")
            each = each.view(targets.shape)
        else:
            each = (outputs - targets).square().mean(-1)
        return each[here].mean(), outputs

    def forward_backward(self, run: Run) -> Callable[[], object]:
        """Return a pass over the pinned example that leaves every parameter's gradient."""
        example = run.pinned
        inputs, targets = self._learner.tensor(example.inputs), self._learner.tensor(example.targets)
        here = self._learner.tensor(example.loss_steps)
        return lambda: self._pass(inputs, targets, here)

    def over_batch(self, run: Run) -> Callable[[], object]:
        """Return the same over the newest batch."""
        batch = run.current
        assert batch is not None
        inputs, targets = self._learner.tensor(batch.inputs), self._learner.tensor(batch.targets)
        here = self._learner.tensor(batch.loss_steps)
        return lambda: self._pass(inputs, targets, here)

    def _pass(self, inputs: Tensor, targets: Tensor, here: Tensor) -> None:
        for parameter in self.parameters:
            parameter.grad = None
        self.loss(inputs, targets, here)[0].backward()  # type: ignore[no-untyped-call]

    def retaining(self, run: Run) -> Callable[[], object]:
        """Return the usual way to see ∂L/∂h: cells in a Python loop, ``retain_grad`` on every state."""
        torch, cells = self._torch, self.cells
        kind = {"RNN_TANH": "RNNCell", "RNN_RELU": "RNNCell", "GRU": "GRUCell", "LSTM": "LSTMCell"}[cells.mode]
        options = {"nonlinearity": cells.mode[4:].lower()} if kind == "RNNCell" else {}
        cell = getattr(torch.nn, kind)(cells.input_size, cells.hidden_size, **options).to(self.parameters[0])
        cell.load_state_dict({name.removesuffix("_l0"): value for name, value in cells.state_dict().items()})
        example = run.pinned
        inputs, targets = self._learner.tensor(example.inputs), self._learner.tensor(example.targets)
        here = self._learner.tensor(example.loss_steps)

        def go() -> None:
            zero = inputs.new_zeros(1, cells.hidden_size)
            state, kept = ((zero, zero) if kind == "LSTMCell" else zero), []
            for x in inputs:
                state = cell(x, state)
                hidden = state[0] if kind == "LSTMCell" else state
                hidden.retain_grad()
                kept.append(hidden)
            outputs = self.readout(torch.stack(kept))
            (outputs - targets).square().mean(-1)[here].mean().backward()

        return go

    def learning(self, run: Run) -> Callable[[], object]:
        """Return a training loop's step on batches of the run's task, logging what a run's row holds."""
        import numpy as np

        torch, task, training = self._torch, self._task, run.experiment.training
        optimizer = torch.optim.Adam(self.parameters, training.learning_rate)
        generator = np.random.default_rng(0)
        rows: list[dict[str, float]] = []

        def go() -> None:
            batch = task.batch(training.batch_size, generator, None)
            learner = self._learner
            targets, here = learner.tensor(batch.targets), learner.tensor(batch.loss_steps)
            loss, outputs = self.loss(learner.tensor(batch.inputs), targets, here)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            norms = [p.grad.norm() for p in self.parameters if p.grad is not None]
            total = torch.nn.utils.clip_grad_norm_(self.parameters, training.clip.max_norm)
            optimizer.step()
            row = {"loss": loss.item(), "gradient_norm": total.item()}
            row |= {str(place): norm.item() for place, norm in enumerate(norms)}
            row |= task.scores(learner.predicted(outputs), batch, row["loss"])
            rows.append(row)

        return go
