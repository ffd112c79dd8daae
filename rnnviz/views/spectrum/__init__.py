"""Spectrum: eigenvalues, norms of the step's Jacobian, reach and bounds, Lyapunov exponents."""
