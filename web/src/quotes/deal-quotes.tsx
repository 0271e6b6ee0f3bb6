import type { DealBody } from '@api/deals-resource.ts'
import type { QuoteItem } from '@api/quotes-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { LinkButton } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useQuotes } from './quote-queries.ts'
import { QuoteTag } from './quote-tag.tsx'

/** What was offered in a deal. */
export function DealQuotes({ deal }: { deal: DealBody }) {
  const { t } = useTexts()
  const quotes = useQuotes(deal.person.id, deal.id)
  const whyNot = useWhyNot()('deals.write')
  const columns = useColumns()
  if (quotes.data?.length === 0 && deal.state !== 'open') return null
  return (
    <Section title={t('quotes.title')}>
      {quotes.error && <Problem error={quotes.error} onRetry={() => void quotes.refetch()} />}
      {quotes.data && quotes.data.length > 0 && <LinkTable label={t('quotes.title')} columns={columns} rows={quotes.data} rowLink={(quote) => links.quote(deal.person.id, quote.id)} empty={null} />}
      {quotes.data?.length === 0 && <p className="mb-3 text-soft">{t('quotes.none')}</p>}
      {deal.state === 'open' && <div className="mt-3"><LinkButton href={links.newQuote(deal.person.id, deal.id)} disabledReason={whyNot}>{t('quotes.new')}</LinkButton></div>}
    </Section>
  )
}

function useColumns(): TableColumn<QuoteItem>[] {
  const { t, day } = useTexts()
  const money = useMoney(true)
  return [
    { key: 'name', label: t('quotes.number'), render: (quote) => <><span className="block font-semibold">{t('quotes.name', { number: quote.name })}</span><span className="mid:hidden"><QuoteTag quote={quote} /></span></> },
    { key: 'state', label: t('quotes.state'), fit: true, room: 'mid', render: (quote) => <QuoteTag quote={quote} /> },
    { key: 'payable', label: t('quotes.sum'), fit: true, align: 'right', render: (quote) => money(quote.payable, quote.currency) },
    { key: 'until', label: t('quotes.valid-until'), fit: true, room: 'mid', render: (quote) => <span className="numbers">{day(quote.validUntil)}</span> },
  ]
}
