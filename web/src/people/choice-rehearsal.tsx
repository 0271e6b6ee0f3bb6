import type { NewChoice } from '@api/choices-resource.ts'
import { useTexts } from '../language.tsx'
import { Problem } from '../ui/notice.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useChoiceRehearsal } from './people-queries.ts'

/** Stands in for the note, which changes nothing of what would happen and so does not ask again. */
const ANY_NOTE = '–'

/** What ends and what stays, shown before it is saved. */
export function ChoicesRehearsed({ personId, choices }: { personId: string; choices: NewChoice[] }) {
  const { t, list } = useTexts()
  const { data, error } = useChoiceRehearsal(personId, useSettledChoices(choices))
  if (choices.length === 0) return null
  const staying = [...Map.groupBy(data?.stays ?? [], (stay) => stay.until.sentence)]
  return (
    <section aria-label={t('record.happens')} aria-live="polite" className="min-h-20 rounded-part bg-sunken px-4 py-3">
      <h3 className="mb-1 font-semibold">{t('record.happens')}</h3>
      {error && <Problem error={error} />}
      {data?.refused.map(({ rule, sentence }) => <p key={rule} className="mb-1 text-brick">{sentence} <RuleNumber rule={rule} /></p>)}
      {data?.ends.length === 0 && <p>{t('record.nothing-ends')}</p>}
      <ul className="flex flex-col gap-1">
        {data?.ends.map((end) => <li key={end.field}>{end.sentence}</li>)}
        {staying.map(([until, fields]) => <li key={until} className="text-soft">{t('record.stays', { fields: list(fields.map(({ label }) => label)), until: inSentence(until) })}</li>)}
      </ul>
    </section>
  )
}

function useSettledChoices(choices: NewChoice[]): NewChoice[] {
  const text = useSettled(JSON.stringify(choices.map((choice) => ({ ...choice, evidence: { kind: choice.evidence.kind, text: ANY_NOTE } }))))
  return JSON.parse(text) as NewChoice[]
}

/** A sentence that goes on inside another. */
function inSentence(text: string) {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
