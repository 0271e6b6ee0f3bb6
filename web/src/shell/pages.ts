import { links } from '../links.ts'
import type { TextKey } from '../texts.ts'
import type { Permission } from './may.ts'

/** Pages within rooms that one may look for by name: no letter leads there, and their names come with the search. */
export const PAGES: readonly { key: string; name: TextKey; link: string; needs?: Permission }[] = [
  { key: 'account', name: 'search-page.account', link: links.account },
  { key: 'answers', name: 'search-page.answers', link: links.answers(), needs: 'overview.read' },
  { key: 'duplicates', name: 'search-page.duplicates', link: links.duplicates, needs: 'people.read' },
  { key: 'teams', name: 'search-page.teams', link: links.teams, needs: 'companies.read' },
  { key: 'subscriptions', name: 'search-page.subscriptions', link: links.subscriptions, needs: 'invoices.read' },
  { key: 'invoice-runs', name: 'search-page.invoice-runs', link: links.invoiceRuns, needs: 'invoices.read' },
  { key: 'payments', name: 'search-page.payments', link: links.payments, needs: 'invoices.read' },
  { key: 'sending', name: 'search-page.sending', link: links.sending, needs: 'invoices.read' },
  { key: 'decorating', name: 'search-page.decorating', link: links.decorating, needs: 'invoices.read' },
  { key: 'incoming', name: 'search-page.incoming', link: links.incoming, needs: 'catalogue.read' },
  { key: 'renewals', name: 'search-page.renewals', link: links.renewals, needs: 'catalogue.read' },
  { key: 'documents', name: 'search-page.documents', link: links.documents, needs: 'documents.find' },
  { key: 'anonymous', name: 'search-page.anonymous', link: links.anonymous, needs: 'catalogue.read' },
  { key: 'forgotten', name: 'search-page.forgotten', link: links.forgotten(), needs: 'people.erase' },
]
