import { useMutation, useQuery } from '@tanstack/react-query'
import type { CopyAnswer } from '@api/copies-resource.ts'
import { download, get, post } from '../api.ts'
import { queries } from '../queries.ts'
import { saveFile } from '../save-file.ts'

export type MadeCopy = Pick<CopyAnswer, 'id' | 'kind' | 'language' | 'request' | 'madeAt' | 'handedOver'>
export type CopyKind = CopyAnswer['kind']
export type CopyForm = 'pdf' | 'archive' | 'portable'

const copiesOf = (person: string) => ['person', person, 'copies']

export function useCopies(person: string, may: boolean) {
  return useQuery({ queryKey: copiesOf(person), queryFn: async () => (await get<{ copies: MadeCopy[] }>(`/people/${person}/copies`)).copies, enabled: may })
}

export function useCopy(person: string, copy: string) {
  return useQuery({ queryKey: [...copiesOf(person), copy], queryFn: () => get<CopyAnswer>(`/people/${person}/copies/${copy}`) })
}

const askAgain = (person: string) => Promise.all([queries.invalidateQueries({ queryKey: copiesOf(person) }), queries.invalidateQueries({ queryKey: ['requests'] })])

export function useMakeCopy(person: string) {
  return useMutation({
    mutationFn: (made: { kind: CopyKind; language: string; request?: string }) => post<{ id: string }>(`/people/${person}/copies`, made),
    onSuccess: () => askAgain(person),
  })
}

export interface SaidOfPlace {
  place: string
  mark: string
  start: number
  end: number
  kind: string
  shown: boolean
  reason: string
}

export function useSayOfPlace(person: string, copy: string) {
  return useMutation({ mutationFn: (said: SaidOfPlace) => post(`/people/${person}/copies/${copy}/places`, said), onSuccess: () => askAgain(person) })
}

export function useHandOver(person: string, copy: string) {
  return useMutation({ mutationFn: (how: string) => post(`/people/${person}/copies/${copy}/hand-overs`, { how }), onSuccess: () => askAgain(person) })
}

/** Fetches a file of a copy that was handed over: the right to it is for this session, a quarter of an hour. */
export function useFetchCopy(person: string, copy: string) {
  return useMutation({
    mutationFn: async (form: CopyForm) => {
      const { secret } = await post<{ secret: string }>(`/people/${person}/copies/${copy}/links`, { form })
      const { file, name } = await download(`/people/${person}/copies/${copy}/fetches`, { secret }, new AbortController().signal, () => {})
      saveFile(file, name)
    },
  })
}
