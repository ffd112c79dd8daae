"""The step's Jacobian and what follows from it: singular values, spectra, paths, Lyapunov exponents."""
