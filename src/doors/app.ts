import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { MAX_DOCUMENT_BYTES } from '../lifecycle/issued-document.ts'
import { t } from '../values/text.ts'
import { acceptedLanguage } from './accepted-language.ts'
import { apiDoor } from './api/api-door.ts'
import { apiPage } from './api/api-page.ts'
import { API_BASE } from './api/contract.ts'
import { keyBounds } from './api/key-bounds.ts'
import { openApiDocument } from './api/openapi-document.ts'
import { takeUpload, UPLOADS } from './api/take-upload.ts'
import { customerDoor } from './customer/customer-door.ts'
import { gate, type DoorEnv } from './gate.ts'
import type { House } from './house.ts'
import { idempotency } from './idempotency.ts'
import { limitAttempts } from './limit-attempts.ts'
import { measured } from './measured.ts'
import { Meter } from './meter.ts'
import { PAGE_STYLE, plainPage } from './page.ts'
import { failureOf, problemAnswer, sentenceOf } from './problem.ts'
import { publicDoor } from './public/public-door.ts'
import { refuseElsewhere } from './refuse-elsewhere.ts'
import { securityHeaders } from './security-headers.ts'
import { staffReturnDoor } from './staff/oidc-door.ts'
import { questionPreviewDoor } from './staff/question-preview.ts'
import { limitKeys } from './staff/limit-keys.ts'
import { signInDoor, workspaceDoor } from './staff/staff-door.ts'
import { watchDoor } from './watch-door.ts'

const BODY_LIMIT = 1024 * 1024
const DOCUMENTS = new RegExp(`^${API_BASE}/people/[^/]+/(?:(?:requests/[^/]+/)?documents|slips/[^/]+/answers)$|^${API_BASE}/(?:decorations|e-invoices|e-invoices/rehearsals)$`)
/** Base64 of the bytes, and what stands around them. */
const DOCUMENT_LIMIT = 1.4 * MAX_DOCUMENT_BYTES

/** All ways in, behind one gate. Doors hold no rules: they parse, call a verb and put the answer into words. */
export function createApp(house: House): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>()
  app.onError((error, c) => failed(c, error, house))
  app.use(securityHeaders(house.publicUrl))
  const meter = new Meter()
  app.use(measured(house, meter))
  app.use(gate(house))
  app.use(refuseElsewhere)
  app.use(limitAttempts(house))
  app.use(limitKeys(house))
  app.use(limitBody())
  for (const path of Object.keys(UPLOADS)) app.use(path, takeUpload())
  app.use(`${API_BASE}/*`, idempotency(house))
  app.use(`${API_BASE}/*`, keyBounds(house))

  const api = apiDoor(house)
  const document = openApiDocument(api)
  app.route(API_BASE, api)
  app.get(`${API_BASE}/openapi.json`, (c) => c.json(document))
  app.get('/api', (c) => c.html(apiPage(acceptedLanguage(c.req.header('accept-language')), document, house.publicUrl)))
  app.get('/page.css', (c) => c.body(PAGE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }))
  // Browsers ask for it on pages that name no icon; these have none.
  app.get('/favicon.ico', (c) => c.body(null, 204, { 'cache-control': 'public, max-age=86400' }))
  app.route('/', watchDoor(house, meter))

  app.route('/', signInDoor(house))
  app.route('/', staffReturnDoor(house))
  app.route('/', questionPreviewDoor(house))
  app.route('/', publicDoor(house))
  app.route('/', customerDoor(house))
  // Last: it answers every address that nothing else does.
  app.route('/', workspaceDoor(house))
  return app
}

function limitBody() {
  const onError = () => {
    throw new HTTPException(413)
  }
  const usual = bodyLimit({ maxSize: BODY_LIMIT, onError })
  const document = bodyLimit({ maxSize: DOCUMENT_LIMIT, onError })
  return (c: Context, next: () => Promise<void>) => {
    const upload = UPLOADS[c.req.path]
    if (upload) return Number(c.req.header('content-length') ?? 0) > upload.maxBytes ? onError() : next()
    if (c.req.method === 'POST' && DOCUMENTS.test(c.req.path)) return document(c, next)
    // A body that says how long it is gets no longer: looking at it as a stream would cost more than most answers.
    const said = c.req.header('content-length')
    return said !== undefined && Number(said) <= BODY_LIMIT && c.req.header('transfer-encoding') === undefined ? next() : usual(c, next)
  }
}

/** Programs get problem details; a browser that asks for a page gets the same sentence as a page. */
function failed(c: Context, error: unknown, house: House): Response | Promise<Response> {
  const failure = failureOf(error, (c.get('log') as House['log'] | undefined) ?? house.log)
  if (c.req.path.startsWith(`${API_BASE}/`) || !c.req.header('accept')?.includes('text/html')) return problemAnswer(c, failure)
  const language = acceptedLanguage(c.req.header('accept-language'))
  return c.html(plainPage(language, t(language, `api.title.${failure.kind}`), sentenceOf(language, failure.detail)), failure.status)
}
