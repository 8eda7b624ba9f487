"""How gunicorn serves Baton: the settings of config.py, and a refusal to start on what could only fail later."""

import gc
import os
import signal
import sys
import time
from typing import Any

from config import load

settings = load()
_LAST_ANSWERS = 0.1  # seconds

# What is read before serving stays: to look through it for rubbish would make each worker pause for a tenth of a second
# now and then (https://docs.python.org/3/library/gc.html#gc.freeze).
gc.disable()

bind = settings.bind
workers = settings.workers
threads = settings.threads
worker_class = "gthread"
# A listening socket for each worker, among which Linux shares connections out evenly; at one that all share, whoever is
# quickest takes most of them, and keeps them (https://lwn.net/Articles/542629/).
reuse_port = sys.platform == "linux" and not bind.startswith("unix:") and "LISTEN_FDS" not in os.environ
# A page in a call sends every few seconds: closed in between, each would open its line anew.
keepalive = 75
preload_app = True
# A heartbeat on a slow disk would make workers look dead.
worker_tmp_dir = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK | os.X_OK)), None)  # noqa: S108
graceful_timeout = 20
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Refuses to serve with every reason at once; otherwise says where the site is."""
    from app.database import db
    from app.serving import port_refusals, read_ahead, refusals

    app = server.app.wsgi()
    reasons = [reason for address in server.cfg.address for reason in refusals(app, _host(address))]
    if reuse_port:
        reasons += port_refusals(server.cfg.address)
    with app.app_context():
        db.engine.dispose()  # workers open connections of their own
    if reasons:
        sys.exit("\n  ".join(["Baton does not start:", *dict.fromkeys(reasons)]))
    read_ahead(app)
    gc.freeze()
    sys.stdout.write(f"Baton is ready: {settings.address}  (stop with Ctrl-C)\n")
    sys.stdout.flush()


def post_fork(_server: Any, _worker: Any) -> None:
    """Looks for rubbish again, in what this worker makes itself."""
    gc.enable()


def post_worker_init(worker: Any) -> None:
    """Lets this process be known to serve, so that an outage is noticed and its time given back."""
    from app.serving import keep_pulse

    worker.stop_pulse = keep_pulse(worker.wsgi)
    for each in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(each, _end_at_once)


def worker_exit(_server: Any, worker: Any) -> None:
    """Ends the pulse quietly, and then the process at once, with the code it is ending with.

    What ONNX Runtime began before the processes parted cannot be taken down in each of them: it would end in a crash.
    """
    if hasattr(worker, "stop_pulse"):
        worker.stop_pulse()
    ending = sys.exc_info()[1]
    os._exit(ending.code if isinstance(ending, SystemExit) and isinstance(ending.code, int) else 1)


def _end_at_once(_signal: int, _frame: Any) -> None:
    """Ends the process on Ctrl-C, of which it hears twice, from the terminal and from its parent: nothing may be taken
    hold of here that the second time would wait for."""
    time.sleep(_LAST_ANSWERS)
    os._exit(0)


def _host(address: Any) -> str:
    """The host of a (host, port) pair, or the path of a socket as it is."""
    return str(address[0]) if isinstance(address, tuple) else f"unix:{address}"
