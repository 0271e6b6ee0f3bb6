import { createHash } from 'node:crypto'
import { signJws } from '../keeper/jws.ts'
import type { SigningKey } from '../keeper/signing-key.ts'
import { type Basis, rightsFor } from '../law/basis.ts'
import { entryBytes, type LedgerEntry, type StoredEntry } from '../ledger/entry.ts'
import type { InclusionProof } from '../ledger/prove-leaf.ts'
import type { Controller } from '../plumbing/installation.sql.ts'
import type { Field } from '../purposes/field.ts'
import type { Purpose } from '../purposes/purpose.ts'
import { type Language, t } from '../values/text.ts'
import { digestsOf, formOf, SIGNATURE_MEMBER, SIGNATURE_TYPE } from './receipt-form.ts'
import { controllerId, entities, personUri } from './receipt-parties.ts'
import { basisTerm, type ConsentState, fieldTerm, purposeTerms, rightTerm, stateAfter } from './receipt-terms.ts'

/** Entries of these kinds have a receipt: grant and withdrawal alike (rule L5). */
export const RECEIPT_KINDS = ['given', 'confirmed', 'withdrawn', 'objected'] as const

/** The profiles of W3C DPV for ISO/IEC TS 27560 with what the GDPR asks for. */
const RECEIPT_SCHEMA = 'https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr'
const RECORD_SCHEMA = 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr'

export interface ReceiptFacts {
  createdAt: Date
  language: Language
  controller: Controller
  /** Where the customer's page is; there every right is exercised. */
  url: string
  /** The entry as stored, its salt, and the commitment that is promised or proved. */
  entry: StoredEntry
  salt: Buffer
  commitment: Buffer
  promise: string
  proof: InclusionProof | undefined
  /** Entries about the same purpose and channel up to and with this one, oldest first. */
  history: LedgerEntry[]
  /** What the entry reaches: one purpose, or all marketing. */
  purposes: (Purpose & { version: number })[]
  fields: Field[]
  basis: Basis
  /** The words the person answered to, or the newest they saw. */
  wording: { id: string; language: string; text: string; seenAt: Date } | undefined
}

export type Receipt = Record<string, unknown>

const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  tillit: 'urn:tillit:receipt:1#',
}

/** Builds a consent receipt: ISO/IEC TS 27560 in DPV terms, GDPR profile, with the entry it stands for and its place in the ledger. */
export function buildReceipt(facts: ReceiptFacts): Receipt {
  const id = stableId('receipt', facts.commitment)
  return {
    '@context': CONTEXT,
    '@id': `urn:uuid:${id}`,
    '@type': 'dpv:ConsentReceipt',
    'dct:identifier': id,
    'dpv:hasIdentifier': id,
    'dct:conformsTo': RECEIPT_SCHEMA,
    'dct:created': facts.createdAt.toISOString(),
    'dct:publisher': controllerId(facts),
    'schema:recipient': 'dpv:DataSubject',
    'dpv:hasRecordOfActivity': record(facts),
    'tillit:ledger': ledgerPart(facts),
  }
}

/** The receipt as the file the person keeps. */
export async function signReceipt(receipt: Receipt, key: SigningKey): Promise<string> {
  const content = formOf({ ...receipt, [SIGNATURE_MEMBER]: '' }).split('\n').slice(0, -3)
  return formOf({ ...receipt, [SIGNATURE_MEMBER]: await signJws(digestsOf(content), SIGNATURE_TYPE, key) })
}

function record(facts: ReceiptFacts): object {
  const { entry, controller } = facts
  const id = stableId('record', Buffer.from(`${entry.personId}\n${entry.purpose}\n${entry.channel}`))
  return {
    '@id': `urn:uuid:${id}`,
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': id,
    'dct:conformsTo': RECORD_SCHEMA,
    'dpv:hasDataSubject': { '@id': personUri(facts), '@type': 'dpv:DataSubject', 'dct:identifier': entry.personId },
    'dpv:hasDataController': controllerId(facts),
    'dpv:hasJurisdiction': [`loc:${controller.country}`, 'loc:EEA'],
    'dpv:hasApplicableLaw': 'eu-gdpr:GDPR',
    'dpv:hasNotice': notice(facts),
    'dpv:hasProcess': facts.purposes.map((purpose) => process(facts, purpose)),
    'dpv:hasConsentControl': { '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'], 'dpv:isExercisedAt': facts.url },
    'dpv:hasRight': rights(facts),
    'dpv:hasConsentStatus': statuses(facts),
    'dpv:hasEntity': entities(facts),
  }
}

function notice({ wording, language, url, entry, createdAt }: ReceiptFacts): object {
  if (!wording) {
    return {
      '@id': url, '@type': 'dpv:PrivacyNotice', 'dct:date': dayOf(createdAt), 'dct:language': (entry.language ?? language).toUpperCase(), 'schema:url': url,
    }
  }
  return {
    '@id': `urn:sha256:${wording.id}`,
    '@type': 'dpv:ConsentNotice',
    'dct:identifier': wording.id,
    'dct:date': dayOf(wording.seenAt),
    'dct:language': wording.language.toUpperCase(),
    'dct:description': wording.text,
    'schema:url': url,
  }
}

function process(facts: ReceiptFacts, purpose: Purpose & { version: number }): object {
  const { language, controller, basis, entry } = facts
  const texts = purpose.texts[language]
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': {
      '@type': 'dpv:Purpose', 'skos:broader': purposeTerms(purpose), 'dct:identifier': purpose.key, 'dct:hasVersion': String(purpose.version),
      'dct:title': texts.name, 'dct:description': texts.description,
    },
    'dpv:hasPersonalData': personalData(facts, purpose),
    'dpv:hasProcessing': ['dpv:Collect', 'dpv:Store', 'dpv:Use'],
    'tillit:channel': entry.channel ?? '*',
    'tillit:frequency': entry.frequency ?? undefined,
    'dpv:hasDataSource': 'dpv:DataSubjectDataSource',
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': [`loc:${controller.country}`] },
      { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': storageDuration(purpose, language) },
    ],
    'dpv:hasDataController': controllerId(facts),
    'dpv:hasRecipient': [controllerId(facts), ...recipients(purpose, language)],
    'dpv:hasLegalBasis': basis === 'consent' ? [basisTerm(basis), 'dpv:ExpressedConsent'] : [basisTerm(basis)],
    'dpv:hasJurisdiction': [`loc:${controller.country}`, 'loc:EEA'],
    'dpv:hasApplicableLaw': 'eu-gdpr:GDPR',
  }
}

function personalData({ fields, language }: ReceiptFacts, purpose: Purpose): object[] {
  return fields.filter((field) => purpose.fields.includes(field.key)).map((field) => ({
    '@type': field.category === 'special' ? 'dpv:SpecialCategoryPersonalData' : 'dpv:PersonalData',
    'skos:broader': fieldTerm(field),
    'dct:identifier': field.key,
    'dct:title': field.texts[language].name,
    'dct:description': field.texts[language].description,
    // Nothing that the person may say no to is held as a condition of anything.
    'dpv:hasNecessity': 'dpv:Optional',
  }))
}

function storageDuration({ retention }: Purpose, language: Language): object {
  const event = t(language, `receipt.until.${retention.from}`)
  return { '@type': 'dpv:UntilEventDuration', 'rdf:value': retention.months > 0 ? t(language, 'receipt.until-and-months', { event, months: retention.months }) : event }
}

function recipients(purpose: Purpose, language: Language): object[] {
  return purpose.recipients.filter((key) => key !== 'none').map((key) => ({ '@type': 'dpv:Recipient', 'dct:identifier': key, 'dct:title': t(language, `purposes.recipient.${key}`) }))
}

function rights({ basis, purposes, language, url }: ReceiptFacts): object[] {
  const marketing = purposes.some((purpose) => purpose.kind === 'marketing')
  return rightsFor(basis, marketing).map((right) => ({
    '@type': ['dpv:DataSubjectRight', rightTerm(right)],
    'dct:title': t(language, `receipt.right.${right}`),
    'dpv:isExercisedAt': url,
  }))
}

function statuses(facts: ReceiptFacts): object[] {
  let state: ConsentState | undefined
  const events: object[] = []
  for (const entry of facts.history) {
    const next = stateAfter(state, entry.kind, entry.evidence['needsConfirmation'] === true)
    if (!next) continue
    state = next
    events.push({
      '@type': next === 'dpv:ConsentRequested' ? next : [next, 'dpv:ExpressedConsent'],
      'dpv:isIndicatedAtTime': entry.at.toISOString(),
      'dpv:hasDuration': { '@type': 'dpv:UntilEventDuration', 'rdf:value': t(facts.language, `receipt.lasts.${next.slice(4)}`) },
      'dpv:isIndicatedBy': indicatedBy(facts, entry, next),
      'dpv:hasIndicationMethod': t(facts.language, `receipt.surface.${entry.surface}`),
    })
  }
  return events
}

function indicatedBy(facts: ReceiptFacts, { actor }: LedgerEntry, state: ConsentState): unknown {
  if (state === 'dpv:ConsentRequested' && actor.kind !== 'person') return controllerId(facts)
  switch (actor.kind) {
    case 'guardian':
      return { '@id': `urn:uuid:${actor.id}`, '@type': 'dpv:GuardianOfDataSubject' }
    case 'proxy':
      return { '@id': `urn:uuid:${actor.id}`, '@type': 'dpv:Entity' }
    case 'system':
      return controllerId(facts)
    default:
      // A colleague writes down what the person says; the person says it.
      return personUri(facts)
  }
}

function ledgerPart({ promise, entry, salt, commitment, proof }: ReceiptFacts): object {
  return {
    'tillit:entry': entryBytes(entry).toString('utf8'),
    'tillit:salt': salt.toString('base64url'),
    'tillit:commitment': commitment.toString('base64url'),
    'tillit:promise': promise,
    ...(proof && {
      'tillit:inclusion': {
        'tillit:leafIndex': proof.index,
        'tillit:treeSize': proof.size,
        'tillit:path': proof.path.map((hash) => hash.toString('base64url')),
        'tillit:checkpoint': proof.checkpoint,
      },
    }),
  }
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** A UUID (version 8, RFC 9562) that is the same whenever the receipt is made again: receipts are not stored. */
function stableId(kind: string, of: Buffer): string {
  const bytes = createHash('sha256').update(`tillit ${kind}\n`).update(of).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
