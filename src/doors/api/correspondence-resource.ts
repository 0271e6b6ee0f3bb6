import { createRoute, z } from '@hono/zod-openapi'
import { LATELY_DAYS, SUBJECT_LENGTH, WORDS_LENGTH } from '../../correspondence/letter.ts'
import { TEXT_KINDS } from '../../free-text/text-kind.ts'
import { TAKE_BACK_SECONDS } from '../../messages/individual.ts'
import { MESSAGE_STATES } from '../../messages/message-state.ts'
import { channel, id, idPath, json, jsonBody, key, language, moment, problems, ruleNumber, sentence, staffOnly } from './contract.ts'
import { textReason } from './notes-resource.ts'

const direction = z.enum(['to', 'from']).openapi({ description: 'From us to the person, or from them to us.' })

export const letter = z
  .object({
    id,
    direction,
    way: z.enum(['sent', 'logged']),
    purpose: key,
    label: z.string(),
    subject: z.string(),
    words: z.string(),
    by: z.string().openapi({ description: 'The colleague who wrote it, or with whom it went.' }),
    at: moment,
    until: moment.openapi({ description: 'At the latest: it ends with the last ground for its purpose.' }),
    state: z.enum(MESSAGE_STATES),
    rule: ruleNumber.nullable().openapi({ description: 'Why it did not go.' }),
    sentence: sentence.nullable(),
    goesAt: moment.nullable().openapi({ description: 'Until then it can be taken back.' }),
    files: z.int().openapi({ description: 'Files that came with it and were not kept.' }),
    marks: z.array(z.object({ kind: z.enum(TEXT_KINDS), rule: ruleNumber })).openapi({ description: 'What rule H5 would have out of a mail that came.' }),
  })
  .openapi('Letter')
export type LetterBody = z.infer<typeof letter>

export const correspondence = z
  .object({
    letters: z.array(letter),
    lately: z.array(z.object({ at: moment, direction, channel, label: z.string(), subject: z.string().nullable(), by: z.string().nullable().openapi({ description: 'The colleague; null where the program wrote.' }), notSent: z.object({ rule: ruleNumber, sentence }).nullable() }))
      .openapi({ description: `Who of us wrote in the last ${LATELY_DAYS} days, mailings too, and what came back; as far as the reader’s roles go.` }),
    purposes: z.array(z.object({ key, label: z.string(), marketing: z.boolean(), allowed: z.boolean(), rule: ruleNumber, sentence })).openapi({ description: 'What a mail may be for, and why not.' }),
    replyTo: z.string().nullable().openapi({ description: 'Where answers go: the reader’s own address; null for the company’s.' }),
    log: z.object({
      possible: z.boolean().openapi({ description: 'Whether the company takes mails in.' }),
      since: moment.nullable().openapi({ description: 'Since when the reader has an address at which mails are kept; the address itself was shown once.' }),
      waiting: z.array(z.object({ id, sender: z.string(), subject: z.string(), at: moment, goesAt: moment, why: sentence, keepable: z.boolean() })).openapi({ description: 'What came to the reader’s address and is not told whose it is.' }),
    }),
    /** What the person is called: no name of somebody else. */
    name: z.string(),
  })
  .openapi('Correspondence')
export type CorrespondenceBody = z.infer<typeof correspondence>

export const newLetter = z
  .strictObject({
    purpose: key,
    // A subject is one line: it becomes a header.
    subject: z.string().trim().min(1).max(SUBJECT_LENGTH).regex(/^\P{Cc}*$/u),
    words: z.string().trim().min(1).max(WORDS_LENGTH).transform((text) => text.replaceAll('\r\n', '\n')),
    reason: textReason,
  })
  .openapi('NewLetter')

const answer = { 200: json(correspondence, 'The mails as they stand now.'), ...problems }

export const showCorrespondence = createRoute({
  method: 'get', path: '/people/{id}/correspondence', tags: ['People'], security: staffOnly, summary: 'Mails between colleagues and a person, who wrote lately, and what one may write about.',
  request: { params: idPath }, responses: answer,
})

export const sendLetter = createRoute({
  method: 'post', path: '/people/{id}/letters', tags: ['People'], security: staffOnly, summary: `Write a mail to one person. It waits ${TAKE_BACK_SECONDS} seconds, and the gate is asked again when it goes.`,
  request: { params: idPath, body: jsonBody(newLetter) }, responses: answer,
})

export const removeLetter = createRoute({
  method: 'delete', path: '/people/{id}/letters/{letter}', tags: ['People'], security: staffOnly, summary: 'Take a mail back before it goes, or take away one that was logged.',
  request: { params: z.object({ id, letter: id }) }, responses: answer,
})

export const keepWaiting = createRoute({
  method: 'post', path: '/people/{id}/letter-logs', tags: ['People'], security: staffOnly, summary: 'Keep with a person a mail that came to one’s own address and was not told whose it is.',
  request: { params: idPath, body: jsonBody(z.strictObject({ mail: id }).openapi('WaitingMail')) }, responses: answer,
})

export const dropWaiting = createRoute({
  method: 'delete', path: '/letter-logs/{mail}', tags: ['People'], security: staffOnly, summary: 'Throw away a mail that came to one’s own address.',
  request: { params: z.object({ mail: id }) }, responses: { 204: { description: 'It is gone.' }, ...problems },
})

export const giveLogAddress = createRoute({
  method: 'post', path: '/log-addresses', tags: ['People'], security: staffOnly, summary: 'An address of one’s own: what is sent there in copy, or sent on, is kept with the customer. It is shown this once, and the one before ends.',
  request: { body: jsonBody(z.strictObject({ language: language.openapi({ description: 'In which what comes there is looked through.' }) }).openapi('NewLogAddress')) },
  responses: { 201: json(z.object({ address: z.string() }).openapi('LogAddress'), 'The address.'), ...problems },
})

export const endLogAddress = createRoute({
  method: 'delete', path: '/log-addresses', tags: ['People'], security: staffOnly, summary: 'End one’s own address.', responses: { 204: { description: 'It has ended.' }, ...problems },
})
