import type { Settings } from '../../plumbing/config.ts'
import { selectLivingAddress } from '../../ledger/lease.sql.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { createSignInLink, SIGN_IN_LINK_MINUTES } from '../../staff/create-sign-in-link.ts'
import { selectStaffNamed } from '../../staff/staff.sql.ts'
import { t } from '../../values/text.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

/** Prints a link that signs a colleague in once: for who has lost everything they sign in with. Whoever reads the console holds the data anyway. */
export async function printSignInLink(settings: Settings, words: Words): Promise<boolean> {
  const name = words.plain.join(' ').trim()
  if (name === '') throw new StartRefused('Name the colleague: tillit sign-in-link NAME-OR-EMAIL.')
  return withHouse(settings, async (house) => {
    const found = await house.database.read((tx) => selectStaffNamed(tx, name))
    const [colleague, another] = found
    if (!colleague) throw new StartRefused('Nobody who is here goes by that name or address.')
    if (another) throw new StartRefused('Several colleagues go by that name: give an e-mail address.')
    // The port may stand in the environment of the server alone, so what runs is asked where it is.
    const running = await house.database.read(selectLivingAddress)
    const link = (settings.publicUrl ?? running ?? house.publicUrl) + (await house.database.write((tx) => createSignInLink(tx, colleague.staffId)))
    const about = [t(shellLanguage(), 'shell.sign-in-link', { name: colleague.name, minutes: SIGN_IN_LINK_MINUTES }), `  ${link}`]
    printAnswer(words.flags.has('json'), { link, minutes: SIGN_IN_LINK_MINUTES, running: running !== undefined }, running ? about : [...about, t(shellLanguage(), 'shell.sign-in-link-stopped')])
    return true
  })
}
