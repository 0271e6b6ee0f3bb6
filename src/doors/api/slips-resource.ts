import { createRoute, z } from '@hono/zod-openapi'
import { GOES_WITH, WIDE_ROWS } from '../../slips/slip.ts'
import { PICTURE_BYTES_MAX } from '../../slips/slip-picture.ts'
import { day, id, idPath, json, jsonBody, language, moment, personReference, problems, ruleNumber, sentence, staffOnly } from './contract.ts'

/** Base64 of the bytes, rounded up. */
const PICTURE_LENGTH = Math.ceil(PICTURE_BYTES_MAX / 3) * 4
const rowKey = z.string().min(1).max(100).openapi({ example: 'news letter' })
const box = z.enum(['yes', 'no', 'tick'])
const slipPath = z.object({ id, slip: id })

export const printedSlip = z
  .object({
    id, printedAt: moment, goesWith: z.enum(GOES_WITH), invoice: id.nullable(), language, number: z.string(),
    sheet: z.boolean().openapi({ description: 'The printed page is still kept.' }), answeredAt: moment.nullable(), picture: z.boolean(), entries: z.array(z.int()).openapi({ description: 'Numbers of the entries that rest on it.' }),
  })
  .openapi('PrintedSlip')
export type PrintedSlip = z.infer<typeof printedSlip>

export const listSlips = createRoute({
  method: 'get', path: '/people/{id}/slips', tags: ['Slips'], security: staffOnly, summary: 'What was printed for a person on paper, and what came back.',
  request: { params: idPath },
  responses: { 200: json(z.object({ slips: z.array(printedSlip) }), 'The newest first.'), ...problems },
})

export const orderSheet = createRoute({
  method: 'post', path: '/people/{id}/slips', tags: ['Slips'], security: staffOnly, summary: 'Make the sheet on paper for a person: what is held, what may be asked, and a slip to tear off.',
  request: { params: idPath },
  responses: { 201: json(z.object({ id }), 'It is made, and is to be posted: what it asks stands as asked.'), ...problems },
})

export const fetchSheet = createRoute({
  method: 'get', path: '/people/{id}/slips/{slip}/sheet', tags: ['Slips'], security: staffOnly, summary: 'The sheet as it was printed.',
  request: { params: slipPath },
  responses: { 200: { description: 'A tagged PDF.', content: { 'application/pdf': { schema: z.string() } } }, ...problems },
})

export const fetchPicture = createRoute({
  method: 'get', path: '/people/{id}/slips/{slip}/picture', tags: ['Slips'], security: staffOnly, summary: 'The picture of the slip that came back: the evidence of what was recorded from it.',
  request: { params: slipPath },
  responses: { 200: { description: 'JPEG or PNG.', content: { 'image/*': { schema: z.string() } } }, ...problems },
})

const square = { x: z.number(), y: z.number(), size: z.number() }

export const foundSlip = z
  .object({
    id, person: personReference, number: z.string(), printedAt: moment, language, answeredAt: moment.nullable().openapi({ description: 'Since when it has been recorded: a slip counts once.' }),
    layout: z.object({ width: z.number(), height: z.number(), code: z.object({ ...square, modules: z.int() }), boxes: z.array(z.object({ ...square, row: rowKey, box })) }).openapi({ description: 'In points, from the middle of the left upper corner mark.' }),
    rows: z.array(z.object({
      row: rowKey, kind: z.enum(['ask', 'on', ...WIDE_ROWS]), label: z.string(), boxes: z.array(box),
      later: z.object({ said: z.enum(['yes', 'no']), since: moment }).nullable().openapi({ description: 'What the person has said of the same since it was printed.' }),
    })),
  })
  .openapi('FoundSlip')
export type FoundSlip = z.infer<typeof foundSlip>

export const findSlip = createRoute({
  method: 'post', path: '/slip-searches', tags: ['Slips'], security: staffOnly, summary: 'Whose slip is this, and where are its boxes? Of somebody forgotten it tells nothing.',
  request: { body: jsonBody(z.strictObject({ code: z.string().trim().min(1).max(500).openapi({ description: 'What the square code says, or the number under it.', example: '7K3QM-0V9XA' }) }).openapi('SlipSearch')) },
  responses: { 200: json(foundSlip, 'The slip.'), ...problems },
})

export const readSlip = z
  .strictObject({
    answers: z.record(rowKey, z.enum(['yes', 'no', 'tick', 'none'])).openapi({ description: 'What each line was taken for, confirmed one by one. Left out: empty.', example: { 'news letter': 'yes', 'stop-asking': 'none' } }),
    decisions: z.record(rowKey, z.enum(['slip', 'later'])).default({}).openapi({ description: 'For lines of which the person has said something else since: what counts.' }),
    signedOn: day.optional().openapi({ description: 'The date that stands on it. Left out: as early as it can be; a yes never lifts a no that may be later.' }),
    receivedOn: day.optional(),
    picture: z.base64().min(1).max(PICTURE_LENGTH).openapi({ description: 'The slip, laid straight: JPEG or PNG.' }),
  })
  .openapi('ReadSlip', { example: { answers: { 'news letter': 'yes' }, decisions: {}, picture: '/9j/4AAQSkZJRgABAQAAAQABAAD/wAALCAABAAEBAREA/9k=' } })
export type ReadSlipBody = z.input<typeof readSlip>

export const slipRecorded = z
  .object({
    recorded: z.array(z.object({ row: rowKey, label: z.string(), seq: z.int() })),
    refused: z.array(z.object({ row: rowKey, label: z.string(), rule: ruleNumber, sentence })),
    requests: z.array(z.object({ id, kind: z.enum(['access', 'erasure']) })).openapi({ description: 'Opened; the answers go by letter.' }),
    receipt: z.boolean().openapi({ description: 'A receipt has gone to an address of theirs.' }),
  })
  .openapi('SlipRecorded')
export type SlipRecorded = z.infer<typeof slipRecorded>

export const recordSlip = createRoute({
  method: 'post', path: '/people/{id}/slips/{slip}/answers', tags: ['Slips'], security: staffOnly, summary: 'Record what a slip says, with its picture as evidence. A slip counts once.',
  request: { params: slipPath, body: jsonBody(readSlip) },
  responses: { 200: json(slipRecorded, 'What came of it.'), ...problems },
})
