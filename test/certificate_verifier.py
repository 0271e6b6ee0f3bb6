#!/usr/bin/env python3
"""Verifies erasure certificates without any code of the program, by the parts that the verifier of receipts is made of.

usage: certificate_verifier.py PUBLIC_KEY FOLDER [--openssl]

Prints one JSON object: how many certificates there are, and how many hold.
"""
import base64, json, os, sys

from receipt_verifier import Bad, key_from, need, open_jws, sha256, unbase64url, with_cryptography, with_openssl, SIGNATURE


def verify(text, key, holds):
    signed, rest = text.rsplit(SIGNATURE, 1)
    need(rest.endswith('"\n}\n'), 'end of the file')
    # Unused bits at the end of a part would let it change unseen.
    need(all(base64.urlsafe_b64encode(unbase64url(part)).rstrip(b'=').decode() == part for part in rest[:-4].split('.')), 'exact base64url')
    digests = open_jws(rest[:-4], 'tillit-erasure+jws', key, holds)
    need(unbase64url(digests['sha256']) == sha256((signed + '\n').encode()), 'content')
    need(json.loads(text)['kind'] == 'tillit erasure certificate', 'kind')


def main(public_key, folder, *options):
    key = key_from(public_key)
    try:
        import cryptography  # noqa: F401
        holds = with_openssl if '--openssl' in options else with_cryptography
    except ImportError:
        holds = with_openssl
    result = {'with': 'openssl' if holds is with_openssl else 'cryptography', 'certificates': 0, 'ok': 0}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), 'rb') as file:
            raw = file.read()
        result['certificates'] += 1
        try:
            verify(raw.decode('utf-8'), key, holds)
            result['ok'] += 1
        except (Bad, ValueError, KeyError, IndexError):
            pass
    print(json.dumps(result))


main(*sys.argv[1:])
