import { useState } from 'react'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { nextOf } from './next-of.ts'
import { useDeed } from './request-queries.ts'

const CHECK_WORDS_MIN = 10

/** Who asks: how sure that has to be, how sure it is, what gives rise to doubt, and what was looked at. */
export function RequestProof({ request }: { request: RightsRequestAnswer }) {
  const { t, day } = useTexts()
  const { proof } = request
  const [open, setOpen] = useState<'proof' | 'doubt' | null>(null)
  const [check, doubt] = [nextOf(request, 'proof'), nextOf(request, 'doubt')]
  return (
    <Section title={t('requests.proof')}>
      <Notice tone={proof.enough ? 'good' : 'wait'} title={t(proof.enough ? 'requests.proof-enough' : 'requests.proof-missing')}>
        {t('requests.proof-what', { needed: proof.neededInWords, given: proof.givenInWords })}
      </Notice>
      <ul className="mt-2 flex flex-col gap-1 empty:hidden">
        {proof.doubts.map(({ doubt: one, sentence }) => <li key={one} className="text-ochre">{sentence}</li>)}
      </ul>
      <ul className="mt-2 flex flex-col gap-2 empty:hidden">
        {proof.shown.map((one) => (
          <li key={`${one.way} ${one.at}`}>
            <span className="font-medium">{one.label}</span> <span className="text-fine text-soft">{one.by}, {day(one.at)}</span>
            {one.words && <span className="block break-words text-soft">{one.words}</span>}
            <span className="block text-fine text-soft">{t('requests.proof-gone', { day: day(one.deletedAt) })}</span>
          </li>
        ))}
      </ul>
      {request.answer === null && (
        <div className="mt-3 flex flex-wrap gap-2">
          {check && <Button kind={proof.enough ? 'quiet' : 'primary'} onPress={() => setOpen('proof')} disabledReason={check.whyNot ?? undefined}>{t('requests.check')}</Button>}
          {doubt && <Button onPress={() => setOpen('doubt')} disabledReason={doubt.whyNot ?? undefined}>{t('requests.doubt')}</Button>}
        </div>
      )}
      {open && <ProofDialog request={request} about={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function ProofDialog({ request, about, onClose }: { request: RightsRequestAnswer; about: 'proof' | 'doubt'; onClose: () => void }) {
  const { t } = useTexts()
  const deed = useDeed(request)
  const [way, setWay] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const isProof = about === 'proof'
  const isWhole = isProof ? way !== null && words.trim().length >= CHECK_WORDS_MIN : words.trim() !== ''
  const body = isProof ? { kind: 'proof', way, words: words.trim() } : { kind: 'doubt', doubt: 'staff', words: words.trim() }
  return (
    <TaskDialog title={t(isProof ? 'requests.check' : 'requests.doubt')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole) deed.mutate({ to: 'steps', body }, {
            onSuccess: () => {
              announce({ text: t('requests.noted') })
              onClose()
            },
          })
        }}
      >
        <p className="text-soft">{t(isProof ? 'requests.check-lead' : 'requests.doubt-lead')}</p>
        {isProof && <SelectBox label={t('requests.check-way')} value={way} onChange={setWay} options={request.proof.checks.map(({ way: key, label }) => ({ key, label }))} />}
        <TextBox label={t(isProof ? 'requests.check-words' : 'requests.doubt-words')} hint={t(isProof ? 'requests.check-words-hint' : 'requests.doubt-words-hint')} rows={3} value={words} onChange={setWords} maxLength={5000} />
        {deed.error && <Problem error={deed.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={deed.isPending} disabledReason={isWhole ? undefined : t(isProof ? 'requests.check-first' : 'requests.words-first')} reasonInSight>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
