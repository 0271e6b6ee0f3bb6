import { createRoute, z } from '@hono/zod-openapi'
import { json, moment, problems, security, sentence } from './contract.ts'

export const ledgerState = z
  .object({
    size: z.int(),
    root: z.string().openapi({ description: 'Root of the Merkle tree (RFC 9162), base64.' }),
    at: moment.nullable(),
    pending: z.int().openapi({ description: 'Entries that have no place in the tree yet.' }),
    publicKey: z.string(),
    keyName: z.string(),
    origin: z.string(),
    checkedAt: moment.nullable().openapi({ description: 'When the program last went through the whole ledger by itself.' }),
    fault: sentence.nullable().openapi({ description: 'What was wrong then: no head is signed until that is mended.' }),
  })
  .openapi('Ledger')
export type Ledger = z.infer<typeof ledgerState>

export const getLedger = createRoute({
  method: 'get', path: '/ledger', tags: ['Ledger'], security, summary: 'The newest signed head.',
  responses: { 200: json(ledgerState, 'The head.'), ...problems },
})

export const getCheckpoint = createRoute({
  method: 'get', path: '/ledger/checkpoint', tags: ['Ledger'], security, summary: 'The newest head as a signed note (C2SP tlog-checkpoint).',
  responses: { 200: { description: 'The note.', content: { 'text/plain': { schema: z.string() } } }, ...problems },
})

export const inclusionProof = z
  .object({ index: z.int(), size: z.int(), leafHash: z.string(), proof: z.array(z.string()), checkpoint: z.string() })
  .openapi('InclusionProof')
export type InclusionProof = z.infer<typeof inclusionProof>

export const getInclusionProof = createRoute({
  method: 'get', path: '/ledger/entries/{index}/proof', tags: ['Ledger'], security, summary: 'Proof that a leaf is in the tree of the newest head (RFC 9162).',
  request: { params: z.object({ index: z.coerce.number().int().min(0) }) },
  responses: { 200: json(inclusionProof, 'The proof; hashes in base64.'), ...problems },
})

export const ledgerVerification = z
  .object({
    ok: z.boolean(),
    size: z.int(),
    checked: z.int(),
    head: z.string().nullable(),
    problems: z.array(z.object({ index: z.int().nullable(), reason: sentence })),
    sentence,
  })
  .openapi('LedgerVerification')
export type LedgerVerification = z.infer<typeof ledgerVerification>

export const verifyLedger = createRoute({
  method: 'post', path: '/ledger/verifications', tags: ['Ledger'], security, summary: "Recompute the whole ledger and hold it against the keeper's heads.",
  responses: { 200: json(ledgerVerification, 'What was found.'), ...problems },
})
