import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useTexts } from '../language.tsx'
import { LANGUAGES, type Language } from '../texts.ts'
import { Waiting } from '../ui/empty.tsx'
import { fetchWholePage, MailFrame } from '../ui/mail-frame.tsx'
import { Problem } from '../ui/notice.tsx'
import { TabView } from '../ui/tabs.tsx'
import { usePreview } from './mailing-queries.ts'
import { MailSource } from './mail-source.tsx'

/** The mail exactly as it goes out, in each language, and the page it leads to. `version` changes when the mailing is saved. */
export function MailPreviews({ id, version }: { id: string; version: number }) {
  const { t } = useTexts()
  return <TabView label={t('shell.language')} tabs={LANGUAGES.map((language) => ({ key: language, label: t(`language.${language}`), content: <MailPreview id={id} version={version} language={language} /> }))} />
}

function MailPreview({ id, version, language }: { id: string; version: number; language: Language }) {
  const { t } = useTexts()
  const preview = usePreview(id, language, version)
  if (preview.error) return <Problem error={preview.error} onRetry={() => void preview.refetch()} />
  if (!preview.data) return <Waiting lines={6} label={t('ui.loading')} />
  const { subject, html, text, headers, page } = preview.data
  return (
    <div className="flex flex-col gap-4">
      <p><span className="text-soft">{t('mailing-form.subject')}</span> <span lang={language} className="font-medium">{subject}</span></p>
      <MailFrame title={subject} html={html} />
      {page && <PagePreview address={page} />}
      <MailSource headers={headers} text={text} />
    </div>
  )
}

/** The page that the mail leads to. */
function PagePreview({ address }: { address: string }) {
  const { t } = useTexts()
  const page = useQuery({ queryKey: ['page-preview', address], queryFn: () => fetchWholePage(address) })
  return (
    <div>
      <h3 className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 font-semibold">
        {t('preview.page')}
        <a href={address} target="_blank" rel="noreferrer" className="inline-flex min-h-6 items-center gap-1.5 font-normal text-accent underline underline-offset-3">
          {t('preview.page-open')} <ExternalLink aria-hidden size={14} />
        </a>
      </h3>
      {page.error && <Problem error={page.error} onRetry={() => void page.refetch()} />}
      {page.isPending && <Waiting lines={4} label={t('ui.loading')} />}
      {page.data && <MailFrame title={t('preview.page')} html={page.data} />}
    </div>
  )
}
