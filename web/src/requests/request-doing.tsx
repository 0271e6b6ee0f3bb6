import { useState } from 'react'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { StepDialog, type StepAbout } from './step-dialog.tsx'
import { useDeed } from './request-queries.ts'

type Step = RightsRequestAnswer['next'][number]['step']

/** Those that have a place of their own on the page. */
const ELSEWHERE: readonly Step[] = ['search', 'link', 'proof', 'doubt', 'document', 'answer', 'refusal']
const ALWAYS: readonly Step[] = ['telling', 'extension']
const IN_WORDS: readonly Step[] = ['telling', 'assessment', 'extension']

/** What can be done about a request now; what cannot yet says why. */
export function RequestDoing({ request }: { request: RightsRequestAnswer }) {
  const { t } = useTexts()
  const deed = useDeed(request)
  const [open, setOpen] = useState<StepAbout | null>(null)
  const offered = request.next.filter(({ step }) => !ELSEWHERE.includes(step))
  // What was asked for comes before what may be done with any request.
  const steps = [...offered.filter(({ step }) => !ALWAYS.includes(step)), ...offered.filter(({ step }) => ALWAYS.includes(step))]
  const main = steps.find(({ step, allowed }) => allowed && !ALWAYS.includes(step))?.step
  const act = (step: Step) => {
    if (IN_WORDS.includes(step)) setOpen(step as StepAbout)
    else deed.mutate({ to: 'steps', body: { kind: step } }, { onSuccess: () => announce({ text: t('requests.noted') }) })
  }
  return (
    <Section title={t('requests.do')} lead={t('requests.do-lead')}>
      <div className="flex flex-wrap gap-2">
        {steps.map(({ step, label, whyNot }) => {
          const kind = step === main ? 'primary' as const : 'quiet' as const
          const common = { kind, disabledReason: whyNot ?? undefined }
          if (step === 'file') return <LinkButton key={step} {...common} href={links.personRights(request.person.id, { request: request.id, copy: request.kind === 'portability' ? 'portability' : 'access' })}>{label}</LinkButton>
          if (step === 'erasure') return <LinkButton key={step} {...common} href={links.personRights(request.person.id, { request: request.id, forget: '1' })}>{label}</LinkButton>
          return <Button key={step} {...common} onPress={() => act(step)} isPending={deed.isPending}>{label}</Button>
        })}
        <Button kind="plain" onPress={() => setOpen('note')}>{t('requests.note')}</Button>
      </div>
      {deed.error && <div className="mt-3"><Problem error={deed.error} /></div>}
      {open && <StepDialog request={request} about={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}
