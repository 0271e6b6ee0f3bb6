import { useMutation, useQuery } from '@tanstack/react-query'
import type { ActivitiesOfPerson, ActivityBody, ActivityChangeBody, ActivityDay, NewActivityBody } from '@api/activities-resource.ts'
import type { LoggedCallBody, MayCallAnswers, NewCallBody } from '@api/calls-resource.ts'
import type { ActivityCalendar, DaySettings } from '@api/calendar-resource.ts'
import { get, patch, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'

export const ACTIVITIES = ['activities']

/** What is shown of them anywhere, a person's history too. */
async function changed(one?: ActivityBody) {
  await queries.invalidateQueries({ queryKey: ACTIVITIES })
  if (one?.person) await queries.invalidateQueries({ queryKey: ['person', one.person.id, 'timeline'] })
}

export function useActivityDay(team: boolean) {
  return useQuery({ queryKey: [...ACTIVITIES, 'day', team], queryFn: () => get<ActivityDay>(team ? '/team-day' : '/my-day'), placeholderData: (before) => before })
}

export function useCalendar(team: boolean, from: string, until: string) {
  return useQuery({ queryKey: [...ACTIVITIES, 'calendar', team, from, until], queryFn: () => get<ActivityCalendar>(team ? '/team-calendar' : '/my-calendar', { from, until }), placeholderData: (before) => before })
}

const SETTINGS = ['my-day', 'settings']
const nowSet = (now: DaySettings) => queries.setQueryData(SETTINGS, now)

export function useDaySettings() {
  return useQuery({ queryKey: SETTINGS, queryFn: () => get<DaySettings>('/my-day/settings') })
}

export function useMakeFeed() {
  return useMutation({ mutationFn: () => post<{ address: string }>('/my-calendar/addresses'), onSuccess: () => queries.invalidateQueries({ queryKey: SETTINGS }) })
}

export function useEndFeed() {
  return useMutation({ mutationFn: () => remove<DaySettings>('/my-calendar/addresses'), onSuccess: nowSet })
}

export function useSetDayMail() {
  return useMutation({ mutationFn: (mail: boolean) => put<DaySettings>('/my-day/settings', { mail }), onSuccess: nowSet })
}

/** Invites the person to a meeting. */
export function useInvite() {
  return useMutation({ mutationFn: (activity: ActivityBody) => post<ActivityBody>(`${pathOf(activity)}/invitations`), onSuccess: (one) => changed(one) })
}

export function useActivitiesOf(person: string) {
  return useQuery({ queryKey: [...ACTIVITIES, 'of', person], queryFn: () => get<ActivitiesOfPerson>(`/people/${person}/activities`), enabled: person !== '' })
}

export function useActivitiesAt(company: string) {
  return useQuery({ queryKey: [...ACTIVITIES, 'at', company], queryFn: () => get<{ activities: ActivityBody[] }>(`/companies/${company}/activities`) })
}

export function useActivity(place: { of: string; id: string } | null) {
  return useQuery({ queryKey: [...ACTIVITIES, 'one', place], queryFn: () => get<ActivityBody>(`/activities/${place!.of}/${place!.id}`), enabled: place !== null })
}

/** `once` makes sure that pressing twice, or a lost answer, plans one. */
export function usePlanActivity(once: string) {
  return useMutation({ mutationFn: (body: NewActivityBody) => post<ActivityBody>('/activities', body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: (one) => changed(one) })
}

/** Asked anew each time: the answer is for now. */
export function useMayCall(person: string) {
  return useQuery({ queryKey: [...ACTIVITIES, 'may-call', person], queryFn: async () => (await get<MayCallAnswers>(`/people/${person}/call-answers`)).answers, staleTime: 0, gcTime: 0 })
}

/** `once` makes sure that a call is written down once. A no changes what stands on the page. */
export function useLogCall(person: string, once: string) {
  return useMutation({
    mutationFn: (body: NewCallBody) => post<LoggedCallBody>(`/people/${person}/calls`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once }, keepalive: true }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ACTIVITIES })
      await queries.invalidateQueries({ queryKey: ['person', person] })
    },
  })
}

const pathOf = ({ of, id }: Pick<ActivityBody, 'of' | 'id'>) => `/activities/${of}/${id}`

export function useChangeActivity() {
  return useMutation({ mutationFn: ({ activity, change }: { activity: ActivityBody; change: ActivityChangeBody }) => patch<ActivityBody>(pathOf(activity), change), onSuccess: (one) => changed(one) })
}

/** Says that it is done, or takes that back. */
export function useDone() {
  return useMutation({ mutationFn: ({ activity, done }: { activity: ActivityBody; done: boolean }) => post<ActivityBody>(`${pathOf(activity)}/${done ? 'completions' : 'reopenings'}`), onSuccess: (one) => changed(one) })
}

/** Takes it away, or brings it back. */
export function useAway() {
  return useMutation({ mutationFn: ({ activity, away }: { activity: ActivityBody; away: boolean }) => (away ? remove<ActivityBody>(pathOf(activity)) : post<ActivityBody>(`${pathOf(activity)}/restorations`)), onSuccess: (one) => changed(one) })
}
