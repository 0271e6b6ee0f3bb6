import { createRoute, z } from '@hono/zod-openapi'
import { DELIMITERS, ENCODINGS, FIRST_ROWS } from '../../imports/table.ts'
import {
  basis, capacity, channel, collected, country, day, id, idPath, json, jsonBody, key, language, moment, next, pageQuery, personReference, problems, ruleNumber, security, staffOnly, sentence,
} from './contract.ts'

export const IMPORT_STATES = ['uploaded', 'rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'failed', 'cancelled'] as const
export const ROW_OUTCOMES = ['new', 'changed', 'unchanged', 'held-back'] as const

/** Column → a target of `targets` (for an answer `consent:PURPOSE:CHANNEL` or `objection:PURPOSE:CHANNEL`); null drops the column. */
export const columnMapping = z.record(z.string().max(500), z.string().max(100).nullable())

export const importColumn = z
  .object({
    name: z.string(),
    sample: z.array(z.string()).openapi({ description: 'The first few cells.' }),
    proposal: z
      .object({ field: z.string().nullable(), reason: sentence, confidence: z.enum(['high', 'medium', 'low', 'none']) })
      .nullable()
      .openapi({ description: 'Null when the file is gone; a null field proposes to drop the column.' }),
  })
  .openapi('ImportColumn')
export type ImportColumn = z.infer<typeof importColumn>

/** What a column can become, with its name for the reader. */
export const columnTarget = z.object({ target: z.string(), label: z.string() }).openapi('ColumnTarget')
export type ColumnTarget = z.infer<typeof columnTarget>

export const uploadedImport = z
  .object({
    id,
    fileName: z.string(),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    columns: z.array(importColumn),
    targets: z.array(columnTarget),
    warning: sentence.nullable(),
    program: sentence.nullable().openapi({ description: 'Which program wrote the file, where its headers show it, and what to see to.' }),
    rows: z.int(),
    savedMapping: z.object({ name: z.string(), mapping: columnMapping }).nullable().openapi({ description: 'A mapping saved for the same columns.' }),
  })
  .openapi('UploadedImport')
export type UploadedImport = z.infer<typeof uploadedImport>

const bytes = { schema: { type: 'string', format: 'binary' } } as const

export const uploadImport = createRoute({
  method: 'post', path: '/imports', tags: ['Imports'], security, summary: 'Upload a file: CSV of any kind, or a spreadsheet (xlsx). Nothing is imported yet.',
  request: {
    headers: z.object({ 'x-file-name': z.string().min(1).max(1000).openapi({ description: 'The file name, percent-encoded UTF-8.' }) }),
    body: { required: true, content: { 'text/csv': bytes, 'text/plain': bytes, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes, 'application/octet-stream': bytes } },
  },
  responses: { 201: json(uploadedImport, 'What was found in it, and what is proposed.'), ...problems },
})

/** How the file is read, where the guess is wrong. */
const tableForm = {
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  sheet: z.string().max(200).optional(),
  firstRow: z.enum(FIRST_ROWS).optional().openapi({ description: '`person`: there is no row of names; the columns are then called A, B, C.' }),
}

export const importSettings = z
  .strictObject({
    source: z.string().trim().min(1).max(200),
    purposes: z.array(key).min(1).max(50),
    ground: basis,
    collected,
    country: country.nullable(),
    capacity: capacity.optional().openapi({ description: 'What the people are to the company; consumers unless said.' }),
    when: z.union([day, z.strictObject({ column: z.string() })]).optional().openapi({ description: 'When the consents were given, or the data was collected.' }),
    evidence: z.union([z.string().trim().min(1).max(2000), z.strictObject({ column: z.string() })]).optional().openapi({ description: 'Where and how; without it an imported consent is held back.' }),
    softOptIn: z
      .strictObject({
        purposes: z.array(key).min(1).max(50),
        productGroups: z.array(key).max(100),
        lastSale: z.union([day, z.strictObject({ column: z.string() })]),
        evidence: z.string().trim().min(1).max(2000).openapi({ description: 'How the person was offered to say no when the address was given.' }),
      })
      .optional()
      .openapi({ description: 'Soft opt-in beside the ground, with its evidence (rule D4).' }),
    channels: z.array(channel).min(1).max(10).optional().openapi({ description: 'What a consent for all rows is for, where no column says it; e-mail unless said.' }),
    language: language.optional().openapi({ description: 'Language of the wording.' }),
    ...tableForm,
    dateOrder: z.enum(['day-first', 'month-first']).optional().openapi({ description: 'How dates such as 3/4/2026 are written, where the column does not show it.' }),
    wording: z.string().trim().min(1).max(10_000).optional().openapi({ description: 'The exact words the people said yes to.' }),
    mapping: columnMapping,
    saveMappingAs: z.string().trim().min(1).max(100).optional(),
  })
  .openapi('ImportSettings')
export type ImportSettings = z.input<typeof importSettings>

export const importCounts = z
  .object({ new: z.int(), changed: z.int(), unchanged: z.int(), heldBack: z.int(), droppedColumns: z.int(), duplicates: z.int(), heldValues: z.int() })
  .openapi('ImportCounts')
export type ImportCounts = z.infer<typeof importCounts>

export const importSummary = z
  .object({
    id,
    fileName: z.string(),
    state: z.enum(IMPORT_STATES),
    progress: z.object({ done: z.int(), total: z.int().nullable() }),
    counts: importCounts,
    createdAt: moment,
    createdBy: z.string(),
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
  })
  .openapi('ImportSummary')
export type ImportSummary = z.infer<typeof importSummary>

export const importDetail = importSummary
  .extend({
    settings: importSettings.omit({ mapping: true, saveMappingAs: true }).nullable(),
    mapping: columnMapping,
    columns: z.array(importColumn),
    targets: z.array(columnTarget),
    warning: sentence.nullable(),
    program: sentence.nullable().openapi({ description: 'Which program wrote the file, where its headers show it, and what to see to.' }),
    problems: z.array(z.object({ column: z.string().optional(), field: z.string().optional(), rule: ruleNumber.optional(), sentence, count: z.int().optional() })),
    failure: sentence.nullable(),
  })
  .openapi('Import')
export type Import = z.infer<typeof importDetail>

export const listImports = createRoute({
  method: 'get', path: '/imports', tags: ['Imports'], security, summary: 'Imports, newest first.',
  request: { query: pageQuery },
  responses: { 200: json(z.object({ imports: z.array(importSummary), next }), 'One page of imports.'), ...problems },
})

export const getImport = createRoute({
  method: 'get', path: '/imports/{id}', tags: ['Imports'], security, summary: 'One import with settings, progress and counts; its columns as another encoding, delimiter or sheet would read them.',
  request: { params: idPath, query: z.object(tableForm) },
  responses: { 200: json(importDetail, 'The import.'), ...problems },
})

export const setImport = createRoute({
  method: 'put', path: '/imports/{id}/settings', tags: ['Imports'], security, summary: 'Say what the file is, what for and on which ground; map its columns.',
  request: { params: idPath, body: jsonBody(importSettings) },
  responses: { 200: json(importDetail, 'The import.'), ...problems },
})

export const deleteImport = createRoute({
  method: 'delete', path: '/imports/{id}', tags: ['Imports'], security, summary: 'Remove a file that was only tried; refused once a run has begun.',
  request: { params: idPath },
  responses: { 204: { description: 'Removed, with its rehearsal.' }, ...problems },
})

const started = { 202: json(z.object({ id, state: z.enum(IMPORT_STATES) }), 'Taken in; follow it at /imports/{id}.'), ...problems }

export const rehearseImport = createRoute({
  method: 'post', path: '/imports/{id}/rehearsals', tags: ['Imports'], security, summary: 'Try it on the real data without changing anything (rule M1).', request: { params: idPath }, responses: started,
})
export const runImport = createRoute({
  method: 'post', path: '/imports/{id}/runs', tags: ['Imports'], security, summary: 'Import.', request: { params: idPath }, responses: started,
})
export const cancelImport = createRoute({
  method: 'post', path: '/imports/{id}/cancellations', tags: ['Imports'], security, summary: 'Stop a rehearsal or run; what is recorded stays recorded.', request: { params: idPath }, responses: started,
})

export const UNDO_STATES = ['rehearsing', 'rehearsed', 'running', 'done', 'failed'] as const

export const importUndo = z
  .object({
    possibleUntil: moment.nullable().openapi({ description: 'Null when there is nothing to undo.' }),
    state: z.enum(UNDO_STATES).nullable().openapi({ description: 'Null as long as nobody has asked.' }),
    progress: z.object({ done: z.int(), total: z.int() }),
    counts: z.object({ removed: z.int(), restored: z.int(), kept: z.int() }).openapi({ description: 'People who go, who become what they were, and who stay as they are.' }),
    exceptions: z.array(z.object({ person: personReference, sentence })).openapi({ description: 'The first of those who stay, and why.' }),
  })
  .openapi('ImportUndo')
export type ImportUndo = z.infer<typeof importUndo>

const undoing = { 202: json(importUndo, 'Taken in; follow it at /imports/{id}/undo.'), ...problems }

export const getImportUndo = createRoute({
  method: 'get', path: '/imports/{id}/undo', tags: ['Imports'], security: staffOnly, summary: 'How far an import has been undone, or what undoing it would do.', request: { params: idPath },
  responses: { 200: json(importUndo, 'The undoing.'), ...problems },
})
export const rehearseImportUndo = createRoute({
  method: 'post', path: '/imports/{id}/undo-rehearsals', tags: ['Imports'], security: staffOnly, summary: 'Try to undo an import without changing anything (rule M1).', request: { params: idPath }, responses: undoing,
})
export const undoImport = createRoute({
  method: 'post', path: '/imports/{id}/undos', tags: ['Imports'], security: staffOnly, request: { params: idPath }, responses: undoing,
  summary: 'Undo an import, for thirty days: whom it added goes, what it changed becomes what it was; who acted since stays, and so does every no.',
})

export const importRow = z
  .object({
    row: z.int().openapi({ description: 'As a spreadsheet numbers it: the header is row 1.' }),
    outcome: z.enum(ROW_OUTCOMES),
    person: personReference.nullable(),
    name: z.string().nullable().openapi({ description: 'What the file calls somebody new, while it is rehearsed.' }),
    reasons: z.array(z.object({ column: z.string().nullable(), field: z.string().nullable(), rule: ruleNumber.nullable(), sentence })),
  })
  .openapi('ImportRow')
export type ImportRow = z.infer<typeof importRow>

export const listImportRows = createRoute({
  method: 'get', path: '/imports/{id}/rows', tags: ['Imports'], security, summary: 'What became of each row, and why; never the value that was held back.',
  request: { params: idPath, query: pageQuery.extend({ outcome: z.enum(ROW_OUTCOMES).optional() }) },
  responses: { 200: json(z.object({ rows: z.array(importRow), next }), 'One page of rows.'), ...problems },
})

export const getImportReport = createRoute({
  method: 'get', path: '/imports/{id}/report', tags: ['Imports'], security, summary: 'The same as a CSV file to download; an apostrophe stands before what a spreadsheet would compute.',
  request: { params: idPath },
  responses: { 200: { description: 'The report.', content: { 'text/csv': { schema: z.string() } } }, ...problems },
})

export const savedMapping = z.object({ id, name: z.string(), columns: z.array(z.string()), mapping: columnMapping, savedAt: moment, savedBy: z.string() }).openapi('SavedMapping')
export type SavedMapping = z.infer<typeof savedMapping>

export const listImportMappings = createRoute({
  method: 'get', path: '/import-mappings', tags: ['Imports'], security, summary: 'Saved column mappings.',
  responses: { 200: json(z.object({ mappings: z.array(savedMapping) }), 'The mappings.'), ...problems },
})
