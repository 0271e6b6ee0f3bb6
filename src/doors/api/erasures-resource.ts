import { createRoute, z } from '@hono/zod-openapi'
import { KEEPERS } from '../../erasure/erasable.ts'
import { ERASED_GROUPS } from '../../erasure/erased-tables.ts'
import { ERASURE_WHYS } from '../../erasure/erasure.ts'
import { country, id, idPath, json, jsonBody, moment, next, pageQuery, problems, sentence, staffOnly } from './contract.ts'

const groupCount = z.object({ group: z.enum(ERASED_GROUPS), inWords: sentence, count: z.int() })

const stay = z.object({
  because: z.string().openapi({ example: 'contract', description: 'Key of the reason.' }),
  inWords: sentence.openapi({ example: 'An agreement that runs: what it needs stays until it is ended.' }),
  law: z.string().openapi({ example: 'GDPR art. 17(3)(b); Bokföringslagen (1999:1078) 7 kap. 2 §' }),
  what: z.array(z.string()).openapi({ description: 'Names of purposes, kinds of documents or fields.', example: ['Agreements'] }),
  count: z.int(),
  until: moment.nullable().openapi({ description: 'Null where an event ends it, or nothing.' }),
  country: country.nullable().optional().openapi({ description: 'Of documents: whose bookkeeping act keeps them.' }),
})

/** Example: `{ "records": 1, "whole": true, "goes": [{ "group": "contact", "inWords": "E-mail, phone and addresses", "count": 3 }], "fieldsGo": [{ "field": "interests", "name": "Interests" }], "fieldsStay": [], "stays": [{ "because": "bookkeeping", "inWords": "…", "law": "GDPR art. 17(3)(b); Bokföringslagen …", "what": ["Invoice"], "count": 3, "until": "2034-01-01T00:00:00.000Z", "country": "SE" }], "backupsGoneAt": "2026-04-06T09:00:00.000Z" }` */
export const erasureRehearsal = z
  .object({
    records: z.int().openapi({ description: 'How many records of the person go together: those that were found to be of the same person too.' }),
    whole: z.boolean().openapi({ description: 'False: something keeps a part of the person in the register, and the rest goes when that has ended.' }),
    goes: z.array(groupCount),
    fieldsGo: z.array(z.object({ field: z.string(), name: z.string() })),
    fieldsStay: z.array(z.object({ field: z.string(), name: z.string() })),
    stays: z.array(stay),
    systems: z.array(z.string()).openapi({ description: 'Names of the connected systems that will be told to erase (art. 19).' }),
    backupsGoneAt: moment.openapi({ description: 'The day on which the last backup that has the person is gone, were it done now.' }),
  })
  .openapi('ErasureRehearsal')
export type ErasureRehearsal = z.infer<typeof erasureRehearsal>

const place = z.object({
  place: z.string().openapi({ example: 'register' }),
  name: sentence.openapi({ example: 'The register' }),
  state: z.enum(['done', 'waits', 'stays', 'unsettled']).openapi({ description: 'unsettled: another system refused, or never answered.' }),
  counts: z.record(z.string(), z.int()).openapi({ example: { contact: 3, details: 5 } }),
  because: z.string().nullable(),
  inWords: sentence.nullable(),
  law: z.string().nullable(),
  until: moment.nullable(),
})

/** Example: `{ "id": "…", "why": "asked", "state": "leaving", "inWords": "Gone from the register; …", "askedAt": "…", "begunAt": "…", "erasedAt": "…", "requestId": null, "places": [{ "place": "register", "name": "The register", "state": "done", "counts": { "contact": 3 }, "because": null, "inWords": null, "law": null, "until": null }] }` */
export const erasure = z
  .object({
    id, why: z.enum(ERASURE_WHYS),
    state: z.enum(['partly', 'leaving', 'done']).openapi({ description: `Computed from all places (rule E5). partly: kept by one of ${KEEPERS.join(', ')}, or not confirmed by another system; leaving: not yet gone from everywhere; done.` }),
    inWords: sentence, askedAt: moment, begunAt: moment, erasedAt: moment.nullable(), requestId: id.nullable(), places: z.array(place),
  })
  .openapi('Erasure')
export type ErasureAnswer = z.infer<typeof erasure>

export const rehearseErasure = createRoute({
  method: 'post', path: '/people/{id}/erasure-rehearsals', tags: ['Forgetting'], security: staffOnly, summary: 'What forgetting this person would take and leave, by which law and until when; nothing is changed.',
  request: { params: idPath },
  responses: { 200: json(erasureRehearsal, 'What would happen now.'), ...problems },
})

export const newErasure = z
  .strictObject({ requestId: id.optional().openapi({ description: 'The request that this answers (art. 17); its proof of who asks must be enough.' }) })
  .openapi('NewErasure')

export const erasePerson = createRoute({
  method: 'post', path: '/people/{id}/erasures', tags: ['Forgetting'], security: staffOnly,
  summary: 'Forget a person (art. 17): all that may go goes now, from everywhere. It cannot be taken back.',
  request: { params: idPath, body: jsonBody(newErasure) },
  responses: { 201: json(erasure, 'The erasure, place by place.'), ...problems },
})

/** The ids in rising order, each once: a second colleague allows exactly these people. */
export const massErasure = z.strictObject({ people: z.array(id).min(1).max(500) }).openapi('MassErasure')

export const erasePeople = createRoute({
  method: 'post', path: '/erasures', tags: ['Forgetting'], security: staffOnly,
  summary: 'Forget several people. More than ten take a second colleague, who has allowed exactly these (four eyes).',
  request: { body: jsonBody(massErasure.extend({ approval: id.optional() }).openapi('NewErasures')) },
  responses: { 201: json(z.object({ erasures: z.array(erasure) }), 'One for each who was there.'), ...problems },
})

export const listErasures = createRoute({
  method: 'get', path: '/erasures', tags: ['Forgetting'], security: staffOnly, summary: 'Erasures, the newest first. They name nobody.',
  request: { query: pageQuery },
  responses: { 200: json(z.object({ erasures: z.array(erasure), next }), 'One page.'), ...problems },
})

export const getErasure = createRoute({
  method: 'get', path: '/erasures/{id}', tags: ['Forgetting'], security: staffOnly, summary: 'How far an erasure is, place by place.',
  request: { params: idPath },
  responses: { 200: json(erasure, 'As it is now.'), ...problems },
})

export const getCertificate = createRoute({
  method: 'get', path: '/erasures/{id}/certificate', tags: ['Forgetting'], security: staffOnly, summary: 'The signed certificate as it stands now; `tillit verify FILE` checks it offline (rule E5).',
  request: { params: idPath },
  responses: { 200: { description: 'The certificate.', content: { 'application/json': { schema: z.object({ kind: z.literal('tillit erasure certificate') }).loose().openapi('ErasureCertificate') } } }, ...problems },
})

const keptEntry = z
  .object({
  kind: z.string(), at: moment, purpose: z.string().nullable(), channel: z.string().nullable(), surface: z.string(), wording: z.string().nullable(),
  leaf: z.int().openapi({ description: 'Its place in the ledger’s tree.' }), keptUntil: moment,
  })
  .openapi('KeptProofEntry')
export type KeptProofEntry = z.infer<typeof keptEntry>

export const findProof = createRoute({
  method: 'post', path: '/kept-proof-searches', tags: ['Forgetting'], security: staffOnly,
  summary: 'The proof of consents that was kept apart of whoever had this address (art. 7(1), rule L6): for them or for an authority.',
  request: { body: jsonBody(z.strictObject({ kind: z.enum(['email', 'phone']), value: z.string().min(1).max(320), reason: z.string().trim().min(1).max(1000).openapi({ description: 'Why; kept with who looked and when. Not the address.' }) }).openapi('KeptProofSearch')) },
  responses: { 200: json(z.object({ entries: z.array(keptEntry) }), 'What was said, in order; empty when nothing was kept.'), ...problems },
})
