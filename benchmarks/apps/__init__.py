"""The contenders. Each module builds ASGI applications that serve `benchmarks/openapi.yaml` or a part of it."""
