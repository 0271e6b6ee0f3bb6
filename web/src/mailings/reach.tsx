import { Button } from 'react-aria-components'
import type { ReasonCount } from '@api/contract.ts'
import { useTexts } from '../language.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import type { MailingKind } from './mailing-draft.ts'

interface ReachNumbers {
  matching: number
  permitted: number
  notPermitted: number
  reasons: ReasonCount[]
}

/** How many may be asked or written to, and why the others not. */
export function Reach({ kind, reach, error }: { kind: MailingKind; reach: ReachNumbers | undefined; error?: Error | null }) {
  const { t, number } = useTexts()
  if (error) return <Problem error={error} />
  if (!reach) return <Waiting lines={2} label={t('ui.loading')} />
  return (
    <>
      <Figures>
        <Figure label={t('reach.matching')} value={number(reach.matching)} />
        <Figure label={t(kind === 'ask' ? 'reach.may-ask' : 'reach.may-get')} value={number(reach.permitted)} tone="good" />
        <Figure label={t(kind === 'ask' ? 'reach.may-not-ask' : 'reach.may-not-get')} value={number(reach.notPermitted)} />
      </Figures>
      {reach.reasons.length > 0 && (
        <div className="mt-5">
          <h3 className="mb-1 font-semibold">{t('reach.why-not')}</h3>
          <ReasonList reasons={reach.reasons} />
        </div>
      )}
    </>
  )
}

/** Why people are left out, and how many for each reason; `onChoose` makes each one a way to see who. */
export function ReasonList({ reasons, onChoose }: { reasons: readonly ReasonCount[]; onChoose?: (rule: string) => void }) {
  return (
    <ul className="border-t border-line">
      {reasons.map((reason) => (
        <li key={reason.rule} className="border-b border-line">
          {onChoose ? (
            <Button onPress={() => onChoose(reason.rule)} className="flex min-h-11 w-full items-center rounded-small text-left data-[hovered]:bg-raised mid:min-h-9">
              <ReasonLine reason={reason} />
            </Button>
          ) : (
            <ReasonLine reason={reason} />
          )}
        </li>
      ))}
    </ul>
  )
}

function ReasonLine({ reason }: { reason: ReasonCount }) {
  const { number } = useTexts()
  return (
    <span className="flex flex-1 items-baseline gap-4 py-1.5">
      <span className="numbers w-12 shrink-0 text-right font-semibold">{number(reason.count)}</span>
      <span className="min-w-0 flex-1 text-soft">{reason.sentence}</span>
      <RuleNumber rule={reason.rule} />
    </span>
  )
}
