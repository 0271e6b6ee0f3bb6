import { createRoute, z } from '@hono/zod-openapi'
import { json, jsonBody, language, moment, problems, sentence, staffOnly } from './contract.ts'

const line = z.object({ key: z.string(), name: z.string(), text: z.string() })
const words = z.array(z.string())

const recordRow = z
  .object({
    key: z.string().openapi({ description: 'Of the purpose; `colleagues` for what is kept of colleagues.' }), name: z.string(), what: z.string(), bases: words, people: words,
    data: z.array(z.object({ kind: z.string(), fields: words })), kept: words.openapi({ description: 'What is kept for it beside the fields, by the data map.' }), recipients: words, thirdCountries: z.string(), period: z.string(),
  })
  .openapi('RecordRow')

export const record = z
  .object({
    at: moment, version: z.int().openapi({ description: 'Of the catalogue it is made from.' }), controller: z.array(line), rows: z.array(recordRow),
    kept: z.array(z.object({ name: z.string(), why: z.string(), period: z.string(), purposes: words, tables: words })).openapi({ description: 'The data map: what is kept beside the fields, why and until when.' }),
    measures: z.array(line), faults: z.array(z.object({ about: z.string(), sentence })).openapi({ description: 'What runs and the record cannot explain, and what it lacks.' }),
    fiscalYear: z.object({ lastMonth: z.int().openapi({ description: 'With which month, 1 to 12, fiscal years end: those to come, where they will end otherwise.' }) }),
    entered: z.object({ organisationNumber: z.string(), address: z.string(), email: z.string(), phone: z.string(), officer: z.string(), representative: z.string() }).openapi({ description: 'What the company has entered of itself.' }),
  })
  .openapi('ProcessingRecord')
export type ProcessingRecordAnswer = z.infer<typeof record>

export const getRecord = createRoute({
  method: 'get', path: '/record', tags: ['Record'], security: staffOnly, summary: 'The record of processing (art. 30), made of what is in force.',
  responses: { 200: json(record, 'As things stand.'), ...problems },
})

export const getRecordFile = createRoute({
  method: 'get', path: '/record/file', tags: ['Record'], security: staffOnly, summary: 'The record as a file to hand over.',
  request: { query: z.strictObject({ form: z.enum(['csv', 'json']), language: language.optional() }) },
  responses: { 200: { description: 'The file.', content: { 'text/csv': { schema: z.string() }, 'application/json': { schema: z.unknown() } } }, ...problems },
})

const entered = (max: number) => z.string().trim().max(max)

const fiscalYear = z.strictObject({
  lastMonth: z.int().min(1).max(12),
  counts: z.enum(['next-year', 'always']).openapi({ description: '`next-year`: the fiscal year that runs ends as it was to, and the next one is short. `always`: it was never otherwise. What was filed and counted before keeps its day.' }),
})

export const describeController = createRoute({
  method: 'put', path: '/record/controller', tags: ['Record'], security: staffOnly, summary: 'Say who the company is and how it is reached: notice, record, receipts and mails tell it.',
  request: { body: jsonBody(z.strictObject({ organisationNumber: entered(40), address: entered(300), email: entered(254), phone: entered(40), officer: entered(300), representative: entered(300), fiscalYear: fiscalYear.optional() }).openapi('ControllerWords', { example: { organisationNumber: '556000-4615', address: 'Storgatan 1, 111 22 Stockholm', email: 'privat@company.example', phone: '', officer: '', representative: '' } })) },
  responses: { 204: { description: 'It is in force.' }, ...problems },
})
