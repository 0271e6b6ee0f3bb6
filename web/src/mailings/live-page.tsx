import { Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import type { Mailing } from '@api/mailings-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PartsBar, Progress } from '../ui/progress.tsx'
import { Tag } from '../ui/tag.tsx'
import { STATE_TONE } from './mailing-list.tsx'
import { useMailingAct, type RecipientFilter } from './mailing-queries.ts'
import { ReasonList } from './reach.tsx'
import { Recipients } from './recipients.tsx'

/** A mailing on its way or gone: how far, what was answered, and who was left out by which rule. */
export function LivePage({ mailing, above }: { mailing: Mailing; above: React.ReactNode }) {
  const { t, moment } = useTexts()
  const { nameOf } = useCatalogue()
  const { counts, answers } = mailing
  const [filter, setFilter] = useState<RecipientFilter>({ state: 'sent' })
  return (
    <Page
      title={mailing.name}
      above={above}
      lead={
        <>
          {t(`mailing-kind.${mailing.kind}`)} · {mailing.purposes.map(nameOf).join(', ')} <Tag tone={STATE_TONE[mailing.state]}>{t(`mailing-state.${mailing.state}`)}</Tag>
          {mailing.startedAt && <span className="block text-fine">{t('live.started', { moment: moment(mailing.startedAt), name: mailing.createdBy })}</span>}
        </>
      }
      actions={<LiveActions mailing={mailing} />}
    >
      {mailing.state !== 'done' && mailing.state !== 'stopped' && (
        <div className="mb-10"><Progress label={t(`live.${mailing.state === 'paused' ? 'paused' : 'sending'}`)} done={mailing.progress.done} total={mailing.progress.total} /></div>
      )}
      <Section title={t('live.sent')}>
        <PartsBar
          label={t('live.sent')}
          parts={[
            { key: 'sent', label: t('message-state.sent'), value: counts.sent, look: 'good' },
            { key: 'waiting', label: t('message-state.waiting'), value: counts.waiting + counts.handingOver, look: 'plain' },
            { key: 'failed', label: t('message-state.failed'), value: counts.failed, look: 'bad' },
            { key: 'unknown', label: t('message-state.unknown'), value: counts.unknown, look: 'wait' },
          ]}
        />
      </Section>
      <Section title={t('live.answers')} lead={t(mailing.kind === 'ask' ? 'live.answers-ask' : 'live.answers-mailing')}>
        <PartsBar
          label={t('live.answers')}
          parts={[
            ...(mailing.kind === 'ask' ? [{ key: 'yes', label: t('answer.yes'), value: answers.yes, look: 'good' as const }] : []),
            { key: 'no', label: t('answer.no'), value: answers.no, look: 'bad' },
            { key: 'stop', label: t('answer.stop-asking'), value: answers.stopAsking, look: 'wait' },
            ...(mailing.kind === 'ask' ? [{ key: 'none', label: t('answer.none'), value: answers.none, look: 'plain' as const }] : []),
          ]}
        />
      </Section>
      <Section title={t('live.left-out')} lead={t('live.left-out-lead', { count: counts.leftOut })}>
        {mailing.leftOut.length > 0 && <ReasonList reasons={mailing.leftOut} onChoose={(rule) => setFilter({ state: 'left-out', rule })} />}
      </Section>
      <Recipients mailing={mailing} filter={filter} onFilter={setFilter} />
    </Page>
  )
}

function LiveActions({ mailing }: { mailing: Mailing }) {
  const { t } = useTexts()
  const act = useMailingAct(mailing.id)
  const [isStopping, setStopping] = useState(false)
  return (
    <>
      {mailing.state === 'sending' && <Button isPending={act.isPending} onPress={() => act.mutate('pauses')}><Pause aria-hidden size={16} />{t('live.pause')}</Button>}
      {mailing.state === 'paused' && <Button kind="primary" isPending={act.isPending} onPress={() => act.mutate('resumptions')}><Play aria-hidden size={16} />{t('live.resume')}</Button>}
      {(mailing.state === 'sending' || mailing.state === 'paused') && <Button kind="danger" onPress={() => setStopping(true)}><Square aria-hidden size={14} />{t('live.stop')}</Button>}
      {mailing.state === 'done' && <LinkButton href={links.outbox}>{t('room.outbox')}</LinkButton>}
      {act.error && <Problem error={act.error} />}
      <TaskDialog title={t('live.stop')} isOpen={isStopping} onClose={() => setStopping(false)}>
        <p className="mb-5">{t('live.stop-sure')}</p>
        <div className="flex gap-2">
          <Button kind="danger" isPending={act.isPending} onPress={() => act.mutate('stops', { onSettled: () => setStopping(false) })}>{t('live.stop')}</Button>
          <Button kind="plain" onPress={() => setStopping(false)}>{t('ui.cancel')}</Button>
        </div>
      </TaskDialog>
    </>
  )
}
