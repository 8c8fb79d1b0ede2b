"""Gunicorn's only configuration: workers, threads, timeouts. Imports nothing of ours.

`gthread` serves a few slow phones without a buffering proxy in front (many, or an attacker, need
one: each half-sent request holds a thread); one process with threads is
the default because the embedded default (SQLite, local-memory cache) is one process's.
"""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 30
graceful_timeout = 20
keepalive = 5
# A request line holds no more than a search; a larger one is refused before Django sees it.
limit_request_line = 4094
limit_request_fields = 60
# No access log: it would hold what people search for. recovery_site logs what operators need.
accesslog = None
errorlog = "-"
# A warning of gunicorn's quotes the request that it could not read.
loglevel = os.environ.get("LOG_LEVEL", "error")
control_socket_disable = True
