import type { Context } from 'hono'
import type { Link } from '../../access/link.ts'
import { noByLink, stopAskingByLink, type NoByLink } from '../../access/said-by-link.ts'
import type { Choice } from '../../consent/choice.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PublishedCatalogue, PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { FOLLOW_UP } from '../../purposes/follow-up.ts'
import { wording, type Wording } from '../../purposes/wording.ts'
import { say } from '../customer-page.ts'
import type { Reader, ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { boxesOf, boxWording, noInWords, saidNoPage } from './choices-page.ts'
import { sayNoByLink } from './say-no-by-link.ts'

/** A no through a link. */
export interface Said extends NoByLink {
  /** The no in words, as it is told afterwards. */
  words: string
  /** What the person read beside what they pressed, where it is more than that. */
  pressed?: string
  /** The same as it is kept already. */
  wording?: Wording
}

/** Who says it, by what link, and where they may go on from there. */
interface Saying {
  link: Link
  catalogue: PublishedCatalogue
  on?: Html
}

/** Records what was pressed on a page of choices. Throws `invalid` where nothing was. */
export async function pressedNo(c: Context<ReaderEnv>, house: House, saying: Saying, form: URLSearchParams): Promise<Response> {
  const reader = c.get('reader')
  switch (form.get('said')) {
    case 'all':
      return recordNoes(c, house, saying, [{ purpose: null, channel: null, words: say(reader, 'no-to-all') }])
    case 'some':
      return recordNoes(c, house, saying, ticked(reader, saying.catalogue, form.getAll('no')))
    case 'stop-asking':
      return stopAsking(c, house, saying)
    default:
      throw new Problem('invalid', { text: 'customer.nothing-chosen' })
  }
}

export async function recordNoes(c: Context<ReaderEnv>, house: House, saying: Pick<Saying, 'link' | 'on'>, said: readonly Said[], button = ''): Promise<Response> {
  const { language } = c.get('reader')
  if (said.length === 0) throw new Problem('invalid', { text: 'customer.nothing-chosen' })
  const noes = said.map((no) => noByLink(saying.link, no, { language, wording: no.wording ?? wording(language, button + (no.pressed ?? no.words)) }))
  return recorded(c, house, saying, noes, { what: said.map((no) => no.words) })
}

/** What anybody may say no to without a reason (art. 21(2)). */
export function offered(catalogue: PublishedCatalogue): PublishedPurpose[] {
  return catalogue.purposes.filter((purpose) => purpose.kind === 'marketing' && purpose.key !== FOLLOW_UP)
}

async function stopAsking(c: Context<ReaderEnv>, house: House, saying: Saying): Promise<Response> {
  const reader = c.get('reader')
  const words = say(reader, 'stop-asking')
  const choice = stopAskingByLink(saying.link, { language: reader.language, wording: wording(reader.language, words) })
  return recorded(c, house, saying, [choice], { what: [words], stopAskingOnly: true })
}

async function recorded(
  c: Context<ReaderEnv>, house: House, { link, on }: Pick<Saying, 'link' | 'on'>, noes: readonly Choice[], told: { what: readonly string[]; stopAskingOnly?: boolean },
): Promise<Response> {
  const reader = c.get('reader')
  const { inFlight } = await sayNoByLink(house, link, noes, reader.language)
  return c.html(saidNoPage(reader, { ...told, inFlight, ...(on && { on }) }))
}

function ticked(reader: Reader, catalogue: PublishedCatalogue, values: readonly string[]): Said[] {
  return offered(catalogue).flatMap((purpose) => boxesOf(reader, purpose))
    .filter((box) => values.includes(box.value))
    .map((box) => ({ ...box, pressed: boxWording(reader, box).text, words: noInWords(reader, box.purpose.texts[reader.language].name, box.channel) }))
}
