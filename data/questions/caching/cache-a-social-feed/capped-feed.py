"""Posts of ordinary authors are pushed into capped feeds, popular authors' newest posts are merged in at the read.

A reader's server learns a little later than the writers which authors are popular.
"""

# runs: 200
import os
import random

USERS, LIMIT, CAP, RECENT, PAGE = 80, 20, 20, 6, 5  # followers of an ordinary author; lengths of a feed, a list, a page
rng = random.Random(int(os.environ["SEED"]))
follows, followers = ({user: set() for user in range(USERS)} for _ in "ab")
own, feed = ({user: [] for user in range(USERS)} for _ in "ab")
author_of, deleted, popular, known, pushes, from_database = {}, set(), set(), set(), [], []


def follow(user, author):
    follows[user].add(author)
    followers[author].add(user)
    feed[user] = sorted(feed[user] + own[author])[-CAP:]  # the author's earlier posts
    # without the backfill (breaks 1, 2): nothing
    if len(followers[author]) > LIMIT:
        popular.add(author)


def post(author):
    author_of[number := len(author_of)] = author
    own[author].append(number)
    pushed = author not in popular & known  # until every reader's server knows
    # without the overlap (breaks 2, 3): pushed = author not in popular
    # without the limit (breaks 3): pushed = True
    if pushed:
        pushes.append(len(followers[author]))
        for user in followers[author]:
            feed[user] = [*feed[user], number][-CAP:]


def read_database(user, before=10**9):
    return sorted((n for a in follows[user] for n in own[a] if n < before and n not in deleted), reverse=True)


def read(user, before=10**9):
    authors = sorted(follows[user] & known)
    # without the merge (breaks 1, 2, 4): authors = []
    lists = [feed[user], *(own[author][-RECENT:] for author in authors)]
    cut = [len(feed[user]) == CAP, *(len(own[author]) > RECENT for author in authors)]
    floor = max((posts[0] for posts, is_cut in zip(lists, cut) if is_cut), default=0)
    # without the floor (breaks 1): floor = 0
    candidates = {n for posts in lists for n in posts if floor <= n < before}  # a set: crossing authors are in both
    visible = [n for n in candidates if author_of[n] in follows[user] and n not in deleted]
    # without the filter (breaks 1, 4): visible = list(candidates)
    from_database.append(len(visible) < PAGE)
    return sorted(visible, reverse=True)[:PAGE] if len(visible) >= PAGE else read_database(user, before)[:PAGE]


def pages(user, count=5):
    found = []
    for _ in range(count):
        found += read(user, before=found[-1] if found else 10**9)
    return found


popularity = [1 / (rank + 1) for rank in range(USERS)]
behind = right_behind = 0
for user in range(USERS):
    for author in sorted(set(rng.choices(range(USERS), popularity, k=12)) - {user}):
        follow(user, author)
        if rng.random() < 0.1 or author in popular - known:
            post(author)
    if popular - known:  # right after a crossing, and a post by that author
        behind += user + 1
        right_behind += sum(pages(reader, 1) == read_database(reader)[:PAGE] for reader in range(user + 1))
    known |= popular
for user in range(USERS):
    post(rng.randrange(USERS))
    follows[user].remove(rng.choice(sorted(follows[user])))  # everyone unfollows somebody; the feeds are not cleaned
deleted.update(rng.sample(range(len(author_of)), 15))
from_database.clear()
right = sum(pages(user) == read_database(user)[: 5 * PAGE] for user in range(USERS))
share = sum(from_database) / len(from_database)
reader = next(user for user in range(USERS) if 0 in follows[user])
first = read(reader)
post(0)  # a popular author they follow posts between two pages
second = read(reader, before=first[-1])
# without the cursor (breaks 4): second = read_database(reader)[PAGE : 2 * PAGE]
print(f"largest push: {max(pushes)} feeds")
print(f"first pages that are right just after an author became popular: {right_behind / behind:.1%}")
print(f"readers whose five pages are right: {right / USERS:.1%}")
# claim: with capped lists, after unfollows and deletions, five pages of each feed are what a full read gives; some of the pages,
# but not all, come from the database
assert right == USERS and 0 < share < 1
# claim: while readers' servers don't know yet that an author became popular, no first page misses a post
assert right_behind == behind > 0
# claim: the largest push goes to 21 feeds, one more than the limit, although the first author has over 60 followers
assert max(pushes) == 21 and len(followers[0]) > 60
# claim: when a new post arrives between two pages, a second page that continues from the last post repeats and skips nothing
assert read(reader)[0] == len(author_of) - 1 and first + second == read_database(reader)[1 : 1 + 2 * PAGE]
