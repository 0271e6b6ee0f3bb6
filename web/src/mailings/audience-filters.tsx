import type { Condition } from '@api/decisions-resource.ts'
import { useTexts } from '../language.tsx'
import { FilterBar } from '../lists/filter-bar.tsx'
import { usePeopleFields } from '../people/people-fields.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useSettled } from '../ui/use-settled.ts'
import { Reach } from './reach.tsx'
import type { DraftForm } from './mailing-draft.ts'
import { useAudience } from './mailing-queries.ts'
import { productGroup } from '../product-group.ts'

/** Who, by what is held about them; and at once how many that is, and how many of them may be reached. */
export function AudienceFilters({ form, onChange }: { form: DraftForm; onChange: (where: Condition[]) => void }) {
  const { fields } = usePeopleFields()
  // Whom the rules permit is what is counted below.
  const offered = fields.filter(({ key }) => key !== 'reachable')
  return (
    <>
      <FilterBar fields={offered} where={form.where} onChange={onChange} />
      <LiveReach form={form} />
    </>
  )
}

/** A question may be put for one purpose and not for another, so each is counted by itself. */
function LiveReach({ form }: { form: DraftForm }) {
  const { t } = useTexts()
  const { nameOf } = useCatalogue()
  if (form.purposes.length === 0) return <p className="mt-4 text-soft">{t('audience.purpose-first')}</p>
  return (
    <div className="mt-5 grid min-h-24 gap-6" aria-live="polite">
      {form.purposes.map((purpose) => (
        <section key={purpose}>
          {form.purposes.length > 1 && <h3 className="mb-2 font-semibold">{nameOf(purpose)}</h3>}
          <PurposeReach form={form} purpose={purpose} />
        </section>
      ))}
    </div>
  )
}

function PurposeReach({ form, purpose }: { form: DraftForm; purpose: string }) {
  const where = form.where.filter(({ value }) => value !== '')
  const question = useSettled(JSON.stringify({ purpose, channel: 'email', use: form.kind === 'ask' ? 'ask' : 'send', where, limit: 1, ...(form.about.trim() && { about: productGroup(form.about) }) }))
  const audience = useAudience(JSON.parse(question))
  return <Reach kind={form.kind} reach={audience.data} error={audience.error} />
}
