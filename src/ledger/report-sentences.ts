import { type Language, t } from '../values/text.ts'
import type { Finding, LedgerReport } from './verify-ledger.ts'

/** What the verification of the ledger says to the reader, the outcome first. */
export function reportSentences(report: LedgerReport, language: Language): string[] {
  const { finding, leaves, headsMet, truncation } = report
  const outcome = finding
    ? [t(language, `ledger.finding.${finding.reason}`), placeOf(finding, language)]
    : [t(language, 'ledger.verified', { leaves }), ...(headsMet > 0 ? [t(language, 'ledger.verified-heads', { heads: headsMet })] : [])]
  return truncation === 'excluded' ? outcome : [...outcome, t(language, 'ledger.truncation-unknown')]
}

function placeOf({ index, until }: Finding, language: Language): string {
  return until === undefined || until === index ? t(language, 'ledger.at', { index }) : t(language, 'ledger.at-range', { index, until })
}
