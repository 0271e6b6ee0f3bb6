import { type Language, t } from '../values/text.ts'
import type { LedgerReport } from './verify-ledger.ts'

/** What the verification of the ledger says to the reader, the outcome first. */
export function reportSentences(report: LedgerReport, language: Language): string[] {
  const { finding, leaves, headsMet, truncation } = report
  const outcome = finding
    ? [t(language, `ledger.finding.${finding.reason}`, { index: finding.index, until: finding.until ?? finding.index })]
    : [t(language, 'ledger.verified', { leaves }), ...(headsMet > 0 ? [t(language, 'ledger.verified-heads', { heads: headsMet })] : [])]
  return truncation === 'excluded' ? outcome : [...outcome, t(language, 'ledger.truncation-unknown')]
}
