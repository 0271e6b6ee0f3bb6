import { basisTerm, fieldTerm, purposeTerms } from '../consent/receipt-terms.ts'
import type { Basis } from '../law/basis.ts'
import { PERSONAL_TABLES } from '../law/data-map.ts'
import { t } from '../values/text.ts'
import { categoriesOf, tablesOf, type AccessCopy } from './access-copy.ts'

const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  pd: 'https://w3id.org/dpv/pd#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  tillit: 'urn:tillit:copy:1#',
  // Rows are told as they are stored; their members are no terms of anybody's vocabulary.
  'tillit:tables': { '@type': '@json' },
}

/** Of consents and contracts nobody but these says so. */
const BASES: readonly string[] = ['consent', 'contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest', 'soft-opt-in'] satisfies Basis[]

type Row = Readonly<Record<string, unknown>>

/** The whole copy for programs: JSON-LD 1.1 in terms of the Data Privacy Vocabulary 2.3, and beside it each table as it is stored. */
export function copyJson(copy: AccessCopy): string {
  const { personId, controller, language } = copy
  return `${JSON.stringify({
    '@context': CONTEXT,
    '@id': `urn:tillit:copy:${personId}:${copy.at.toISOString()}`,
    '@type': ['dpv:Process', copy.kind === 'access' ? 'eu-gdpr:A15' : 'eu-gdpr:A20'],
    'dct:created': copy.at.toISOString(), 'dct:language': language, 'dct:title': t(language, copy.kind === 'access' ? 'copy.title' : 'copy.title.portability'),
    'dpv:hasDataSubject': { '@id': `urn:uuid:${personId}`, '@type': 'dpv:DataSubject' },
    'dpv:hasDataController': { '@type': ['dpv:Organisation', 'dpv:DataController'], 'dpv:hasName': controller.name, 'dpv:hasIdentifier': controller.organisationNumber, 'schema:email': controller.email, 'schema:addressCountry': controller.country },
    'dpv:hasPersonalData': personalData(copy),
    'dpv:hasProcess': [...new Set(rowsOf(copy, 'ground').map((row) => String(row['purpose_key'])))].map((key) => processOf(copy, key)),
    'tillit:redactions': copy.redactions.map(({ place, start, end, kind, why }) => ({ 'tillit:place': place, 'tillit:length': end - start, 'tillit:kind': kind, 'tillit:why': why, 'dct:description': t(language, `copy.left-out.why.${why}`) })),
    'tillit:relationsFor': copy.relationsFor, 'tillit:companies': [...copy.companies].map(([id, name]) => ({ id, name })),
    'tillit:wordings': [...copy.wordings.values()],
    'tillit:tables': Object.fromEntries(categoriesOf(copy).map((category) => [category, Object.fromEntries(tablesOf(copy, category).map(([table, rows]) => [table, { why: PERSONAL_TABLES[table]!.why, leaves: PERSONAL_TABLES[table]!.leaves, rows }]))])),
  }, null, 1)}\n`
}

const rowsOf = (copy: AccessCopy, table: string): readonly Row[] => copy.tables[table] ?? []

/** Each value as personal data, with its kind, source and purposes. */
function personalData(copy: AccessCopy): object[] {
  const { catalogue, language } = copy
  const profile = rowsOf(copy, 'profile')[0] ?? {}
  const values = Object.entries({ ...profile, ...((profile['own'] ?? {}) as Row) }).filter(([, value]) => value !== null)
  const points = rowsOf(copy, 'contact_point').map((point): [string, unknown] => [({ email: 'email', phone: 'phone' } as Record<string, string>)[String(point['kind'])] ?? 'postal_address', point['value']])
  return [...values, ...points].flatMap(([key, value]) => {
    const field = catalogue.fields.find((one) => one.key === key)
    if (!field) return []
    const source = rowsOf(copy, 'provenance').findLast((one) => (one['fields'] as string[]).includes(key))
    return [{
      '@type': field.inferred ? 'dpv:InferredPersonalData' : field.category === 'special' ? 'dpv:SpecialCategoryPersonalData' : 'dpv:PersonalData',
      'skos:broader': fieldTerm(field), 'dct:identifier': key, 'dct:title': field.texts[language].name, 'rdf:value': value,
      'dpv:hasDataSource': source?.['collected'] === 'self' ? 'dpv:DataSubjectDataSource' : source?.['source'],
      'dpv:hasPurpose': catalogue.purposes.filter((purpose) => purpose.fields.includes(key) && rowsOf(copy, 'ground').some((row) => row['purpose_key'] === purpose.key)).map((purpose) => purpose.key),
    }]
  })
}

function processOf(copy: AccessCopy, key: string): object {
  const { catalogue, language } = copy
  const purpose = catalogue.purposes.find((one) => one.key === key)
  const bases = [...new Set(rowsOf(copy, 'ground').filter((row) => row['purpose_key'] === key).map((row) => String(row['basis'])))].filter((basis) => BASES.includes(basis)) as Basis[]
  if (!purpose) return { '@type': 'dpv:Process', 'dct:identifier': key, 'dpv:hasLegalBasis': bases.map(basisTerm) }
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'skos:broader': purposeTerms(purpose), 'dct:identifier': key, 'dct:title': purpose.texts[language].name, 'dct:description': purpose.texts[language].description },
    'dpv:hasLegalBasis': bases.map(basisTerm),
    'dpv:hasRecipient': purpose.recipients.filter((one) => one !== 'none').map((one) => ({ '@type': 'dpv:Recipient', 'dct:identifier': one, 'dct:title': t(language, `purposes.recipient.${one}`) })),
    'dpv:hasStorageCondition': { '@type': 'dpv:StorageDuration', 'rdf:value': t(language, `receipt.until.${purpose.retention.from}`), 'tillit:months': purpose.retention.months },
  }
}
