import type { ImportField } from '../../../src/imports/import-field.ts'
import type { TextKey } from '../texts.ts'

/** What a column can be besides a field of the catalogue: what places the person, and answers with their evidence. */
export const OTHER_TARGETS = {
  country: 'target.country',
  organisation_number: 'target.organisation_number',
  consent: 'target.consent',
  objection: 'target.objection',
  consent_time: 'target.consent_time',
  consent_source: 'target.consent_source',
  consent_wording: 'target.consent_wording',
} as const satisfies Partial<Record<ImportField, TextKey>>

/** A yes or no in a column is an answer to one purpose, through one channel; `''` is all of them. */
export interface AnswerTarget {
  field: 'consent' | 'objection'
  purpose: string
  channel: string
}

/** Reads `consent:events:email`; undefined for a target that is no answer. */
export function answerTarget(target: string): AnswerTarget | undefined {
  const [field, purpose = '', channel = ''] = target.split(':')
  return field === 'consent' || field === 'objection' ? { field, purpose, channel } : undefined
}

export function targetOf({ field, purpose, channel }: AnswerTarget): string {
  return `${field}:${purpose}:${channel}`
}

/** The part of a target that the list of targets knows it by. */
export function kindOf(target: string): string {
  return target.split(':')[0] ?? target
}
