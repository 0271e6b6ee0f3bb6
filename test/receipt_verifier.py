#!/usr/bin/env python3
"""Verifies receipts without any code of the program: Python's standard library, and openssl (or `cryptography`) for Ed25519.

usage: receipt_verifier.py PUBLIC_KEY FOLDER [--openssl]

Prints one JSON object: how many receipts hold, and how many would hold with another index or another tree size.
PUBLIC_KEY is the line name+id+base64 that the program hands out.
"""
import base64, functools, hashlib, json, os, subprocess, sys, tempfile

SIGNATURE = '\n  "tillit:signature": "'


class Bad(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Bad(what)


def unbase64url(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def key_from(line):
    name, key_id, encoded = line.split('+', 2)
    raw = base64.b64decode(encoded)
    need(raw[:1] == b'\x01' and len(raw) == 33, 'not an Ed25519 key')
    need(sha256(name.encode(), b'\n', raw)[:4].hex() == key_id, 'key id')
    return name, key_id, raw[1:]


def with_openssl(raw, message, signature):
    """RFC 8410: the fixed beginning of an Ed25519 SubjectPublicKeyInfo, then the key."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: os.path.join(folder, name) for name in ('key', 'message', 'signature')}
        for name, content in (('key', bytes.fromhex('302a300506032b6570032100') + raw), ('message', message), ('signature', signature)):
            with open(paths[name], 'wb') as file:
                file.write(content)
        command = ['openssl', 'pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', paths['key'], '-rawin', '-in', paths['message'], '-sigfile', paths['signature']]
        return subprocess.run(command, capture_output=True).returncode == 0


def with_cryptography(raw, message, signature):
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def open_jws(text, kind, key, holds):
    head, payload, signature = text.split('.')
    header = json.loads(unbase64url(head))
    need(header == {'alg': 'EdDSA', 'typ': kind, 'kid': key[0] + '+' + key[1]}, 'header of ' + kind)
    need(holds(key[2], (head + '.' + payload).encode(), unbase64url(signature)), 'signature of ' + kind)
    return json.loads(unbase64url(payload))


def open_checkpoint(note, key, holds):
    text, signatures = note.rsplit('\n\n', 1)
    dash, name, encoded = signatures.rstrip('\n').split(' ')
    blob = base64.b64decode(encoded)
    need(dash == '\u2014' and name == key[0] and blob[:4].hex() == key[1], 'signature line')
    need(holds(key[2], (text + '\n').encode(), blob[4:]), 'signature of the checkpoint')
    origin, size, root, epoch = text.split('\n')
    need(origin == key[0] and epoch.startswith('epoch '), 'origin')
    return int(size), base64.b64decode(root)


def root_from(index, size, leaf, path):
    """The root that a path leads to, by the recursive definition of RFC 9162 section 2.1.3.1."""
    if size == 1:
        need(not path and index == 0, 'length of the path')
        return leaf
    split = 1 << ((size - 1).bit_length() - 1)
    need(path, 'length of the path')
    if index < split:
        return sha256(b'\x01', root_from(index, split, leaf, path[:-1]), path[-1])
    return sha256(b'\x01', path[-1], root_from(index - split, size - split, leaf, path[:-1]))


def verify(text, key, holds, index_shift=0, size_shift=0):
    signed, rest = text.rsplit(SIGNATURE, 1)
    need(rest.endswith('"\n}\n'), 'end of the file')
    digests = open_jws(rest[:-4], 'tillit-receipt+jws', key, holds)
    need(unbase64url(digests['sha256']) == sha256((signed + '\n').encode()), 'content')
    ledger = json.loads(text)['tillit:ledger']
    commitment = sha256(unbase64url(ledger['tillit:salt']), ledger['tillit:entry'].encode())
    need(commitment == unbase64url(ledger['tillit:commitment']), 'commitment')
    promise = open_jws(ledger['tillit:promise'], 'tillit-promise+jws', key, holds)
    need(promise['commitment'] == ledger['tillit:commitment'] and promise['ledger'] == key[0], 'promise')
    inclusion = ledger['tillit:inclusion']
    index, size = inclusion['tillit:leafIndex'] + index_shift, inclusion['tillit:treeSize'] + size_shift
    signed_size, root = open_checkpoint(inclusion['tillit:checkpoint'], key, holds)
    need(0 <= index < size == signed_size, 'tree size')
    need(root_from(index, size, sha256(b'\x00', commitment), [unbase64url(hash) for hash in inclusion['tillit:path']]) == root, 'inclusion')


def main(public_key, folder, *options):
    key = key_from(public_key)
    try:
        import cryptography  # noqa: F401
        holds = with_openssl if '--openssl' in options else with_cryptography
    except ImportError:
        holds = with_openssl
    program, holds = ('openssl' if holds is with_openssl else 'cryptography'), functools.cache(holds)
    result = {'with': program, 'receipts': 0, 'ok': 0, 'ok_other_index': 0, 'ok_other_size': 0, 'faults': {}}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding='utf-8', newline='') as file:
            text = file.read()
        result['receipts'] += 1
        for field, shifts in (('ok', [(0, 0)]), ('ok_other_index', [(1, 0), (-1, 0)]), ('ok_other_size', [(0, 1), (0, -1)])):
            for shift in shifts:
                try:
                    verify(text, key, holds, *shift)
                    result[field] += 1
                except (Bad, ValueError, KeyError) as fault:
                    if field == 'ok':
                        result['faults'][str(fault)] = result['faults'].get(str(fault), 0) + 1
                    continue
        # A process per signature is slow: what openssl alone is asked for is a sample.
        if result['receipts'] >= 20 and '--openssl' in options:
            break
    print(json.dumps(result))


if __name__ == '__main__':
    main(*sys.argv[1:])
