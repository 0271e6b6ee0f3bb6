import { useState } from 'react'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { EXTENSION_REASONS } from './kinds.ts'
import { useDeed, type Deed } from './request-queries.ts'

export type StepAbout = 'note' | 'telling' | 'assessment' | 'extension'
const FINDINGS = ['upheld', 'not-upheld'] as const
const ABOUTS = ['news', 'lifting'] as const

/** A step that takes words: a note, something the person is told, what was found, or why more time is needed. */
export function StepDialog({ request, about, onClose }: { request: RightsRequestAnswer; about: StepAbout; onClose: () => void }) {
  const { t } = useTexts()
  const deed = useDeed(request)
  const [words, setWords] = useState('')
  const [choice, setChoice] = useState<string>('')
  const options = optionsOf(request, about).map((key) => ({ key, label: t(`request-choice.${key}`) }))
  const missing = options.length > 0 && choice === '' ? t('requests.choose-first') : words.trim() === '' ? t('requests.words-first') : undefined
  return (
    <TaskDialog title={t(`request-step.${about}`)} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (missing === undefined) deed.mutate(deedOf(about, choice, words.trim()), {
            onSuccess: () => {
              announce({ text: t('requests.noted') })
              onClose()
            },
          })
        }}
      >
        <p className="text-soft">{t(`request-step-lead.${about}`)}</p>
        {options.length > 0 && <RadioList label={t(`request-step-choice.${about as 'telling' | 'assessment' | 'extension'}`)} value={choice} onChange={setChoice} options={options} />}
        <TextBox label={t(about === 'telling' || about === 'extension' ? 'requests.words-to-person' : 'requests.words')} rows={4} value={words} onChange={setWords} maxLength={5000} />
        {deed.error && <Problem error={deed.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={deed.isPending} disabledReason={missing} reasonInSight>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}

function optionsOf({ next }: RightsRequestAnswer, about: StepAbout): readonly ((typeof FINDINGS)[number] | (typeof EXTENSION_REASONS)[number] | (typeof ABOUTS)[number])[] {
  if (about === 'assessment') return FINDINGS
  if (about === 'extension') return EXTENSION_REASONS
  // A restriction may be lifted only after the person was told (art. 18(3)).
  return about === 'telling' && next.some(({ step }) => step === 'lifting') ? ABOUTS : []
}

function deedOf(about: StepAbout, choice: string, words: string): Deed {
  if (about === 'extension') return { to: 'extensions', body: { reason: choice, words } }
  if (about === 'assessment') return { to: 'steps', body: { kind: 'assessment', upheld: choice === 'upheld', words } }
  if (about === 'telling') return { to: 'steps', body: { kind: 'telling', about: choice || 'news', words } }
  return { to: 'steps', body: { kind: 'note', words } }
}
