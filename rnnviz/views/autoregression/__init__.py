"""The autoregression of a series: its coefficients, roots, forecast and what it leaves."""
