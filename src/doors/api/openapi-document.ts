import type { Api } from './api-door.ts'
import { API_BASE } from './contract.ts'

export type OpenApiDocument = ReturnType<Api['getOpenAPI31Document']>

/** OpenAPI 3.1 of the routes that are served, made from their code. */
export function openApiDocument(api: Api): OpenApiDocument {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Tillit',
      version: '1',
      description:
        'What is held about people, why, from where and until when; what may be done; what they have said. ' +
        'Bodies are strict: an unknown member is refused by name. Lists are paged by cursor: give `next` as `after`. ' +
        'Failures are problem details (RFC 9457) with the number of the rule that refused, in the language of Accept-Language (sv, nb, en).',
    },
    servers: [{ url: API_BASE }],
  })
}
