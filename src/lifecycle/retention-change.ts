import type { PublishedCatalogue, PublishedPurpose } from '../purposes/catalogue.sql.ts'
import type { CatalogueChange } from '../purposes/catalogue-change.ts'
import type { Purpose, Retention, RetentionEvent } from '../purposes/purpose.ts'

/** Another rule for how long data of a purpose is kept. */
export interface RetentionChange {
  purpose: string
  retention: Retention
}

/** Events that can come again while a ground stands: a purchase, a visit, another yes. */
const COMES_AGAIN: readonly RetentionEvent[] = ['last-purchase', 'last-activity', 'consent-given']

export function comesAgain(event: RetentionEvent): boolean {
  return COMES_AGAIN.includes(event)
}

/** The same rule, whether nobody is warned by silence or by nought. */
export function sameRule(a: Retention, b: Retention): boolean {
  return a.from === b.from && a.months === b.months && (a.warnDays ?? 0) === (b.warnDays ?? 0)
}

/** Purposes of the catalogue with other rules, as a change that can be published; those that stay as they are are left out. */
export function toCatalogueChange({ purposes }: Pick<PublishedCatalogue, 'purposes'>, changes: readonly RetentionChange[]): CatalogueChange {
  const fresh = changes.flatMap(({ purpose, retention }) => {
    const now = purposes.find((one) => one.key === purpose)
    return now && !sameRule(now.retention, retention) ? [withRule(now, retention)] : []
  })
  return { purposes: fresh, fields: [], retirePurposes: [], retireFields: [] }
}

function withRule({ key, kind, group, channels, bases, fields, recipients, texts }: PublishedPurpose, { from, months, warnDays }: Retention): Purpose {
  return { key, kind, group, channels, bases, fields, recipients, texts, retention: { from, months, ...(warnDays ? { warnDays } : {}) } }
}
