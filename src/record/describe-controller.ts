import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation, updateController, type Controller } from '../plumbing/installation.sql.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'

export type ControllerWords = Required<Pick<Controller, 'organisationNumber' | 'address' | 'email' | 'phone' | 'officer' | 'representative'>>

/** Says how the company is reached (art. 13(1)(a) and (b), 30(1)(a)); an empty text takes the line away. Throws invalid for an address nobody can write to. */
export async function describeController(tx: Tx, said: ControllerWords): Promise<void> {
  if (said.email !== '' && isFault(parseEmail(said.email))) throw new Problem('invalid', { text: 'record.email-invalid', field: 'email' })
  // What it does not say, such as the name and the brands, stays as it was.
  const after = { ...(await selectInstallation(tx))!.controller, ...said }
  await updateController(tx, Object.fromEntries(Object.entries(after).filter(([, text]) => text !== '')) as unknown as Controller)
}
