import type { Basis, Right } from '../law/basis.ts'
import type { EntryKind } from '../ledger/entry.ts'
import type { Field, FieldCategory } from '../purposes/field.ts'
import type { Purpose, PurposeKind } from '../purposes/purpose.ts'

/** Our words in those of the Data Privacy Vocabulary 2.3 (W3C DPV, `dpv:`, `pd:`, `eu-gdpr:`). */

const PURPOSE_TERMS: Record<string, string[]> = {
  contract: ['dpv:FulfilmentOfContractualObligation'],
  invoicing: ['dpv:PaymentManagement'],
  bookkeeping: ['dpv:LegalCompliance'],
  service: ['dpv:CustomerCare'],
  prospects: ['dpv:CustomerRelationshipManagement'],
  trial: ['dpv:RequestedServiceProvision'],
  membership: ['dpv:MemberPartnerManagement'],
  rights: ['dpv:RightsFulfilment'],
  security: ['dpv:EnforceSecurity'],
  news: ['dpv:DirectMarketing'],
  tips: ['dpv:DirectMarketing'],
  events: ['dpv:DirectMarketing', 'dpv:ProvideEventRecommendations'],
  competitions: ['dpv:DirectMarketing'],
  surveys: ['dpv:DirectMarketing', 'dpv:ImproveExistingProductsAndServices'],
  'phone-follow-up': ['dpv:DirectMarketing', 'dpv:CommunicationForCustomerCare'],
  'follow-up': ['dpv:DirectMarketing'],
  analytics: ['dpv:ServiceUsageAnalytics'],
  recommendations: ['dpv:ProvidePersonalisedRecommendations'],
}

const KIND_TERMS: Record<PurposeKind, string> = {
  marketing: 'dpv:DirectMarketing',
  service: 'dpv:CustomerCare',
  claim: 'dpv:PaymentManagement',
  legal: 'dpv:LegalCompliance',
  analysis: 'dpv:ServiceOptimisation',
}

const FIELD_TERMS: Record<string, string> = {
  given_name: 'pd:Name',
  family_name: 'pd:Name',
  full_name: 'pd:Name',
  company_name: 'pd:CurrentEmployment',
  title: 'pd:Job',
  birth_date: 'pd:BirthDate',
  gender: 'pd:Gender',
  language: 'pd:Language',
  delivery: 'pd:Preference',
  email: 'pd:EmailAddress',
  phone: 'pd:TelephoneNumber',
  postal_address: 'pd:PhysicalAddress',
  street: 'pd:Street',
  postal_code: 'pd:PostalCode',
  city: 'pd:City',
  region: 'pd:Region',
  customer_number: 'pd:AccountIdentifier',
  interests: 'pd:Interest',
  concluded_interests: 'pd:Interest',
  preferred_products: 'pd:Preference',
  loyalty_level: 'pd:IndividualProfile',
  last_purchase_at: 'pd:Purchase',
  lifetime_value: 'pd:PurchasesAndSpendingHabit',
  identity_number: 'pd:OfficialID',
  passport_number: 'pd:Passport',
  photo: 'pd:Picture',
  health_note: 'pd:HealthRecord',
}

const CATEGORY_TERMS: Record<FieldCategory, string> = {
  identification: 'pd:Identifying',
  contact: 'pd:Contact',
  economy: 'pd:Financial',
  behaviour: 'pd:Behavioural',
  interests: 'pd:Interest',
  'unique-identifier': 'pd:UID',
  special: 'pd:External',
}

/** Art. 6(1) as DPV names it; soft opt-in is a legitimate interest under the conditions of ePrivacy art. 13(2). */
const BASIS_TERMS: Record<Basis, string> = {
  consent: 'eu-gdpr:A6-1-a',
  contract: 'eu-gdpr:A6-1-b',
  'legal-obligation': 'eu-gdpr:A6-1-c',
  'vital-interest': 'eu-gdpr:A6-1-d',
  'public-task': 'eu-gdpr:A6-1-e',
  'legitimate-interest': 'eu-gdpr:A6-1-f',
  'soft-opt-in': 'eu-gdpr:A6-1-f',
}

export const purposeTerms = (purpose: Pick<Purpose, 'key' | 'kind'>): string[] => PURPOSE_TERMS[purpose.key] ?? [KIND_TERMS[purpose.kind]]
export const fieldTerm = (field: Pick<Field, 'key' | 'category'>): string => FIELD_TERMS[field.key] ?? CATEGORY_TERMS[field.category]
export const basisTerm = (basis: Basis): string => BASIS_TERMS[basis]
/** Art. 21(2) is part of art. 21 there. */
export const rightTerm = (right: Right): string => `eu-gdpr:A${right === '21-2' ? '21' : right}`

/** The state that each event leaves a consent in. */
export type ConsentState =
  | 'dpv:ConsentRequested'
  | 'dpv:ConsentGiven'
  | 'dpv:RenewedConsentGiven'
  | 'dpv:ConsentRefused'
  | 'dpv:ConsentWithdrawn'
  | 'dpv:ConsentExpired'
  | 'dpv:ConsentInvalidated'

const VALID: readonly (ConsentState | undefined)[] = ['dpv:ConsentGiven', 'dpv:RenewedConsentGiven']

/** The state after an event, or undefined for an event that says nothing of consent. A no before any yes is a refusal. */
export function stateAfter(before: ConsentState | undefined, kind: EntryKind, needsConfirmation: boolean): ConsentState | undefined {
  const stood = VALID.includes(before)
  switch (kind) {
    case 'asked':
      return stood ? undefined : 'dpv:ConsentRequested'
    case 'given':
      if (needsConfirmation) return stood ? undefined : 'dpv:ConsentRequested'
      return stood ? 'dpv:RenewedConsentGiven' : 'dpv:ConsentGiven'
    case 'confirmed':
      return stood ? 'dpv:RenewedConsentGiven' : 'dpv:ConsentGiven'
    case 'withdrawn':
    case 'objected':
      return stood || before === 'dpv:ConsentWithdrawn' ? 'dpv:ConsentWithdrawn' : 'dpv:ConsentRefused'
    case 'expired':
      return stood ? 'dpv:ConsentExpired' : undefined
    case 'voided':
      return stood ? 'dpv:ConsentInvalidated' : undefined
    default:
      return undefined
  }
}
