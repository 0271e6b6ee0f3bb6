import { languageOf, type Language } from '../../values/text.ts'

/** The language of whoever runs the program, from the environment; English where it is none of ours. */
export function shellLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  return languageOf(environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '') ?? 'en'
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** One answer of a command: a JSON document with `--json`, lines of text without. */
export function printAnswer(json: boolean, answer: unknown, lines: readonly string[]): void {
  if (json) printLine(JSON.stringify(answer, null, 2))
  else for (const line of lines) printLine(line)
}
