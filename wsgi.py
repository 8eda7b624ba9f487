"""Makes the app for a WSGI server."""

import os
import sys

# The marker's matrices are small: a second thread of the arithmetic library only waits. Before anything imports it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from app import create_app

# A thread that holds the lock of the database waits its turn after each statement: turns are kept short.
sys.setswitchinterval(0.0005)

app = create_app()
