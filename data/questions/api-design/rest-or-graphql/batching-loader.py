"""50 repositories and their owners, resolved through a loader that collects keys before it asks. Then it gets one too few."""

import asyncio

REPOS = [{"name": f"repo-{n}", "owner_id": n % 20} for n in range(50)]
OWNERS = {n: f"owner-{n}" for n in range(20)}
queries: list[str] = []


async def fetch_repos():
    queries.append("SELECT … FROM repos LIMIT 50")
    return REPOS


async def fetch_owners(ids):
    queries.append(f"SELECT … FROM owners WHERE id IN ({len(ids)} ids)")
    return [OWNERS[owner_id] for owner_id in ids]
    # without the order of the keys (breaks 2): return [OWNERS[owner_id] for owner_id in sorted(ids, reverse=True)]


class Loader:
    """Collects the keys asked for in one turn of the event loop, then fetches each of them once."""

    def __init__(self, fetch):
        self.fetch, self.promises, self.waiting = fetch, {}, []

    def load(self, key):
        if key not in self.promises:
            if not self.waiting:
                self.task = asyncio.create_task(self.dispatch())
            self.promises[key] = asyncio.get_running_loop().create_future()
            self.waiting.append(key)
        return self.promises[key]

    async def dispatch(self):
        keys, self.waiting = self.waiting, []
        try:
            found = list(zip(keys, await self.fetch(keys), strict=True))
        except Exception as error:
            for key in keys:
                self.promises[key].set_exception(error)
                # without passing on the error (breaks 3): nothing
        else:
            for key, value in found:
                self.promises[key].set_result(value)


async def owners_of_all_repos(fetch=fetch_owners):
    loader = Loader(fetch)  # a new one for each request: it remembers what this user may see

    async def resolve_owner(repo):
        return await loader.load(repo["owner_id"])
        # without the loader (breaks 1): return (await fetch([repo["owner_id"]]))[0]

    repos = await fetch_repos()
    return await asyncio.gather(*(resolve_owner(repo) for repo in repos))
    # without asking before waiting (breaks 1): return [await resolve_owner(repo) for repo in repos]


async def all_but_one(ids):
    return (await fetch_owners(ids))[1:]


owners = asyncio.run(owners_of_all_repos())
print(len(queries), "queries, the last:", queries[-1])
wrong = sum(owner != OWNERS[repo["owner_id"]] for repo, owner in zip(REPOS, owners))
print(wrong, "of 50 repositories with another one's owner")

# claim: 50 repositories and their 20 owners take 2 queries
assert len(queries) == 2, f"{len(queries)} queries"
# claim: each repository gets its own owner
assert wrong == 0, f"{wrong} wrong owners"

try:
    asyncio.run(asyncio.wait_for(owners_of_all_repos(all_but_one), timeout=0.5))
    ended = "no error"
except Exception as error:
    ended = type(error).__name__
print(ended, "when the fetch returns one owner too few")
# claim: when the fetch returns one owner too few, the request fails at once instead of waiting forever
assert ended not in ("no error", "TimeoutError"), ended
