import { digestsOf, formOf, SIGNATURE_MEMBER } from '../consent/receipt-form.ts'
import { signJws } from '../keeper/jws.ts'
import type { SigningKey } from '../keeper/signing-key.ts'
import { bookkeepingSource } from '../law/bookkeeping.ts'
import type { Controller } from '../plumbing/installation.sql.ts'
import { BECAUSE } from './erasable.ts'
import { erasureState, PROOF_MONTHS, type Around, type Erasure, type ErasurePlace, type ErasureState } from './erasure.ts'

export const CERTIFICATE_KIND = 'tillit erasure certificate'
/** Keeps a certificate from standing in for a receipt, and the other way round. */
export const CERTIFICATE_TYPE = 'tillit-erasure+jws'

/** What is told of a place where something stays or waits; of one that is done there is nothing to tell but the count. */
interface CertificateLine {
  place: string
  /** How many of what; never what. */
  counts: Readonly<Record<string, number>>
  /** Why, as a key of the program, and where the law says so. */
  because?: string
  law?: string
  /** ISO 8601; absent where an event ends it. */
  until?: string
  /** Since when it is so. */
  at?: string
}

/** The signed statement that somebody was forgotten (rule E5). It names nobody: whoever holds it is whom it is about. */
export interface Certificate {
  kind: typeof CERTIFICATE_KIND
  version: 1
  id: string
  issuedAt: string
  controller: { name: string; country: string; organisationNumber?: string }
  why: Erasure['why']
  askedAt: string
  /** Absent while something keeps a part. */
  erasedAt?: string
  /** Computed from all places at the moment of issue. */
  state: ErasureState
  erased: CertificateLine[]
  waits: CertificateLine[]
  stays: CertificateLine[]
  /** What each connected system answered. */
  systems: { system: string; answer: NonNullable<ErasurePlace['system']>['answer']; at?: string; until?: string }[]
  /** Backups are gone so many days after they were made; as declared by the company, and the day that follows from it. */
  backups: { days: number; goneAt?: string }
  proofMonths: number
}

/** The certificate of an erasure with all its places, as `placesNow` gives them. */
export function buildCertificate(erasure: Erasure, places: readonly ErasurePlace[], controller: Controller, around: Around): Certificate {
  const backups = places.find((one) => one.place === 'backups')
  const of = (state: ErasurePlace['state']) => places.filter((one) => one.state === state && one.system === undefined).map((one) => lineOf(one, around.now))
  return {
    kind: CERTIFICATE_KIND, version: 1, id: erasure.erasureId, issuedAt: around.now.toISOString(),
    controller: { name: controller.name, country: controller.country, ...(controller.organisationNumber && { organisationNumber: controller.organisationNumber }) },
    why: erasure.why, askedAt: erasure.askedAt.toISOString(), ...(erasure.erasedAt && { erasedAt: erasure.erasedAt.toISOString() }),
    state: erasureState(erasure, places), erased: of('done'), waits: of('waits'), stays: of('stays'), systems: places.flatMap(systemLine),
    backups: { days: around.backupDays, ...(backups?.until && { goneAt: backups.until.toISOString() }) }, proofMonths: PROOF_MONTHS,
  }
}

/** When a system answered, or until when it was to. */
function systemLine({ system, at, until }: ErasurePlace): Certificate['systems'] {
  if (!system) return []
  const answered = system.answer !== 'pending' && system.answer !== 'no-answer'
  return [{ system: system.name, answer: system.answer, ...(answered && { at: at.toISOString() }), ...(until && { until: until.toISOString() }) }]
}

function lineOf({ place, state, counts, because, until, at }: ErasurePlace, now: Date): CertificateLine {
  if (state === 'done') return { place, counts, at: at.toISOString() }
  return { place, counts, ...(because && { because, law: lawOf(place, because, now) }), ...(until && { until: until.toISOString() }) }
}

/** Where it stands in law why something stays: the bookkeeping act of the country, otherwise the article of the GDPR. */
export function lawOf(place: string, because: keyof typeof BECAUSE, now: Date): string {
  const gdpr = `GDPR art. ${BECAUSE[because].article}`
  return because === 'bookkeeping' ? `${gdpr}; ${bookkeepingSource(place.split(':')[1] || null, now.toISOString().slice(0, 10))}` : gdpr
}

/** The certificate as the file that the person keeps: in the form of receipts, checked offline with the same public key. */
export async function signCertificate(certificate: Certificate, key: SigningKey): Promise<string> {
  const content = formOf({ ...certificate, [SIGNATURE_MEMBER]: '' }).split('\n').slice(0, -3)
  return formOf({ ...certificate, [SIGNATURE_MEMBER]: await signJws(digestsOf(content), CERTIFICATE_TYPE, key) })
}
