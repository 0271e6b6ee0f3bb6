import { Loader } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Link, Popover } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { Job } from '@api/jobs-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { announce } from '../ui/toast.tsx'
import { JobLine, useJobTitle } from './job-line.tsx'
import { isUnderWay, useOpenJobs } from './job-queries.ts'

/** Long work in sight from everywhere: how much is under way, and, opened, how far each has come. */
export function JobsButton() {
  const { t } = useTexts()
  const jobs = useOpenJobs().data ?? []
  const open = jobs.filter(isUnderWay)
  useToldWhenDone(jobs)
  if (jobs.length === 0) return null
  return (
    <DialogTrigger>
      <AriaButton className="flex min-h-9 w-full items-center gap-2.5 rounded-part px-2.5 text-left data-[hovered]:bg-sunken">
        <Loader aria-hidden size={17} strokeWidth={1.75} className={open.length > 0 ? 'text-accent motion-safe:animate-spin' : 'text-soft'} />
        <span className="flex-1">{t(open.length > 0 ? 'jobs.open' : 'jobs.ended')}</span>
        {open.length > 0 && <span className="numbers rounded-full bg-accent px-2 text-fine text-on-accent">{open.length}</span>}
      </AriaButton>
      <Popover placement="right bottom" className="arriving w-[26rem] max-w-[95vw] overflow-auto rounded-part border border-line bg-raised shadow-float">
        <Dialog className="px-4 pt-3 pb-2 outline-none">
          <Heading slot="title" className="font-semibold">{t('jobs.title')}</Heading>
          <ul className="divide-y divide-line">{jobs.map((job) => <li key={job.id}><JobLine job={job} /></li>)}</ul>
          <Link href={links.jobs} className="mt-1 inline-flex min-h-9 items-center rounded-small text-accent data-[hovered]:underline">{t('jobs.history')}</Link>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

/** Says once when one's own work has ended, wherever one is then. */
function useToldWhenDone(jobs: readonly Job[]) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const titleOf = useJobTitle()
  const before = useRef(new Map<string, boolean>())
  useEffect(() => {
    for (const job of jobs) {
      const wasOpen = before.current.get(job.id)
      if (wasOpen && !isUnderWay(job) && job.mine && job.state !== 'cancelled') {
        announce({ text: t(job.state === 'done' ? 'jobs.done' : 'jobs.failed', { title: titleOf(job) }), action: { label: t(job.mayFetch ? 'jobs.fetch-there' : 'jobs.look'), run: () => void navigate(links.jobs) } })
      }
      before.current.set(job.id, isUnderWay(job))
    }
  }, [jobs, t, titleOf, navigate])
}
