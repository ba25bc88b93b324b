"""Work for runners in tests, of which each worker process can find the name."""

from __future__ import annotations

import os
import signal
import time


def play(parcel: str) -> str:
    """Does what the parcel says: ``say TEXT``, ``sleep SECONDS``, ``die`` or ``fail``; or ``once PATH``: dies
    the first time and says so the second."""
    verb, _, rest = parcel.partition(" ")
    if verb == "sleep":
        time.sleep(float(rest))
    elif verb == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif verb == "fail":
        raise RuntimeError("on purpose")
    elif verb == "once":
        if not os.path.exists(rest):
            open(rest, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    elif verb == "pid":
        return str(os.getpid())
    return rest
