import type { Channel } from '../law/channel.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Purpose } from '../purposes/purpose.ts'
import { wording, type Wording } from '../purposes/wording.ts'
import type { ContactPointId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import type { SlipRow, WideRow } from './slip.ts'

/** A question as it is printed: a heading and its lines. */
export interface PrintedQuestion {
  heading: string
  lines: readonly string[]
}

/** A yes that ends by itself, and is asked about before it does. */
export interface Ending {
  channel: Channel
  until: Date
}

/** The question about a purpose, with what follows from either answer (GDPR art. 7(2), 13(2)(e)), and until when yeses to it hold. */
export function printedQuestion(purpose: Pick<Purpose, 'texts'>, language: Language, endings: readonly Ending[] = []): PrintedQuestion {
  const { name, description, question, ifYes, ifNo } = purpose.texts[language]
  const line = (key: 'if-yes' | 'if-no', words: string | undefined) => (words === undefined ? [] : [t(language, `slips.sheet.${key}`, { words })])
  const holds = endings.map(({ channel, until }) => t(language, 'slips.sheet.holds-until', { channel: t(language, `law.channel.${channel}`), day: writtenDay(language, until, RETENTION_ZONE) }))
  return { heading: name, lines: [description, ...(question === undefined ? [] : [question]), ...holds, ...line('if-yes', ifYes), ...line('if-no', ifNo)] }
}

/** A line about one purpose through one channel. Its words are all that was printed about it, boxes included. `until`: when the yes ends that it asks to renew. */
export function purposeRow(kind: 'ask' | 'on', purpose: Pick<Purpose, 'key' | 'texts'>, channel: Channel, contactPointId: ContactPointId | null, language: Language, until: Date | null = null): SlipRow {
  const { name } = purpose.texts[language]
  const parameters = { purpose: name, channel: t(language, `law.channel.${channel}`) }
  const label = kind === 'on' ? t(language, channel === 'none' ? 'slips.slip.row-none-on' : 'slips.slip.row-on', parameters) : channel === 'none' ? name : t(language, 'slips.slip.row', parameters)
  const boxes = kind === 'ask' ? [t(language, 'slips.slip.yes'), t(language, 'slips.slip.no')] : [t(language, 'slips.slip.no')]
  const { heading, lines } = printedQuestion(purpose, language, until ? [{ channel, until }] : [])
  const said = wording(language, [...(kind === 'ask' ? [heading, ...lines] : []), `${label}: ${boxes.map((box) => `[ ] ${box}`).join(' ')}`].join('\n'))
  return { key: `${purpose.key} ${channel}`, kind, purpose: purpose.key, channel, contactPointId, label, words: said.text, wordingId: said.wordingId.toString('hex') }
}

/** A line that is about no single purpose. */
export function wideRow(kind: WideRow, language: Language): SlipRow {
  const label = t(language, `slips.slip.${kind}`)
  const said = wording(language, `[ ] ${label}`)
  return { key: kind, kind, purpose: null, channel: null, contactPointId: null, label, words: said.text, wordingId: said.wordingId.toString('hex') }
}

/** The words of a line as the ledger keeps them. */
export function wordingOf({ words }: Pick<SlipRow, 'words'>, language: Language): Wording {
  return wording(language, words)
}
