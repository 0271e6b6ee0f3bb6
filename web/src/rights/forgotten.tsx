import { Download } from 'lucide-react'
import type { ErasureAnswer } from '@api/erasures-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { useErasure } from './erasure-queries.ts'

const TONE: Record<ErasureAnswer['places'][number]['state'], Tone> = { done: 'good', waits: 'wait', stays: 'plain', unsettled: 'bad' }

/** What became of it, place by place, and the certificate that says so. */
export function Forgotten({ first }: { first: ErasureAnswer }) {
  const { t, day, number } = useTexts()
  const { data: erasure } = useErasure(first)
  return (
    <Section title={t('forget.done')} lead={erasure.inWords} actions={<a href={links.certificate(erasure.id)} download className="inline-flex min-h-11 items-center gap-2 rounded-part bg-accent px-4 font-medium text-on-accent hover:bg-accent-deep mid:min-h-9"><Download aria-hidden size={16} />{t('forget.certificate')}</a>}>
      <Notice>{t('forget.certificate-what')}</Notice>
      <div className="mt-4">
        <PlainTable label={t('forget.places')} stacks head={[t('forget.place'), t('forget.state'), t('forget.gone'), t('forget.why')]}>
          {erasure.places.map((one) => (
            <PlainRow
              key={one.place}
              cells={[
                <span key="place" className="font-semibold">{one.name}</span>,
                <Tag key="state" tone={TONE[one.state]}>{t(`erasure-place.${one.state}`)}</Tag>,
                <span key="gone" className="numbers">{number(Object.values(one.counts).reduce((sum, count) => sum + count, 0))}</span>,
                <span key="why" className="text-soft">{[one.inWords, one.until && t('forget.until', { day: day(one.until) }), one.law].filter(Boolean).join(' ')}</span>,
              ]}
            />
          ))}
        </PlainTable>
      </div>
    </Section>
  )
}
