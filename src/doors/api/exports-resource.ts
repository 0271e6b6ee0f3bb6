import { createRoute, z } from '@hono/zod-openapi'
import { channel, id, key, jsonBody, problems, security } from './contract.ts'
import { audienceWhere } from './decisions-resource.ts'

export const exportWish = z
  .strictObject({
    purpose: key,
    channel: channel.default('none').openapi({ description: 'What the export is used through; `none` for processing without a message.' }),
    fields: z.array(key).min(1).max(100).optional().openapi({ description: 'Columns, in this order; all that the purpose needs unless said.' }),
    where: audienceWhere.default([]),
    format: z.enum(['csv', 'jsonl']).default('csv'),
    delimiter: z.enum([',', ';', '\t']).optional().openapi({ description: 'As the company’s country has it unless said. CSV alone.' }),
    approval: id.optional().openapi({ description: 'Of a second colleague, for exactly this: needed by a colleague who exports more people than leave alone.' }),
    byteOrderMark: z.boolean().default(true).openapi({ description: 'By it spreadsheets know UTF-8. CSV alone.' }),
  })
  .openapi('ExportWish')
export type ExportWish = z.input<typeof exportWish>

export const exportPeople = createRoute({
  method: 'post', path: '/exports', tags: ['People'], security,
  summary: 'Export whom the gate permits, with what the purpose needs; each use is recorded (rule D6). Streamed; takes no Idempotency-Key.',
  description:
    'In CSV a cell that a spreadsheet would compute (= + - @, tab, line ends, full-width forms) begins with an apostrophe, which an import takes off again. ' +
    'A transfer that breaks off is incomplete; one that ends is whole.',
  request: { body: jsonBody(exportWish) },
  responses: {
    200: { description: 'Rows as they are decided.', content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } } },
    ...problems,
  },
})
