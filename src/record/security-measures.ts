import { t, type Language } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'

/** What is known of the security of the processing (art. 32), as it stands. */
export interface Measures {
  /** Pages and API are reached by TLS alone. */
  encryptedTransport: boolean
  colleagues: number
  /** Of them, how many sign in with a factor of their own. */
  withFactor: number
  roles: number
  /** Keys of sensitive fields, sealed with a key for each person. */
  sealedFields: number
  lastBackup: Date | null
  lastRestoration: Date | null
  /** When the whole ledger was gone through. */
  lastLedgerWatch: Date | null
  lastSweep: Date | null
}

/** The general description of security measures (art. 30(1)(g)), with what is measured of each. */
export function measuresInWords(measures: Measures, language: Language): { key: string; name: string; text: string }[] {
  const day = (at: Date | null): string => (at === null ? 'never' : writtenDay(language, at, 'Europe/Stockholm'))
  const line = (key: string, parameters: Record<string, string | number> = {}) => ({ key, name: t(language, `record.measure.${key}.name`), text: t(language, `record.measure.${key}.text`, parameters) })
  return [
    line('access', { roles: measures.roles, colleagues: measures.colleagues }), line('factors', { with: measures.withFactor, colleagues: measures.colleagues }), line('looks'),
    line('transport', { on: measures.encryptedTransport ? 'yes' : 'no' }), line('sealed', { fields: measures.sealedFields }), line('ledger', { day: day(measures.lastLedgerWatch) }),
    line('backups', { day: day(measures.lastBackup) }), line('restorations', { day: day(measures.lastRestoration) }), line('erasure', { day: day(measures.lastSweep) }), line('logs'),
  ]
}
