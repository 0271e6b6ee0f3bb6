/** The company of the demo: fictional, and labelled so on every screen. */
export const DEMO_COMPANY = 'Fjällströms Hem & Fritid AB'

/** Here a yes to tips lasts a year, so that some end in each month to come. */
export const DEMO_RETENTION = [{ purpose: 'tips', retention: { from: 'consent-given' as const, months: 12 } }]
