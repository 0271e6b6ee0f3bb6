import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { ChoiceRehearsal, NewChoices, RecordedChoices, Scripts } from '@api/choices-resource.ts'
import type { FieldValue, HeldValue, TimelinePage } from '@api/people-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { get, patch, post } from '../api.ts'
import type { LookErrand } from '../looks/look-queries.ts'
import { queries } from '../queries.ts'

/** `lookingFor`: what the person is opened for, where it is known; it is noted with who looked. */
export function usePerson(id: string, lookingFor?: LookErrand) {
  return useQuery({ queryKey: ['person', id], queryFn: ({ signal }) => get<Person>(`/people/${id}`, {}, signal, lookingFor ? { 'looking-for': lookingFor } : {}) })
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ['person', id, 'timeline'],
    queryFn: ({ pageParam }) => get<TimelinePage>(`/people/${id}/timeline`, { after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

/** What would end and what would stay; asked anew for each change of the choices. */
export function useChoiceRehearsal(id: string, choices: NewChoices['choices']) {
  return useQuery({
    queryKey: ['choice-rehearsal', id, choices],
    queryFn: () => post<ChoiceRehearsal>(`/people/${id}/choice-rehearsals`, { choices }),
    enabled: choices.length > 0,
    placeholderData: (before) => (choices.length > 0 ? before : undefined),
    gcTime: 0,
  })
}

/** Records choices, also when the page is left meanwhile. */
export async function recordChoices(id: string, choices: NewChoices['choices']): Promise<RecordedChoices> {
  const recorded = await post<RecordedChoices>(`/people/${id}/choices`, { choices }, { keepalive: true })
  await askAgainAbout(id)
  return recorded
}

export function useCorrectValue(id: string) {
  return useMutation({
    mutationFn: (values: Record<string, FieldValue | null>) => patch<{ changed: string[]; held: HeldValue[] }>(`/people/${id}/values`, { values }),
    onSuccess: () => askAgainAbout(id),
  })
}

function askAgainAbout(id: string) {
  void queries.invalidateQueries({ queryKey: ['people'] })
  return queries.invalidateQueries({ queryKey: ['person', id] })
}

/** What is read out before an answer on the telephone; without a language in the person's own. */
export function useScripts(id: string, language: Scripts['language'] | undefined, isWanted: boolean) {
  return useQuery({ queryKey: ['scripts', id, language], queryFn: () => get<Scripts>(`/people/${id}/scripts`, { language }), enabled: isWanted, staleTime: 60_000 })
}
