/**
 * What a colleague may do, one word per kind of task. The route table names one for each way in (doors/route-table.ts),
 * roles are made of them, and the workspace greys out what needs one that is missing.
 */
export const PERMISSIONS = [
  /** Whatever one does with one's own account and jobs. Everybody has it; no role gives or takes it. */
  'own',
  'overview.read',
  'people.read',
  'people.write',
  'choices.record',
  'audiences.count',
  'people.export',
  'catalogue.read',
  'catalogue.change',
  'imports.run',
  'mailings.write',
  'mailings.send',
  'outbox.read',
  'ledger.read',
  'keys.manage',
  'staff.manage',
  'looks.read',
  'requests.handle',
  'people.erase',
  'retention.change',
  /** Put what was issued to people among what the books keep. */
  'documents.file',
  /** Look for documents by number or day, those of the erased among them. */
  'documents.find',
  'record.read',
  'invoices.read',
  'invoices.write',
  /** Let the link and the code on an invoice open nothing any more: it is in wrong hands. */
  'codes.revoke',
  'deals.read',
  'deals.write',
  'leads.read',
  'leads.write',
  'companies.read',
  'companies.write',
  'activities.read',
  'activities.write',
  /** See what colleagues have before them, and what is nobody’s yet. */
  'activities.team',
  'tickets.read',
  'tickets.write',
  /** Say when somebody works and how soon customers are answered. */
  'tickets.promise',
  /** Write to one person by oneself, and keep mails with them. */
  'mails.write',
] as const

export type Permission = (typeof PERMISSIONS)[number]
