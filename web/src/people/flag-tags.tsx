import type { Flag } from '@api/people-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

const TONE: Record<Flag, Tone> = {
  'protected-identity': 'bad',
  deceased: 'bad',
  restricted: 'bad',
  'no-marketing': 'bad',
  'stop-asking': 'wait',
  child: 'wait',
  guardian: 'plain',
  'sole-trader': 'plain',
  'paper-only': 'plain',
  'former-customer': 'plain',
  'rights-only': 'wait',
  'shared-address': 'plain',
  demo: 'plain',
}

/** Said by the banner on every screen. */
const SAID_ELSEWHERE: readonly Flag[] = ['demo']

/** What everyone who meets this person must know. `short` leaves out what only matters close up. */
export function FlagTags({ flags, short = false }: { flags: readonly Flag[]; short?: boolean }) {
  const { t } = useTexts()
  const shown = flags.filter((flag) => !SAID_ELSEWHERE.includes(flag) && (!short || TONE[flag] !== 'plain'))
  return shown.map((flag) => (
    <span key={flag}>
      <Tag tone={TONE[flag]}>{t(`flag.${flag}`)}</Tag>{' '}
    </span>
  ))
}
