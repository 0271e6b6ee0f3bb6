import { html } from 'hono/html'
import { t, type Language } from '../../values/text.ts'
import { page, type Html } from '../page.ts'
import { API_BASE } from './contract.ts'

/** What is read of the OpenAPI document here. */
export interface ApiDocument {
  paths?: object
  components?: { schemas?: Record<string, unknown> }
}
interface Operation {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content?: Record<string, { schema?: unknown }> }
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>
}
interface ListedOperation extends Operation {
  method: string
  path: string
}

/** The documentation of the API as one page, made from its own OpenAPI document. */
export function apiPage(language: Language, document: ApiDocument, publicUrl: string): Html {
  const operations = Object.entries((document.paths ?? {}) as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): ListedOperation => ({ ...operation, method: method.toUpperCase(), path })),
  )
  const groups = Map.groupBy(operations, (each) => each.tags?.[0] ?? '')
  return page(language, t(language, 'api.page-title'), html`
<p>${t(language, 'api.page-intro')} <a href="/api/v1/openapi.json">openapi.json</a></p>
<pre>curl -H 'Authorization: Bearer …' ${publicUrl}/api/v1/people?limit=10</pre>
<p>${t(language, 'api.page-keys')}</p>
${[...groups].map(([group, members]) => html`<h2>${group}</h2>${members.map((each) => operationPart(language, each))}`)}
<h2>${t(language, 'api.page-shapes')}</h2>
${Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => html`<h3 id="${name}">${name}</h3><pre>${JSON.stringify(schema, undefined, 2)}</pre>`)}`)
}

function operationPart(language: Language, operation: ListedOperation): Html {
  const request = Object.entries(operation.requestBody?.content ?? {})
  const responses = Object.entries(operation.responses ?? {}).filter(([status]) => status !== 'default')
  return html`<details>
<summary><code>${operation.method} ${API_BASE}${operation.path}</code><span>${operation.summary}</span></summary>
${operation.parameters?.length ? html`<p>${t(language, 'api.page-parameters')} ${operation.parameters.map((each) => html`<code>${each.name}</code>${each.required ? '' : '?'} (${each.in}) `)}</p>` : ''}
${request.map(([type, { schema }]) => html`<p>${t(language, 'api.page-request')} <code>${type}</code></p>${schemaPart(schema)}`)}
${responses.map(([status, response]) => html`<p>${status} ${response.description}</p>${Object.values(response.content ?? {}).map(({ schema }) => schemaPart(schema))}`)}
</details>`
}

function schemaPart(schema: unknown): Html | '' {
  const name = (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1)
  if (name) return html`<p><a href="#${name}">${name}</a></p>`
  return schema ? html`<pre>${JSON.stringify(schema, undefined, 2)}</pre>` : ''
}
