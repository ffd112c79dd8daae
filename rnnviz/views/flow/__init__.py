"""Gradient flow: which loss reaches which step, what makes ∂L/∂W, what truncation loses."""
