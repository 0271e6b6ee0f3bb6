import { createRoute, z } from '@hono/zod-openapi'
import { TERM_KINDS } from '../../rights/register-search.ts'
import { PROOF_LEVELS } from '../../rights/identity-proof.ts'
import { REQUEST_STATES } from '../../rights/request.ts'
import { day, id, json, jsonBody, personReference, problems, security, sentence, staffOnly } from './contract.ts'
import { newRequest, requestPath, rightsRequest } from './requests-resource.ts'

const contact = z.strictObject({ kind: z.enum(['email', 'phone', 'postal']), value: z.string().trim().min(1).max(254) })

export const newStrangerRequest = newRequest.omit({ sender: true })
  .extend({ name: z.string().trim().min(1).max(200).openapi({ description: 'As they said it.' }), contact: contact.openapi({ description: 'How they said that they are reached. An address on one line.' }) })
  .openapi('NewStrangerRequest', { example: { name: 'Anna Berg', contact: { kind: 'email', value: 'anna@example.org' }, kind: 'access', how: 'mail', language: 'sv' } })

export const createStrangerRequest = createRoute({
  method: 'post', path: '/requests', tags: ['Requests'], security,
  summary: 'Somebody asks by their rights who is in no register; the clock starts at receipt. They are held for this request alone. What is returned does not depend on whether anything is held of them.',
  request: { body: jsonBody(newStrangerRequest) },
  responses: { 201: json(z.object({ id, person: id, state: z.enum(REQUEST_STATES), strictOn: day, latestOn: day, needed: z.enum(PROOF_LEVELS), given: z.enum(PROOF_LEVELS) }).openapi('ReceivedStrangerRequest'), 'It is received.'), ...problems },
})

export const registerSearched = z
  .object({
    by: z.array(z.enum(TERM_KINDS)).openapi({ description: 'What was looked for.' }),
    searched: z.int().openapi({ description: 'How many places were looked through.' }),
    places: z.array(z.object({ place: z.string(), label: sentence, found: z.int() })).openapi({ description: 'Places in which something was found, with how many rows.' }),
    unread: z.array(sentence).openapi({ description: 'Places that nobody reads words in, and why.' }),
    matches: z.array(z.object({ person: personReference, by: z.array(z.enum(TERM_KINDS)), places: z.array(sentence) })).openapi({ description: 'Whom it may be, the likeliest first.' }),
    left: z.object({ marks: z.int(), proofs: z.int() }).nullable().openapi({ description: 'What is left of somebody forgotten; null until it is shown who asks.' }),
  })
  .openapi('RegisterSearched')
export type RegisterSearchedAnswer = z.infer<typeof registerSearched>

export const searchForRequest = createRoute({
  method: 'post', path: '/people/{id}/requests/{request}/searches', tags: ['Requests'], security: staffOnly,
  summary: 'Looks for whoever asked, who is in no register, in every place of the data map; how much was found is journalled with the request.',
  request: {
    params: requestPath,
    body: jsonBody(z.strictObject({ number: z.string().trim().min(4).max(40).optional().openapi({ description: 'A customer, invoice or identity number they said. It is not kept.' }) }).openapi('NewRegisterSearch', { example: { number: '10042' } })),
  },
  responses: { 200: json(registerSearched, 'What was found.'), ...problems },
})

export const linkRequest = createRoute({
  method: 'post', path: '/people/{id}/requests/{request}/links', tags: ['Requests'], security: staffOnly,
  summary: 'The request is of this person after all: it goes over to them with its day and its journal; who asks is to be shown anew.',
  request: { params: requestPath, body: jsonBody(z.strictObject({ person: id }).openapi('NewRequestLink', { example: { person: '0197a1b2-0000-7000-8000-000000000001' } })) },
  responses: { 200: json(rightsRequest, 'The request, of the person it is of.'), ...problems },
})
