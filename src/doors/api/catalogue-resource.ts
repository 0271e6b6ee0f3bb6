import { createRoute, z } from '@hono/zod-openapi'
import { LAW_COUNTRIES } from '../../law/country.ts'
import { FIELD_CATEGORIES, FIELD_TYPES } from '../../purposes/field.ts'
import { PURPOSE_GROUPS, PURPOSE_KINDS, RETENTION_EVENTS } from '../../purposes/purpose.ts'
import { basis, capacity, channel, json, jsonBody, key, moment, problems, security, staffOnly, sentence } from './contract.ts'

// The members of a purpose and a field are the catalogue's own, so that what is read can be changed and sent back.

const purposeWords = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().min(1).max(2000),
  question: z.string().min(1).max(2000).optional(),
  ifYes: z.string().min(1).max(2000).optional(),
  ifNo: z.string().min(1).max(2000).optional(),
})
const fieldWords = z.strictObject({ name: z.string().min(1).max(200), description: z.string().min(1).max(2000) })

export const basisLine = z.strictObject({ channel, country: z.enum([...LAW_COUNTRIES, 'unknown']), capacity, basis }).openapi('BasisLine')
export type BasisLineAnswer = z.infer<typeof basisLine>

export const retention = z
  .strictObject({
    from: z.enum(RETENTION_EVENTS), months: z.int().min(0).max(1200),
    warnDays: z.int().min(0).max(365).optional().openapi({ description: 'So many days before their data ends people are told, and how it could stay.' }),
  })
  .openapi('Retention', { example: { from: 'consent-given', months: 24, warnDays: 30 } })

export const purposeDocument = z
  .strictObject({
    key,
    kind: z.enum(PURPOSE_KINDS),
    group: z.enum(PURPOSE_GROUPS),
    channels: z.array(channel).min(1),
    bases: z.array(basisLine).max(1000),
    fields: z.array(key).max(200),
    recipients: z.array(z.string().min(1).max(100)).max(50),
    retention,
    texts: z.strictObject({ sv: purposeWords, nb: purposeWords, en: purposeWords }),
  })
  .openapi('PurposeDocument')
export type PurposeDocument = z.infer<typeof purposeDocument>

const words = z.string().trim().min(1).max(200)
export const fieldChecks = z
  .strictObject({
    options: z.array(z.strictObject({ key, texts: z.strictObject({ sv: words, nb: words, en: words }) })).min(1).max(100).optional().openapi({ description: 'Of a choice: what may be chosen. The key is kept.' }),
    least: z.number().optional(), most: z.number().optional().openapi({ description: 'Of a number.' }),
    characters: z.int().min(1).max(4000).optional().openapi({ description: 'Of a text: at most so many.' }),
  })
  .openapi('FieldChecks')
export type FieldChecks = z.infer<typeof fieldChecks>

export const fieldDocument = z
  .strictObject({
    key,
    type: z.enum(FIELD_TYPES),
    category: z.enum(FIELD_CATEGORIES),
    sensitive: z.boolean(),
    inferred: z.boolean(),
    asked: z.boolean().default(false).openapi({ description: 'People are asked for it on their own page.' }),
    checks: fieldChecks.default({}),
    texts: z.strictObject({ sv: fieldWords, nb: fieldWords, en: fieldWords }),
  })
  .openapi('FieldDocument')
export type FieldDocument = z.infer<typeof fieldDocument>

export const publishedPurpose = purposeDocument
  .extend({ version: z.int(), people: z.int().openapi({ description: 'People with a living ground for it.' }) })
  .openapi('PublishedPurpose')
export type PublishedPurpose = z.infer<typeof publishedPurpose>

export const listPurposes = createRoute({
  method: 'get', path: '/purposes', tags: ['Catalogue'], security, summary: 'The purposes in force.',
  responses: { 200: json(z.object({ version: z.int(), purposes: z.array(publishedPurpose) }), 'The catalogue version and its purposes.'), ...problems },
})

export const purposeVersion = purposeDocument
  .extend({ version: z.int(), retired: z.boolean(), publishedAt: moment, publishedBy: z.string(), note: z.string() })
  .openapi('PurposeVersion')
export type PurposeVersion = z.infer<typeof purposeVersion>

export const getPurpose = createRoute({
  method: 'get', path: '/purposes/{key}', tags: ['Catalogue'], security, summary: 'One purpose with every version and its wording, newest first.',
  request: { params: z.object({ key }) },
  responses: { 200: json(z.object({ key, people: z.int(), versions: z.array(purposeVersion) }), 'The purpose.'), ...problems },
})

export const publishedField = fieldDocument
  .extend({ version: z.int(), shipped: z.boolean(), purposes: z.array(key).openapi({ description: 'The purposes that need it (rule H1).' }) })
  .openapi('PublishedField')
export type PublishedField = z.infer<typeof publishedField>

export const listFields = createRoute({
  method: 'get', path: '/fields', tags: ['Catalogue'], security, summary: 'The fields in force.',
  responses: { 200: json(z.object({ version: z.int(), fields: z.array(publishedField) }), 'The fields.'), ...problems },
})

export const catalogueChange = z
  .strictObject({
    purposes: z.array(purposeDocument).max(100).optional().openapi({ description: 'Whole documents, new or replacing those with the same key.' }),
    fields: z.array(fieldDocument).max(200).optional(),
    retirePurposes: z.array(key).max(100).optional(),
    retireFields: z.array(key).max(200).optional(),
  })
  .openapi('CatalogueChange')
export type CatalogueChange = z.input<typeof catalogueChange>

export const catalogueRehearsal = z
  .object({
    affected: z.array(z.object({ purpose: key, people: z.int() })).openapi({ description: 'Purposes that get a new version, and how many people have a living ground for each.' }),
    newlyNeeded: z.array(z.object({
      field: key, asked: z.boolean(), people: z.int().openapi({ description: 'People it may be held of: with a living ground for one of these purposes.' }),
      purposes: z.array(z.object({ purpose: key, people: z.int(), retention: sentence })),
    })).openapi({ description: 'Fields that purposes newly need.' }),
    noLongerHeld: z.array(z.object({ field: key, people: z.int(), kept: z.int().openapi({ description: 'Of how many a hold keeps it all the same.' }) })).openapi({ description: 'Fields some purpose needs no longer, and how many people have a value nothing else would hold.' }),
    notice: z.array(z.object({ purpose: z.string(), gone: z.array(sentence), fresh: z.array(sentence) })).openapi({ description: 'What the privacy notice would say otherwise, by purpose.' }),
    problems: z.array(z.object({ purpose: z.string().optional(), field: z.string().optional(), rule: z.string().optional(), sentence })),
  })
  .openapi('CatalogueRehearsal')
export type CatalogueRehearsal = z.infer<typeof catalogueRehearsal>

export const rehearseCatalogue = createRoute({
  method: 'post', path: '/catalogue/rehearsals', tags: ['Catalogue'], security: staffOnly, summary: 'Who a change would affect and what would be kept no longer; nothing is published.',
  request: { body: jsonBody(z.strictObject({ change: catalogueChange })) },
  responses: { 200: json(catalogueRehearsal, 'What would happen.'), ...problems },
})

export const publishCatalogue = createRoute({
  method: 'post', path: '/catalogue/versions', tags: ['Catalogue'], security: staffOnly, summary: 'Publish a change as a new version; the old wording is kept.',
  request: { body: jsonBody(z.strictObject({ change: catalogueChange, note: z.string().trim().min(1).max(1000) })) },
  responses: { 201: json(z.object({ version: z.int() }), 'The new catalogue version.'), ...problems },
})
