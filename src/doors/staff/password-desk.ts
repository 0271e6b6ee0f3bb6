import { randomBytes } from 'node:crypto'
import { Problem } from '../../plumbing/errors.ts'
import { Lane } from '../../plumbing/lane.ts'
import { commonPasswords } from '../../staff/common-passwords.ts'
import { FactorKeys } from '../../staff/factor-keys.ts'
import { deleteTries, selectPassword, selectPasswordByName, type StoredPassword } from '../../staff/factors.sql.ts'
import { PASSWORD_MAX, PASSWORD_MIN, passwordFault, passwordForm } from '../../staff/password.ts'
import { hashPassword, isPassword, NOBODYS_HASH } from '../../staff/password-hash.ts'
import type { SessionWay } from '../../staff/session.ts'
import { signInNameForm } from '../../staff/sign-in-name.ts'
import { takeCode } from '../../staff/take-code.ts'
import { takeTry } from '../../staff/take-try.ts'
import { selectStaffEmail } from '../../staff/staff.sql.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { newId, type StaffId } from '../../values/ids.ts'
import type { Tx } from '../../plumbing/database.ts'
import type { House } from '../house.ts'

/** Hashing fills memory and a core: so many at a time, and so many may wait. */
const AT_A_TIME = 2
const MAY_WAIT = 200

/** What is done once a password and its code have proved right, in the transaction that took the code. */
type Proved<Result> = (tx: Tx, staffId: StaffId, how: Extract<SessionWay, 'password+totp' | 'recovery'>) => Promise<Result>

/**
 * Where a password with its code is looked at. Each try is counted and committed first; then whoever is unknown gets the
 * same work as whoever is known (AU-02), and one answer covers a wrong name, a wrong password and a wrong code.
 */
export class PasswordDesk {
  readonly keys: FactorKeys
  readonly #house: Pick<House, 'database' | 'keeper'>
  readonly #lane = new Lane(AT_A_TIME, MAY_WAIT)
  readonly #nobody: StoredPassword

  constructor(house: Pick<House, 'database' | 'keeper'>) {
    this.#house = house
    this.keys = new FactorKeys(house.keeper.keys.tokens)
    const staffId = newId<StaffId>(new Date(0))
    this.#nobody = { staffId, signInName: '', passwordHash: NOBODYS_HASH, authenticator: randomBytes(48) }
  }

  /** Undefined when name, password or code is wrong. Throws `too-many` while the name has to wait. */
  async signIn<Result>(shown: { name: string; password: string; code: string }, proved: Proved<Result>): Promise<Result | undefined> {
    const name = signInNameForm(shown.name) ?? ''
    return this.#check(name, shown, await this.#house.database.read((tx) => selectPasswordByName(tx, name)), proved)
  }

  /** The same for a colleague who is signed in. */
  async prove<Result>(staffId: StaffId, shown: { password: string; code: string }, proved: Proved<Result>): Promise<Result | undefined> {
    const stored = await this.#house.database.read((tx) => selectPassword(tx, staffId))
    return this.#check(stored?.signInName ?? staffId, shown, stored, proved)
  }

  /** The hash of a new password; throws `invalid` for one that is too short, too long or easily guessed of this colleague. */
  async checked({ staffId, name }: { staffId: StaffId; name: string }, typed: string, own: readonly string[] = []): Promise<string> {
    const password = passwordForm(typed)
    const theirs = await this.#house.database.read(async (tx) => [
      (await selectInstallation(tx))?.controller.name ?? '', (await selectPassword(tx, staffId))?.signInName ?? '', (await selectStaffEmail(tx, staffId)) ?? '',
    ])
    const fault = passwordFault(password, [name, ...own, ...theirs], await commonPasswords())
    if (fault) throw new Problem('invalid', { text: fault, field: 'password', parameters: { min: PASSWORD_MIN, max: PASSWORD_MAX } })
    return this.#lane.run(() => hashPassword(password, this.keys.pepper))
  }

  async #check<Result>(name: string, shown: { password: string; code: string }, stored: StoredPassword | undefined, proved: Proved<Result>): Promise<Result | undefined> {
    const { database } = this.#house
    const tries = this.keys.nameHash(name)
    await database.write((tx) => takeTry(tx, tries))
    const against = stored ?? this.#nobody
    const right = await this.#lane.run(() => isPassword(passwordForm(shown.password), this.keys.pepper, against.passwordHash))
    return database.write(async (tx) => {
      const how = right && stored ? await takeCode(tx, this.keys, stored, shown.code) : null
      if (how === null || !stored) return undefined
      await deleteTries(tx, tries)
      return proved(tx, stored.staffId, how)
    })
  }
}

/** What is said to any wrong name, password or code. */
export function wrongPassword(kind: 'unauthenticated' | 'refused'): Problem {
  return new Problem(kind, { text: 'staff.sign-in-wrong' })
}
