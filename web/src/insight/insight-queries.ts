import { useQuery } from '@tanstack/react-query'
import type { RelationInsight, SalesInsight, ServiceInsight } from '@api/insight-resource.ts'
import { get } from '../api.ts'

export function useRelation() {
  return useQuery({ queryKey: ['insight', 'relation'], queryFn: () => get<RelationInsight>('/insight/relation') })
}

export function useSales(pipeline: string, mine: boolean) {
  return useQuery({ queryKey: ['insight', 'sales', pipeline, mine], queryFn: () => get<SalesInsight>(`/pipelines/${pipeline}/insight`, { owner: mine ? 'me' : undefined }), placeholderData: (before) => before })
}

export function useService() {
  return useQuery({ queryKey: ['insight', 'service'], queryFn: () => get<ServiceInsight>('/insight/service') })
}
