import { useMutation, useQuery } from '@tanstack/react-query'
import type { Document, Hold, NewDocument } from '@api/documents-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

const documentsOf = (person: string) => ['person', person, 'documents']
const holdsOf = (person: string) => ['person', person, 'holds']

export function useDocuments(person: string) {
  return useQuery({ queryKey: documentsOf(person), queryFn: async () => (await get<{ documents: Document[] }>(`/people/${person}/documents`)).documents })
}

export function useFileDocument(person: string) {
  return useMutation({
    mutationFn: (filed: NewDocument) => post<Document>(`/people/${person}/documents`, filed),
    onSuccess: () => queries.invalidateQueries({ queryKey: documentsOf(person) }),
  })
}

export function useHolds(person: string) {
  return useQuery({ queryKey: holdsOf(person), queryFn: async () => (await get<{ holds: Hold[] }>(`/people/${person}/holds`)).holds })
}

export interface NewHold {
  item: Hold['item']
  reason: string
  until: string
}

export function usePlaceHold(person: string) {
  return useMutation({
    mutationFn: (hold: NewHold) => post<{ id: string }>(`/people/${person}/holds`, hold),
    onSuccess: () => queries.invalidateQueries({ queryKey: holdsOf(person) }),
  })
}

export function useEndHold(person: string) {
  return useMutation({
    mutationFn: (hold: string) => post(`/people/${person}/holds/${hold}/ends`),
    onSuccess: () => queries.invalidateQueries({ queryKey: holdsOf(person) }),
  })
}
