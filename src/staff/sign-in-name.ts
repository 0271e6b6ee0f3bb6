const MAX_LENGTH = 254

/** The one form in which the names that colleagues sign in with are compared: width, case and spaces make no difference (AU-07). */
export function signInNameForm(text: string): string | undefined {
  const form = text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(/\s+/g, ' ').trim()
  return form === '' || form.length > MAX_LENGTH || /\p{Cc}|\p{Cf}/u.test(form) ? undefined : form
}
