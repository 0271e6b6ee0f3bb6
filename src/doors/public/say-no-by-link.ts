import type { Link } from '../../access/link.ts'
import type { Choice } from '../../consent/choice.ts'
import { stillToSay } from '../../consent/still-to-say.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import type { Said } from '../saying.ts'

/**
 * Takes the noes that were said through a link, of one person, and tells them where the link went. Always possible, as
 * often as one likes; what already stands is not said again.
 */
export async function sayNoByLink(house: House, link: Link, noes: readonly Choice[], language: Language): Promise<Said> {
  const { said } = await house.recorder.record({
    personId: link.personId, onlyNoes: true, tell: { to: link.contactPointId, language },
    choices: ({ standings }) => stillToSay(noes, standings.get(link.personId)!),
  })
  // Nothing came earlier: it carries no key.
  return said!
}
