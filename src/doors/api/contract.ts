import { z } from '@hono/zod-openapi'
import { CAPACITIES, CHANNELS } from '../../law/channel.ts'
import { BASES } from '../../law/basis.ts'

// What every resource of the contract is built from. Requests are strict: an unknown member is refused by name.

/** `GET /api/v1/…` and the rest. */
export const API_BASE = '/api/v1'

export const PAGE_LIMIT = 50
export const PAGE_LIMIT_MAX = 200

export const channel = z.enum(CHANNELS)
export const capacity = z.enum(CAPACITIES)
export const basis = z.enum(BASES)
export const language = z.enum(['sv', 'nb', 'en'])
export const use = z.enum(['send', 'ask', 'show', 'export', 'share', 'profile'])
export const contactPointKind = z.enum(['email', 'phone', 'postal'])
export const collected = z.enum(['self', 'other'])

/** UUIDv7 (RFC 9562), compared in lower case. */
export const id = z.uuid().toLowerCase().openapi({ example: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40' })
/** RFC 3339 in UTC. */
export const moment = z.iso.datetime().openapi({ example: '2026-03-02T09:00:00.000Z' })
/** ISO 8601 calendar date; there is no year 0 in a database. */
export const day = z.iso.date().refine((text) => text >= '0001').openapi({ example: '2033-12-31' })
/** ISO 3166-1 alpha-2; null when nobody has said. */
export const country = z.string().regex(/^[A-Z]{2}$/).openapi({ example: 'SE' })
export const key = z.string().min(1).max(64).regex(/^[a-z][a-z0-9_-]*$/).openapi({ example: 'events' })
/** All marketing, or all channels. */
export const ALL = '*'
export const purposeOrAll = z.union([z.literal(ALL), key]).openapi({ example: 'events' })
export const channelOrAll = z.union([z.literal(ALL), channel]).openapi({ example: 'email' })
export const ruleNumber = z.string().openapi({ example: 'D10a', description: 'Stable number of the rule that answered.' })
export const sentence = z.string().openapi({ description: "In the reader's language (Accept-Language: sv, nb or en)." })

export const personReference = z.object({ id, name: z.string() })
export type PersonReference = z.infer<typeof personReference>

/** How many people a rule leaves out, and why. */
export const reasonCount = z.object({ rule: ruleNumber, sentence, count: z.int() }).openapi('ReasonCount')
export type ReasonCount = z.infer<typeof reasonCount>

/** RFC 9457 problem details, with the rule that refused and the input field at fault. */
export const problemDetails = z
  .object({
    type: z.string().openapi({ example: 'about:blank', description: '`/api/problems/fresh-proof-needed`: show a factor and send the request again. `/api/problems/factor-needed`: enrol one first.' }),
    title: z.string(),
    status: z.int(),
    detail: sentence,
    rule: ruleNumber.optional(),
    field: z.string().optional().openapi({ description: 'Path of the member at fault, e.g. `questions.0.channel`.' }),
  })
  .openapi('Problem')
export type ProblemDetails = z.infer<typeof problemDetails>

export const pageQuery = z.strictObject({
  after: z.string().max(500).optional().openapi({ description: '`next` of the page before; opaque.' }),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT).openapi({ description: 'How many at most.' }),
})

/** `next` is null on the last page. */
export const next = z.string().nullable().openapi({ description: 'Give it as `after` to get the next page; null on the last one.' })

export const idPath = z.object({ id })

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } } as const
}

/** The answers every route of the API may give when it cannot do what was asked. */
export const problems = {
  default: { description: 'What went wrong, as problem details (RFC 9457).', content: { 'application/problem+json': { schema: problemDetails } } },
} as const

/** Staff by session cookie, another system by API key. */
export const security: Record<string, string[]>[] = [{ staffSession: [] }, { apiKey: [] }]
/** Nobody has to be signed in. */
export const open: Record<string, string[]>[] = []
/** Only staff: a key must not make keys. */
export const staffOnly: Record<string, string[]>[] = [{ staffSession: [] }]
