import { useState } from 'react'
import type { Mailing } from '@api/mailings-resource.ts'
import { useTexts } from '../language.tsx'
import { ActionButton } from '../shell/action-button.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { draftOf, formOf } from './mailing-draft.ts'
import { MailingForm, useMissing } from './mailing-form.tsx'
import { useMailingAct, useRehearseMailing, useSaveMailing } from './mailing-queries.ts'
import { MailPreviews } from './mail-previews.tsx'
import { Reach } from './reach.tsx'

/** A mailing that has not gone out: its form, the mail as it will be, the rehearsal, and then the sending. */
export function DraftPage({ mailing, above }: { mailing: Mailing; above: React.ReactNode }) {
  const { t } = useTexts()
  const [form, setForm] = useState(() => formOf(mailing))
  const [savedForm, setSavedForm] = useState(form)
  const [version, setVersion] = useState(0)
  const [isAsking, setAsking] = useState(false)
  const missing = useMissing(form)
  const whyNot = useWhyNot()
  const save = useSaveMailing(mailing.id)
  const rehearse = useRehearseMailing(mailing.id)
  const act = useMailingAct(mailing.id)
  const isDirty = form !== savedForm
  const rehearsal = isDirty ? undefined : rehearse.data

  const saveNow = async () => {
    if (!isDirty) return
    await save.mutateAsync(draftOf(form))
    setSavedForm(form)
    setVersion((before) => before + 1)
  }
  const rehearseNow = () => saveNow().then(() => rehearse.mutateAsync()).catch(() => undefined) // shown by the mutations' errors
  useAction('mailing.rehearse', () => void rehearseNow(), { about: mailing.name, disabledReason: missing })
  const error = save.error ?? rehearse.error ?? act.error

  return (
    <Page title={mailing.name} above={above} lead={<>{t(`mailing-kind.${mailing.kind}`)} <Tag>{t('mailing-state.draft')}</Tag></>}>
      <MailingForm form={form} onChange={setForm} />
      <Section title={t('preview.title')} lead={t('preview.lead')}>
        {isDirty ? (
          <Notice actions={<Button isPending={save.isPending} reasonInSight disabledReason={missing} onPress={() => void saveNow().catch(() => undefined)}>{t('preview.save')}</Button>}>{t('preview.changed')}</Notice>
        ) : (
          <MailPreviews id={mailing.id} version={version} />
        )}
      </Section>
      <Section title={t('mailing-rehearsal.title')} lead={t(form.kind === 'ask' ? 'mailing-rehearsal.ask-lead' : 'mailing-rehearsal.lead')}>
        {rehearsal && <div className="mb-6"><Reach kind={form.kind} reach={rehearsal} /></div>}
        {rehearsal && rehearsal.people.length > 0 && (
          <p className="mb-6 text-soft">{t('mailing-rehearsal.first', { names: rehearsal.people.slice(0, 5).map(({ name }) => name).join(', ') })}</p>
        )}
        {error && <div className="mb-4"><Problem error={error} /></div>}
        <div className="flex flex-wrap items-center gap-2">
          <ActionButton action="mailing.rehearse" kind={rehearsal ? 'quiet' : 'primary'} isPending={rehearse.isPending || save.isPending} reasonInSight>{t(rehearsal ? 'rehearsal.again' : 'mailing-rehearsal.run')}</ActionButton>
          {rehearsal && (
            <Button kind="primary" reasonInSight disabledReason={whyNot('mailings.send') ?? (rehearsal.permitted === 0 ? t('mailing-rehearsal.nobody') : undefined)} onPress={() => setAsking(true)}>
              {t('mailing-rehearsal.send', { count: rehearsal.permitted })}
            </Button>
          )}
        </div>
      </Section>
      <TaskDialog title={t('mailing-rehearsal.send', { count: rehearsal?.permitted ?? 0 })} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p className="mb-5">{t('mailing-rehearsal.sure')}</p>
        <div className="flex gap-2">
          <Button kind="primary" isPending={act.isPending} onPress={() => act.mutate('sendings', { onSettled: () => setAsking(false) })}>{t('mailing-rehearsal.send-now')}</Button>
          <Button kind="plain" onPress={() => setAsking(false)}>{t('ui.cancel')}</Button>
        </div>
      </TaskDialog>
    </Page>
  )
}
