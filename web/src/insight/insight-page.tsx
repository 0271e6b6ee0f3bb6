import { useSearchParams } from 'react-router'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Page } from '../ui/page.tsx'
import { TabView } from '../ui/tabs.tsx'
import { RelationBoard } from './relation-board.tsx'
import { SalesBoard } from './sales-board.tsx'
import { ServiceBoard } from './service-board.tsx'

/** How it goes, for whoever steers the work: a board for each part of it that one may see. */
export function InsightPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const [parameters, setParameters] = useSearchParams()
  const boards = [
    { key: 'relation', label: t('insight.relation'), content: <RelationBoard /> },
    ...(whyNot('deals.read') === undefined ? [{ key: 'sales', label: t('insight.sales'), content: <SalesBoard /> }] : []),
    ...(whyNot('tickets.read') === undefined ? [{ key: 'service', label: t('insight.service'), content: <ServiceBoard /> }] : []),
  ]
  const shown = boards.find(({ key }) => key === parameters.get('board')) ?? boards[0]!
  return (
    <Page title={t('room.insight')} lead={t('insight.lead')} wide>
      {boards.length === 1 ? shown.content : <TabView label={t('room.insight')} value={shown.key} onChange={(board) => setParameters({ board }, { replace: true })} tabs={boards} />}
    </Page>
  )
}
