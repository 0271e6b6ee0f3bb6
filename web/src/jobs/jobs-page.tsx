import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { isUnderWay, useJobHistory } from './job-queries.ts'
import { JobLine } from './job-line.tsx'

/** All long work: what is under way, and what came of what was. */
export function JobsPage() {
  const { t } = useTexts()
  const history = useJobHistory()
  const jobs = history.data?.pages.flatMap((page) => page.jobs) ?? []
  const [open, ended] = [jobs.filter(isUnderWay), jobs.filter((job) => !isUnderWay(job))]
  return (
    <Page title={t('jobs.title')} lead={t('jobs.lead')}>
      {history.error && <Problem error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Waiting lines={8} label={t('ui.loading')} />}
      {history.isSuccess && jobs.length === 0 && <Empty title={t('jobs.none')}>{t('jobs.none-what')}</Empty>}
      {open.length > 0 && <Section title={t('jobs.open')}><JobList jobs={open} /></Section>}
      {ended.length > 0 && <Section title={t('jobs.ended')}><JobList jobs={ended} /></Section>}
      {history.hasNextPage && <Button kind="plain" onPress={() => void history.fetchNextPage()} isPending={history.isFetchingNextPage}>{t('ui.more')}</Button>}
    </Page>
  )
}

function JobList({ jobs }: { jobs: Parameters<typeof JobLine>[0]['job'][] }) {
  return <ul className="divide-y divide-line border-y border-line">{jobs.map((job) => <li key={job.id}><JobLine job={job} /></li>)}</ul>
}
