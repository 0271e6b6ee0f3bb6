import { Link, useLocation } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot, type Permission } from '../shell/may.ts'
import type { TextKey } from '../texts.ts'

const PARTS: readonly { link: string; name: TextKey; needs?: Permission }[] = [
  { link: links.invoices, name: 'invoice-parts.invoices' },
  { link: links.subscriptions, name: 'invoice-parts.subscriptions' },
  { link: links.invoiceRuns, name: 'invoice-parts.runs' },
  { link: links.sending, name: 'invoice-parts.sending' },
  { link: links.payments, name: 'invoice-parts.payments' },
  { link: links.slips, name: 'invoice-parts.slips', needs: 'choices.record' },
  { link: links.bringIn, name: 'invoice-parts.bring-in', needs: 'documents.file' },
  { link: links.decorating, name: 'invoice-parts.decorating' },
]

/** The parts of the room of invoices, the same on each of them, with where one is. */
export function InvoiceParts() {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const { pathname } = useLocation()
  return (
    <nav aria-label={t('room.invoices')} className="mb-5 flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line">
      {PARTS.filter(({ needs }) => whyNot(needs) === undefined).map(({ link, name }) => {
        const isHere = link === pathname
        return (
          <Link
            key={link} to={link} ref={isHere ? intoSight : null} {...(isHere && { 'aria-current': 'page' })}
            className="-mb-px flex min-h-11 items-center border-b-2 border-transparent px-3 whitespace-nowrap text-soft -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink mid:min-h-9"
          >
            {t(name)}
          </Link>
        )
      })}
    </nav>
  )
}

/** On a narrow screen the row goes sideways: where one is shall be in sight. */
function intoSight(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ inline: 'center', block: 'nearest' })
}
