/** Ways of reaching a person; `none` is processing without a message (analytics, recommendations). */
export const CHANNELS = ['email', 'sms', 'letter', 'phone', 'push', 'web', 'ads', 'none'] as const
export type Channel = (typeof CHANNELS)[number]

/** In which role the person meets the company. A sole trader is a natural person (LAW: 2008:486 19 §). */
export const CAPACITIES = ['consumer', 'sole-trader', 'role'] as const
export type Capacity = (typeof CAPACITIES)[number]
