/** How often a person may wish to hear of a purpose, with the months and days that must lie between two messages. */
export const FREQUENCIES = {
  'as-it-comes': { months: 0, days: 0 },
  weekly: { months: 0, days: 7 },
  monthly: { months: 1, days: 0 },
  quarterly: { months: 3, days: 0 },
  yearly: { months: 12, days: 0 },
} as const
export type Frequency = keyof typeof FREQUENCIES
