import { GripVertical } from 'lucide-react'
import { useState } from 'react'
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { DealBoard as Board, DealItem } from '@api/deals-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { announce } from '../ui/toast.tsx'
import { showMoved, useChangeDeal } from './deal-queries.ts'

/** What a card carries while it is moved. */
const DEAL = 'application/x-tillit-deal'
type Stage = Board['stages'][number]

/** The stages beside each other, each with its deals; a card is moved by pointer, or by keyboard from its handle. */
export function DealBoard({ board, pipeline, mine, mayMove }: { board: Board; pipeline: string; mine: boolean; mayMove: boolean }) {
  const { t } = useTexts()
  const change = useChangeDeal()
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const all = board.stages.flatMap(({ deals }) => deals)
  const put = (deal: DealItem, stage: string) => {
    showMoved(pipeline, mine, deal, stage)
    return change.mutateAsync({ deal, change: { stage } })
  }
  const move = (id: string, to: Stage) => {
    const deal = all.find((one) => one.id === id)
    if (!deal || deal.stage === to.id) return
    void put(deal, to.id).then(() => announce({ text: t('deals.moved', { name: deal.name, stage: to.name }), action: { label: t('ui.undo'), run: () => void put({ ...deal, stage: to.id }, deal.stage) }, isUndo: true }), () => announce({ text: t('deals.not-moved', { name: deal.name }) }))
  }
  return (
    <div className="grid gap-3 mid:auto-cols-[minmax(11rem,1fr)] mid:grid-flow-col mid:overflow-x-auto mid:pb-3">
      {board.stages.map((stage) => <StageColumn key={stage.id} stage={stage} today={today} mayMove={mayMove} onMove={(id) => move(id, stage)} />)}
    </div>
  )
}

function StageColumn({ stage, today, mayMove, onMove }: { stage: Stage; today: string; mayMove: boolean; onMove: (deal: string) => void }) {
  const { t, percent, number } = useTexts()
  const money = useMoney(true)
  const navigate = useNavigate()
  const currency = stage.deals[0]?.currency
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayMove,
    getItems: (keys) => [...keys].map((key) => ({ [DEAL]: String(key), 'text/plain': stage.deals.find((one) => one.id === key)?.name ?? '' })),
    acceptedDragTypes: [DEAL],
    getDropOperation: () => 'move',
    onRootDrop: ({ items }) => void drop(items),
    onInsert: ({ items }) => void drop(items),
  })
  const drop = async (items: readonly { kind: string; getText?: (type: string) => Promise<string> }[]) => {
    for (const item of items) if (item.kind === 'text' && item.getText) onMove(await item.getText(DEAL))
  }
  return (
    <section aria-label={stage.name} className="flex min-w-0 flex-col rounded-part bg-sunken p-2">
      <div className="px-2 pt-1 pb-2">
        <h2 className="font-semibold break-words">{stage.name}</h2>
        <p className="numbers text-fine text-soft">{[t('deals.count', { count: stage.count }), currency && money(stage.value, currency), percent(stage.chance / 100)].filter(Boolean).join(' · ')}</p>
      </div>
      <GridList
        aria-label={stage.name} items={stage.deals} dragAndDropHooks={dragAndDropHooks} onAction={(key) => void navigate(links.deal(stage.deals.find((one) => one.id === key)!.person.id, String(key)))}
        renderEmptyState={() => <p className="px-2 py-3 text-fine text-soft">{t('deals.stage-empty')}</p>}
        className="flex min-h-14 flex-1 flex-col gap-2 rounded-small outline-offset-2 data-[drop-target]:outline-2 data-[drop-target]:outline-accent"
      >
        {(deal) => <Card deal={deal} today={today} mayMove={mayMove} />}
      </GridList>
      {stage.count > stage.deals.length && <p className="px-2 pt-2 text-fine text-soft">{t('deals.more-in-stage', { count: number(stage.count - stage.deals.length) })}</p>}
    </section>
  )
}

function Card({ deal, today, mayMove }: { deal: DealItem; today: string; mayMove: boolean }) {
  const { t, day } = useTexts()
  const money = useMoney(true)
  const isLate = deal.expectedOn !== null && deal.expectedOn < today
  return (
    <GridListItem id={deal.id} textValue={`${deal.name}, ${deal.person.name}`} className="flex cursor-default gap-1 rounded-small border border-line bg-raised py-2 pr-3 pl-1 outline-offset-2 data-[dragging]:opacity-50 data-[hovered]:border-edge">
      {mayMove && <Button slot="drag" aria-label={t('deals.move', { name: deal.name })} className="flex h-8 w-6 shrink-0 items-center justify-center rounded-small text-soft"><GripVertical aria-hidden size={15} /></Button>}
      <div className={`min-w-0 flex-1 ${mayMove ? '' : 'pl-2'}`}>
        <p className="font-semibold break-words">{deal.name}</p>
        <p className="truncate text-fine text-soft">{[deal.company?.name, deal.person.name].filter(Boolean).join(' · ')}</p>
        <p className="flex flex-wrap gap-x-2 text-fine"><span className="numbers">{money(deal.value, deal.currency)}</span>{deal.expectedOn && <span className={`numbers ${isLate ? 'text-brick' : 'text-soft'}`}>{isLate ? t('deals.late', { day: day(deal.expectedOn) }) : day(deal.expectedOn)}</span>}</p>
        {deal.owner && <p className="truncate text-fine text-soft">{deal.owner.name}</p>}
      </div>
    </GridListItem>
  )
}
