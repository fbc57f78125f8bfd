"""A blocking call in a coroutine, the same call in a thread, and what a timeout does to each. Gates fix the order, not clocks."""

import asyncio
import threading


async def everything_else(ran):
    ran.set()  # all other requests on this loop; here they only say that they got a turn


def driver_call(ran, patience):
    return ran.wait(patience)  # blocks its thread; whether anything else ran in the meantime


async def call_in(where):
    ran = threading.Event()
    others = asyncio.create_task(everything_else(ran))
    if where == "coroutine":
        seen = driver_call(ran, patience=0.1)
        # without the blocking call (breaks 1): seen = await asyncio.sleep(0.1) or ran.is_set()
    else:
        seen = await asyncio.to_thread(driver_call, ran, patience=5)
        # without the thread: seen = driver_call(ran, patience=0.1)
    await others
    return seen


async def timeout_in(where):
    started, stopped, answer = threading.Event(), threading.Event(), threading.Event()

    async def coroutine():
        started.set()
        try:
            await asyncio.Event().wait()  # a dependency that never answers
            # without the await (breaks 2): answer.wait(0.1)
        finally:
            stopped.set()

    def thread():
        started.set()
        answer.wait()
        stopped.set()

    call = asyncio.create_task(coroutine() if where == "coroutine" else asyncio.to_thread(thread))
    # without the thread: call = asyncio.create_task(coroutine())
    await asyncio.to_thread(started.wait)
    try:
        await asyncio.wait_for(call, timeout=0.01)
    except TimeoutError:
        return stopped.is_set()
    finally:
        answer.set()  # lets the thread end, after we have looked


ran = {where: asyncio.run(call_in(where)) for where in ("coroutine", "thread")}
stopped = {where: asyncio.run(timeout_in(where)) for where in ("coroutine", "thread")}
for where in ran:
    print(f"{where:9} others ran during a blocking call: {ran[where]!s:5}  call stopped by a timeout: {stopped[where]}")
# claim: a blocking call in a coroutine stops everything else on its loop; in a thread it does not
assert ran == {"coroutine": False, "thread": True}, f"in a coroutine {ran['coroutine']}, in a thread {ran['thread']}"
# claim: a timeout stops a coroutine at its await, and leaves a thread inside its call
assert stopped == {"coroutine": True, "thread": False}, f"coroutine {stopped['coroutine']}, thread {stopped['thread']}"
