import { askForProof } from './account/ask-for-proof.ts'
import { seenThrough } from './colleagues/see-as.ts'

const ROOT = '/api/v1'
let language = 'en'

/** From now on the server puts its sentences in this language. */
export function readAnswersIn(chosen: string) {
  language = chosen
}

/** What the server answers when it does not do as asked (RFC 9457): a sentence for the reader, and the rule it rests on. */
export class ApiProblem extends Error {
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number
  readonly title: string
  readonly rule: string | undefined
  readonly field: string | undefined
  /** What kind of problem it is, where something can be done about it. */
  readonly type: string | undefined

  constructor(status: number, body: { type?: string; title?: string; detail?: string; rule?: string; field?: string }) {
    super(body.detail ?? body.title ?? '')
    this.status = status
    this.title = body.title ?? ''
    this.rule = body.rule
    this.field = body.field
    this.type = body.type
  }
}

export type Query = Record<string, string | number | undefined | null>

function apiUrl(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value))
  const text = parameters.toString()
  return `${ROOT}${path}${text ? `?${text}` : ''}`
}

/** A question that nobody waits for any more is given up by its signal. */
export const get = <Answer>(path: string, query?: Query, signal?: AbortSignal, headers: Record<string, string> = {}) => call<Answer>('GET', apiUrl(path, query), { headers, ...(signal ? { signal } : {}) })
export const post = <Answer>(path: string, body: unknown = {}, how: RequestInit = {}) => call<Answer>('POST', apiUrl(path), { ...json(body), ...how })
export const put = <Answer>(path: string, body: unknown) => call<Answer>('PUT', apiUrl(path), json(body))
export const patch = <Answer>(path: string, body: unknown) => call<Answer>('PATCH', apiUrl(path), json(body))
export const remove = <Answer>(path: string) => call<Answer>('DELETE', apiUrl(path), json({}))

/** Sends a file as it is, its name beside it. */
export const upload = <Answer>(path: string, file: File) =>
  call<Answer>('POST', apiUrl(path), {
    body: file,
    headers: { 'content-type': file.type || 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
  })

/** Reads an answer that comes as a stream, telling how much is there; one that breaks off is a problem, not a file. */
export async function download(path: string, body: unknown, signal: AbortSignal, told: (bytes: number) => void): Promise<{ file: Blob; name: string }> {
  const response = await reach('POST', apiUrl(path), { ...json(body), signal })
  if (!response.ok) {
    const problem = new ApiProblem(response.status, (await response.json()) as object)
    if (wantsProof(problem) && (await askForProof())) return download(path, body, signal, told)
    throw problem
  }
  const parts: BlobPart[] = []
  let bytes = 0
  try {
    for (const reader = response.body!.getReader(); ;) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      told((bytes += value.byteLength))
    }
  } catch {
    throw new ApiProblem(0, {})
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export'
  return { file: new Blob(parts, { type: response.headers.get('content-type') ?? '' }), name }
}

const json = (body: unknown): RequestInit => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

async function reach(method: string, url: string, init: RequestInit): Promise<Response> {
  const seeAs = seenThrough()
  try {
    return await fetch(url, { ...init, method, headers: { ...init.headers, accept: 'application/json', 'accept-language': language, ...(seeAs === null ? {} : { 'see-as': seeAs }) } })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiProblem(0, {})
  }
}

async function call<Answer>(method: string, url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await reach(method, url, init)
  const text = await response.text()
  const body: unknown = text && isJson(response) ? JSON.parse(text) : undefined
  if (response.ok) return body as Answer
  const problem = new ApiProblem(response.status, (body ?? {}) as object)
  if (wantsProof(problem) && (await askForProof())) return call<Answer>(method, url, init)
  throw problem
}

/** The same call is taken once it has been shown who sits here. */
function wantsProof({ type }: ApiProblem) {
  return type?.endsWith('/fresh-proof-needed') ?? false
}

function isJson(response: Response) {
  return /[/+]json/.test(response.headers.get('content-type') ?? '')
}
