import { isRouteErrorResponse, useRouteError } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'

/** An address that leads nowhere, or a screen that broke: what happened, and the way on. */
export function Lost() {
  const { t } = useTexts()
  const error = useRouteError()
  const broken = Boolean(error) && !isRouteErrorResponse(error)
  return (
    <Page title={t(broken ? 'lost.broken' : 'lost.title')}>
      <Empty title={t(broken ? 'lost.broken-what' : 'lost.what')} actions={<LinkButton href={links.home}>{t('lost.home')}</LinkButton>} />
    </Page>
  )
}
