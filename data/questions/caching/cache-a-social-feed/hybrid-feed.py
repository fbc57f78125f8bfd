"""Followed authors with few followers are pushed into feeds, popular ones are merged in when the feed is read.

Feeds and lists are kept whole here, and every step is done before the next begins.
"""

# runs: 200
import os
import random

USERS, LIMIT, PAGE = 80, 20, 5
rng = random.Random(int(os.environ["SEED"]))
follows, followers = ({user: set() for user in range(USERS)} for _ in "ab")
own, feed = ({user: [] for user in range(USERS)} for _ in "ab")
author_of, deleted, popular, largest_push = {}, set(), set(), 0


def follow(user, author):
    follows[user].add(author)
    followers[author].add(user)
    feed[user] += own[author]  # the author's earlier posts
    # without the backfill (breaks 1): nothing
    if len(followers[author]) > LIMIT:
        popular.add(author)  # and never back without filling the feeds first


def post(author):
    global largest_push
    author_of[number := len(author_of)] = author
    own[author].append(number)
    if author not in popular:
        for user in followers[author]:
            feed[user].append(number)
        largest_push = max(largest_push, len(followers[author]))
    # without the limit (breaks 2):
    # for user in followers[author]:
    #     feed[user].append(number)
    # largest_push = max(largest_push, len(followers[author]))


def read(user, before=10**9, count=PAGE):
    # A set, because posts pushed before their author became popular are in both:
    candidates = set(feed[user]).union(*(own[author] for author in follows[user] & popular))
    # without the merge (breaks 1, 3): candidates = set(feed[user])
    # without popular authors' older posts (breaks 1, 3): candidates = set(feed[user]).union(*(own[author][-5:] for author in follows[user] & popular))
    visible = [n for n in candidates if n < before and author_of[n] in follows[user] and n not in deleted]
    # without the filter (breaks 1, 3): visible = [n for n in candidates if n < before]
    return sorted(visible, reverse=True)[:count]


def read_all(user):
    return sorted((n for a in follows[user] for n in own[a] if n not in deleted), reverse=True)


popularity = [1 / (rank + 1) for rank in range(USERS)]
for user in range(USERS):
    for author in set(rng.choices(range(USERS), popularity, k=12)) - {user}:
        follow(user, author)
        if rng.random() < 0.1:
            post(author)
for user in range(USERS):
    post(rng.randrange(USERS))
    follows[user].remove(rng.choice(sorted(follows[user])))  # everyone unfollows somebody; the feeds are not cleaned
deleted.update(rng.sample(range(len(author_of)), 15))
right = sum(read(user, count=5 * PAGE) == read_all(user)[: 5 * PAGE] for user in range(USERS))
reader = next(user for user in range(USERS) if 0 in follows[user])
first = read(reader)
post(0)  # a popular author they follow posts between two pages
second = read(reader, before=first[-1])
# without the cursor (breaks 3): second = read(reader, count=2 * PAGE)[PAGE:]
print(f"{len(author_of):,} posts, {len(popular)} popular authors, the first with {len(followers[0])} followers, largest push {largest_push}")
print(f"five pages equal to a full read of all followed authors: {right} of {USERS}")
# claim: after pushes, unfollows, deletions and authors who became popular, five pages of each feed are what a full read gives
assert right == USERS and any(author_of[number] in popular for posts in feed.values() for number in posts)
# claim: the largest push goes to more than 10 and at most 20 feeds, the limit, although the first author has over 60 followers
assert 10 < largest_push <= 20 and len(followers[0]) > 60
# claim: when a new post arrives between two pages, the second page, continued by the last post's number, repeats and skips nothing
assert read(reader)[0] == len(author_of) - 1 and first + second == read_all(reader)[1 : 1 + 2 * PAGE]
