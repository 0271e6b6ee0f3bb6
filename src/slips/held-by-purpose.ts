import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { OWN_PAGE } from '../people/hold-values.ts'
import type { Ground } from '../people/ground.ts'
import type { Until } from '../people/holding.ts'
import { CONTACT_FIELDS, PROFILE_FIELDS } from '../purposes/field.ts'
import type { HeldValue, PersonView } from '../rights/show-person.ts'
import { t, type Language } from '../values/text.ts'
import { writtenDay, writtenList } from '../values/written.ts'

/** Names, then how one is reached, then the rest. */
const ORDER: readonly string[] = [...PROFILE_FIELDS.slice(0, 4), ...CONTACT_FIELDS, ...PROFILE_FIELDS.slice(4)]

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/** What is held for one purpose, in words: which kinds of data, never what stands in them (others may open a letter). */
export interface HeldLine {
  purpose: string
  name: string
  what: string
  from: string
  until: string
  recipients: string | null
}

type Held = Pick<HeldValue, 'grounds' | 'until' | 'provenance'> & { key: string; label: string }

/** What is held of a person, once for each purpose that holds it, in the order of the catalogue; and the names of all of it. */
export function heldByPurpose(view: PersonView, language: Language): { fields: string[]; lines: HeldLine[] } {
  const fieldName = (key: string) => view.catalogue.fields.find((field) => field.key === key)?.texts[language].name ?? key
  const held: Held[] = [
    ...view.values.map((one) => ({ ...one, key: one.field.key, label: one.field.texts[language].name })),
    ...view.contactPoints.map((point) => ({ ...point, key: POINT_FIELD[point.kind], label: fieldName(POINT_FIELD[point.kind]) })),
  ]
  const place = ({ key }: Held) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)
  const sorted = held.toSorted((a, b) => place(a) - place(b))
  const lines = view.catalogue.purposes.flatMap((purpose): HeldLine[] => {
    const own = sorted.filter((one) => one.grounds.some((ground) => ground.purpose === purpose.key))
    if (own.length === 0) return []
    const grounds = own.flatMap((one) => one.grounds.filter((ground) => ground.purpose === purpose.key))
    const recipients = purpose.recipients.filter((one) => one !== 'none').map((one) => t(language, `purposes.recipient.${one}`))
    return [{
      purpose: purpose.key, name: purpose.texts[language].name, what: listed(language, own.map((one) => small(one.label))), from: listed(language, own.map((one) => whence(language, one.provenance))),
      until: untilOf(view, purpose.retention.months, grounds, language), recipients: recipients.length > 0 ? listed(language, recipients) : null,
    }]
  })
  return { fields: [...new Set(sorted.map((one) => small(one.label)))], lines }
}

function whence(language: Language, provenance: HeldValue['provenance']): string {
  if (!provenance) return t(language, 'slips.sheet.from-unknown')
  const { collected, source } = provenance
  if (collected === 'inferred') return t(language, 'slips.sheet.from-concluded')
  if (collected === 'other') return t(language, 'slips.sheet.from-others', { source })
  return source === OWN_PAGE ? t(language, 'slips.sheet.from-you') : t(language, 'slips.sheet.from-you-at', { source })
}

/** Until when the purpose holds it: the latest day, or the event that is waited for. */
function untilOf(view: PersonView, months: number, grounds: readonly Ground[], language: Language): string {
  const open = grounds.find((ground) => !ground.holdUntil)
  const last = new Date(Math.max(...grounds.map((ground) => ground.holdUntil?.getTime() ?? 0)))
  const until: Until = open ? { kind: 'event', waitsFor: open.waitsFor ?? 'withdrawal' } : { kind: 'date', at: last }
  if (until.kind === 'date') return t(language, 'customer.until.date', { day: writtenDay(language, until.at, RETENTION_ZONE) })
  return t(language, 'customer.until.event', { event: until.kind === 'event' ? until.waitsFor.replaceAll('-', '_') : '', months })
}

function listed(language: Language, items: readonly string[]): string {
  return writtenList(language, [...new Set(items)])
}

/** Names of fields stand within a sentence. */
function small(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
