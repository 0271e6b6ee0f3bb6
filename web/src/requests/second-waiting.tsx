import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { TextLink } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'

/** The answer as it would go out, who asked for it, and who may allow it. */
export function SecondWaiting({ request: { waiting, refusals, language } }: { request: RightsRequestAnswer }) {
  const { t, list, moment } = useTexts()
  if (!waiting) return null
  const { act, outcome, reason, letter, askedBy, askedAt, expiresAt, mayAllow } = waiting
  return (
    <Section title={t('second.waits')} lead={t('second.waits-lead')}>
      <div className="flex max-w-[44rem] flex-col gap-3">
        <Notice tone="wait" actions={<TextLink href={links.approvals}>{t('second.decide')}</TextLink>}>
          {t('second.by', { name: askedBy, at: moment(askedAt), until: moment(expiresAt) })} {mayAllow.length === 0 ? t('second.nobody') : t('second.may', { names: list(mayAllow) })}
        </Notice>
        <p><span className="font-medium">{t(`second.act-${act}`)}</span>{outcome && `: ${t(`request-outcome.${outcome}`)}`}{reason && `. ${refusals.find((one) => one.reason === reason)?.sentence ?? ''}`}</p>
        {letter && <blockquote lang={language} className="rounded-part border border-line bg-paper px-5 py-4 whitespace-pre-line">{letter}</blockquote>}
      </div>
    </Section>
  )
}
