import { API_BASE } from './api/contract.ts'
import { ROUTES } from './route-table.ts'

/**
 * What is given up first when there is too much to do: `report`, reading that may take long, and `decision`, which other
 * systems ask for at the moment of use and memory answers, have bounds of their own; then `reading`, then `writing`, and `rights` last of all: what customers say of themselves, wherever they say it. `always`
 * tells whoever runs the program how it is.
 */
export type Urgency = 'report' | 'decision' | 'reading' | 'writing' | 'rights' | 'always'

const ALWAYS = new Set(['/healthz', '/readyz', '/metrics'])

/** Pages of customers: the page with the button counts like the press of it; and what a connected system answers about them. */
const RIGHTS = /^\/(?:(?:me|choices|one-click|questions|confirmations|revocations|follow-ups|quotes|erasures|tasks|ratings)(?:\/|$)|customer[\w.-]*\.css$)/

/** What colleagues and other systems record of what people say. */
const SAID = new RegExp(`^${API_BASE}/(?:people/[^/]+/)?choices$`)

/** They read a great part of the register (plumbing/lane.ts lets few of them run at a time). */
const REPORTS = new Set(['audiences', 'exports', 'reach', 'consent-rates', 'answers-by-week', 'insight/relation', 'insight/service', 'test-copies', 'ledger/verifications', 'catalogue/rehearsals'].map((path) => `${API_BASE}/${path}`))

const DECISIONS = `${API_BASE}/decisions`

/** Some that read are POSTs, because what they ask does not fit an address. */
const READING_POSTS = ROUTES.filter(({ method, effect }) => method === 'POST' && effect === 'reads').map(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))

/** Where another site sends somebody back to. */
const CHANGING_GETS = new Set(ROUTES.filter(({ method, effect }) => method === 'GET' && effect === 'changes').map(({ path }) => path))

/** By the head of a request alone, before anything has looked at it. */
export function urgencyOf(method: string, target: string): Urgency {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  if (ALWAYS.has(path)) return 'always'
  if (RIGHTS.test(path) || (method === 'POST' && SAID.test(path))) return 'rights'
  if (REPORTS.has(path)) return 'report'
  if (path === DECISIONS) return 'decision'
  if (method === 'GET' || method === 'HEAD') return CHANGING_GETS.has(path) ? 'writing' : 'reading'
  return method === 'POST' && READING_POSTS.some((pattern) => pattern.test(path)) ? 'reading' : 'writing'
}
