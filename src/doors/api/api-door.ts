import { OpenAPIHono, type Hook } from '@hono/zod-openapi'
import { Problem } from '../../plumbing/errors.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { firstFault } from './input-fault.ts'
import { addCatalogueRoutes } from './catalogue-routes.ts'
import { addFieldRoutes } from './fields-routes.ts'
import { addChoicesRoutes, addReceiptRoutes, addScriptsRoute } from './choices-routes.ts'
import { addCopiesRoutes } from './copies-routes.ts'
import { addDecisionsRoutes } from './decisions-routes.ts'
import { addExportJobsRoutes } from './export-jobs-routes.ts'
import { addDeliveriesRoutes } from './deliveries-routes.ts'
import { addDecoratingRoutes } from './decorating-routes.ts'
import { addEInvoicesRoutes } from './e-invoices-routes.ts'
import { addDocumentsRoutes } from './documents-routes.ts'
import { addDeparturesRoutes } from './departures-routes.ts'
import { addErasuresRoutes } from './erasures-routes.ts'
import { addExportsRoutes } from './exports-routes.ts'
import { addJobsRoutes } from './jobs-routes.ts'
import { addDemoRoutes } from './demo-routes.ts'
import { addInvoiceRunsRoutes } from './invoice-runs-routes.ts'
import { addInvoicesRoutes } from './invoices-routes.ts'
import { addActivitiesRoutes } from './activities-routes.ts'
import { addCalendarRoutes } from './calendar-routes.ts'
import { addCallsRoutes } from './calls-routes.ts'
import { addCompanySalesRoutes } from './company-sales-routes.ts'
import { addDealsRoutes } from './deals-routes.ts'
import { addQuotesRoutes } from './quotes-routes.ts'
import { addTicketsRoutes } from './tickets-routes.ts'
import { addSubscriptionsRoutes } from './subscriptions-routes.ts'
import { addCorrespondenceRoutes } from './correspondence-routes.ts'
import { addNotesRoutes } from './notes-routes.ts'
import { addQuestionsRoutes } from './questions-routes.ts'
import { addPaymentsRoutes } from './payments-routes.ts'
import { addIncomingRoutes } from './incoming-routes.ts'
import { addImportsRoutes } from './imports-routes.ts'
import { addLeadsRoutes } from './leads-routes.ts'
import { addLedgerRoutes } from './ledger-routes.ts'
import { addLettersRoutes } from './letters-routes.ts'
import { addListsRoutes } from './lists-routes.ts'
import { addMassChangesRoutes } from './mass-changes-routes.ts'
import { addSearchRoutes } from './search-routes.ts'
import { addManyChoicesRoute } from './many-choices-route.ts'
import { addLooksRoutes } from './looks-routes.ts'
import { addMailingsRoutes } from './mailings-routes.ts'
import { addEventsRoutes } from './events-routes.ts'
import { addInsightRoutes } from './insight-routes.ts'
import { addOverviewRoutes } from './overview-routes.ts'
import { addOutboxRoutes } from './outbox-routes.ts'
import { addAnonymityRoutes } from './anonymity-routes.ts'
import { addApprovalsRoutes } from './approvals-routes.ts'
import { addCompaniesRoutes } from './companies-routes.ts'
import { addRolesAtCompaniesRoutes } from './roles-at-companies-routes.ts'
import { addTeamsRoutes } from './teams-routes.ts'
import { addColleaguesRoutes } from './colleagues-routes.ts'
import { addConnectionsRoutes } from './connections-routes.ts'
import { addRecordRoutes } from './record-routes.ts'
import { addRequestsRoutes } from './requests-routes.ts'
import { addSlipsRoutes } from './slips-routes.ts'
import { addStrangersRoutes } from './strangers-routes.ts'
import { addRequestDocumentsRoutes, addRequestStepsRoutes } from './request-steps-routes.ts'
import { addRemindersRoutes } from './reminders-routes.ts'
import { addDuplicatesRoutes } from './duplicates-routes.ts'
import { addMergesRoutes } from './merges-routes.ts'
import { addRenewalsRoutes } from './renewals-routes.ts'
import { addRetentionRoutes } from './retention-routes.ts'
import { addRolesRoutes } from './roles-routes.ts'
import { addPeppolRoutes } from './peppol-routes.ts'
import { addPeopleRoutes } from './people-routes.ts'
import { addPersonRoutes } from './person-routes.ts'
import { addAccountRoutes } from './account-routes.ts'
import { PasswordDesk } from '../staff/password-desk.ts'
import { addSessionRoutes } from './session-routes.ts'
import { unstorableText } from './storable-text.ts'
import { addSignInRoutes } from './sign-in-routes.ts'
import { addSingleSignOnRoutes } from './oidc-routes.ts'

export type Api = OpenAPIHono<DoorEnv>

/** An input that does not fit its schema is refused, naming the first member at fault. */
const refuseFaults: Hook<unknown, DoorEnv, string, Response | undefined> = (result) => {
  if (result.success) {
    const field = unstorableText(result.data)
    if (field !== undefined) throw new Problem('invalid', { text: 'api.text-unstorable', field, parameters: { field } })
    return undefined
  }
  const { field, text } = firstFault(result.error.issues, (result as { data?: unknown }).data)
  throw new Problem('invalid', { text, parameters: { field }, ...(field === '' ? {} : { field }) })
}

/** The API with every resource, relative to its base. */
export function apiDoor(house: House): Api {
  const api: Api = new OpenAPIHono<DoorEnv>({ defaultHook: refuseFaults })
  api.openAPIRegistry.registerComponent('securitySchemes', 'staffSession', { type: 'apiKey', in: 'cookie', name: 'tillit_staff' })
  api.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  const desk = new PasswordDesk(house)
  addSessionRoutes(api, house)
  addSignInRoutes(api, house, desk)
  addAccountRoutes(api, house, desk)
  addSingleSignOnRoutes(api, house)
  addPeopleRoutes(api, house)
  addCompaniesRoutes(api, house)
  addRolesAtCompaniesRoutes(api, house)
  addTeamsRoutes(api, house)
  addRequestsRoutes(api, house)
  addStrangersRoutes(api, house)
  addRequestStepsRoutes(api, house)
  addRequestDocumentsRoutes(api, house)
  addPersonRoutes(api, house)
  addDocumentsRoutes(api, house)
  addSlipsRoutes(api, house)
  addErasuresRoutes(api, house)
  addAnonymityRoutes(api, house)
  addChoicesRoutes(api, house)
  addScriptsRoute(api, house)
  addManyChoicesRoute(api, house)
  addReceiptRoutes(api, house)
  addCopiesRoutes(api, house)
  addDecisionsRoutes(api, house)
  addExportsRoutes(api, house)
  addExportJobsRoutes(api, house)
  addJobsRoutes(api, house)
  addListsRoutes(api, house)
  addSearchRoutes(api, house)
  addMassChangesRoutes(api, house)
  addApprovalsRoutes(api, house)
  addColleaguesRoutes(api, house)
  addRolesRoutes(api, house)
  addCatalogueRoutes(api, house)
  addFieldRoutes(api, house)
  addRetentionRoutes(api, house)
  addDuplicatesRoutes(api, house)
  addMergesRoutes(api, house)
  addRenewalsRoutes(api, house)
  addConnectionsRoutes(api, house)
  addRecordRoutes(api, house)
  addWorkRoutes(api, house)
  return api
}

/** What is sold, done and sent, and what the house itself tells. */
function addWorkRoutes(api: Api, house: House): void {
  addInvoicesRoutes(api, house)
  addSubscriptionsRoutes(api, house)
  addDealsRoutes(api, house)
  addCompanySalesRoutes(api, house)
  addQuotesRoutes(api, house)
  addActivitiesRoutes(api, house)
  addCallsRoutes(api, house)
  addCalendarRoutes(api, house)
  addLeadsRoutes(api, house)
  addInvoiceRunsRoutes(api, house)
  addPaymentsRoutes(api, house)
  addQuestionsRoutes(api, house)
  addTicketsRoutes(api, house)
  addNotesRoutes(api, house)
  addCorrespondenceRoutes(api, house)
  addDeliveriesRoutes(api, house)
  addDecoratingRoutes(api, house)
  addEInvoicesRoutes(api, house)
  addIncomingRoutes(api, house)
  addLettersRoutes(api, house)
  addRemindersRoutes(api, house)
  addPeppolRoutes(api, house)
  addImportsRoutes(api, house)
  addDeparturesRoutes(api, house)
  addLooksRoutes(api, house)
  addMailingsRoutes(api, house)
  addOutboxRoutes(api, house)
  addLedgerRoutes(api, house)
  addOverviewRoutes(api, house)
  addInsightRoutes(api, house)
  addEventsRoutes(api, house)
  addDemoRoutes(api, house)
}
