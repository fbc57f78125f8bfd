"""Work that fails in the background, and how much of that reaches the log or stderr."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr

log = []


def send_receipt():
    raise ConnectionError("mail server refused")


def report(future):
    if not future.cancelled() and future.exception():
        log.append(f"receipt not sent: {future.exception()!r}")


def submitted(*, watched):
    with ThreadPoolExecutor() as pool:  # leaving the block waits until the work has ended
        future = pool.submit(send_receipt)
        # without the future (breaks 1):
        # from threading import Thread
        # thread = Thread(target=send_receipt, name="receipt")
        # thread.start(), thread.join()
        # return
        if watched:
            future.add_done_callback(report)
            # without the callback (breaks 1): pass


def gathered(*, watched):
    async def receipts():
        async def receipt():
            send_receipt()

        results = await asyncio.gather(receipt(), receipt(), return_exceptions=True)
        # without return_exceptions (breaks 2 with ConnectionError): results = await asyncio.gather(receipt(), receipt())
        if watched:
            log.extend(f"receipt not sent: {result!r}" for result in results if isinstance(result, BaseException))
            # without the look at the results (breaks 2): pass

    asyncio.run(receipts())


heard = {}
for work in (submitted, gathered):
    for watched in (False, True):
        log.clear()
        with redirect_stderr(io.StringIO()) as errors:  # where Python itself would complain
            work(watched=watched)
        log.extend(errors.getvalue().splitlines())
        heard[work, watched] = len(log)
        print(f"{work.__name__:9} {'watched' if watched else 'nobody asks':11} {len(log)} lines", *log[:1])

# claim: a thread pool keeps the exception in the future and prints nothing, and a callback on the future logs it
assert (heard[submitted, False], heard[submitted, True]) == (0, 1), f"{heard[submitted, False]} lines, {heard[submitted, True]} watched"
# claim: gather with return_exceptions returns both exceptions as values and prints nothing, and a look at the results finds both
assert (heard[gathered, False], heard[gathered, True]) == (0, 2), f"{heard[gathered, False]} lines, {heard[gathered, True]} watched"
