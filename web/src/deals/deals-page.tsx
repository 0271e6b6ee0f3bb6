import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { PipelineBody } from '@api/deals-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { TabView } from '../ui/tabs.tsx'
import { DealBoard } from './deal-board.tsx'
import { DealForecast } from './deal-forecast.tsx'
import { useBoard, usePipelines } from './deal-queries.ts'
import { PipelineDialog } from './pipeline-dialog.tsx'

/** What may be sold: stage by stage, and month by month. */
export function DealsPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('deals.write')
  const pipelines = usePipelines()
  const [setting, setSetting] = useState<PipelineBody | 'new' | null>(null)
  const [parameters, setParameters] = useSearchParams()
  const pipeline = pipelines.data?.find(({ id }) => id === parameters.get('pipeline')) ?? pipelines.data?.[0]
  return (
    <Page
      title={t('deals.title')}
      lead={t('deals.lead')}
      wide
      actions={pipeline && (
        <>
          <Button onPress={() => setSetting(pipeline)} disabledReason={whyNot}>{t('deals.stages')}</Button>
          <Button onPress={() => setSetting('new')} disabledReason={whyNot}>{t('deals.new-pipeline')}</Button>
          <LinkButton kind="primary" href={links.people()} disabledReason={whyNot}>{t('deals.new')}</LinkButton>
        </>
      )}
    >
      {setting !== null && <PipelineDialog pipeline={setting === 'new' ? undefined : setting} onClose={(set) => { setSetting(null); if (set) setParameters({ pipeline: set }, { replace: true }) }} />}
      {pipelines.error ? <Problem error={pipelines.error} onRetry={() => void pipelines.refetch()} />
        : !pipelines.data ? <Waiting lines={8} label={t('ui.loading')} />
        : pipeline ? <Pipeline pipeline={pipeline} all={pipelines.data} />
        : <Empty title={t('deals.no-pipeline')} actions={<Button kind="primary" onPress={() => setSetting('new')} disabledReason={whyNot}>{t('deals.first-pipeline')}</Button>}>{t('deals.no-pipeline-what')}</Empty>}
    </Page>
  )
}

function Pipeline({ pipeline, all }: { pipeline: PipelineBody; all: readonly PipelineBody[] }) {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const mine = parameters.get('whose') === 'mine'
  const part = parameters.get('part') === 'forecast' ? 'forecast' : 'board'
  const show = (next: Record<string, string>) => setParameters({ ...Object.fromEntries(parameters), ...next }, { replace: true })
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        {all.length > 1 && <div className="w-56"><SelectBox label={t('deals.pipeline')} value={pipeline.id} onChange={(key) => show({ pipeline: key })} options={all.map(({ id, name }) => ({ key: id, label: name }))} /></div>}
        <div className="w-44"><SelectBox label={t('deals.whose')} value={mine ? 'mine' : 'all'} onChange={(key) => show({ whose: key })} options={[{ key: 'all', label: t('deals.all') }, { key: 'mine', label: t('deals.mine') }]} /></div>
      </div>
      <TabView
        label={t('deals.title')}
        value={part}
        onChange={(key) => show({ part: key })}
        tabs={[
          { key: 'board', label: t('deals.board'), content: <OnBoard pipeline={pipeline.id} mine={mine} /> },
          { key: 'forecast', label: t('forecast.title'), content: <DealForecast pipeline={pipeline.id} mine={mine} /> },
        ]}
      />
    </>
  )
}

function OnBoard({ pipeline, mine }: { pipeline: string; mine: boolean }) {
  const { t } = useTexts()
  const mayMove = useWhyNot()('deals.write') === undefined
  const board = useBoard(pipeline, mine)
  if (board.error) return <Problem error={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <Waiting lines={10} label={t('ui.loading')} />
  return <DealBoard board={board.data} pipeline={pipeline} mine={mine} mayMove={mayMove} />
}
