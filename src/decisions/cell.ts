import { BASES, type Basis } from '../law/basis.ts'
import { CHANNELS } from '../law/channel.ts'
import { obligationsOf, RULES_IN_ORDER } from './compiled-rules.ts'
import { decisionOf, type Decision } from './decide.ts'
import { USES, type Use } from './facts.ts'
import type { GatePurpose } from './gate-purpose.ts'
import type { Question } from './question.ts'

/** The questions that are answered beforehand for everybody, in an order that stays as long as the catalogue's version. */
export interface Layout {
  catalogueVersion: number
  purposes: readonly GatePurpose[]
  cells: readonly Question[]
  /** Of each purpose, the place of the cell by use and channel; -1 for none. */
  places: ReadonlyMap<string, Int16Array>
}

/** Marketing may be asked for through these (D7). */
const ASKED_THROUGH: readonly string[] = ['email', 'sms']

/** Every purpose through every channel it offers: to send; to ask for, if it is marketing; to draw conclusions, if it does. */
export function layoutOf(catalogue: { version: number; purposes: readonly GatePurpose[] }): Layout {
  const purposes = catalogue.purposes.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const cells = purposes.flatMap((purpose) => CHANNELS.filter((channel) => purpose.channels.includes(channel)).flatMap((channel) =>
    usesOf(purpose, channel).map((use): Question => ({ purpose: purpose.key, channel, use }))))
  const places = new Map(purposes.map((purpose) => [purpose.key, new Int16Array(USES.length * CHANNELS.length).fill(-1)]))
  for (const [place, { purpose, channel, use }] of cells.entries()) places.get(purpose)![slotOf(use, channel)] = place
  return { catalogueVersion: catalogue.version, purposes, cells, places }
}

function usesOf(purpose: GatePurpose, channel: string): Use[] {
  const asked: Use[] = purpose.kind === 'marketing' && ASKED_THROUGH.includes(channel) ? ['ask'] : []
  return ['send', ...asked, ...(channel === 'none' ? ['profile' as const] : [])]
}

const USE_PLACES: ReadonlyMap<string, number> = new Map(USES.map((use, place) => [use, place * CHANNELS.length]))
const CHANNEL_PLACES: ReadonlyMap<string, number> = new Map(CHANNELS.map((channel, place) => [channel, place]))

function slotOf(use: string, channel: string): number {
  return (USE_PLACES.get(use) ?? -1_000) + (CHANNEL_PLACES.get(channel) ?? -1_000)
}

/** The place of the cell that answers a question, or -1: it is asked too seldom, or about something of its own. */
export function cellOf(layout: Layout, question: Question): number {
  if (question.about != null || question.contactPointId != null || question.carriesAdvertising || question.withinServiceMessage || question.renewal) return -1
  return layout.places.get(question.purpose)?.[slotOf(question.use, question.channel)] ?? -1
}

/** Six bits for the rule (0: not known), three for the basis (0: none), then one for each obligation. */
const RULE_BITS = 6
const BASIS_BITS = 3
const RULE_MASK = (1 << RULE_BITS) - 1
const BASIS_MASK = (1 << BASIS_BITS) - 1

/** A cell that says that nobody has decided yet. */
export const NOT_KNOWN = 0

const ALLOWS = Uint8Array.from([0, ...RULES_IN_ORDER.map((rule) => Number(rule.outcome === 'allow'))])

/** An answer as 16 bits. `rule` is its place in the table; basis and obligations only go with a yes. */
export function packCell(rule: number, basis: Basis | null, obligations: number): number {
  return (rule + 1) | ((basis === null ? 0 : BASES.indexOf(basis) + 1) << RULE_BITS) | (obligations << (RULE_BITS + BASIS_BITS))
}

/** Whether a cell says yes; what is not known does not. */
export function cellAllows(cell: number): boolean {
  return ALLOWS[cell & RULE_MASK] === 1
}

/** Number of the rule that answered, or null when the cell is not known. */
export function cellRule(cell: number): string | null {
  return RULES_IN_ORDER[(cell & RULE_MASK) - 1]?.number ?? null
}

/** The answer a cell holds, in words; null when it is not known. */
export function cellDecision(cell: number, { channel, use }: Question): Decision | null {
  const rule = cellRule(cell)
  if (rule === null) return null
  const basis = BASES[((cell >> RULE_BITS) & BASIS_MASK) - 1] ?? null
  return { ...decisionOf(rule, { channel, use }), basis, obligations: obligationsOf(cell >> (RULE_BITS + BASIS_BITS)) }
}
