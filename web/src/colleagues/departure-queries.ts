import { useMutation, useQuery } from '@tanstack/react-query'
import type { Departure, DepartureRehearsal, NewDeparture } from '@api/departures-resource.ts'
import { get, post, remove } from '../api.ts'
import { queries } from '../queries.ts'

export function useDepartures(id: string) {
  return useQuery({ queryKey: ['departures', id], queryFn: () => get<{ departures: Departure[] }>(`/colleagues/${id}/departures`) })
}

/** What would be cut if they left now. */
export function useDepartureRehearsal(id: string) {
  return useQuery({ queryKey: ['departures', id, 'rehearsal'], queryFn: () => post<DepartureRehearsal>(`/colleagues/${id}/departure-rehearsals`) })
}

export function useLeave(id: string) {
  return useMutation({ mutationFn: (wish: NewDeparture) => post<Departure>(`/colleagues/${id}/departures`, wish), onSuccess: askAgain })
}

export function useCallOff(id: string) {
  return useMutation({ mutationFn: (departure: string) => remove(`/colleagues/${id}/departures/${departure}`), onSuccess: askAgain })
}

async function askAgain() {
  await Promise.all([queries.invalidateQueries({ queryKey: ['departures'] }), queries.invalidateQueries({ queryKey: ['colleagues'] })])
}
