import { useParams } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { BackLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { DraftPage } from './draft-page.tsx'
import { LivePage } from './live-page.tsx'
import { isDraft, useMailing } from './mailing-queries.ts'

export function MailingPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const mailing = useMailing(id)
  const above = <BackLink href={links.mailings}>{t('room.mailings')}</BackLink>
  if (mailing.error && !mailing.data) return <Page title={t('room.mailings')} above={above}><Problem error={mailing.error} onRetry={() => void mailing.refetch()} /></Page>
  if (!mailing.data) return <Page title=" " above={above}><Waiting lines={8} label={t('ui.loading')} /></Page>
  return isDraft(mailing.data.state) ? <DraftPage key={id} mailing={mailing.data} above={above} /> : <LivePage mailing={mailing.data} above={above} />
}
