import { useMutation, useQuery } from '@tanstack/react-query'
import type { CorrespondenceBody } from '@api/correspondence-resource.ts'
import { get, post, remove } from '../api.ts'
import { queries } from '../queries.ts'
import type { Language } from '../texts.ts'

const lettersOf = (person: string) => ['person', person, 'correspondence']

/** Mails with one person; asked again while one of them is about to go. */
export function useCorrespondence(person: string) {
  return useQuery({
    queryKey: lettersOf(person),
    queryFn: () => get<CorrespondenceBody>(`/people/${person}/correspondence`),
    refetchInterval: ({ state }) => (state.data?.letters.some(({ state: now }) => now === 'waiting' || now === 'handing-over') ? 3_000 : false),
  })
}

export interface WrittenLetter {
  purpose: string
  subject: string
  words: string
  reason: string | undefined
}

export function useSendLetter(person: string) {
  return useMutation({
    mutationFn: ({ reason, ...letter }: WrittenLetter) => post<CorrespondenceBody>(`/people/${person}/letters`, { ...letter, ...(reason !== undefined && { reason }) }),
    onSuccess: (now) => standNow(person, now),
  })
}

/** Takes a mail back before it goes, or takes away one that was logged. */
export async function removeLetter(person: string, letter: string): Promise<void> {
  await standNow(person, await remove<CorrespondenceBody>(`/people/${person}/letters/${letter}`))
}

/** Keeps with this person a mail that came to one's own address. */
export function useKeepWaiting(person: string) {
  return useMutation({ mutationFn: (mail: string) => post<CorrespondenceBody>(`/people/${person}/letter-logs`, { mail }), onSuccess: (now) => standNow(person, now) })
}

export function useDropWaiting(person: string) {
  return useMutation({ mutationFn: (mail: string) => remove(`/letter-logs/${mail}`), onSuccess: () => askAgain(person) })
}

export function useGiveLogAddress(person: string) {
  return useMutation({ mutationFn: (language: Language) => post<{ address: string }>('/log-addresses', { language }), onSuccess: () => askAgain(person) })
}

export function useEndLogAddress(person: string) {
  return useMutation({ mutationFn: () => remove('/log-addresses'), onSuccess: () => askAgain(person) })
}

const askAgain = (person: string) => queries.invalidateQueries({ queryKey: lettersOf(person) })

function standNow(person: string, now: CorrespondenceBody) {
  queries.setQueryData(lettersOf(person), now)
  return queries.invalidateQueries({ queryKey: ['person', person, 'timeline'] })
}
