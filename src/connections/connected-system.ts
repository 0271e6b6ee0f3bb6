import type { Language } from '../values/text.ts'

/** How a system is told: by a signed call to its address, or by a mail to the people who work there. */
export const SYSTEM_WAYS = ['webhook', 'mail-task'] as const
export type SystemWay = (typeof SYSTEM_WAYS)[number]

/** By what a system may know people. `person-id` is the id that our API gives. */
export const KNOWN_BY = ['person-id', 'customer-number', 'email', 'phone'] as const
export type KnownBy = (typeof KNOWN_BY)[number]

/** Whose data a system has: everybody's with one of its purposes, or theirs alone that it fetched or brought by its key. */
export const SYSTEM_REACHES = ['purpose', 'key'] as const
export type SystemReach = (typeof SYSTEM_REACHES)[number]

/** Days within which a system is to answer, unless it was agreed otherwise: art. 12(3) leaves a month in all. */
export const ANSWER_DAYS = 14
export const ANSWER_DAYS_MAX = 30

/** A recipient of the catalogue (art. 4(9)) with a way to be told of acts (art. 19). */
export interface ConnectedSystem {
  systemId: string
  name: string
  /** Key of the catalogue. */
  recipient: string
  way: SystemWay
  address: string
  /** Of mails to the people there. */
  language: Language
  purposes: readonly string[]
  /** Keys of fields; none: whatever its purposes need. */
  fields: readonly string[]
  knownBy: readonly KnownBy[]
  reach: SystemReach
  apiKeyId: string | null
  answerDays: number
  createdAt: Date
  pausedAt: Date | null
  endedAt: Date | null
  calledAt: Date | null
  answeredAt: Date | null
  error: string | null
}

/** What a colleague says of a system. */
export type SystemWish = Pick<ConnectedSystem, 'name' | 'recipient' | 'way' | 'address' | 'language' | 'purposes' | 'fields' | 'knownBy' | 'reach' | 'apiKeyId' | 'answerDays'>

/** The fields a system has: of those that its purposes need, the ones it was given. */
export function fieldsOf(system: Pick<ConnectedSystem, 'purposes' | 'fields'>, purposes: readonly { key: string; fields: readonly string[] }[]): string[] {
  const needed = new Set(purposes.filter((one) => system.purposes.includes(one.key)).flatMap((one) => one.fields))
  return [...needed].filter((field) => system.fields.length === 0 || system.fields.includes(field))
}

/**
 * The address of a webhook, or undefined where it may not be one: https without a user, or http to a host that the
 * settings name as one of the own network (PRIVATE_HOSTS).
 */
export function webhookAddress(text: string, privateHosts: readonly string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return undefined
  if (url.protocol === 'https:') return url
  return url.protocol === 'http:' && privateHosts.includes(url.hostname.replace(/^\[|\]$/g, '')) ? url : undefined
}
