#!/usr/bin/env python3
"""Claims of one rank pro rata in plain Python: integers, largest remainder.

    distribution_python.py FILE [ROUNDS]

As sums_tool: the answer to each problem of FILE, or with ROUNDS the seconds of CPU time that they take.
"""

import csv
import sys
import time


def shares(pool, claims):
    total = sum(claims)
    if pool >= total:
        return list(claims)
    parts = [divmod(pool * claim, total) for claim in claims]
    out = [part[0] for part in parts]
    order = sorted(range(len(claims)), key=lambda i: (-parts[i][1], -claims[i], i))
    for i in order[: pool - sum(out)]:
        out[i] += 1
    return out


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        problems = [(int(pool), [int(claim) for claim in claims]) for pool, *claims in csv.reader(file)]
    if len(sys.argv) == 2:
        for problem in problems:
            print(",".join(map(str, shares(*problem))))
        return
    started = time.process_time()
    for _ in range(int(sys.argv[2])):
        for problem in problems:
            shares(*problem)
    print(time.process_time() - started)


if __name__ == "__main__":
    main()
