"""Work that fails in the background, and how much of that anybody hears."""

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
        if watched:
            future.add_done_callback(report)


def gathered(*, watched):
    async def receipts():
        async def receipt():
            send_receipt()

        results = await asyncio.gather(receipt(), receipt(), return_exceptions=True)
        if watched:
            log.extend(f"receipt not sent: {result!r}" for result in results if isinstance(result, Exception))

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

# claim: a thread pool keeps the exception in the future and says nothing, unless somebody asks the future
assert heard[submitted, False] == 0 and heard[submitted, True] == 1
# claim: gather with return_exceptions returns the exceptions as values, and says nothing either
assert heard[gathered, False] == 0 and heard[gathered, True] == 2
