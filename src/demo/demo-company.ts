/** The company of the demo: fictional, and labelled so on every screen. */
export const DEMO_COMPANY = 'Fjällströms Hem & Fritid AB'
