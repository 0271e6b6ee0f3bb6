import { lives } from '../../people/ground.ts'
import { isRightsOnly } from '../../people/rights-only.ts'
import { ageOn, type LocalDate } from '../../values/calendar.ts'
import type { PersonView } from '../../rights/show-person.ts'
import type { Flag } from './people-resource.ts'

const ADULT_YEARS = 18

/** What staff must see at a glance of this person, on a day (ISO 8601 date); the same as the list of people shows. */
export function personFlags(view: PersonView, now: Date, today: LocalDate): Flag[] {
  const { person, contactPoints, grounds, standing } = view
  const birth = view.values.find((held) => held.field.key === 'birth_date')?.value
  const contracts = grounds.filter((ground) => ground.purpose === 'contract')
  const found: Record<Exclude<Flag, 'demo'>, boolean> = {
    'protected-identity': person.protectedIdentity,
    deceased: person.deceasedAt !== null,
    child: typeof birth === 'string' && ageOn(birth as LocalDate, today) < ADULT_YEARS,
    guardian: view.relations.some((relation) => relation.kind === 'guardian' && relation.direction === 'for'),
    'sole-trader': person.capacity === 'sole-trader',
    'paper-only': contactPoints.length > 0 && contactPoints.every((point) => point.kind === 'postal'),
    'former-customer': contracts.length > 0 && !contracts.some((ground) => lives(ground, now)),
    'rights-only': isRightsOnly(grounds),
    'no-marketing': view.noToAllMarketing?.state === 'withdrawn' || view.noToAllMarketing?.state === 'objected',
    'stop-asking': standing.stopAskingSince !== null,
    restricted: standing.restrictions.size > 0,
    'shared-address': contactPoints.some((point) => point.sharedWith > 0),
  }
  return (Object.keys(found) as Exclude<Flag, 'demo'>[]).filter((flag) => found[flag])
}
