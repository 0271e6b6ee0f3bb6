import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { Ledger, LedgerVerification } from '@api/ledger-resource.ts'
import { get, post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { ActionButton } from '../shell/action-button.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { LinkButton } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'

const ASK_AGAIN_MS = 5_000

/** The ledger that all answers stand in: its signed head, and the proof that nothing in it was changed. */
export function LedgerPage() {
  const { t, number, moment } = useTexts()
  const ledger = useQuery({ queryKey: ['ledger'], queryFn: () => get<Ledger>('/ledger'), refetchInterval: ASK_AGAIN_MS })
  const verify = useMutation({ mutationFn: () => post<LedgerVerification>('/ledger/verifications') })
  useAction('ledger.verify', () => verify.mutate())
  return (
    <Page
      title={t('room.ledger')}
      lead={t('ledger.lead')}
      actions={
        <>
          <ActionButton action="ledger.verify" kind="primary" isPending={verify.isPending}>{t(verify.isPending ? 'ledger.verifying' : 'ledger.verify')}</ActionButton>
          <LinkButton href={links.checkpoint} download="checkpoint.txt"><Download aria-hidden size={16} />{t('ledger.checkpoint')}</LinkButton>
        </>
      }
    >
      <div aria-live="polite" className="mb-10 empty:hidden">
        {verify.error && <Problem error={verify.error} />}
        {verify.data && <Verdict verification={verify.data} />}
      </div>
      {ledger.data?.fault && <div className="mb-10"><Notice tone="bad" title={t('ledger.fault')}>{ledger.data.fault} {t('ledger.fault-what')}</Notice></div>}
      {ledger.error && <Problem error={ledger.error} onRetry={() => void ledger.refetch()} />}
      {!ledger.data && !ledger.error && <Waiting lines={6} label={t('ui.loading')} />}
      {ledger.data && (
        <>
          <div className="mb-12">
            <Figures>
              <Figure label={t('ledger.entries', { count: ledger.data.size })} value={number(ledger.data.size)} />
              <Figure label={t('ledger.pending')} value={number(ledger.data.pending)} tone={ledger.data.pending ? 'wait' : 'plain'} />
            </Figures>
          </div>
          <Section title={t('ledger.head')} lead={t('ledger.head-lead')}>
            <dl className="grid grid-cols-1 gap-x-8 gap-y-2 narrow:grid-cols-[10rem_minmax(0,1fr)]">
              <Line name={t('ledger.at')}>{ledger.data.at ? moment(ledger.data.at) : '–'}</Line>
              <Line name={t('ledger.checked')}>{ledger.data.checkedAt ? moment(ledger.data.checkedAt) : '–'}</Line>
              <Line name={t('ledger.root')} code>{ledger.data.root}</Line>
              <Line name={t('ledger.origin')} code>{ledger.data.origin}</Line>
              <Line name={t('ledger.key')} code>{ledger.data.keyName}</Line>
              <Line name={t('ledger.public-key')} code>{ledger.data.publicKey}</Line>
            </dl>
          </Section>
          <Section title={t('ledger.yourself')} lead={t('ledger.yourself-lead')}>
            <pre className="overflow-x-auto rounded-part bg-sunken px-4 py-3 font-mono text-fine">npm run tillit -- verify receipt.json</pre>
          </Section>
        </>
      )}
    </Page>
  )
}

function Line({ name, code = false, children }: { name: string; code?: boolean; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className={code ? 'font-mono text-fine break-all max-narrow:mb-2' : 'max-narrow:mb-2'}>{children}</dd>
    </>
  )
}

function Verdict({ verification }: { verification: LedgerVerification }) {
  const { t, number } = useTexts()
  return (
    <>
      <Notice tone={verification.ok ? 'good' : 'bad'} >{verification.sentence}</Notice>
      {verification.problems.length > 0 && (
        <div className="mt-4">
          <PlainTable label={t('ledger.problems')} head={[t('ledger.place'), t('ledger.reason')]}>
            {verification.problems.map((problem, index) => (
              <PlainRow key={index} cells={[problem.index === null ? '–' : number(problem.index), problem.reason]} />
            ))}
          </PlainTable>
        </div>
      )}
    </>
  )
}
