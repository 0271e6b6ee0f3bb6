import { useParams } from 'react-router'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { BackLink, TextLink } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { Tag } from '../ui/tag.tsx'
import { AnswerGiven, AnswerForm } from './answer-form.tsx'
import { RequestDays } from './request-days.tsx'
import { RequestDocuments } from './request-documents.tsx'
import { RequestDoing } from './request-doing.tsx'
import { RequestProof } from './request-proof.tsx'
import { useRequest } from './request-queries.ts'
import { RequestRecipients } from './request-recipients.tsx'
import { RequestSystems } from './request-systems.tsx'
import { SecondWaiting } from './second-waiting.tsx'
import { StrangerSearch } from './stranger-search.tsx'
import { STATE_TONE } from './urgency.tsx'

/** One request from receipt to answer: what is asked, what the law says, what is held, who asks, what to do, the letter, the journal. */
export function RequestPage() {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const request = useRequest(person, id)
  const above = <BackLink href={links.requests}>{t('requests.title')}</BackLink>
  if (request.error && !request.data) return <Page title={t('requests.title')} above={above}><Problem error={request.error} onRetry={() => void request.refetch()} /></Page>
  if (!request.data) return <Page title="" wide above={above}><WaitingPage columns={2} label={t('ui.loading')} /></Page>
  return <LoadedRequest request={request.data} above={above} />
}

function LoadedRequest({ request, above }: { request: RightsRequestAnswer; above: React.ReactNode }) {
  const { t, day } = useTexts()
  const isOpen = request.answer === null
  return (
    <Page
      wide
      title={t('requests.one-title', { kind: request.title, name: request.person.name })}
      above={above}
      lead={
        <>
          <Tag tone={STATE_TONE[request.state]}>{request.stateInWords}</Tag>{' '}
          {request.stranger && <><Tag tone="wait">{t('strangers.in-no-register')}</Tag>{' '}</>}
          {t('requests.came', { day: day(request.receivedAt), how: request.receivedInWords, by: request.recordedBy })}{' '}
          <TextLink href={links.person(request.person.id)}>{request.person.name}</TextLink>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-x-12 mid:grid-cols-[minmax(0,1fr)_minmax(17rem,22rem)]">
        <aside className="mid:col-start-2 mid:row-span-2 mid:row-start-1">
          <RequestDays request={request} />
          <RequestProof request={request} />
          <RequestRecipients request={request} />
          <RequestSystems request={request} />
        </aside>
        <div className="min-w-0 mid:col-start-1 mid:row-start-1">
          {!isOpen && <AnswerGiven request={request} />}
          <SecondWaiting request={request} />
          <Asked request={request} />
          <Section title={t('requests.law')}>
            <p className="max-w-[42rem]">{request.law}</p>
            <h3 className="mt-4 font-semibold">{t('requests.then')}</h3>
            <p className="max-w-[42rem]">{request.willHappen}</p>
          </Section>
          {request.stranger ? isOpen && <StrangerSearch request={request} /> : <Held request={request} />}
          <RequestDoing request={request} />
          {isOpen && <AnswerForm request={request} />}
          <Journal request={request} />
        </div>
      </div>
    </Page>
  )
}

function Asked({ request }: { request: RightsRequestAnswer }) {
  const { t } = useTexts()
  return (
    <Section title={t('requests.asked')}>
      {request.wishInWords.length === 0 ? <p className="text-soft">{t('requests.asked-nothing-more')}</p> : (
        <dl className="grid grid-cols-1 gap-x-6 gap-y-1 narrow:grid-cols-[10rem_minmax(0,1fr)]">
          {request.wishInWords.map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-soft">{label}</dt>
              <dd className="break-words whitespace-pre-line max-narrow:mb-2">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <RequestDocuments request={request} />
    </Section>
  )
}

function Held({ request: { held } }: { request: RightsRequestAnswer }) {
  const { t, number } = useTexts()
  return (
    <Section title={t('requests.held')} lead={t('requests.held-lead')}>
      {held.length === 0 ? <p className="text-soft">{t('requests.held-nothing')}</p> : (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {held.map(({ category, label, count }) => <li key={category}><span className="numbers font-semibold">{number(count)}</span> {label}</li>)}
        </ul>
      )}
    </Section>
  )
}

/** Every step, the newest first: what, who, when, and their words. */
function Journal({ request: { steps } }: { request: RightsRequestAnswer }) {
  const { t, moment } = useTexts()
  return (
    <Section title={t('requests.journal')}>
      <ol className="border-t border-line">
        {steps.toReversed().map((step) => (
          <li key={step.id} className="border-b border-line py-2">
            <p><span className="font-semibold">{step.inWords}</span> <span className="text-fine text-soft">{moment(step.at)} · {step.by}</span></p>
            {step.words && <StepWords step={step} />}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** A letter that was asked for stands above while it waits, and where it was sent; here it is folded. */
function StepWords({ step: { kind, words } }: { step: RightsRequestAnswer['steps'][number] }) {
  const { t } = useTexts()
  const text = <p className="max-w-[42rem] break-words whitespace-pre-line text-soft">{words}</p>
  if (kind !== 'approval-asked') return text
  return (
    <details>
      <summary className="min-h-8 cursor-pointer content-center text-accent">{t('second.as-asked')}</summary>
      {text}
    </details>
  )
}
