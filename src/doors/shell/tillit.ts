import { Problem } from '../../plumbing/errors.ts'
import { readSettings, type SettingName } from '../../plumbing/config.ts'
import { openLog } from '../../plumbing/log.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t } from '../../values/text.ts'
import { COMMANDS } from './commands.ts'
import { printError, printLine, shellLanguage } from './shell-output.ts'
import { parseWords, type Command } from './words.ts'

/** Exit codes: done, refused or invalid (with the rule's number), failed. */
const DONE = 0
const REFUSED = 1
const FAILED = 2

async function main(words: readonly string[]): Promise<number> {
  const [name = '', ...rest] = words
  const command = COMMANDS.find((one) => one.name === name)
  if (!command) {
    const asked = name === '--help' || name === '-h' || name === ''
    const say = asked ? printLine : printError
    if (!asked) say(`There is no command ${name}.`)
    for (const one of COMMANDS) for (const line of usageLines(one)) say(line)
    return asked ? DONE : REFUSED
  }
  if (rest.includes('--help')) {
    printHelp(command)
    return DONE
  }
  const parsed = parseWords(command, rest)
  const overrides: Partial<Record<SettingName, string>> = {}
  if (parsed.options['data']) overrides.DATA_DIR = parsed.options['data']
  if (parsed.options['port']) overrides.PORT = parsed.options['port']
  if (parsed.flags.has('empty')) overrides.DEMO = 'no'
  const settings = readSettings(process.env, overrides)
  return (await command.run(settings, parsed)) ? DONE : REFUSED
}

const USAGE_WIDTH = 53

/** What a command does stands in one column, below its usage where that is long. */
function usageLines({ usage, says }: Command): string[] {
  const called = `  tillit ${usage}`
  return called.length < USAGE_WIDTH ? [called.padEnd(USAGE_WIDTH) + says] : [called, ' '.repeat(USAGE_WIDTH) + says]
}

function printHelp(command: Command): void {
  printLine(`tillit ${command.usage}\n\n${command.says}\n`)
  const options = Object.entries(command.options).map(([option, says]) => [option.replace('*', ''), says] as const)
  const width = Math.max(...options.map(([option]) => option.length))
  for (const [option, says] of options) printLine(`  --${option.padEnd(width)}  ${says}`)
}

/** What went wrong, in one line: an expected refusal with its rule, or the kind of failure. */
function tell(error: unknown): number {
  if (error instanceof StartRefused) {
    printError(error.message)
    return REFUSED
  }
  if (error instanceof Problem) {
    const { text, parameters, rule, field } = error.detail
    const sentence = t(shellLanguage(), text, parameters)
    if (process.argv.includes('--json')) printLine(JSON.stringify({ ok: false, rule, field, sentence }, null, 2))
    printError([rule, field, sentence].filter(Boolean).join(': '))
    return error.kind === 'unavailable' ? FAILED : REFUSED
  }
  // As it stands it could repeat values of people: an error of the database quotes what it could not read (rule E2).
  openLog('error').error({ err: error instanceof Error ? error : new Error('something was thrown that is no error') }, 'the program ended because of an error that it did not expect')
  return FAILED
}

/** Told, and the code that says so to whoever called. */
function failure(error: unknown): number {
  const code = tell(error)
  return COMMANDS.find(({ name }) => name === process.argv[2])?.failsAs ?? code
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? DONE : FAILED))

// Node itself would print all that an error carries.
process.on('uncaughtException', (error) => process.exit(failure(error)))

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = failure(error)
}
