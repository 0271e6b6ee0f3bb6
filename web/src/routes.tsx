import { createBrowserRouter } from 'react-router'
import { withTexts, type TextPart } from './language.tsx'
import { PATTERNS } from './links.ts'
import { Lost } from './shell/lost.tsx'
import { Frame, Shell } from './shell/shell.tsx'

/** A room that comes with words of its own. */
async function withWords<Room>(part: TextPart, room: Promise<Room>): Promise<Room> {
  const [loaded] = await Promise.all([room, withTexts(part)])
  return loaded
}

/** Each room is a file of its own that comes when it is first entered. */
export const router = createBrowserRouter([
  {
    Component: Shell,
    ErrorBoundary: Lost,
    HydrateFallback: Frame,
    children: [
      {
        ErrorBoundary: Lost,
        children: [
          { path: PATTERNS.home, lazy: async () => ({ Component: (await import('./overview/overview.tsx')).Overview }) },
          { path: PATTERNS.answers, lazy: async () => ({ Component: (await withWords('answers', import('./answers/answers-page.tsx'))).AnswersPage }) },
          { path: PATTERNS.search, lazy: async () => ({ Component: (await withWords('search', import('./search/search-page.tsx'))).SearchPage }) },
          { path: PATTERNS.people, lazy: async () => ({ Component: (await import('./people/people-list.tsx')).PeopleList }) },
          { path: PATTERNS.duplicates, lazy: async () => ({ Component: (await withWords('duplicates', import('./duplicates/duplicates-page.tsx'))).DuplicatesPage }) },
          { path: PATTERNS.person, lazy: async () => ({ Component: (await withWords('person', import('./people/person-page.tsx'))).PersonPage }) },
          { path: PATTERNS.personRights, lazy: async () => ({ Component: (await withWords('rights', import('./rights/person-rights.tsx'))).PersonRights }) },
          { path: PATTERNS.companies, lazy: async () => ({ Component: (await withWords('companies', import('./companies/company-list.tsx'))).CompanyList }) },
          { path: PATTERNS.teams, lazy: async () => ({ Component: (await withWords('companies', import('./companies/teams-page.tsx'))).TeamsPage }) },
          { path: PATTERNS.company, lazy: async () => ({ Component: (await withWords('notes', withWords('activities', withWords('companies', import('./companies/company-page.tsx'))))).CompanyPage }) },
          { path: PATTERNS.requests, lazy: async () => ({ Component: (await withWords('rights', import('./requests/request-list.tsx'))).RequestList }) },
          { path: PATTERNS.request, lazy: async () => ({ Component: (await withWords('rights', import('./requests/request-page.tsx'))).RequestPage }) },
          { path: PATTERNS.forgotten, lazy: async () => ({ Component: (await withWords('rights', import('./requests/forgotten-page.tsx'))).ForgottenPage }) },
          { path: PATTERNS.record, lazy: async () => ({ Component: (await withWords('rights', import('./record/record-page.tsx'))).RecordPage }) },
          { path: PATTERNS.retention, lazy: async () => ({ Component: (await withWords('rights', import('./retention/retention-page.tsx'))).RetentionPage }) },
          { path: PATTERNS.renewals, lazy: async () => ({ Component: (await withWords('rights', import('./retention/renewals-page.tsx'))).RenewalsPage }) },
          { path: PATTERNS.documents, lazy: async () => ({ Component: (await withWords('rights', import('./retention/documents-page.tsx'))).DocumentsPage }) },
          { path: PATTERNS.anonymous, lazy: async () => ({ Component: (await withWords('rights', import('./retention/anonymous-page.tsx'))).AnonymousPage }) },
          { path: PATTERNS.insight, lazy: async () => ({ Component: (await withWords('insight', withWords('deals', import('./insight/insight-page.tsx')))).InsightPage }) },
          { path: PATTERNS.activities, lazy: async () => ({ Component: (await withWords('notes', withWords('activities', import('./activities/activities-page.tsx')))).ActivitiesPage }) },
          { path: PATTERNS.deals, lazy: async () => ({ Component: (await withWords('deals', import('./deals/deals-page.tsx'))).DealsPage }) },
          { path: PATTERNS.deal, lazy: async () => ({ Component: (await withWords('notes', withWords('activities', withWords('quotes', withWords('deals', import('./deals/deal-page.tsx')))))).DealPage }) },
          { path: PATTERNS.newQuote, lazy: async () => ({ Component: (await withWords('invoices', withWords('deals', withWords('quotes', import('./quotes/new-quote.tsx'))))).NewQuote }) },
          { path: PATTERNS.quote, lazy: async () => ({ Component: (await withWords('invoices', withWords('deals', withWords('quotes', import('./quotes/quote-page.tsx'))))).QuotePage }) },
          { path: PATTERNS.dealsOf, lazy: async () => ({ Component: (await withWords('deals', import('./deals/person-deals.tsx'))).PersonDeals }) },
          { path: PATTERNS.newDeal, lazy: async () => ({ Component: (await withWords('deals', import('./deals/new-deal.tsx'))).NewDeal }) },
          { path: PATTERNS.tickets, lazy: async () => ({ Component: (await withWords('tickets', import('./tickets/tickets-page.tsx'))).TicketsPage }) },
          { path: PATTERNS.ticketPromises, lazy: async () => ({ Component: (await withWords('tickets', import('./tickets/promises-page.tsx'))).PromisesPage }) },
          { path: PATTERNS.ticket, lazy: async () => ({ Component: (await withWords('notes', withWords('tickets', import('./tickets/ticket-page.tsx')))).TicketPage }) },
          { path: PATTERNS.ticketsOf, lazy: async () => ({ Component: (await withWords('tickets', import('./tickets/person-tickets.tsx'))).PersonTickets }) },
          { path: PATTERNS.invoices, lazy: async () => ({ Component: (await withWords('invoices', import('./invoices/invoice-list.tsx'))).InvoiceList }) },
          { path: PATTERNS.invoice, lazy: async () => ({ Component: (await withWords('notes', withWords('invoices', withWords('payments', withWords('delivery', import('./invoices/invoice-page.tsx')))))).InvoicePage }) },
          { path: PATTERNS.subscriptionsOf, lazy: async () => ({ Component: (await withWords('invoices', withWords('billing', import('./billing/person-subscriptions.tsx')))).PersonSubscriptions }) },
          { path: PATTERNS.newSubscription, lazy: async () => ({ Component: (await withWords('invoices', withWords('billing', import('./billing/new-subscription.tsx')))).NewSubscription }) },
          { path: PATTERNS.subscriptions, lazy: async () => ({ Component: (await withWords('invoices', withWords('billing', import('./billing/subscription-list.tsx')))).SubscriptionList }) },
          { path: PATTERNS.subscription, lazy: async () => ({ Component: (await withWords('invoices', withWords('billing', import('./billing/subscription-page.tsx')))).SubscriptionPage }) },
          { path: PATTERNS.payments, lazy: async () => ({ Component: (await withWords('invoices', withWords('payments', import('./payments/payments-page.tsx')))).PaymentsPage }) },
          { path: PATTERNS.payment, lazy: async () => ({ Component: (await withWords('invoices', withWords('payments', import('./payments/payment-page.tsx')))).PaymentPage }) },
          { path: PATTERNS.sending, lazy: async () => ({ Component: (await withWords('invoices', withWords('delivery', import('./delivery/sending-page.tsx')))).SendingPage }) },
          { path: PATTERNS.decorating, lazy: async () => ({ Component: (await withWords('invoices', withWords('decorating', import('./decorating/decorating-page.tsx')))).DecoratingPage }) },
          { path: PATTERNS.bringIn, lazy: async () => ({ Component: (await withWords('invoices', withWords('e-invoices', import('./e-invoices/bring-in-page.tsx')))).BringInPage }) },
          { path: PATTERNS.invoiceRuns, lazy: async () => ({ Component: (await withWords('invoices', withWords('billing', import('./billing/run-list.tsx')))).RunList }) },
          { path: PATTERNS.invoiceRun, lazy: async () => ({ Component: (await withWords('invoices', withWords('billing', import('./billing/run-page.tsx')))).RunPage }) },
          { path: PATTERNS.slips, lazy: async () => ({ Component: (await withWords('invoices', withWords('slips', import('./slips/scan-page.tsx')))).ScanPage }) },
          { path: PATTERNS.slipsOf, lazy: async () => ({ Component: (await withWords('slips', import('./slips/person-slips.tsx'))).PersonSlips }) },
          { path: PATTERNS.newInvoice, lazy: async () => ({ Component: (await withWords('invoices', import('./invoices/new-invoice.tsx'))).NewInvoice }) },
          { path: PATTERNS.imports, lazy: async () => ({ Component: (await withWords('house', import('./imports/import-list.tsx'))).ImportList }) },
          { path: PATTERNS.newImport, lazy: async () => ({ Component: (await withWords('house', import('./imports/new-import.tsx'))).NewImport }) },
          { path: PATTERNS.import, lazy: async () => ({ Component: (await withWords('house', import('./imports/import-page.tsx'))).ImportPage }) },
          { path: PATTERNS.mailings, lazy: async () => ({ Component: (await import('./mailings/mailing-list.tsx')).MailingList }) },
          { path: PATTERNS.newMailing, lazy: async () => ({ Component: (await withWords('mailings', import('./mailings/new-mailing.tsx'))).NewMailing }) },
          { path: PATTERNS.mailing, lazy: async () => ({ Component: (await withWords('mailings', import('./mailings/mailing-page.tsx'))).MailingPage }) },
          { path: PATTERNS.jobs, lazy: async () => ({ Component: (await import('./jobs/jobs-page.tsx')).JobsPage }) },
          { path: PATTERNS.outbox, lazy: async () => ({ Component: (await import('./outbox/outbox.tsx')).Outbox }) },
          { path: PATTERNS.outboxMail, lazy: async () => ({ Component: (await import('./outbox/outbox.tsx')).Outbox }) },
          { path: PATTERNS.purposes, lazy: async () => ({ Component: (await withWords('house', import('./purposes/purpose-list.tsx'))).PurposeList }) },
          { path: PATTERNS.purpose, lazy: async () => ({ Component: (await withWords('house', import('./purposes/purpose-page.tsx'))).PurposePage }) },
          { path: PATTERNS.fields, lazy: async () => ({ Component: (await withWords('fields', import('./fields/field-list.tsx'))).FieldList }) },
          { path: PATTERNS.newField, lazy: async () => ({ Component: (await withWords('fields', import('./fields/new-field.tsx'))).NewField }) },
          { path: PATTERNS.field, lazy: async () => ({ Component: (await withWords('fields', import('./fields/field-page.tsx'))).FieldPage }) },
          { path: PATTERNS.ledger, lazy: async () => ({ Component: (await withWords('house', import('./ledger/ledger-page.tsx'))).LedgerPage }) },
          { path: PATTERNS.looks, lazy: async () => ({ Component: (await import('./looks/who-looked.tsx')).WhoLooked }) },
          { path: PATTERNS.account, lazy: async () => ({ Component: (await withWords('account', import('./account/account-page.tsx'))).AccountPage }) },
          { path: PATTERNS.keys, lazy: async () => ({ Component: (await withWords('house', import('./api-keys/key-list.tsx'))).KeyList }) },
          { path: PATTERNS.connections, lazy: async () => ({ Component: (await withWords('rights', import('./connections/connections-page.tsx'))).ConnectionsPage }) },
          { path: PATTERNS.incoming, lazy: async () => ({ Component: (await withWords('incoming', import('./incoming/incoming-page.tsx'))).IncomingPage }) },
          { path: PATTERNS.colleagues, lazy: async () => ({ Component: (await withWords('house', import('./colleagues/colleague-list.tsx'))).ColleagueList }) },
          { path: PATTERNS.roles, lazy: async () => ({ Component: (await withWords('house', import('./colleagues/roles-page.tsx'))).RolesPage }) },
          { path: PATTERNS.approvals, lazy: async () => ({ Component: (await withWords('house', import('./colleagues/approvals-page.tsx'))).ApprovalsPage }) },
          { path: PATTERNS.design, lazy: async () => ({ Component: (await withWords('house', import('./design/design-page.tsx'))).DesignPage }) },
          { path: '*', Component: Lost },
        ],
      },
    ],
  },
])
