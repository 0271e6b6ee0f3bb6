import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { Import, ImportRow, ImportSettings, ImportSummary, UploadedImport } from '@api/imports-resource.ts'
import { get, post, put, remove, upload } from '../api.ts'
import { queries } from '../queries.ts'
import type { FileForm } from './import-draft.ts'

const WHILE_WORKING_MS = 700
const WORKING: readonly Import['state'][] = ['rehearsing', 'waiting', 'running']

export type RowOutcome = ImportRow['outcome']

const isWorking = (state: Import['state']) => WORKING.includes(state)

export function useImports() {
  return useInfiniteQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ pageParam }) => get<{ imports: ImportSummary[]; next: string | null }>('/imports', { after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

/** One import, its columns as the file is read by `form`; asked again and again only while it works. */
export function useImport(id: string, form: FileForm = {}) {
  return useQuery({
    queryKey: ['imports', id, form],
    queryFn: () => get<Import>(`/imports/${id}`, form),
    placeholderData: (before) => (before?.id === id ? before : undefined),
    refetchInterval: (query) => (query.state.data && isWorking(query.state.data.state) ? WHILE_WORKING_MS : false),
  })
}

export function useImportRows(id: string, outcome: RowOutcome, state: Import['state']) {
  return useInfiniteQuery({
    queryKey: ['imports', id, 'rows', outcome, state],
    queryFn: ({ pageParam }) => get<{ rows: ImportRow[]; next: string | null }>(`/imports/${id}/rows`, { outcome, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useUpload() {
  return useMutation({
    mutationFn: (file: File) => upload<UploadedImport>('/imports', file),
    onSuccess: (made) => {
      queries.setQueryData(['imports', made.id, 'upload'], made)
      return queries.invalidateQueries({ queryKey: ['imports', 'list'] })
    },
  })
}

/** What the file was found to be, remembered from the upload; gone after a reload, and then not shown. */
export function uploadedAs(id: string): UploadedImport | undefined {
  return queries.getQueryData<UploadedImport>(['imports', id, 'upload'])
}

export function useSetImport(id: string) {
  return useMutation({
    mutationFn: (settings: ImportSettings) => put<Import>(`/imports/${id}/settings`, settings),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports', id] }),
  })
}

export function useRemoveImport(id: string) {
  return useMutation({
    mutationFn: () => remove(`/imports/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports', 'list'] }),
  })
}

export function useImportAct(id: string, act: 'rehearsals' | 'runs' | 'cancellations') {
  return useMutation({
    mutationFn: () => post(`/imports/${id}/${act}`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['people'] })
      return queries.invalidateQueries({ queryKey: ['imports'] })
    },
  })
}
