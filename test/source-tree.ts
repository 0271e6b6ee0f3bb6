import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

export const ROOT = dirname(import.meta.dirname)

export interface Import {
  /** As written: `../people/person.ts`, `kysely`, `node:fs`. */
  specifier: string
  /** Path from the root for files of ours, the specifier itself for libraries. */
  target: string
  /** Names that are there when running: `['createServer']`; empty for a bare or dynamic import. */
  names: string[]
  /** Gone when types are stripped. */
  typeOnly: boolean
  /** `export … from`. */
  passedOn: boolean
}

/** One file of the program as the architecture tests see it. */
export interface Module {
  /** From the root, with slashes: `src/people/person.ts`. */
  path: string
  text: string
  /** The text with comments and the insides of strings and regular expressions blanked; places and lines stay. */
  code: string
  imports: Import[]
}

/** Every file under a folder of the project, as paths from the root; without what is installed or built. */
export function filesUnder(folder: string): string[] {
  const full = join(ROOT, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist', '.git', '.cache', 'data'].includes(name))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
    .toSorted()
}

/** The TypeScript files under a folder. */
export function modulesUnder(folder: string): Module[] {
  return filesUnder(folder).filter((path) => path.endsWith('.ts')).map((path) => moduleOf(path, readFileSync(join(ROOT, path), 'utf8')))
}

export function moduleOf(path: string, text: string): Module {
  const code = blanked(text)
  return { path, text, code, imports: importsOf(path, text, code) }
}

const IMPORT = /\b(?<word>import|export)\s+(?<what>type\s+)?(?<names>[\w*{}\s,$]*?)\s*(?:\bfrom\s*)?(?<quote>['"])/g
const DYNAMIC_IMPORT = /\bimport\s*\(\s*['"]/g

function importsOf(path: string, text: string, code: string): Import[] {
  const found: Import[] = []
  const add = (quoteAt: number, names: string[], typeOnly: boolean, passedOn: boolean): void => {
    const specifier = text.slice(quoteAt + 1, text.indexOf(text[quoteAt]!, quoteAt + 1))
    const target = specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier
    found.push({ specifier, target, names, typeOnly, passedOn })
  }
  for (const match of code.matchAll(IMPORT)) {
    const { word, what, names = '' } = match.groups!
    const before = match[0].slice(0, -1)
    // `import 'x'` has neither names nor `from`; everything else needs `from` just before its string.
    if (names ? !/\bfrom\s*$/.test(before) : word === 'export') continue
    const inner = /^\{(?<list>[^}]*)\}$/.exec(names.trim())?.groups?.['list']?.split(',').map((name) => name.trim()).filter(Boolean)
    const onlyTypes = what !== undefined || (inner !== undefined && inner.length > 0 && inner.every((name) => name.startsWith('type ')))
    const running = (inner ?? [names.trim()]).filter((name) => name !== '' && !name.startsWith('type '))
    add(match.index + match[0].length - 1, onlyTypes ? [] : running, onlyTypes, word === 'export')
  }
  for (const match of code.matchAll(DYNAMIC_IMPORT)) add(match.index + match[0].length - 1, [], false, false)
  return found
}

/** What may stand before a slash that begins a regular expression and not a division. */
const BEFORE_REGEXP = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|do|else|yield|await))$/

/** Blanks comments and the insides of strings, templates and regular expressions; what stands in `${…}` stays. */
export function blanked(text: string): string {
  const out: string[] = []
  const braces: ('code' | 'template')[] = []
  let at = 0
  const keep = (length = 1): void => { out.push(text.slice(at, at + length)); at += length }
  const blank = (end: number): void => { out.push(text.slice(at, end).replace(/[^\n]/g, ' ')); at = end }
  const template = (): void => {
    const end = endOf(text, at, /`|\$\{/g)
    blank(end)
    if (text[at] === '`') return keep()
    braces.push('template')
    keep(2)
  }
  while (at < text.length) {
    const [here, next] = [text[at]!, text[at + 1]]
    if (here === '/' && next === '/') blank(endOf(text, at, /\n/g))
    else if (here === '/' && next === '*') blank(endOf(text, at + 2, /\*\//g) + 2)
    else if (here === "'" || here === '"') {
      keep()
      blank(endOf(text, at, here === "'" ? /'/g : /"/g))
      keep()
    } else if (here === '`') {
      keep()
      template()
    } else if (here === '/' && BEFORE_REGEXP.test(out.join('').slice(-40).trimEnd())) {
      keep()
      blank(endOfRegExp(text, at))
      keep()
    } else if (here === '}' && braces.pop() === 'template') {
      keep()
      template()
    } else {
      if (here === '{') braces.push('code')
      keep()
    }
  }
  return out.join('')
}

/** Where the pattern stands next, escaped characters passed over; the end of the text when nowhere. */
function endOf(text: string, from: number, pattern: RegExp): number {
  const either = new RegExp(String.raw`\\[^]|(?<end>${pattern.source})`, 'g')
  either.lastIndex = from
  for (let match = either.exec(text); match; match = either.exec(text)) if (match.groups?.['end'] !== undefined) return match.index
  return text.length
}

function endOfRegExp(text: string, from: number): number {
  let inClass = false
  for (let at = from; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) return at
  }
  return from
}

/** Bodies of functions and methods: the line they begin on and how many lines they have. */
export function functionsOf(code: string): { line: number, lines: number }[] {
  const found: { line: number, lines: number }[] = []
  const open: number[] = []
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '{') open.push(isBody(code, at) ? at : -1)
    else if (code[at] === '}') {
      const start = open.pop() ?? -1
      if (start >= 0) found.push({ line: lineOf(code, start), lines: lineOf(code, at) - lineOf(code, start) + 1 })
    }
  }
  return found
}

const CONTROL = /\b(?:if|for|while|switch|catch|with)\s*$/

/** Whether a brace opens the body of a function: after `=>`, or after parameters with or without a type of result. */
function isBody(code: string, brace: number): boolean {
  const before = code.slice(Math.max(0, brace - 400), brace).trimEnd()
  if (before.endsWith('=>')) return true
  const parameters = /\)\s*(?::[^;=]*)?$/.exec(before)
  if (!parameters) return false
  let depth = 0
  for (let at = parameters.index; at >= 0; at -= 1) {
    if (before[at] === ')') depth += 1
    else if (before[at] === '(') depth -= 1
    if (depth === 0) return !CONTROL.test(before.slice(0, at))
  }
  return false
}

function lineOf(code: string, at: number): number {
  return code.slice(0, at).split('\n').length
}
