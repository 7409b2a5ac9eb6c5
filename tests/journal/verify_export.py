#!/usr/bin/env python3
"""Checks an export of a journal without the library: chain, tree, proofs. Written from the description in zhixing/proof.hpp.

Usage: verify_export.py EXPORT [PROOFS [COUNT]]   (files of one JSON document a line)
Says "sound" and ends with 0, or says what is wrong and ends with 1; 77: this Python cannot compute the hash.
With COUNT it then touches the export and the proofs itself, so many times, and ends with 1 where that is not found.
"""
import hashlib
import json
import random
import sys


class Wrong(Exception):
    pass


ERRORS = (Wrong, ValueError, KeyError, TypeError, IndexError)


class Hasher:
    def __init__(self, name):
        self.name = name
        try:
            hashlib.new(name)
        except ValueError:
            print(f"hashlib has no {name}: its OpenSSL does not offer it")
            sys.exit(77)

    def __call__(self, *parts):
        return hashlib.new(self.name, b"".join(parts)).digest()

    def leaf(self, line):
        return self(b"\x00", line)

    def node(self, left, right):
        return self(b"\x01", left, right)

    def link(self, before, leaf):
        return self(b"\x02", before, leaf)


def split(count):
    """The largest power of two below count."""
    return 1 << ((count - 1).bit_length() - 1)


def root(h, leaves):
    if not leaves:
        return h()
    if len(leaves) == 1:
        return leaves[0]
    left = split(len(leaves))
    return h.node(root(h, leaves[:left]), root(h, leaves[left:]))


def root_of_inclusion(h, leaf, index, size, path):
    """RFC 6962, 2.1.1, turned round: what the root must be."""
    if size == 1:
        if path:
            raise Wrong("the path is too long")
        return leaf
    if not path:
        raise Wrong("the path is too short")
    left = split(size)
    if index < left:
        return h.node(root_of_inclusion(h, leaf, index, left, path[:-1]), path[-1])
    return h.node(path[-1], root_of_inclusion(h, leaf, index - left, size - left, path[:-1]))


def roots_of_consistency(h, first, second, path, known):
    """RFC 6962, 2.1.2, turned round: what both roots must be. known: the first root where it is that of the whole subtree."""
    if first == second:
        if known is None:
            if len(path) != 1:
                raise Wrong("the path has a wrong length")
            return path[0], path[0]
        if path:
            raise Wrong("the path is too long")
        return known, known
    if not path:
        raise Wrong("the path is too short")
    left = split(second)
    if first <= left:
        one, two = roots_of_consistency(h, first, left, path[:-1], known)
        return one, h.node(two, path[-1])
    one, two = roots_of_consistency(h, first - left, second - left, path[:-1], None)
    return h.node(path[-1], one), h.node(path[-1], two)


def check_entries(h, journal, lines):
    """The head that these entries have."""
    link, leaves, seqs, recorded = h(b"\x02", journal.encode()), [], {}, ""
    for position, line in enumerate(lines, 1):
        entry = json.loads(line)
        if entry["position"] != position:
            raise Wrong(f"entry {position}: its position is {entry['position']}")
        if "seq" in entry:
            if entry["seq"] != seqs.get(entry["dossier"], 0) + 1:
                raise Wrong(f"entry {position}: its number in the dossier does not follow")
            seqs[entry["dossier"]] = entry["seq"]
        if entry["recorded"] < recorded:
            raise Wrong(f"entry {position}: recorded before the one before it")
        recorded = entry["recorded"]
        leaves.append(h.leaf(line))
        link = h.link(link, leaves[-1])
    return {"size": len(leaves), "recorded": recorded, "chain": link.hex(), "root": root(h, leaves).hex()}, leaves


def check_proof(h, proof, leaves):
    path = [bytes.fromhex(text) for text in proof["path"]]
    size = proof["head"]["size"]
    if root(h, leaves[:size]).hex() != proof["head"]["root"]:
        raise Wrong("the proof's head is not that of the entries")
    if proof["proves"] == "inclusion":
        position = proof["position"]
        if root_of_inclusion(h, leaves[position - 1], position - 1, size, path).hex() != proof["head"]["root"]:
            raise Wrong(f"the proof for entry {position} does not hold")
    else:
        first = proof["first"]
        before = root(h, leaves[:first])
        if first == 0:
            if path:
                raise Wrong("a proof from nothing has no path")
            return
        if roots_of_consistency(h, first, size, path, before) != (before, bytes.fromhex(proof["head"]["root"])):
            raise Wrong(f"the proof from {first} to {size} entries does not hold")


def lines_of(name):
    with open(name, "rb") as file:
        return file.read().split(b"\n")[:-1]


def flip(line, chance):
    at = chance.randrange(len(line))
    return line[:at] + bytes([line[at] ^ 1]) + line[at + 1:]


def touched(lines, proofs, count):
    """Exports and proofs with something wrong, and what that is."""
    chance = random.Random(12)
    yield lines[:7] + lines[8:], proofs, "a line taken out"
    yield lines[:7] + [lines[8], lines[7]] + lines[9:], proofs, "two lines changed places"
    yield lines[:-2] + lines[-1:], proofs, "the last entry cut off"
    for _ in range(count):
        n = chance.randrange(len(lines))
        yield lines[:n] + [flip(lines[n], chance)] + lines[n + 1:], proofs, f"line {n} changed"
    for n, text in enumerate(proofs):
        proof = json.loads(text)
        if proof["path"]:
            k = chance.randrange(len(proof["path"]))
            proof["path"][k] = flip(bytes.fromhex(proof["path"][k]), chance).hex()
            yield lines, [json.dumps(proof)], f"proof {n} changed"


def is_found(lines, proofs):
    try:
        check(lines, proofs)
    except ERRORS:
        return True
    return False


def check(lines, proofs):
    about, head = json.loads(lines[0]), json.loads(lines[-1])
    if about["schema"] != "zhixing.journal/1" or head["schema"] != "zhixing.head/1":
        raise Wrong("no export of a journal")
    if (head["journal"], head["hash"]) != (about["journal"], about["hash"]):
        raise Wrong("the head is that of another journal")
    h = Hasher(about["hash"])
    computed, leaves = check_entries(h, about["journal"], lines[1:-1])
    for name, value in computed.items():
        if head[name] != value:
            raise Wrong(f"{name} of the head is not that of the entries")
    for proof in proofs:
        check_proof(h, json.loads(proof), leaves)


def main(export, proofs=None, count=None):
    lines, proofs = lines_of(export), lines_of(proofs) if proofs else []
    check(lines, proofs)
    if count:
        for changed_lines, changed_proofs, what in touched(lines, proofs, int(count)):
            if not is_found(changed_lines, changed_proofs):
                raise Wrong(f"not found: {what}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ERRORS as error:
        print(f"wrong: {error}")
        sys.exit(1)
    print("sound")
