"""Makes the app for a WSGI server."""

import os

# The marker's matrices are small: a second thread of the arithmetic library only waits. Before anything imports it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from app import create_app

app = create_app()
