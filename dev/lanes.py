"""Runs stages of tests side by side, as many as there are lanes."""

import time
from collections.abc import Iterable

from .progress import duration, say

PAUSE = 0.2
#: Seconds between two signs of life of stages whose output is not shown yet.
HEARTBEAT = 30.0


def run_side_by_side(stages: Iterable, lanes: int, started: Iterable = ()) -> None:
    """Start the stages in this order, the next one as soon as a lane is free, and finish each that is over.

    With one lane, what a stage prints is shown at once.

    :param started: stages that run already, each in a lane

    :raises KeyboardInterrupt: at Ctrl-C, after the running ones have stopped; the others do not begin
    """
    waiting, running = list(stages), list(started)
    begin = heard = time.monotonic()
    try:
        while waiting or running:
            while waiting and len(running) < lanes:
                # Among those running before it starts: a stage whose start is interrupted leaves things behind as well.
                running.append(waiting.pop(0))
                running[-1].start(live=lanes == 1)
            for stage in [stage for stage in running if not stage.is_running()]:
                stage.finish()
                running.remove(stage)
                heard = time.monotonic()
            if lanes > 1 and running and time.monotonic() - heard > HEARTBEAT:
                heard = time.monotonic()
                say(f"      ... {duration(heard - begin)}: {'; '.join(stage.progress() for stage in running)}")
            time.sleep(PAUSE)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            say("\nInterrupted: waiting until the tests have stopped their servers.")
        for stage in running:
            stage.interrupt()
        for stage in running:
            stage.finish()
        raise
