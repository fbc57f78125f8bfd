"""Resolve 50 repositories and their owners: a query per owner, or a query per level."""

import asyncio

REPOS = [{"name": f"repo-{n}", "owner_id": n % 20} for n in range(50)]
OWNERS = {n: f"owner-{n}" for n in range(20)}
queries: list[str] = []


async def fetch_repos():
    queries.append("SELECT … FROM repos LIMIT 50")
    return REPOS


async def fetch_owners(ids):
    """Values come back in the order of the keys: a loader depends on it."""
    queries.append(f"SELECT … FROM owners WHERE id IN ({len(ids)} distinct)")
    return [OWNERS[owner_id] for owner_id in ids]


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
        for key, value in zip(keys, await self.fetch(keys), strict=True):
            self.promises[key].set_result(value)


async def owners_of_all_repos(*, batched):
    queries.clear()
    loader = Loader(fetch_owners)  # a new one for each request: it remembers what this user may see

    async def resolve_owner(repo):
        key = repo["owner_id"]
        return await loader.load(key) if batched else (await fetch_owners([key]))[0]

    return await asyncio.gather(*(resolve_owner(repo) for repo in await fetch_repos()))


names, count = asyncio.run(owners_of_all_repos(batched=False)), len(queries)
print("one by one: ", count, "queries, the last:", queries[-1])
same_names = asyncio.run(owners_of_all_repos(batched=True))
print("with loader:", len(queries), "queries, the last:", queries[-1])

# claim: 50 repositories and their owners take 51 queries one by one and 2 with a loader
assert names == same_names and (count, len(queries)) == (51, 2)
