import type { NewRequest, RequestKind } from './request-queries.ts'

/** What a colleague writes down of what somebody asks. */
export interface TakenDown {
  kind: RequestKind | null
  how: 'phone' | 'letter' | 'counter' | 'mail'
  /** ISO 8601 date, or empty. */
  receivedOn: string
  sender: string
  forAnother: boolean
  marketing: boolean
  purposes: string[]
  ground: string | null
  field: string | null
  value: string
  words: string
  language: string
  /** Of somebody who is in no register; null where it is known who asks. */
  stranger: { name: string; reach: 'email' | 'phone' | 'postal'; value: string } | null
}

/** What is missing of somebody in no register: a name and one way to reach them. */
export function isNobody({ stranger }: Pick<TakenDown, 'stranger'>): boolean {
  return stranger !== null && (stranger.name.trim() === '' || stranger.value.trim() === '')
}

/** Whether it is not said what the request is about, where that cannot be guessed: the server refuses it too. */
export function saysNothing({ kind, marketing, purposes, field, words }: TakenDown): boolean {
  if (kind === 'objection') return !marketing && purposes.length === 0
  return (kind === 'complaint' || (kind === 'rectification' && field === null)) && words.trim() === ''
}

/** The request to send. Of another day than today only the day is known, so it came at noon. */
export function requestOf(down: TakenDown, on = today()): NewRequest {
  const { kind, how, receivedOn, sender, words, language } = down
  const ofPurposes = kind === 'restriction' || kind === 'objection' || kind === 'withdrawal'
  return {
    kind: kind!, how, language,
    ...(receivedOn !== '' && receivedOn !== on && { receivedAt: new Date(`${receivedOn}T12:00:00`).toISOString() }),
    ...(down.stranger && { name: down.stranger.name.trim(), contact: { kind: down.stranger.reach, value: down.stranger.value.trim() } }),
    ...(how === 'mail' && !down.stranger && sender.trim() && { sender: sender.trim() }),
    ...(down.forAnother && { doubts: ['for-another'] }),
    wish: {
      ...(kind === 'objection' && down.marketing && { marketing: true }),
      ...(ofPurposes && !(kind === 'objection' && down.marketing) && down.purposes.length > 0 && { purposes: down.purposes }),
      ...(kind === 'restriction' && down.ground !== null && { ground: down.ground }),
      ...(kind === 'rectification' && down.field !== null && { values: { [down.field]: down.value.trim() || null } }),
      ...(words.trim() && { words: words.trim() }),
    },
  }
}

/** The day it is here. */
export function today(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
