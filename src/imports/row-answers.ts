import { kindOfNo } from '../consent/kind-of-no.ts'
import type { Choice } from '../consent/choice.ts'
import type { ImportPlan } from './import-plan.ts'
import type { RowAnswer } from './import-row.ts'
import { claimedChannels, saidForAll } from './import-settings.ts'
import type { Reason } from './import.ts'
import { pointsToHold, refusedByOthers, type Planned, type PlannedRow } from './planned-row.ts'

/** An answer of the file that is news and can be recorded. */
export interface PlannedAnswer {
  kind: Extract<Choice['kind'], 'given' | 'withdrawn' | 'objected'>
  purpose: string | null
  channel: string | null
  /** The address or number a yes is for; null where the channel has none. */
  point: { kind: 'email' | 'phone' | 'postal'; canonical: string } | null
  time: string | null
  where: string | null
  wording: string | null
}

type Said = Pick<RowAnswer, 'answer' | 'purpose' | 'channel'> & { column: string | null }

const POINT_OF_CHANNEL: Record<string, 'email' | 'phone' | 'postal'> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' }

/**
 * The answers of a row that are news. A no is always taken; a yes needs when, where and on which words it was given
 * (rule L3), an address to be given for, and no no that stands (rule D9). What cannot be taken is named.
 */
export function plannedAnswers(one: PlannedRow, plan: ImportPlan): Planned<PlannedAnswer[]> {
  const { evidence } = one.row
  const { settings } = plan
  const base = {
    time: evidence.time ?? saidForAll(settings.when), where: evidence.source ?? saidForAll(settings.evidence), wording: evidence.wording ?? settings.wording ?? null,
  }
  const said = distinct(saidInRow(one, plan))
  const noes = said.filter((each) => each.answer === 'no')
  const answers = noes.filter((no) => one.known?.said.saidTo(no.purpose, no.channel) !== 'no').map((no): PlannedAnswer => {
    const purpose = plan.catalogue.purposes.find((each) => each.key === no.purpose) ?? null
    return { ...base, kind: kindOfNo(purpose, no.channel), purpose: no.purpose, channel: no.channel, point: null }
  })
  const reasons: Reason[] = []
  for (const yes of said.filter((each) => each.answer === 'yes')) {
    if (yes.purpose && yes.channel && one.known?.said.saidTo(yes.purpose, yes.channel) === 'yes') continue
    const point = pointsToHold(one).find((each) => each.kind === POINT_OF_CHANNEL[yes.channel ?? '']) ?? null
    const held = whyHeld(yes, one, noes, base, point !== null)
    if (held) reasons.push({ column: yes.column, field: ['consent', yes.purpose, yes.channel].filter(Boolean).join(':'), ...held })
    else answers.push({ ...base, kind: 'given', purpose: yes.purpose, channel: yes.channel, point })
  }
  return { what: answers, reasons }
}

type Base = Pick<PlannedAnswer, 'time' | 'where' | 'wording'>

function whyHeld(yes: Said, one: PlannedRow, noes: readonly Said[], { time, where, wording }: Base, hasPoint: boolean): Pick<Reason, 'rule' | 'text'> | undefined {
  const { purpose, channel } = yes
  if (!purpose || !channel) return { rule: 'L3', text: 'imports.held.yes-for-nothing' }
  if (noes.some((no) => covers(no, purpose, channel))) return { rule: 'D9', text: 'imports.held.no-in-row' }
  if (one.known?.said.saidTo(purpose, channel) === 'no') return { rule: 'D9', text: 'consent.refused.no-stands' }
  if (refusedByOthers(one, purpose, channel)) return { rule: 'D9', text: 'imports.held.no-at-address' }
  if (!time || !where || !wording) return { rule: 'L3', text: 'imports.held.yes-without-evidence' }
  if (POINT_OF_CHANNEL[channel] && !hasPoint) return { rule: 'L3', text: 'imports.held.yes-without-address' }
  return undefined
}

/** True when the row says no to it itself, in another column. */
export function covers(no: Pick<Said, 'purpose' | 'channel'>, purpose: string, channel: string): boolean {
  return (no.purpose === null || no.purpose === purpose) && (no.channel === null || no.channel === channel)
}

/**
 * What the row's columns say, and the yes that the settings claim for all rows. A column that is about an answer goes
 * before such a claim: where it is blank or unclear, nobody said yes (recital 32).
 */
function saidInRow(one: PlannedRow, { settings, columns }: ImportPlan): Said[] {
  if (settings.ground !== 'consent') return [...one.row.answers]
  const answered = columns.filter((column) => column.field === 'consent').map((column) => column.purpose ?? null)
  const unanswered = answered.includes(null) ? [] : settings.purposes.filter((purpose) => !answered.includes(purpose))
  const claim = (purpose: string) => claimedChannels(settings).map((channel): Said => ({ column: null, answer: 'yes', purpose, channel }))
  return [...one.row.answers.flatMap((said) => spread(said, settings.purposes, claimedChannels(settings))), ...unanswered.flatMap(claim)]
}

/** A column of answers that names no purpose or channel is about those of the settings. */
function spread(said: RowAnswer, purposes: readonly string[], channels: readonly string[]): Said[] {
  if (said.field === 'objection') return [said]
  const through = said.channel ? [said.channel] : channels
  return (said.purpose ? [said.purpose] : purposes).flatMap((purpose) => through.map((channel) => ({ ...said, purpose, channel })))
}

function distinct(said: readonly Said[]): Said[] {
  return said.filter((one, index) => said.findIndex((each) => each.answer === one.answer && each.purpose === one.purpose && each.channel === one.channel) === index)
}
