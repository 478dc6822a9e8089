import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# It goes on for a moment, as something that tidies up does, while further signals come.
WAITING = """
import time
from mercat.common.stopping import Stop
stop = Stop()
print("up", flush=True)
stop.wait(60)
time.sleep(0.5)
"""


def test_stop_ends_however_many_signals_come_at_once():
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "up\n"

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(process.pid, number)
            time.sleep(0.001)

        assert process.wait(timeout=10) == 0
