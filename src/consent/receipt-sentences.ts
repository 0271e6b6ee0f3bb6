import { type Language, t } from '../values/text.ts'
import type { ReceiptVerdict } from './verify-receipt.ts'

/** What the verdict on a receipt says to the reader, the outcome first. */
export function receiptSentences(verdict: ReceiptVerdict, language: Language): string[] {
  if (verdict.valid) {
    const { state, ...place } = verdict.standing
    return [t(language, 'receipt.valid'), t(language, `receipt.state.${state}`, { ledger: verdict.ledger, ...place })]
  }
  const { part, line, column, path } = verdict
  return [
    t(language, `receipt.fault.${part}`),
    ...(line === undefined ? [] : [column === undefined ? t(language, 'receipt.at-line', { line }) : t(language, 'receipt.at-line-column', { line, column })]),
    ...(path ? [t(language, 'receipt.at-path', { path })] : []),
  ]
}
