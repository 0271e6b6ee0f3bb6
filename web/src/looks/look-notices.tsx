import { useState } from 'react'
import type { LookNotice } from '@api/looks-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useAcknowledge, useLookNotices } from './look-queries.ts'

/** Unusual reading: who, how many and how they were seen, until somebody has said what it was. */
export function LookNotices() {
  const { t, number } = useTexts()
  const notices = useLookNotices()
  const [answering, setAnswering] = useState<LookNotice>()
  if (notices.error) return <Problem error={notices.error} onRetry={() => void notices.refetch()} />
  if (!notices.data || notices.data.notices.length === 0) return null
  return (
    <Section title={t('looks.notices')} lead={t('looks.notices-lead')}>
      <ul className="flex flex-col gap-3">
        {notices.data.notices.map((one) => (
          <li key={one.id}>
            <Notice
              tone={one.acknowledged ? 'plain' : 'wait'}
              title={t('looks.notice', { name: one.colleague.name, people: one.people })}
              actions={!one.acknowledged && <Button onPress={() => setAnswering(one)}>{t('looks.acknowledge')}</Button>}
            >
              <NoticeLine one={one} usual={one.usual === null ? t('looks.usual-unknown') : t('looks.usual', { people: number(one.usual) })} />
            </Notice>
          </li>
        ))}
      </ul>
      {answering && <Acknowledge one={answering} onClose={() => setAnswering(undefined)} />}
    </Section>
  )
}

function NoticeLine({ one, usual }: { one: LookNotice; usual: string }) {
  const { t, moment } = useTexts()
  const { raisedAt, opened, listed, exported, acknowledged, colleague, day } = one
  return (
    <>
      <p>{moment(raisedAt)} · {t('looks.how', { opened, listed, exported })} {usual}</p>
      {acknowledged && <p>{t('looks.acknowledged', { name: acknowledged.by, words: acknowledged.words })}</p>}
      <p><TextLink href={links.looks({ by: colleague.id, since: day, until: day })}>{t('looks.show-these')}</TextLink></p>
    </>
  )
}

function Acknowledge({ one, onClose }: { one: LookNotice; onClose: () => void }) {
  const { t } = useTexts()
  const [words, setWords] = useState('')
  const acknowledge = useAcknowledge()
  const go = () => acknowledge.mutate({ id: one.id, words }, { onSuccess: () => {
    announce({ text: t('looks.acknowledged-now') })
    onClose()
  } })
  return (
    <TaskDialog title={t('looks.acknowledge')} isOpen onClose={onClose}>
      <p className="mb-4">{t('looks.notice', { name: one.colleague.name, people: one.people })}</p>
      <TextBox label={t('looks.words')} hint={t('looks.words-hint')} value={words} onChange={setWords} rows={4} maxLength={2000} />
      {acknowledge.error && <div className="mt-4"><Problem error={acknowledge.error} /></div>}
      <div className="mt-5 flex flex-wrap gap-2">
        <Button kind="primary" onPress={go} isPending={acknowledge.isPending} disabledReason={words.trim() === '' ? t('looks.words-missing') : undefined}>{t('looks.acknowledge')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </TaskDialog>
  )
}
