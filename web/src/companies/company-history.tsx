import type { CompanyBody } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { undoCompany } from './company-queries.ts'

/** What was done to the company, by whom, with what stood there before; the last of it can be taken back. */
export function CompanyHistory({ company, whyNot }: { company: CompanyBody; whyNot: string | undefined }) {
  const { t, moment, word } = useTexts()
  const undo = () => void undoCompany(company.id, company.version).catch(() => announce({ text: t('companies.not-undone') }))
  const canUndo = company.canUndo && company.changes[0]?.kind !== 'created'
  return (
    <Section title={t('companies.history')} actions={canUndo && <Button kind="plain" onPress={undo} disabledReason={whyNot}>{t('companies.undo-last')}</Button>}>
      <ol className="divide-y divide-line border-y border-line">
        {company.changes.map((one) => (
          <li key={one.version} className="py-2.5">
            <p>{t(`company-change.${one.kind}`)}{one.other && ` · ${one.other.name}`}</p>
            {one.fields.map(({ field, before, after }) => (
              <p key={field} className="text-fine break-words text-soft">{word('company-field', field)}: {before !== null && <><s>{before}</s> → </>}{after ?? t('companies.emptied')}</p>
            ))}
            <p className="text-fine text-soft">{moment(one.at)}{one.by && ` · ${one.by}`}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
