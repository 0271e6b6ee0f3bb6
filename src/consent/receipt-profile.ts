/**
 * What must be in a receipt: the fields that the GDPR profile of DPV for ISO/IEC TS 27560 marks MUST, the further ones that
 * ISO makes optional and the GDPR needs (art. 13), and what our own proof needs. Paths from the receipt; `*` is every member of a list.
 */
const RECORD = '/dpv:hasRecordOfActivity'
const PROCESS = `${RECORD}/dpv:hasProcess/*`
const CONTROLLER = `${RECORD}/dpv:hasEntity/0`

export const REQUIRED_FIELDS: readonly { path: string; field: string }[] = [
  { field: 'schema version of the receipt', path: '/dct:conformsTo' },
  { field: 'receipt id', path: '/dct:identifier' },
  { field: 'creation time', path: '/dct:created' },
  { field: 'schema version', path: `${RECORD}/dct:conformsTo` },
  { field: 'record id', path: `${RECORD}/dct:identifier` },
  { field: 'data subject', path: `${RECORD}/dpv:hasDataSubject` },
  { field: 'notice', path: `${RECORD}/dpv:hasNotice` },
  { field: 'notice language', path: `${RECORD}/dpv:hasNotice/dct:language` },
  { field: 'process', path: PROCESS },
  { field: 'purpose', path: `${PROCESS}/dpv:hasPurpose` },
  { field: 'personal data', path: `${PROCESS}/dpv:hasPersonalData/*` },
  { field: 'personal data type', path: `${PROCESS}/dpv:hasPersonalData/*/skos:broader` },
  { field: 'necessity', path: `${PROCESS}/dpv:hasPersonalData/*/dpv:hasNecessity` },
  { field: 'storage location', path: `${PROCESS}/dpv:hasStorageCondition/0/dpv:hasLocation` },
  { field: 'storage duration', path: `${PROCESS}/dpv:hasStorageCondition/1/dpv:hasDuration` },
  { field: 'controller', path: `${PROCESS}/dpv:hasDataController` },
  { field: 'recipients', path: `${PROCESS}/dpv:hasRecipient/*` },
  { field: 'legal basis', path: `${PROCESS}/dpv:hasLegalBasis/*` },
  { field: 'data source', path: `${PROCESS}/dpv:hasDataSource` },
  { field: 'processing', path: `${PROCESS}/dpv:hasProcessing/*` },
  { field: 'jurisdiction', path: `${PROCESS}/dpv:hasJurisdiction/*` },
  { field: 'change and withdrawal', path: `${RECORD}/dpv:hasConsentControl/dpv:isExercisedAt` },
  { field: 'rights', path: `${RECORD}/dpv:hasRight/*/dct:title` },
  { field: 'name of the controller', path: `${CONTROLLER}/dpv:hasName` },
  { field: 'id of the controller', path: `${CONTROLLER}/dpv:hasIdentifier` },
  { field: 'role of the controller', path: `${CONTROLLER}/@type` },
  { field: 'contact of the controller', path: `${CONTROLLER}/schema:contactPoint/0/schema:url` },
  { field: 'postal address of the controller', path: `${CONTROLLER}/schema:contactPoint/1/schema:addressCountry` },
  { field: 'authority', path: `${RECORD}/dpv:hasEntity/2/dpv:hasName` },
  { field: 'consent type and state', path: `${RECORD}/dpv:hasConsentStatus/*/@type` },
  { field: 'event time', path: `${RECORD}/dpv:hasConsentStatus/*/dpv:isIndicatedAtTime` },
  { field: 'event duration', path: `${RECORD}/dpv:hasConsentStatus/*/dpv:hasDuration` },
  { field: 'expressed by', path: `${RECORD}/dpv:hasConsentStatus/*/dpv:isIndicatedBy` },
  { field: 'entry', path: '/tillit:ledger/tillit:entry' },
  { field: 'salt', path: '/tillit:ledger/tillit:salt' },
  { field: 'commitment', path: '/tillit:ledger/tillit:commitment' },
  { field: 'promise', path: '/tillit:ledger/tillit:promise' },
]

/** The path of the first required field that a receipt lacks, or undefined when it has them all. */
export function missingField(receipt: object): string | undefined {
  return REQUIRED_FIELDS.find(({ path }) => !has(receipt, path.slice(1).split('/')))?.path
}

function has(value: unknown, [step, ...rest]: string[]): boolean {
  if (step === undefined) return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  if (step === '*') return Array.isArray(value) && value.length > 0 && value.every((member) => has(member, rest))
  return typeof value === 'object' && value !== null && has((value as Record<string, unknown>)[step], rest)
}
