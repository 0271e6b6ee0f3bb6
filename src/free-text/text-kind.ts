/** What free text is watched for (rule H5). */
export const TEXT_KINDS = ['identity-number', 'card-number', 'health', 'belief', 'union', 'politics', 'ethnicity', 'sexual-life', 'criminal', 'third-party', 'insult'] as const
export type TextKind = (typeof TEXT_KINDS)[number]

export interface TextRule {
  /** Its number, as it is shown. */
  readonly rule: string
  /** The article it comes from. */
  readonly article: string
  /** A text with it is kept only for a reason that is noted; of the rest the writer is told, and decides. */
  readonly refused: boolean
  /** The field of the starter catalogue that is made for it; without one it is left out. */
  readonly field?: string
}

/** One line each, so that a refusal shows number and sentence. */
export const TEXT_RULES: Readonly<Record<TextKind, TextRule>> = {
  'identity-number': { rule: 'H5.1', article: 'art. 87', refused: true, field: 'identity_number' },
  'card-number': { rule: 'H5.2', article: 'art. 5(1)(c)', refused: true },
  health: { rule: 'H5.3', article: 'art. 9(1)', refused: true, field: 'health_note' },
  belief: { rule: 'H5.4', article: 'art. 9(1)', refused: true },
  union: { rule: 'H5.5', article: 'art. 9(1)', refused: true },
  politics: { rule: 'H5.6', article: 'art. 9(1)', refused: true },
  ethnicity: { rule: 'H5.7', article: 'art. 9(1)', refused: true },
  'sexual-life': { rule: 'H5.8', article: 'art. 9(1)', refused: true },
  criminal: { rule: 'H5.9', article: 'art. 10', refused: true },
  'third-party': { rule: 'H5.10', article: 'art. 5(1)(c)', refused: false },
  insult: { rule: 'H5.11', article: 'art. 5(1)(a)', refused: false },
}

/** A place in a text, in UTF-16 units; `end` is the first one behind it. */
export interface MarkedText {
  readonly start: number
  readonly end: number
  readonly kind: TextKind
}
