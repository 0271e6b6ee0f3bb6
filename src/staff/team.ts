/** Colleagues who look after companies and people together. */
export interface Team {
  teamId: string
  name: string
  /** Colleagues who are in it now and here. */
  members: string[]
}
