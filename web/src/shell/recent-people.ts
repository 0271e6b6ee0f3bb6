/** So many are kept, in the memory of this page alone: a name is nothing to leave behind in a browser. */
const KEPT = 6

export interface RecentPerson {
  id: string
  name: string
  city: string | null
}

let recent: readonly RecentPerson[] = []

/** Notes that a person is on the screen. */
export function metPerson(person: RecentPerson) {
  recent = [person, ...recent.filter(({ id }) => id !== person.id)].slice(0, KEPT)
}

/** The people last shown, the latest first. */
export const recentPeople = () => recent
