import { useMutation, useQuery } from '@tanstack/react-query'
import type { ProcessingRecordAnswer } from '@api/record-resource.ts'
import { get, put } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['record']

export function useRecord() {
  return useQuery({ queryKey: ROOT, queryFn: () => get<ProcessingRecordAnswer>('/record') })
}

export type Entered = ProcessingRecordAnswer['entered']
/** What is entered, and the month that fiscal years end with where that is said otherwise. */
export type Said = Entered & { fiscalYear?: { lastMonth: number; counts: 'next-year' | 'always' } }

/** What the company says of itself from now on. */
export function useDescribeCompany() {
  return useMutation({ mutationFn: (said: Said) => put('/record/controller', said), onSuccess: () => queries.invalidateQueries({ queryKey: ROOT }) })
}
