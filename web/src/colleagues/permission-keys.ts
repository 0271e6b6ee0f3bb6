import type { Role } from '@api/roles-resource.ts'
import type { TextKey } from '../texts.ts'

type Permission = Role['permissions'][number]

const ALL: Record<Exclude<Permission, 'own'>, TextKey> = {
  'overview.read': 'permission.overview.read', 'people.read': 'permission.people.read', 'people.write': 'permission.people.write',
  'choices.record': 'permission.choices.record', 'audiences.count': 'permission.audiences.count', 'people.export': 'permission.people.export',
  'catalogue.read': 'permission.catalogue.read', 'catalogue.change': 'permission.catalogue.change', 'imports.run': 'permission.imports.run',
  'mailings.write': 'permission.mailings.write', 'mailings.send': 'permission.mailings.send', 'outbox.read': 'permission.outbox.read',
  'ledger.read': 'permission.ledger.read', 'keys.manage': 'permission.keys.manage', 'staff.manage': 'permission.staff.manage', 'looks.read': 'permission.looks.read',
  'requests.handle': 'permission.requests.handle', 'people.erase': 'permission.people.erase', 'retention.change': 'permission.retention.change',
  'invoices.read': 'permission.invoices.read', 'invoices.write': 'permission.invoices.write', 'codes.revoke': 'permission.codes.revoke',
  'tickets.read': 'permission.tickets.read', 'tickets.write': 'permission.tickets.write', 'tickets.promise': 'permission.tickets.promise',
  'deals.read': 'permission.deals.read', 'deals.write': 'permission.deals.write',
  'activities.read': 'permission.activities.read', 'activities.write': 'permission.activities.write', 'activities.team': 'permission.activities.team',
  'leads.read': 'permission.leads.read', 'leads.write': 'permission.leads.write',
  'companies.read': 'permission.companies.read', 'companies.write': 'permission.companies.write', 'mails.write': 'permission.mails.write',
  'documents.file': 'permission.documents.file', 'documents.find': 'permission.documents.find', 'record.read': 'permission.record.read',
}

/** Every permission that a role gives, in the order of the matrix; a new one does not compile without its words. */
export const PERMISSION_KEYS = Object.entries(ALL).map(([key, text]) => ({ key: key as Permission, text }))
