import { createRoute, z } from '@hono/zod-openapi'
import { COPY_KINDS } from '../../rights/access-copy.ts'
import { COPY_FORMS } from '../../rights/copy-link.ts'
import { HAND_OVERS } from '../../rights/hand-over-copy.ts'
import { OTHERS_KINDS, OTHERS_WHYS } from '../../rights/others-in-text.ts'
import { id, idPath, json, jsonBody, language, moment, problems, sentence, staffOnly } from './contract.ts'

const copyPath = idPath.extend({ copy: id })

/** One copy, without what is in it. */
const madeCopy = {
  id,
  kind: z.enum(COPY_KINDS).openapi({ description: '`access`: everything (art. 15); `portability`: what the person gave, for a consent or an agreement (art. 20).' }),
  language,
  request: id.nullable(),
  madeAt: moment,
  handedOver: z.object({ at: moment, how: z.enum(HAND_OVERS) }).nullable(),
}

export const listCopies = createRoute({
  method: 'get', path: '/people/{id}/copies', tags: ['Rights'], security: staffOnly, summary: 'The copies that colleagues made of this person’s data, newest first.',
  request: { params: idPath },
  responses: { 200: json(z.object({ copies: z.array(z.object(madeCopy).openapi('MadeCopy')) }), 'What was made and handed over; not what is in it.'), ...problems },
})

export const makeCopy = createRoute({
  method: 'post', path: '/people/{id}/copies', tags: ['Rights'], security: staffOnly,
  summary: 'Begin a copy of everything that is held of a person. Look through what is taken out of it, then hand it over.',
  request: { params: idPath, body: jsonBody(z.strictObject({
    kind: z.enum(COPY_KINDS).default('access'), language: language.default('sv').openapi({ description: 'The person’s.' }), request: id.optional().openapi({ description: 'The request that it answers.' }),
  }).openapi({ example: { kind: 'access', language: 'sv' } })) },
  responses: { 201: json(z.object({ id }), 'It can be looked through.'), ...problems },
})

/** A place in a text that is about somebody else, in UTF-16 units; `end` is the first one behind it. */
const place = {
  start: z.int().min(0), end: z.int().min(1),
  kind: z.enum(OTHERS_KINDS).openapi({ description: '`chosen`: a colleague marked it.' }),
}

export const copyText = z
  .object({
    place: z.string().openapi({ example: 'ledger_entry.evidence', description: 'Table and column in which it stands.' }),
    label: z.string(),
    about: z.string().nullable().openapi({ description: 'Of a mail: its day and subject.' }),
    mark: z.string().openapi({ description: 'Names this very text; give it back with what is said of a place in it.' }),
    text: z.string(),
    found: z.array(z.object({ ...place, why: z.enum(OTHERS_WHYS), whyInWords: sentence, shown: z.boolean().openapi({ description: 'It stands after all: a colleague said so.' }) })),
  })
  .openapi('CopyText')

export const copyAnswer = z
  .object({
    ...madeCopy,
    sections: z.array(z.object({ key: z.string(), title: z.string(), things: z.int() })).openapi({ description: 'What is in it, as the person reads it.' }),
    texts: z.array(copyText).openapi({ description: 'Notes, mails, and other texts in which something about somebody else was found. What is marked is taken out unless `shown`.' }),
    taken: z.array(z.object({ place: z.string(), ...place, why: z.enum(OTHERS_WHYS), decided: z.object({ at: moment, by: id, shown: z.boolean(), reason: z.string() }).nullable() }))
      .openapi({ description: 'What was noted: each place as it was taken out, and what colleagues said. What stood there is not kept.' }),
  })
  .openapi('Copy')
export type CopyAnswer = z.infer<typeof copyAnswer>

export const getCopy = createRoute({
  method: 'get', path: '/people/{id}/copies/{copy}', tags: ['Rights'], security: staffOnly, summary: 'One copy: what is in it, and the texts to look through before it is handed over.',
  request: { params: copyPath },
  responses: { 200: json(copyAnswer, 'As it stands now.'), ...problems },
})

export const sayOfPlace = createRoute({
  method: 'post', path: '/people/{id}/copies/{copy}/places', tags: ['Rights'], security: staffOnly,
  summary: 'Let a place stand that was taken out, or take one out that was not found (kind `chosen`). It counts for each copy of this person as long as the text is the same.',
  request: { params: copyPath, body: jsonBody(z.strictObject({ place: z.string().max(100), mark: z.string().regex(/^[0-9a-f]{64}$/), ...place, shown: z.boolean(), reason: z.string().trim().min(1).max(1000) })
    .openapi({ example: { place: 'ledger_entry.evidence', mark: '0'.repeat(64), start: 19, end: 33, kind: 'name', shown: true, reason: 'It is the person’s own former name.' } })) },
  responses: { 204: { description: 'Noted.' }, ...problems },
})

export const handOverCopy = createRoute({
  method: 'post', path: '/people/{id}/copies/{copy}/hand-overs', tags: ['Rights'], security: staffOnly,
  summary: 'Hand the copy over: what was taken out, and why, is noted for good, and the request is answered. Refused (R3) while who asks has not shown who they are.',
  request: { params: copyPath, body: jsonBody(z.strictObject({ how: z.enum(HAND_OVERS), letter: z.string().trim().min(1).max(20_000).optional() }).openapi({ example: { how: 'page' } })) },
  responses: { 204: { description: 'It is handed over.' }, ...problems },
})

export const linkCopy = createRoute({
  method: 'post', path: '/people/{id}/copies/{copy}/links', tags: ['Rights'], security: staffOnly,
  summary: 'The right to fetch a file of a copy that is handed over, to print or send it: for a quarter of an hour, in this session alone.',
  request: { params: copyPath, body: jsonBody(z.strictObject({ form: z.enum(COPY_FORMS) }).openapi({ example: { form: 'pdf' } })) },
  responses: { 200: json(z.object({ secret: z.string(), expiresAt: moment }), 'What the file is fetched with.'), ...problems },
})

export const fetchCopy = createRoute({
  method: 'post', path: '/people/{id}/copies/{copy}/fetches', tags: ['Rights'], security: staffOnly, summary: 'The file. The person sees that it was taken out, and by what kind of colleague.',
  request: { params: copyPath, body: jsonBody(z.strictObject({ secret: z.string().min(1).max(200) })) },
  responses: { 200: { description: 'The file.', content: { 'application/pdf': { schema: z.string() }, 'application/zip': { schema: z.string() } } }, ...problems },
})
