import { FileDown, FileUp, ListX, MailQuestionMark, PenLine, ReceiptText, type LucideIcon } from 'lucide-react'
import { Link, ProgressBar } from 'react-aria-components'
import type { Job } from '@api/jobs-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { isUnderWay, useCancelJob, useFetchFile } from './job-queries.ts'

const ICON: Record<Job['kind'], LucideIcon> = { import: FileUp, mailing: MailQuestionMark, export: FileDown, 'invoice-run': ReceiptText, 'field-ending': ListX, 'mass-change': PenLine }
const TONE: Record<Job['state'], Tone> = { waiting: 'wait', running: 'wait', paused: 'wait', done: 'good', failed: 'bad', cancelled: 'plain' }

/** One piece of work: what it is, how far it has come, what came of it, and what can be done about it. */
export function JobLine({ job }: { job: Job }) {
  const { t, number, moment, word, list } = useTexts()
  const cancel = useCancelJob()
  const fetchFile = useFetchFile()
  const title = useJobTitle()(job)
  const Icon = ICON[job.kind]
  const results = Object.entries(job.result).filter(([key, value]) => value > 0 && key !== 'bytes').map(([key, value]) => `${number(value)} ${word('job-result', key, { count: value })}`)
  const share = job.of ? Math.min(100, (job.done / job.of) * 100) : 0
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-soft" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <JobLink job={job}>{title}</JobLink>
          <Tag tone={TONE[job.state]}>{t(`job-state.${job.state}`)}</Tag>
        </p>
        <p className="text-fine text-soft">{moment(job.startedAt)}{job.mine ? '' : ` · ${job.by}`}</p>
        {isUnderWay(job) && (
          <ProgressBar aria-label={title} value={share} isIndeterminate={!job.of} valueLabel={t('ui.done-of', { done: number(job.done), total: number(job.of ?? 0) })} className="mt-1.5 block">
            <span className="block h-1.5 overflow-hidden rounded-full bg-sunken">
              <span className="block h-full rounded-full bg-accent transition-[width] duration-300" style={{ width: `${share}%` }} />
            </span>
            <span className="numbers text-fine text-soft">{job.of === null ? t('jobs.so-far', { done: number(job.done) }) : t('ui.done-of', { done: number(job.done), total: number(job.of) })}</span>
          </ProgressBar>
        )}
        {!isUnderWay(job) && results.length > 0 && <p className="text-fine">{list(results)}</p>}
        {job.failure && <p className="text-fine text-brick">{job.failure}</p>}
        {job.kind === 'export' && job.file !== null && !job.mayFetch && <p className="text-fine text-soft">{t(`job-file.${job.file}`)}</p>}
        {(cancel.error ?? fetchFile.error) && <Problem error={cancel.error ?? fetchFile.error} />}
      </div>
      {job.mayFetch && <Button kind="primary" onPress={() => fetchFile.mutate(job)} isPending={fetchFile.isPending}>{t('jobs.fetch')}</Button>}
      {job.mayCancel && <Button kind="plain" onPress={() => cancel.mutate(job)} isPending={cancel.isPending}>{t('jobs.cancel')}</Button>}
    </div>
  )
}

/** A run up to a day is called after it; one of a list by the list. */
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What a job is called. */
export function useJobTitle(): (job: Job) => string {
  const { t, day } = useTexts()
  const catalogue = useCatalogue()
  return ({ kind, title, rehearsal }) => {
    if (kind === 'export') return t('jobs.export-of', { purpose: catalogue.nameOf(title) })
    if (kind === 'field-ending') return t('jobs.field-ending', { field: title })
    const name = kind === 'mass-change' ? title === 'owner' || title === 'team' ? t('jobs.mass-change-owner') : t('jobs.mass-change', { name: catalogue.fieldNameOf(title) }) : kind !== 'invoice-run' ? title : title === '' ? t('jobs.invoice-run-crediting') : DAY.test(title) ? t('jobs.invoice-run-up-to', { day: day(title) }) : title
    return rehearsal ? t('jobs.rehearsal-of', { title: name }) : name
  }
}

const LEADS_TO: Record<Exclude<Job['kind'], 'export' | 'field-ending'>, (id: string) => string> = { import: links.import, mailing: links.mailing, 'invoice-run': links.invoiceRun, 'mass-change': links.massChange }

function JobLink({ job: { kind, id, field }, children }: { job: Job; children: string }) {
  if (kind === 'export') return <span className="font-semibold">{children}</span>
  return <Link href={kind === 'field-ending' ? links.field(field ?? '') : LEADS_TO[kind](id)} className="min-h-6 rounded-small font-semibold data-[hovered]:underline">{children}</Link>
}
