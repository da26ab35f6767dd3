"""What a request costs in CPU time, here and elsewhere: `python -m benchmarks`. See docs/benchmarks.md."""
