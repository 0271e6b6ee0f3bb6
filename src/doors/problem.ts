import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import { Problem, type ProblemDetail, type ProblemKind } from '../plumbing/errors.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import { t, type Language } from '../values/text.ts'
import { acceptedLanguage } from './accepted-language.ts'

const STATUS: Record<ProblemKind, ContentfulStatusCode> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  // The request is well-formed and the caller may make it; a rule says no.
  refused: 422,
  'too-many': 429,
  unavailable: 503,
}

/** Where nothing says better. */
const PATIENCE_SECONDS = 5

/** Where the kinds of problems that have a name are named; relative to the program (RFC 9457 3.1.1). */
const PROBLEM_TYPES = '/api/problems'

/** What a failure is called to the outside: the status and what to say. */
export interface Failure {
  status: ContentfulStatusCode
  kind: ProblemKind | 'too-large' | 'wrong-type' | 'unexpected'
  detail: ProblemDetail
}

/** Any thrown thing as a failure; what was not expected is logged, and says nothing of itself to the outside. */
export function failureOf(error: unknown, log: Logger): Failure {
  if (error instanceof Problem) return { status: STATUS[error.kind], kind: error.kind, detail: error.detail }
  if (error instanceof HTTPException) return fromHttp(error)
  // "Cannot be reached" never reads as "does not exist".
  const passing = isPassing(error)
  log.error({ err: error }, passing ? 'the database cannot be used' : 'unexpected error')
  return passing
    ? { status: 503, kind: 'unavailable', detail: { text: 'api.unavailable' } }
    : { status: 500, kind: 'unexpected', detail: { text: 'api.unexpected' } }
}

/** The framework's own refusals. */
function fromHttp(error: HTTPException): Failure {
  if (error.status === 413) return { status: 413, kind: 'too-large', detail: { text: 'api.body-too-large' } }
  if (error.status === 415) return { status: 415, kind: 'wrong-type', detail: { text: 'api.body-wrong-type' } }
  return { status: 400, kind: 'invalid', detail: { text: 'api.body-unreadable' } }
}

/** The failure as problem details (RFC 9457), in the reader's language. */
export function problemAnswer(c: Context, failure: Failure): Response {
  const language = acceptedLanguage(c.req.header('accept-language'))
  const { status } = failure
  if (status === 401) c.header('www-authenticate', 'Bearer')
  if (status === 503 || status === 429) c.header('retry-after', String(failure.detail.againAfterSeconds ?? PATIENCE_SECONDS))
  return c.body(problemBody(language, failure), status, { 'content-type': 'application/problem+json', 'content-language': language })
}

/** The JSON text of problem details. */
export function problemBody(language: Language, { status, kind, detail }: Failure): string {
  return JSON.stringify({
    type: detail.type === undefined ? 'about:blank' : `${PROBLEM_TYPES}/${detail.type}`,
    title: t(language, `api.title.${kind}`),
    status,
    detail: sentenceOf(language, detail),
    ...(detail.rule ? { rule: detail.rule } : {}),
    ...(detail.field ? { field: detail.field } : {}),
  })
}

export function sentenceOf(language: Language, detail: ProblemDetail): string {
  return t(language, detail.text, { field: detail.field ?? '', ...detail.parameters })
}
