"""Twenty readers of one app on this machine, who move a lever and wait for the plan.

Real sessions against a server without a browser: what a reader waits for is all that the server
does. Alone, twenty who hurry, twenty who look at each plan for a while, and twenty beside three
studies; the first page of twenty at once. The processor time is that of the server and its
workers, so that a busy machine shows.
"""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

import numpy as np
import psutil
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).parents[1]
READERS, MOVES = int(os.environ.get("READERS", "20")), int(os.environ.get("MOVES", "3"))
LOOKS = float(os.environ.get("LOOKS", "20"))  # seconds that who does not hurry looks at a plan
SCENARIO, AMOUNT, ASIDE = "scenarie", "optimum-34.amount", "optimum-34.displacement"
STUDIES = ("afvejning", "alternativer", "usikkerhed")  # pages that search for long


class Reader:
    """A session on a page."""

    def __init__(self, socket: WebSocketClientConnection, page: str) -> None:
        self.socket, self.page = socket, page
        self.levers, self.moved = dict[str, tuple[str, list[str]]](), dict[str, str]()

    async def see(self) -> float:
        """Seconds until the page is drawn, with its plan."""
        start, asked = perf_counter(), BackMsg()
        asked.rerun_script.page_name = self.page
        for lever, value in self.moved.items():
            name, _options = self.levers[lever]
            state = asked.rerun_script.widget_states.widgets.add(id=name)
            state.string_array_value.data.append(value)
        await self.socket.write_message(asked.SerializeToString(), binary=True)
        while True:
            found = ForwardMsg.FromString(await self.socket.read_message())
            self._look(found.delta.new_element)
            if found.WhichOneof("type") == "script_finished" and found.script_finished == 0:
                return perf_counter() - start

    def _look(self, shown: Element) -> None:
        """Notes a lever and its stops. Raises RuntimeError where the page tells of a fault."""
        if shown.alert.format == Alert.ERROR:
            raise RuntimeError(shown.alert.body)
        for lever in (AMOUNT, ASIDE):
            if f"{lever}@" in shown.slider.id:
                self.levers[lever] = shown.slider.id, [*shown.slider.options]

    async def move(self, lever: str, to: int) -> float:
        """Seconds until the plan with a lever at one of its stops."""
        _name, options = self.levers[lever]
        self.moved[lever] = options[to % len(options)]
        return await self.see()


async def reader(port: int, page: str) -> Reader:
    found = await websocket_connect(
        f"ws://localhost:{port}/_stcore/stream",
        subprotocols=["streamlit"],
        max_message_size=1 << 30,
    )
    return Reader(found, page)


@contextmanager
def served() -> Iterator[tuple[int, psutil.Process]]:
    """The port of an app that runs, and its process."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    words = f"-m streamlit run app.py --server.headless true --server.port {port}".split()
    server = subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            with socket.socket() as tried:
                if not tried.connect_ex(("localhost", port)):
                    break
            sleep(0.1)
        yield port, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def used(server: psutil.Process) -> tuple[float, float]:
    """Processor seconds of the server itself, and of all that it has started."""
    own, others = server.cpu_times(), 0.0
    for child in server.children(recursive=True):
        times = child.cpu_times()
        others += times.user + times.system
    return own.user + own.system, others


async def moves(readers: list[Reader], looks: float) -> list[float]:
    """Seconds for each answer; every reader asks for amounts of its own, and looks at each."""

    async def one(number: int, each: Reader) -> list[float]:
        found = list[float]()
        await asyncio.sleep(looks * number / len(readers))
        for k in range(MOVES):
            found.append(await each.move(AMOUNT, 1 + number * MOVES + k))
            await asyncio.sleep(looks)
        return found

    found = await asyncio.gather(*(one(n, each) for n, each in enumerate(readers)))
    return [seconds for each in found for seconds in each]


async def told(
    name: str, readers: list[Reader], aside: int, server: psutil.Process, looks: float = 0.0
) -> None:
    """Move and say how it went; another lever stands `aside`, so that every plan is a new one."""
    for each in readers:
        await each.move(ASIDE, aside)
    start, before = perf_counter(), used(server)
    seconds = await moves(readers, looks)
    took, after = perf_counter() - start, used(server)
    half, most = np.percentile(seconds, [50, 95])
    page, others = ((b - a) / len(seconds) for a, b in zip(before, after, strict=True))
    print(f"{name:34} {len(seconds) / took:5.2f} {half:7.2f} {most:7.2f} {page:7.2f} {others:7.2f}")


async def main() -> None:
    with served() as (port, server):
        alone = await reader(port, SCENARIO)
        print(f"the first page of all: {await alone.see():.1f} s")
        await asyncio.sleep(5)  # until the pool is there
        print("answers a second, seconds: median, 95 %; processor seconds: page, workers")
        await told("one reader", [alone], 1, server)
        many = [await reader(port, SCENARIO) for _ in range(READERS)]
        before = used(server)
        first = await asyncio.gather(*(each.see() for each in many))
        page, others = (b - a for a, b in zip(before, used(server), strict=True))
        print(f"first page of {READERS} at once: {max(first):.1f} s; {page:.1f} s, {others:.1f} s")
        await told(f"{READERS} readers", many, 2, server)
        await told(f"{READERS} readers, {LOOKS:.0f} s a plan", many, 5, server, LOOKS)
        for study in STUDIES:
            await (await reader(port, study)).see()
        await told("one reader beside three studies", [alone], 3, server)
        await told(f"{READERS} readers beside three studies", many, 4, server)


if __name__ == "__main__":
    asyncio.run(main())
