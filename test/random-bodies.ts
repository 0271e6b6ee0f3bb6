/** A schema of the OpenAPI document, as far as bodies are made from it. */
export type Schema = {
  $ref?: string; type?: string | string[]; format?: string; enum?: unknown[]; example?: unknown; minimum?: number; maximum?: number; maxItems?: number
  properties?: Record<string, Schema>; required?: string[]; additionalProperties?: boolean | Schema; items?: Schema
} & Partial<Record<'anyOf' | 'oneOf' | 'allOf', Schema[]>>

export interface Contract {
  components: { schemas: Record<string, Schema> }
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>
}

const DEEP = 100_000

/** Bodies of requests as a contract describes them, nearly right, and the same spoilt in one place. */
export class RandomBodies {
  readonly #contract: Contract
  readonly #random: () => number
  readonly #ids: readonly string[]

  constructor(contract: Contract, random: () => number, ids: readonly string[]) {
    this.#contract = contract
    this.#random = random
    this.#ids = ids
  }

  /** The text of a body for this way in; undefined where it takes none. `path` as in the contract: `/people/{id}`. */
  body(method: string, path: string): string | undefined {
    const schema = this.#contract.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema
    if (!schema) return undefined
    const text = JSON.stringify(this.#value(schema, 0))
    return this.#random() < 0.5 ? text : this.#spoilt(text)
  }

  #pick<One>(from: readonly One[]): One {
    return from[Math.floor(this.#random() * from.length)]!
  }

  #value(given: Schema, depth: number): unknown {
    const schema = given.$ref ? this.#contract.components.schemas[given.$ref.split('/').at(-1)!]! : given
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => this.#value(one, depth)))
    const either = schema.anyOf ?? schema.oneOf
    if (either) return this.#value(this.#pick(either), depth)
    if (schema.enum) return this.#pick(schema.enum)
    if (schema.example !== undefined && this.#random() < 0.4) return schema.example
    const type = Array.isArray(schema.type) ? this.#pick(schema.type) : schema.type
    if (type === 'object') return this.#object(schema, depth)
    if (type === 'array') return depth > 6 ? [] : Array.from({ length: Math.floor(this.#random() * Math.min(4, (schema.maxItems ?? 3) + 1)) }, () => this.#value(schema.items ?? {}, depth + 1))
    if (type === 'boolean') return this.#random() < 0.5
    if (type === 'integer' || type === 'number') return this.#pick([schema.minimum ?? 0, schema.maximum ?? 1, 7, -1, 2 ** 53, 1e308, 0.5])
    if (type === 'null') return null
    return this.#text(schema)
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): unknown {
    const named = Object.entries(properties).filter(([name]) => this.#random() < (required.includes(name) ? 0.98 : 0.5)).map(([name, one]): [string, unknown] => [name, this.#value(one, depth + 1)])
    const free = typeof additionalProperties === 'object' ? [[this.#pick(['city', 'given_name', 'sv', 'en', '__proto__', 'nonsense']), this.#value(additionalProperties, depth + 1)] as [string, unknown]] : []
    return Object.fromEntries([...named, ...free])
  }

  #text({ format }: Schema): string {
    if (format === 'uuid') return this.#pick(this.#ids)
    if (format === 'date') return this.#pick(['2026-03-01', '0000-01-01', '9999-12-31', '2026-02-30'])
    if (format === 'date-time') return this.#pick(['2026-03-01T10:00:00Z', '0001-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '2026-13-01T00:00:00Z'])
    return this.#pick(['news', 'contract', 'city', 'email', 'Anna', 'anna@example.org', '+46701740605', '__proto__', 'constructor', '', ' ', '\u0000', '\ud800', 'ÅÄÖ', "'; --", '{{given_name}}', 'y'.repeat(5_000)])
  }

  /** Broken in one place: a member twice, a prototype, a value that is none, a depth without end, an end too soon. */
  #spoilt(text: string): string {
    const brackets = [...text.matchAll(/\{/g)].map(({ index }) => index + 1)
    const values = [...text.matchAll(/:("(?:[^"\\]|\\.)*"|-?\d[\d.e+]*|true|false|null)/g)]
    const into = (member: string) => {
      const at = this.#pick(brackets)
      return at === undefined ? text : `${text.slice(0, at)}${member}${text[at] === '}' ? '' : ','}${text.slice(at)}`
    }
    const instead = (other: string) => {
      const found = this.#pick(values)
      return found ? `${text.slice(0, found.index + 1)}${other}${text.slice(found.index + found[0].length)}` : other
    }
    const twice = () => text.replace(/"[\w-]+":(?:"[^"]*"|\d+|true|false|null)/, '$&,$&')
    return this.#pick<() => string>([
      twice, () => into('"__proto__":{"admin":true}'), () => into('"constructor":{"prototype":{"admin":true}}'), () => instead('"\\u0000"'), () => instead('"\\ud800"'), () => instead('1e999'), () => instead('null'), () => instead('[]'), () => instead('{}'),
      () => instead(`"${'y'.repeat(70_000)}"`), () => instead(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`), () => instead(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`), () => text.slice(0, Math.floor(this.#random() * text.length)), () => `${text}}`, () => `[${text}]`,
    ])()
  }
}
