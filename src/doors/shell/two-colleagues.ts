import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Problem } from '../../plumbing/errors.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import type { StaffId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import type { House } from '../house.ts'
import { PasswordDesk } from '../staff/password-desk.ts'
import { printError, shellLanguage } from './shell-output.ts'

/** Asks whoever sits at the console; what is `hidden` does not show while it is typed. */
export type Ask = (question: string, hidden?: boolean) => Promise<string>

/**
 * Lets two different administrators sign in at the console, each with password and code, for what nobody may do alone.
 * A database that is not open yet has no page for it. Throws `refused` where one of them does not.
 */
export async function askTwoColleagues(house: Pick<House, 'database' | 'keeper'>, ask: Ask): Promise<[StaffId, StaffId]> {
  const language = shellLanguage()
  const desk = new PasswordDesk(house)
  const signIn = async (n: number): Promise<StaffId> => {
    const name = await ask(t(language, 'backups.accept.name', { n }))
    const password = await ask(t(language, 'backups.accept.password'), true)
    const code = await ask(t(language, 'backups.accept.code'))
    const found = await desk.signIn({ name, password, code }, async (tx, staffId) => ({ staffId, may: rightsOf(await selectRolesOf(tx, staffId)).permissions.has('staff.manage') }))
    if (!found) throw new Problem('refused', { rule: 'E3', text: 'backups.accept.wrong' })
    if (!found.may) throw new Problem('refused', { rule: 'E3', text: 'backups.accept.not-permitted' })
    return found.staffId
  }
  const [first, second] = [await signIn(1), await signIn(2)]
  if (first === second) throw new Problem('refused', { rule: 'E3', text: 'backups.accept.not-two' })
  return [first, second]
}

/** The terminal, line by line; answers may also be piped in. */
export function askOnTerminal(): Ask {
  printError(t(shellLanguage(), 'backups.accept.asks'))
  let quiet = false
  const shown = new Writable({
    write(chunk: Buffer, _, done) {
      if (!quiet) process.stderr.write(chunk)
      done()
    },
  })
  const lines = createInterface({ input: process.stdin, output: shown, terminal: process.stdin.isTTY })
  const answers = lines[Symbol.asyncIterator]()
  return async (question, hidden = false) => {
    process.stderr.write(question)
    quiet = hidden
    const { value, done } = await answers.next()
    quiet = false
    if (hidden) process.stderr.write('\n')
    if (done) throw new Problem('refused', { rule: 'E3', text: 'backups.accept.wrong' })
    return value as string
  }
}
