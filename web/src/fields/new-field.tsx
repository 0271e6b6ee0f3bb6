import { useNavigate } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { FieldForm } from './field-form.tsx'

/** A field of the company's own, for a purpose that needs it. */
export function NewField() {
  const { t } = useTexts()
  const navigate = useNavigate()
  const catalogue = useCatalogue()
  const whyNot = useWhyNot()('catalogue.change')
  return (
    <Page title={t('fields.new')} lead={t('fields.new-lead')} above={<BackLink href={links.fields}>{t('fields.title')}</BackLink>}>
      {catalogue.error ? <Problem error={catalogue.error} /> : !catalogue.isReady ? <Waiting lines={8} label={t('ui.loading')} /> : whyNot ? <Notice tone="wait">{whyNot}</Notice> : <FieldForm onDone={(key) => void navigate(links.field(key), { replace: true })} />}
    </Page>
  )
}
