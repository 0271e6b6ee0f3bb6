import { PERMISSIONS } from './permission.ts'
import { UNLIMITED } from './reach.ts'
import { ADMINISTRATOR, type Role } from './role.ts'

const NAMES = ['given_name', 'family_name', 'full_name', 'company_name', 'title']
const CONTACT = ['email', 'phone', 'postal_address', 'street', 'postal_code', 'city', 'region', 'language', 'delivery']
const TASTE = ['interests', 'preferred_products', 'loyalty_level', 'last_purchase_at']

/**
 * The roles a company starts with, and what each is for. Fields are named, not left out: a field that the company adds
 * is seen by those who see all, until a role names it (art. 25).
 */
export const STARTER_ROLES: readonly Role[] = [
  { key: ADMINISTRATOR, name: null, permissions: PERMISSIONS, ...UNLIMITED },
  // Finds, meets and writes down customers; neither birth dates nor identity numbers nor what was concluded of them.
  {
    key: 'seller', name: null, permissions: ['own', 'overview.read', 'people.read', 'people.write', 'choices.record', 'audiences.count', 'catalogue.read', 'imports.run', 'deals.read', 'deals.write', 'leads.read', 'leads.write', 'companies.read', 'companies.write', 'activities.read', 'activities.write', 'mails.write'],
    purposes: null, readable: [...NAMES, ...CONTACT, 'customer_number', ...TASTE], writable: [...NAMES, ...CONTACT, 'interests'],
  },
  // Audiences and counts, and the first name that a greeting needs; nobody's address and no number that tells who it is.
  {
    key: 'marketer', name: null, permissions: ['own', 'overview.read', 'audiences.count', 'catalogue.read', 'mailings.write', 'mailings.send', 'companies.read'],
    purposes: null, readable: ['given_name', 'postal_code', 'city', 'region', 'language', 'gender', 'concluded_interests', ...TASTE], writable: [],
  },
  // Answers "what do you hold of me", so it sees what there is.
  {
    key: 'customer-service', name: null, permissions: ['own', 'overview.read', 'people.read', 'people.write', 'choices.record', 'catalogue.read', 'outbox.read', 'requests.handle', 'documents.file', 'invoices.read', 'codes.revoke', 'deals.read', 'leads.read', 'companies.read', 'companies.write', 'activities.read', 'activities.write', 'tickets.read', 'tickets.write', 'mails.write'],
    ...UNLIMITED,
  },
  // Sees everything, also who looked, and changes what is held for what.
  {
    key: 'privacy-officer', name: null,
    permissions: [
      'own', 'overview.read', 'people.read', 'choices.record', 'audiences.count', 'people.export', 'catalogue.read', 'catalogue.change', 'outbox.read',
      'ledger.read', 'looks.read', 'requests.handle', 'people.erase', 'retention.change', 'record.read', 'deals.read', 'leads.read', 'companies.read', 'activities.read', 'tickets.read',
    ],
    purposes: null, readable: null, writable: [],
  },
  // Who owes and who has paid: what agreements, invoices and books need.
  {
    key: 'finance', name: null, permissions: ['own', 'overview.read', 'people.read', 'catalogue.read', 'documents.file', 'documents.find', 'invoices.read', 'invoices.write', 'codes.revoke', 'companies.read', 'companies.write', 'activities.read', 'activities.write'],
    purposes: ['contract', 'invoicing', 'bookkeeping'], readable: [...NAMES, ...CONTACT, 'customer_number', 'identity_number'], writable: [],
  },
  // Keeps the machinery and connects systems, and sees no person.
  {
    key: 'it', name: null, permissions: ['own', 'overview.read', 'catalogue.read', 'ledger.read', 'keys.manage'],
    purposes: null, readable: [], writable: [],
  },
]

/** The starter role with this key. */
export function starterRole(key: string): Role | undefined {
  return STARTER_ROLES.find((role) => role.key === key)
}
