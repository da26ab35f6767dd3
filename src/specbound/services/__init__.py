"""Services that a server built on a contract shares, each a module of its own, so that only what is used is imported.

settings     environment variables, and their list for the documentation
database     one transaction for each request, on SQLite or PostgreSQL
migrations   the schema of the database, brought up in code and safe when two processes start at once
auth         API keys: made, checked for typing errors, stored as keyed hashes
keyfile      secrets that are made at first start and kept in a file
conditional  `ETag`, `If-Match` and `If-None-Match` (RFC 9110, 13.1)
cursors      signed cursors and keyset pagination
health       named checks, run at once and each with a time limit
logging      one line of JSON for each event, with the request's id and without secrets
ids, times   UUIDv7 (RFC 9562) and RFC 3339 times
"""
