"""specbound turns an OpenAPI document that a person wrote into a running FastAPI server."""
