import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { whereIn } from '../lists/list-view.ts'
import { queries } from '../queries.ts'
import { ActionButton } from '../shell/action-button.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { BackLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { draftOf, newForm, type DraftForm } from './mailing-draft.ts'
import { MailingForm, useMissing } from './mailing-form.tsx'
import { createMailing } from './mailing-queries.ts'

/** A question or a mailing, before it is saved for the first time. */
export function NewMailing() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  const kind = parameters.get('kind') === 'mailing' ? 'mailing' : 'ask'
  // Handed on by a list.
  const [handed, purpose] = [parameters.get('where') ?? '', parameters.get('purpose')]
  const [form, setForm] = useState<DraftForm | null>(null)
  const missing = useMissing(form)
  const create = useMutation({
    mutationFn: createMailing,
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['mailings', 'list'] })
      return navigate(links.mailing(id))
    },
  })

  useAction('mailing.save', () => form && create.mutate(draftOf(form)), { disabledReason: missing })

  useEffect(() => {
    void newForm(kind).then((empty) => setForm({ ...empty, where: whereIn(handed), purposes: purpose ? [purpose] : [] }))
  }, [kind, handed, purpose])

  return (
    <Page
      title={t(kind === 'ask' ? 'mailings.new-ask' : 'mailings.new-mailing')}
      lead={t(kind === 'ask' ? 'mailings.ask-lead' : 'mailings.mailing-lead')}
      above={<BackLink href={links.mailings}>{t('room.mailings')}</BackLink>}
    >
      {!form && <Waiting label={t('ui.loading')} />}
      {form && <MailingForm form={form} onChange={setForm} />}
      {create.error && <div className="mb-4"><Problem error={create.error} /></div>}
      <ActionButton action="mailing.save" kind="primary" isPending={create.isPending} reasonInSight />
    </Page>
  )
}
