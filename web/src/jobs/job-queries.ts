import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { ExportLink } from '@api/export-jobs-resource.ts'
import type { Job, JobsPage } from '@api/jobs-resource.ts'
import { download, get, post } from '../api.ts'
import { queries } from '../queries.ts'
import { saveFile } from '../save-file.ts'

/** While something is under way it is looked at often; else now and then, for what others begin. */
const UNDER_WAY_MS = 1_500
const QUIET_MS = 30_000

export function isUnderWay({ state }: Job): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused'
}

/** What is under way, and what has just ended. */
export function useOpenJobs() {
  return useQuery({
    queryKey: ['jobs', 'open'],
    queryFn: async () => (await get<JobsPage>('/jobs', { open: 'true' })).jobs,
    refetchInterval: (query) => (query.state.data?.some((job) => job.state === 'waiting' || job.state === 'running') ? UNDER_WAY_MS : QUIET_MS),
  })
}

export function useJobHistory() {
  return useInfiniteQuery({
    queryKey: ['jobs', 'all'],
    queryFn: ({ pageParam }) => get<JobsPage>('/jobs', { after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.jobs.some(isUnderWay)) ? UNDER_WAY_MS : false),
  })
}

const CANCELLATION: Record<Job['kind'], (id: string) => string> = {
  import: (id) => `/imports/${id}/cancellations`, mailing: (id) => `/mailings/${id}/stops`, export: (id) => `/export-jobs/${id}/cancellations`, 'invoice-run': (id) => `/invoice-runs/${id}/cancellations`,
  'field-ending': (id) => `/field-removals/${id}/cancellations`, 'mass-change': (id) => `/mass-changes/${id}/stops`,
}

export function useCancelJob() {
  return useMutation({ mutationFn: ({ kind, id }: Job) => post(CANCELLATION[kind](id)), onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }) })
}

/** The file of an export: permission is asked now, and what is handed out works once. */
export function useFetchFile() {
  return useMutation({
    mutationFn: async ({ id }: Job) => {
      const { secret } = await post<ExportLink>(`/export-jobs/${id}/links`)
      return download(`/export-jobs/${id}/fetches`, { secret }, new AbortController().signal, () => {})
    },
    onSuccess: ({ file, name }) => saveFile(file, name),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  })
}
