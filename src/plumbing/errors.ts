import type { TextParameters } from '../values/text.ts'

export type ProblemKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'refused' | 'too-many' | 'unavailable'

export interface ProblemDetail {
  /** Key of the sentence in the text catalogues, e.g. `people.email-invalid`. */
  text: string
  parameters?: TextParameters
  /** Number of the rule that refuses, e.g. `H1`. */
  rule?: string
  /** Name of the input field that is at fault. */
  field?: string
  /** What kind of problem it is, in a word, where a program does something about it: `fresh-proof-needed`. */
  type?: string
  /** Seconds after which the same may be tried again. */
  againAfterSeconds?: number
}

/** An expected failure with a sentence for the reader; the doors turn it into an answer. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly detail: ProblemDetail

  constructor(kind: ProblemKind, detail: ProblemDetail) {
    super(`${kind}: ${detail.rule ? `${detail.rule} ` : ''}${detail.text}`)
    this.kind = kind
    this.detail = detail
  }
}
