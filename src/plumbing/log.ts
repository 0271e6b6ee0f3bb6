import { DatabaseError } from 'pg'
import { destination, pino, type DestinationStream, type Logger } from 'pino'
import { LEFT_OUT_OF_LOGS } from '../law/data-map.ts'
import type { LogLevel } from './config.ts'
import { Problem } from './errors.ts'

/** Facts under these names are left out whatever they hold, and those under the names of personal columns (law/data-map.ts): a log holds no names, and no secrets. */
const NEVER = /^(?:(?:e-?)?mail|phone|(?:first|last|full|given|family)?name|address|street|recipient|subject|text|html|body|parameters|values?|detail|hint|where|query|authorization|cookie|set-cookie|password|secret|token|ip|remoteaddress|user-?agent)$/i
const REMOVED = '[removed]'
const DEPTH = 4

/**
 * The log of the program: one line of JSON per event on standard error. It never holds personal data (rule E2): an
 * error of the database is told by its code and severity alone, addresses, numbers, quoted values and the secret part
 * of links are masked in every text, and facts with telling names are left out.
 */
export function openLog(level: LogLevel, stream: DestinationStream = destination({ fd: 2, sync: true })): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label) => ({ level: label }),
      log: (facts) => withoutPeople(facts, DEPTH) as Record<string, unknown>,
    },
    // Ours comes first; pino's own would put the whole error back.
    serializers: { err: (facts: unknown) => facts },
    hooks: {
      logMethod(parts, method) {
        // pino logs an error given alone by its message; we make it a fact like any other.
        const [first, ...rest] = parts as unknown[]
        const told = first instanceof Error ? [{ err: first }, ...(rest.length > 0 ? rest : ['error'])] : [first, ...rest]
        method.apply(this, told.map((part) => typeof part === 'string' ? masked(part) : part) as Parameters<typeof method>)
      },
    },
  }, stream)
}

function withoutPeople(fact: unknown, depth: number): unknown {
  if (typeof fact === 'string') return masked(fact)
  if (fact instanceof Error) return errorFacts(fact)
  if (fact instanceof Date) return fact.toISOString()
  if (typeof fact !== 'object' || fact === null) return fact
  if (depth === 0) return REMOVED
  if (Array.isArray(fact)) return fact.map((each) => withoutPeople(each, depth - 1))
  return Object.fromEntries(Object.entries(fact).map(([name, value]) => [name, isLeftOut(name) ? REMOVED : withoutPeople(value, depth - 1)]))
}

function isLeftOut(name: string): boolean {
  return NEVER.test(name) || LEFT_OUT_OF_LOGS.has(name.replaceAll(/[_-]/g, '').toLowerCase())
}

/** What of an error may be logged; what PostgreSQL says beyond code and severity repeats values of people. */
function errorFacts(error: Error): Record<string, unknown> {
  const at = frames(error)
  if (error instanceof DatabaseError) return { type: 'DatabaseError', sqlState: error.code, severity: error.severity, at }
  if (error instanceof Problem) return { type: 'Problem', kind: error.kind, rule: error.detail.rule, problem: error.detail.text, at }
  const { code } = error as { code?: unknown }
  const cause = error.cause instanceof Error ? errorFacts(error.cause) : undefined
  return { type: error.name, code: typeof code === 'string' || typeof code === 'number' ? code : undefined, message: masked(error.message), at, cause }
}

/** Where it happened. The head of a stack repeats the message, so it is cut off. */
function frames(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim())
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[^\s"'<>@:,;()]+@[^\s"'<>@:,;()]+/g, '<e-mail>'],
  // JSON.parse and others quote what they could not read.
  [/"[^"]*"/g, '"…"'],
  [/\?[^\s"'<>]*=[^\s"'<>]*/g, '?…'],
  // The secret of a link is one long part of its path; ids of rows (UUIDs) say nothing by themselves.
  [/(?<=\/)(?![\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-]))(?=[a-z_-]*[A-Z\d])[\w-]{20,}/g, '<token>'],
  [/(?<![\w.-])\+?\d(?:[\s-]?\d){5,}(?![\w-])/g, '<number>'],
]

/** A text without e-mail addresses, quoted values, secrets of links, and numbers of six digits or more. */
function masked(text: string): string {
  return MASKS.reduce((so, [pattern, instead]) => so.replace(pattern, instead), text)
}
