/** The addresses of the workspace: patterns for the route table, and the links that lead there. Nothing else spells an address. */
export const PATTERNS = {
  home: '/',
  people: '/people',
  person: '/people/:id',
  personRights: '/people/:id/rights',
  imports: '/imports',
  newImport: '/imports/new',
  import: '/imports/:id',
  mailings: '/mailings',
  newMailing: '/mailings/new',
  mailing: '/mailings/:id',
  jobs: '/jobs',
  outbox: '/outbox',
  outboxMail: '/outbox/:person/:id',
  purposes: '/purposes',
  purpose: '/purposes/:key',
  ledger: '/ledger',
  looks: '/looks',
  keys: '/keys',
  colleagues: '/colleagues',
  roles: '/roles',
  approvals: '/approvals',
  requests: '/requests',
  request: '/requests/:person/:id',
  forgotten: '/forgotten',
  retention: '/retention',
  renewals: '/retention/renewals',
  documents: '/retention/documents',
  record: '/record',
  account: '/account',
  design: '/design',
} as const

export type ImportStep = 'columns' | 'settings' | 'rehearsal' | 'run'

export const links = {
  home: PATTERNS.home,
  people: (search = '') => withQuery(PATTERNS.people, { search }),
  /** With `say` the page opens where one records what the person says. */
  peopleView: (view: string | null) => withQuery(PATTERNS.people, { view: view ?? '' }),
  person: (id: string, say = false) => withQuery(`/people/${id}`, { say: say ? '1' : undefined }),
  /** With `forget` or `copy` the page opens where that is begun, for the request that asks for it. */
  personRights: (id: string, open: { request?: string; forget?: string; copy?: string; new?: string } = {}) => withQuery(`/people/${id}/rights`, open),
  imports: PATTERNS.imports,
  newImport: PATTERNS.newImport,
  import: (id: string, step?: ImportStep) => withQuery(`/imports/${id}`, { step }),
  mailings: PATTERNS.mailings,
  newMailing: (kind?: 'ask' | 'mailing', where = '', purpose = '') => withQuery(PATTERNS.newMailing, { kind, where, purpose }),
  mailing: (id: string) => `/mailings/${id}`,
  jobs: PATTERNS.jobs,
  outbox: PATTERNS.outbox,
  outboxMail: (person: string, id: string) => `/outbox/${person}/${id}`,
  purposes: PATTERNS.purposes,
  purpose: (key: string) => `/purposes/${key}`,
  ledger: PATTERNS.ledger,
  looks: (filter: { by?: string; person?: string; since?: string; until?: string } = {}) => withQuery(PATTERNS.looks, filter),
  keys: PATTERNS.keys,
  colleagues: PATTERNS.colleagues,
  roles: PATTERNS.roles,
  approvals: PATTERNS.approvals,
  requests: PATTERNS.requests,
  request: (person: string, id: string) => `/requests/${person}/${id}`,
  /** With an erasure the page shows how far it is, place by place. */
  forgotten: (erasure?: string) => withQuery(PATTERNS.forgotten, { erasure }),
  retention: PATTERNS.retention,
  renewals: PATTERNS.renewals,
  documents: PATTERNS.documents,
  record: PATTERNS.record,
  account: PATTERNS.account,
  design: PATTERNS.design,
  // Downloads and pages that the server makes.
  receipt: (person: string, seq: number) => `/api/v1/people/${person}/entries/${seq}/receipt`,
  importReport: (id: string) => `/api/v1/imports/${id}/report`,
  requestDocument: (person: string, request: string, document: string) => `/api/v1/people/${person}/requests/${request}/documents/${document}`,
  certificate: (erasure: string) => `/api/v1/erasures/${erasure}/certificate`,
  documentFile: (person: string, document: string) => `/api/v1/people/${person}/documents/${document}/content`,
  recordFile: (form: 'csv' | 'json', language: string) => `/api/v1/record/file?form=${form}&language=${language}`,
  privacy: '/privacy',
  checkpoint: '/api/v1/ledger/checkpoint',
  apiPage: '/api',
} as const

function withQuery(path: string, query: Record<string, string | undefined>) {
  const text = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString()
  return text ? `${path}?${text}` : path
}
