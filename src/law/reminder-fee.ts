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
}

const sweden = (most: bigint, validFrom: string, source: string): Dated<ReminderFeeRule> => ({ value: { most, currency: 'SEK', mustBeAgreed: true, afterDays: 0, times: Number.MAX_SAFE_INTEGER }, validFrom, source })
const norway = (most: bigint, validFrom: string, source: string): Dated<ReminderFeeRule> => ({ value: { most, currency: 'NOK', mustBeAgreed: false, afterDays: 14, times: 2 }, validFrom, source })

/** The seller's country decides. Norway's fee follows a rate that is set every year: a line that is not here yet is only ever higher, so what stands is never too much. */
const RULES: Partial<Record<string, readonly Dated<ReminderFeeRule>[]>> = {
  SE: [
    sweden(50_00n, '2003-07-01', 'Förordning (1981:1057), SFS 2003:294'),
    sweden(60_00n, '2013-03-16', 'Lag (1981:739) om ersättning för inkassokostnader m.m. 2, 4 §§, SFS 2013:56'),
  ],
  NO: [
    norway(70_00n, '2017-01-01', 'Inkassoforskriften § 1-2: a tenth of inkassosatsen (700 kr)'),
    norway(35_00n, '2020-10-01', 'Inkassoforskriften § 1-2: a twentieth of inkassosatsen (700 kr)'),
  ],
}

/** The rule of a day (ISO 8601 date), and where it stands; undefined where no law is known here, and so nothing is asked. */
export function reminderFeeRule(country: string, on: string): Dated<ReminderFeeRule> | undefined {
  return RULES[country]?.findLast((line) => line.validFrom <= on)
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
