import type { Dated } from './dated.ts'

/** What a seller may ask of a buyer for reminding them of a bill in writing, in hundredths of the country's own currency. */
export interface ReminderFeeRule {
  most: bigint
  currency: string
  /** It may be asked only where it was agreed at the latest when the debt arose. */
  mustBeAgreed: boolean
  /** Days after the day of payment before which no fee may be asked. */
  afterDays: number
  /** How many reminders of one debt may cost anything. */
  times: number
  /** ISO 8601 date of the last day for which this was known to hold; left out: until a law says otherwise. */
  knownUntil?: string
}

const sweden = (most: bigint, validFrom: string, source: string): Dated<ReminderFeeRule> => ({ value: { most, currency: 'SEK', mustBeAgreed: true, afterDays: 0, times: 1 }, validFrom, source })
const norway = (most: bigint, validFrom: string, knownUntil: string, source: string): Dated<ReminderFeeRule> => ({ value: { most, currency: 'NOK', mustBeAgreed: false, afterDays: 14, times: 2, knownUntil }, validFrom, source })

/** The seller's country decides. Norway's fee follows a rate that is set every year: for a year that nobody has looked up here nothing is asked. */
const RULES: Partial<Record<string, readonly Dated<ReminderFeeRule>[]>> = {
  SE: [
    sweden(50_00n, '2003-07-01', 'Förordning (1981:1057), SFS 2003:294'),
    sweden(60_00n, '2013-03-16', 'Lag (1981:739) om ersättning för inkassokostnader m.m. 2, 4 §§, SFS 2013:56; one reminder of a debt costs'),
  ],
  NO: [
    norway(70_00n, '2017-01-01', '2020-09-30', 'Inkassoforskriften § 1-2: a tenth of inkassosatsen (700 kr)'),
    norway(35_00n, '2020-10-01', '2025-12-31', 'Inkassoforskriften § 1-2: a twentieth of inkassosatsen (700 kr, unchanged by Finanstilsynet’s rates of 1 January 2025)'),
    norway(37_50n, '2026-01-01', '2026-12-31', 'Inkassoforskriften § 1-2: a twentieth of inkassosatsen (750 kr from 1 January 2026, as Kreditorforeningen tells)'),
  ],
}

/** The rule of a day (ISO 8601 date), and where it stands; undefined where no law is known here, or not for that day, and so nothing is asked. */
export function reminderFeeRule(country: string, on: string): Dated<ReminderFeeRule> | undefined {
  const line = RULES[country]?.findLast((each) => each.validFrom <= on)
  return line && (line.value.knownUntil ?? on) >= on ? line : undefined
}

/** The last day (ISO 8601) for which a country's fee is known, where that was before this one. */
export function reminderFeeKnownUntil(country: string, on: string): string | undefined {
  const last = RULES[country]?.at(-1)?.value.knownUntil
  return last !== undefined && last < on ? last : undefined
}

export interface Reminded {
  country: string
  currency: string
  /** Whether the company's terms have a fee for reminders. */
  agreed: boolean
  /** ISO 8601 dates. */
  dueOn: string
  on: string
  /** Fees asked for this debt before. */
  feesBefore: number
}

/** What may be asked for a reminder, in hundredths; 0 where law or agreement gives no right to it. */
export function reminderFee({ country, currency, agreed, dueOn, on, feesBefore }: Reminded): bigint {
  const rule = reminderFeeRule(country, on)?.value
  if (!rule || rule.currency !== currency || (rule.mustBeAgreed && !agreed) || feesBefore >= rule.times) return 0n
  const days = Math.round((Date.parse(`${on}T00:00:00Z`) - Date.parse(`${dueOn}T00:00:00Z`)) / 86_400_000)
  return days >= rule.afterDays && days > 0 ? rule.most : 0n
}
