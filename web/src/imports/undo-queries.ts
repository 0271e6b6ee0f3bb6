import { useMutation, useQuery } from '@tanstack/react-query'
import type { ImportUndo } from '@api/imports-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

const WHILE_WORKING_MS = 700
const WORKING: readonly ImportUndo['state'][] = ['rehearsing', 'running']

/** How far an import has been undone; asked again and again only while it is. */
export function useImportUndo(id: string) {
  return useQuery({
    queryKey: ['imports', id, 'undo'],
    queryFn: () => get<ImportUndo>(`/imports/${id}/undo`),
    refetchInterval: (query) => (query.state.data && WORKING.includes(query.state.data.state) ? WHILE_WORKING_MS : false),
  })
}

export function useUndoAct(id: string, act: 'undo-rehearsals' | 'undos') {
  return useMutation({
    mutationFn: () => post<ImportUndo>(`/imports/${id}/${act}`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['people'] })
      return queries.invalidateQueries({ queryKey: ['imports', id, 'undo'] })
    },
  })
}
