import { RECEIPT_KINDS } from '../../consent/receipt.ts'
import type { PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import type { TimelineEvent } from '../../rights/timeline.sql.ts'
import { sumInWords } from '../../values/money.ts'
import { t, type Language } from '../../values/text.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import type { TimelineEvent as EventAnswer } from './people-resource.ts'
import { selector, sourceInWords } from './reader.ts'

/** What happened, in a few words. */
export function timelineAnswer(language: Language, event: TimelineEvent, catalogue: PublishedCatalogue, names: ActorNames): EventAnswer {
  const { at, type, rule, seq, surface } = event
  return {
    at: at.toISOString(),
    type,
    ...placeOf(event),
    title: event.voucher ? t(language, 'api.timeline.voucher', voucherInWords(event.voucher)) : t(language, `api.timeline.${type}`, { kind: selector(event.kind), what: whatInWords(language, event, catalogue) }),
    detail: detailInWords(language, event, catalogue),
    rule,
    seq,
    receipt: type === 'entry' && (RECEIPT_KINDS as readonly string[]).includes(event.kind),
    surface,
    actor: event.actorKind === null ? null : actorInWords(language, event.actorKind, event.actorId, names),
  }
}

/** Purpose and channel; nothing said of one means all of them. */
function whatInWords(language: Language, { type, kind, purpose, channel, detail }: TimelineEvent, catalogue: PublishedCatalogue): string {
  if (type === 'provenance') return sourceInWords(language, kind)
  if (kind === 'wished') return t(language, `consent.calls.${detail ?? 'any-time'}`)
  const label = catalogue.purposes.find((each) => each.key === purpose)?.texts[language].name
  const ofPurpose = purpose === null || purpose === '*' ? t(language, 'api.all-marketing') : (label ?? purpose)
  if (type === 'ground' || type === 'note' || type === 'letter') return ofPurpose
  if (type === 'deal' || type === 'activity' || type === 'ticket' || type === 'lead') return detail ?? ''
  if (type === 'code' || isMoney(type)) return kind
  if (type === 'event') return `${kind} (${ofPurpose})`
  const throughChannel = channel === null || channel === '*' ? t(language, 'api.all-channels') : t(language, `law.channel.${channel}`)
  return `${ofPurpose} (${throughChannel})`
}

/** The detail of a provenance is a list of fields; of a ground, why it ended; of a use, the subject of the message; of a note, its words. */
function detailInWords(language: Language, { type, kind, detail, voucher }: TimelineEvent, catalogue: PublishedCatalogue): string | null {
  if (voucher) return voucher.words
  if (detail === null) return null
  if (type === 'deal' || type === 'activity' || type === 'lead' || kind === 'wished' || type === 'ticket') return null
  if (isMoney(type)) return sumInWords(language, detail)
  if (type === 'ground') return t(language, 'api.ground-ended', { why: selector(detail) })
  if (type !== 'provenance') return detail
  return detail.split(', ').map((key) => catalogue.fields.find((field) => field.key === key)?.texts[language].name ?? key).join(', ')
}

const isMoney = (type: TimelineEvent['type']) => type === 'invoice' || type === 'credit-note' || type === 'payment'

/** The invoice, deal, ticket or lead that an event is about, as its key ends. */
function placeOf({ type, key }: TimelineEvent): Pick<EventAnswer, 'invoice' | 'deal' | 'ticket' | 'lead'> {
  const id = key.split(' ').at(-1)!
  return { invoice: isMoney(type) ? id : null, deal: type === 'deal' ? id : null, ticket: type === 'ticket' ? id : null, lead: type === 'lead' ? id : null }
}

function voucherInWords({ what, way, number }: NonNullable<TimelineEvent['voucher']>): Record<string, string> {
  return { what: selector(what), way, number: number ?? '' }
}
