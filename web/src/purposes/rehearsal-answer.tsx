import type { CatalogueRehearsal } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice } from '../ui/notice.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useCatalogue } from './catalogue.ts'

/** What a change of the catalogue would do: to whom, what may be held anew and for how long, what ends, and what customers are told otherwise. `names` are of fields that are not in the catalogue yet. */
export function RehearsalAnswer({ rehearsal, names = {} }: { rehearsal: CatalogueRehearsal; names?: Readonly<Record<string, string>> }) {
  const { t, number } = useTexts()
  const { fieldNameOf, nameOf } = useCatalogue()
  const named = (field: string) => names[field] ?? fieldNameOf(field)
  return (
    <div className="flex flex-col gap-3" aria-live="polite">
      {rehearsal.affected.length > 0 && (
        <Figures>
          {rehearsal.affected.map(({ purpose, people }) => (
            <Figure key={purpose} label={t('change.affected', { count: people })} hint={nameOf(purpose)} value={number(people)} />
          ))}
        </Figures>
      )}
      {rehearsal.newlyNeeded.map(({ field, asked, people, purposes }) => (
        <Notice key={field} title={t(asked ? 'change.would-be-asked' : 'change.may-be-held', { field: named(field), count: people })}>
          <ul>{purposes.map(({ purpose, retention }) => <li key={purpose}>{nameOf(purpose)}: {retention}</li>)}</ul>
        </Notice>
      ))}
      {rehearsal.noLongerHeld.map(({ field, people, kept }) => (
        <Notice key={field} tone="wait">{t('change.no-longer-held', { field: named(field), count: people })} {kept > 0 && t('change.kept-by-hold', { count: kept })}</Notice>
      ))}
      <NoticeChanges notice={rehearsal.notice} />
      {rehearsal.problems.map((problem, index) => (
        <Notice key={index} tone="bad" role="alert">{problem.field && <span className="font-medium">{named(problem.field)}: </span>}{problem.sentence} {problem.rule && <RuleNumber rule={problem.rule} />}</Notice>
      ))}
    </div>
  )
}

/** What customers read in the privacy notice, before and after. */
function NoticeChanges({ notice }: Pick<CatalogueRehearsal, 'notice'>) {
  const { t } = useTexts()
  if (notice.length === 0) return null
  return (
    <details className="border-y border-line py-2">
      <summary className="min-h-8 cursor-default font-medium">{t('change.notice', { count: notice.length })}</summary>
      <dl className="mt-2 grid gap-3">
        {notice.map(({ purpose, gone, fresh }) => (
          <div key={purpose}>
            <dt className="font-medium">{purpose}</dt>
            {gone.map((line) => <dd key={line} className="text-soft"><del>{line}</del></dd>)}
            {fresh.map((line) => <dd key={line}><ins className="no-underline">{line}</ins></dd>)}
          </div>
        ))}
      </dl>
    </details>
  )
}
