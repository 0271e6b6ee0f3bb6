const KEPT = 'tillit-see-as'

/** The role that this window looks through; it narrows what one may do, and ends with the window. */
export function seenThrough(): string | null {
  return sessionStorage.getItem(KEPT)
}

/** From now on this window looks through a role, or as oneself; nothing that was read before stays. */
export function lookThrough(role: string | null) {
  if (role === null) sessionStorage.removeItem(KEPT)
  else sessionStorage.setItem(KEPT, role)
  location.assign('/')
}
