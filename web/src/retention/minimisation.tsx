import { useState } from 'react'
import type { MinimisationFinding } from '@api/retention-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { links } from '../links.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { useFetched } from '../ui/use-fetched.ts'
import { useMinimisation } from './retention-queries.ts'

const loadRetire = () => import('./retire.tsx')

/** What is held or offered and does not seem to be needed, each with what could be done about it. */
export function Minimisation() {
  const { t } = useTexts()
  const found = useMinimisation()
  return (
    <Section title={t('minimise.title')} lead={t('minimise.lead')}>
      {found.error ? <Problem error={found.error} onRetry={() => void found.refetch()} />
        : !found.data ? <Waiting lines={4} label={t('ui.loading')} />
        : found.data.length === 0 ? <p className="text-soft">{t('minimise.none')}</p>
        : <ul className="border-y border-line">{found.data.map((one) => <Finding key={`${one.kind} ${one.key}`} finding={one} />)}</ul>}
    </Section>
  )
}

function Finding({ finding: { kind, key, label, sentence, proposal } }: { finding: MinimisationFinding }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('catalogue.change')
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadRetire)
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-64"><p className="font-semibold">{label}</p><p className="text-soft">{sentence}</p></div>
        {kind === 'unused-field' && key ? <LinkButton href={links.field(key)}>{label}</LinkButton> : proposal && <Button aria-expanded={isOpen} isPending={isFetching} onPress={() => (part || isOpen ? setOpen(!isOpen) : void fetch(() => setOpen(true)))} disabledReason={whyNot} aria-label={t('minimise.stop-what', { label })}>{t('minimise.stop')}</Button>}
      </div>
      {isOpen && proposal && part && <part.Retire proposal={proposal} onClose={() => setOpen(false)} />}
    </li>
  )
}
