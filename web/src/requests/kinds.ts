import type { RequestKind, RequestState } from './request-queries.ts'

/** What can be asked, in the order in which it is offered. */
export const REQUEST_KINDS = ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection', 'automated-decision', 'complaint', 'withdrawal'] as const satisfies readonly RequestKind[]
export const REQUEST_STATES = ['open', 'waiting-for-proof', 'answered', 'refused', 'withdrawn'] as const satisfies readonly RequestState[]
export const RECEIVED_HOW = ['phone', 'letter', 'counter', 'mail'] as const
export const RESTRICTION_GROUNDS = ['accuracy-contested', 'unlawful', 'needed-for-claims', 'objection-pending'] as const
export const EXTENSION_REASONS = ['complex', 'many-requests'] as const
export const OUTCOMES = ['granted', 'partly', 'nothing-held', 'refused', 'withdrawn'] as const

/** Those that say which purposes they are about. */
export const OF_PURPOSES: readonly RequestKind[] = ['restriction', 'objection', 'withdrawal']
