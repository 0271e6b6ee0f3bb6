import { useState } from 'react'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { LANGUAGES } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { recordChoices, useCorrectValue } from './people-queries.ts'
import { useShownValue } from './shown-value.ts'

const CALLS = ['any-time', 'before-noon', 'afternoon', 'evening', 'never'] as const
const DELIVERIES = ['digital', 'paper'] as const
const SAID = ['call-note', 'counter'] as const

/** Notes for somebody how they want to be reached, on their word: told on the telephone or face to face. */
export function WishDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t, word } = useTexts()
  const whyNot = useWhyNot()
  const show = useShownValue()
  const held = (key: string) => String(person.fields.find(({ field }) => field === key)?.value ?? '')
  const [language, setLanguage] = useState(held('language'))
  const [delivery, setDelivery] = useState(held('delivery'))
  const [calls, setCalls] = useState<string | null>(person.callWish?.wish ?? null)
  const [said, setSaid] = useState<(typeof SAID)[number]>('call-note')
  const [error, setError] = useState<unknown>(null)
  const correct = useCorrectValue(person.id)
  const values = { ...(language !== held('language') && { language }), ...(delivery !== held('delivery') && { delivery }) }
  const wish = CALLS.find((one) => one === calls && one !== person.callWish?.wish)
  const changed = Object.keys(values).length > 0
  const missing = (changed ? whyNot('people.write') : undefined) ?? (wish ? whyNot('choices.record') : undefined) ?? (changed || wish ? undefined : t('reached.change-first'))

  const save = async () => {
    setError(null)
    try {
      if (changed && (await correct.mutateAsync(values)).held.length > 0) return
      if (wish) await recordChoices(person.id, [{ kind: 'wished', calls: wish, evidence: { kind: said, text: t('reached.evidence', { calls: word('calls', wish) }) } }])
      announce({ text: t('reached.saved') })
      onClose()
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <TaskDialog title={t('reached.title')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined) void save()
        }}
      >
        <RadioList label={t('reached.calls')} value={calls} onChange={setCalls} options={CALLS.map((key) => ({ key, label: word('calls', key), ...(key === 'never' && { hint: t('reached.never-hint') }) }))} />
        <div className="grid grid-cols-1 gap-4 narrow:grid-cols-2">
          <SelectBox label={t('reached.language')} value={language || null} options={LANGUAGES.map((key) => ({ key, label: show(key, 'language') }))} onChange={setLanguage} />
          <SelectBox label={t('reached.delivery')} value={delivery || null} options={DELIVERIES.map((key) => ({ key, label: show(key, 'delivery') }))} onChange={setDelivery} />
        </div>
        <RadioList label={t('reached.how')} row value={said} onChange={(key) => setSaid(SAID.find((one) => one === key) ?? 'call-note')} options={SAID.map((key) => ({ key, label: t(`evidence.${key}`) }))} />
        {(correct.data?.held ?? []).map(({ rule, sentence }) => <Notice key={rule} tone="bad" role="alert">{sentence} <RuleNumber rule={rule} /></Notice>)}
        {error !== null && <Problem error={error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={correct.isPending} disabledReason={missing} reasonInSight>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
