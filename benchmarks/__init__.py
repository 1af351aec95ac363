"""How fast it is: one module per measurement, `python -m benchmarks` joins them. Never part of the tests."""
