import { createRoute, z } from '@hono/zod-openapi'
import { CALL_WISHES } from '../../consent/call-wish.ts'
import { FREQUENCIES, type Frequency } from '../../purposes/frequency.ts'
import { channelOrAll, id, idPath, json, jsonBody, key, language, moment, problems, purposeOrAll, ruleNumber, security, staffOnly, sentence } from './contract.ts'
import { until } from './person-resource.ts'

/** What may be recorded on behalf of a person. A no is recorded as `withdrawn` or `objected` by what the purpose rests on, whichever of the two words is sent. */
export const RECORDED_KINDS = ['given', 'withdrawn', 'objected', 'stop-asking', 'asking-allowed', 'restricted', 'unrestricted', 'wished'] as const
export const EVIDENCE_KINDS = ['slip', 'call-note', 'counter', 'letter', 'mail', 'api'] as const

export const newChoice = z
  .strictObject({
    kind: z.enum(RECORDED_KINDS),
    purpose: purposeOrAll.default('*'),
    channel: channelOrAll.default('*'),
    contactPointId: id.optional().openapi({ description: 'The contact point a yes is given for; needed where the person has several for the channel.' }),
    frequency: z.enum(Object.keys(FREQUENCIES) as [Frequency]).optional(),
    calls: z.enum(CALL_WISHES).optional().openapi({ description: 'Of `wished`: when the person wants to be called. It lets nothing through that the gate stops; `never` is a no to marketing by phone as well.' }),
    saidAt: moment.optional().openapi({ description: 'When the person said it, where that was before this request. A yes from before the no that stands is refused (rule D9): it is no later act.' }),
    readOut: z.strictObject({ language, wording: z.string().regex(/^[0-9a-f]{64}$/) }).optional()
      .openapi({ description: 'The script that was read out before a yes on the telephone, by the hash that names its words (`GET /people/{id}/scripts`). It is kept with the entry; words that have changed since are refused.' }),
    evidence: z
      .strictObject({ kind: z.enum(EVIDENCE_KINDS), text: z.string().trim().min(1).max(4000).openapi({ description: 'The call note, what the slip says, the text read out.' }) })
      .openapi({ description: 'Only a later act of the person lifts a no, so each record says what it rests on (rule D9).' }),
  })
  .openapi('NewChoice')
export type NewChoice = z.input<typeof newChoice>

export const newChoices = z.strictObject({ choices: z.array(newChoice).min(1).max(100) }).openapi('NewChoices')
export type NewChoices = z.input<typeof newChoices>

export const recordedChoices = z
  .object({
    recorded: z.array(z.object({
      seq: z.int(), kind: z.string(), purpose: purposeOrAll, channel: channelOrAll, at: moment,
      promise: z.string().openapi({ description: 'The ledger’s signed promise to take the entry in within a day: a JWS (EdDSA) over its commitment; or, where several were recorded together, a JWS over the root of a Merkle tree (RFC 9162) of their commitments, then `~` place `~` commitment `~` each hash of the path. The receipt, made when it is asked for, gets its proof at the next head.' }),
    })),
    refused: z.array(z.object({ choice: z.int().openapi({ description: 'Place in the list that was sent, from 0.' }), rule: ruleNumber, sentence })),
    ended: z.array(z.object({ field: key, label: z.string() })).openapi({ description: 'Values that ended because nothing holds them any more (rule H3).' }),
    inFlight: z.boolean().openapi({ description: 'A message was being handed over at this moment: the no stands, and this one message may still arrive.' }),
  })
  .openapi('RecordedChoices')
export type RecordedChoices = z.infer<typeof recordedChoices>

export const recordChoices = createRoute({
  method: 'post', path: '/people/{id}/choices', tags: ['Choices'], security, summary: 'Record what a person has said, with its evidence.',
  request: { params: idPath, body: jsonBody(newChoices) },
  responses: { 200: json(recordedChoices, 'The entries, in order.'), ...problems },
})

/** People who say something in one request. */
const PEOPLE_AT_ONCE = 1_000

export const manyChoices = z
  .strictObject({
    people: z.array(newChoices.extend({ person: id })).min(1).max(PEOPLE_AT_ONCE).openapi({ description: 'Each person once.' }),
  })
  .openapi('ManyChoices')
export type ManyChoices = z.input<typeof manyChoices>

export const manyRecorded = z
  .object({
    results: z.array(recordedChoices.extend({
      person: id,
      problem: z.object({ title: z.string(), detail: sentence, rule: ruleNumber.optional(), field: z.string().optional() }).nullable()
        .openapi({ description: 'Why nothing was recorded for this person; the others stand. `field` is within the person’s own member.' }),
    })),
  })
  .openapi('ManyRecorded')
export type ManyRecorded = z.infer<typeof manyRecorded>

export const recordManyChoices = createRoute({
  method: 'post', path: '/choices', tags: ['Choices'], security, summary: 'Record what many people have said, each with an outcome of their own.',
  request: { body: jsonBody(manyChoices) },
  responses: { 200: json(manyRecorded, 'One result for each person, in order.'), ...problems },
})

export const choiceRehearsal = z
  .object({
    ends: z.array(z.object({ field: key, label: z.string(), at: moment, sentence })),
    stays: z.array(z.object({ field: key, label: z.string(), purposes: z.array(z.object({ purpose: key, label: z.string() })), until })),
    refused: z.array(z.object({ rule: ruleNumber, sentence })),
  })
  .openapi('ChoiceRehearsal')
export type ChoiceRehearsal = z.infer<typeof choiceRehearsal>

export const rehearseChoices = createRoute({
  method: 'post', path: '/people/{id}/choice-rehearsals', tags: ['Choices'], security: staffOnly, summary: 'What would end and what would stay because of these choices; nothing is recorded.',
  request: { params: idPath, body: jsonBody(newChoices) },
  responses: { 200: json(choiceRehearsal, 'What would happen.'), ...problems },
})

export const scripts = z
  .object({
    language,
    scripts: z.array(z.object({ purpose: key, channel: channelOrAll, words: z.string().openapi({ description: 'To be read out as they stand, line by line.' }), wording: z.string().openapi({ description: 'SHA-256 of language and words, in hex: given back with the answer as `readOut`.' }) })),
  })
  .openapi('Scripts')
export type Scripts = z.infer<typeof scripts>

export const getScripts = createRoute({
  method: 'get', path: '/people/{id}/scripts', tags: ['Choices'], security: staffOnly, summary: 'What is read out on the telephone before a person answers, in their language or another.',
  request: { params: idPath, query: z.strictObject({ language: language.optional() }) },
  responses: { 200: json(scripts, 'One for each purpose and channel that there is a question about.'), ...problems },
})

export const getReceipt = createRoute({
  method: 'get', path: '/people/{id}/entries/{seq}/receipt', tags: ['Choices'], security: staffOnly, summary: 'The receipt of one entry (ISO/IEC TS 27560 in DPV terms), signed.',
  request: { params: z.object({ id, seq: z.coerce.number().int().min(1) }) },
  responses: {
    200: { description: 'The receipt, verifiable offline.', content: { 'application/ld+json': { schema: z.record(z.string(), z.unknown()) } } },
    ...problems,
  },
})

const asked = { asked: z.int(), yes: z.int(), no: z.int(), stopAsking: z.int(), none: z.int() }
export const consentRates = z
  .object({
    surfaces: z.array(
      z.object({
        surface: z.string(), ...asked,
        rate: z.number().nullable().openapi({ description: 'Yes of asked, 0–1; null when nobody was asked.' }),
      }),
    ),
    months: z.array(z.object({ month: z.string().openapi({ example: '2026-03', description: 'In which they were asked.' }), ...asked })).openapi({ description: 'The same questions by month, the oldest first, all surfaces together.' }),
  })
  .openapi('ConsentRates')
export type ConsentRates = z.infer<typeof consentRates>

export const getConsentRates = createRoute({
  method: 'get', path: '/consent-rates', tags: ['Choices'], security: staffOnly, summary: 'How many were asked and what they answered, per surface and per month.',
  request: { query: z.strictObject({ purpose: key.optional().openapi({ description: 'Questions for this purpose alone, of those who are in the register today; without it, whoever was forgotten stays counted in groups of ten or more.' }) }) },
  responses: { 200: json(consentRates, 'The rates.'), ...problems },
})
