import { useMutation, useQuery } from '@tanstack/react-query'
import type { DealBoard, DealBody, DealChangeBody, DealEndBody, DealForecast, DealItem, DealsOfPerson, NewDealBody, NewPipelineBody, PipelineBody } from '@api/deals-resource.ts'
import { get, patch, post, put } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['deals']
export const LOST_WHYS: readonly NonNullable<DealItem['lostWhy']>[] = ['price', 'competitor', 'timing', 'no-need', 'no-answer', 'other']

const changed = () => queries.invalidateQueries({ queryKey: ROOT })

export function usePipelines() {
  return useQuery({ queryKey: [...ROOT, 'pipelines'], queryFn: async () => (await get<{ pipelines: PipelineBody[] }>('/pipelines')).pipelines })
}

export function useSetPipeline() {
  return useMutation({ mutationFn: ({ id, ...body }: NewPipelineBody & { id: string }) => put<PipelineBody>(`/pipelines/${id}`, body), onSuccess: changed })
}

const boardKey = (pipeline: string, mine: boolean) => [...ROOT, 'board', pipeline, mine]

export function useBoard(pipeline: string, mine: boolean) {
  return useQuery({ queryKey: boardKey(pipeline, mine), queryFn: () => get<DealBoard>(`/pipelines/${pipeline}/board`, { owner: mine ? 'me' : undefined }), placeholderData: (before) => before })
}

export function useForecast(pipeline: string, mine: boolean) {
  return useQuery({ queryKey: [...ROOT, 'forecast', pipeline, mine], queryFn: () => get<DealForecast>(`/pipelines/${pipeline}/forecast`, { owner: mine ? 'me' : undefined }), placeholderData: (before) => before })
}

export function useDealsOf(person: string) {
  return useQuery({ queryKey: [...ROOT, 'of', person], queryFn: () => get<DealsOfPerson>(`/people/${person}/deals`) })
}

export function useDeal(person: string, id: string) {
  return useQuery({ queryKey: [...ROOT, 'deal', id], queryFn: () => get<DealBody>(`/people/${person}/deals/${id}`) })
}

/** `once` makes sure that pressing twice, or a lost answer, begins one. */
export function useStartDeal(person: string, once: string) {
  return useMutation({ mutationFn: (body: NewDealBody) => post<DealBody>(`/people/${person}/deals`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

export function useChangeDeal() {
  return useMutation({ mutationFn: ({ deal, change }: { deal: DealItem; change: DealChangeBody }) => patch<DealBody>(`/people/${deal.person.id}/deals/${deal.id}`, change), onSettled: changed })
}

/** Shows a deal in its new stage at once; the answer of the server puts it right when that was wrong. */
export function showMoved(pipeline: string, mine: boolean, deal: DealItem, stage: string): void {
  queries.setQueryData<DealBoard>(boardKey(pipeline, mine), (board) => board && {
    stages: board.stages.map((one) => {
      const without = one.deals.filter(({ id }) => id !== deal.id)
      if (one.id === stage) return { ...one, deals: [...without, { ...deal, stage }], count: one.count + 1, value: sum(one.value, deal.value) }
      return without.length === one.deals.length ? one : { ...one, deals: without, count: one.count - 1, value: sum(one.value, `-${deal.value}`) }
    }),
  })
}

const sum = (one: string, other: string) => (Number(one) + Number(other)).toFixed(2)

export function useEndDeal() {
  return useMutation({ mutationFn: ({ deal, end }: { deal: DealItem; end: DealEndBody }) => post<DealBody>(`/people/${deal.person.id}/deals/${deal.id}/endings`, end), onSuccess: changed })
}

export function useReopenDeal() {
  return useMutation({ mutationFn: (deal: DealItem) => post<DealBody>(`/people/${deal.person.id}/deals/${deal.id}/reopenings`), onSuccess: changed })
}
