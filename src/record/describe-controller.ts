import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation, updateController, type Controller } from '../plumbing/installation.sql.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'

export type ControllerWords = Required<Pick<Controller, 'organisationNumber' | 'address' | 'email' | 'phone' | 'officer' | 'representative'>>

/** Says how the company is reached (art. 13(1)(a) and (b), 30(1)(a)); an empty text takes the line away. Throws invalid for an address nobody can write to. */
export async function describeController(tx: Tx, said: ControllerWords): Promise<void> {
  if (said.email !== '' && isFault(parseEmail(said.email))) throw new Problem('invalid', { text: 'record.email-invalid', field: 'email' })
  const { name, country } = (await selectInstallation(tx))!.controller
  const entered = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''))
  await updateController(tx, { name, country, ...entered })
}
