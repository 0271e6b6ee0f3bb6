/** `9`, `930`, `9:30` and `9.30` are times too. */
export function timeOf(typed: string): string | undefined {
  const [, hours, minutes = '00'] = /^([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?$/.exec(typed.trim()) ?? []
  return hours === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`
}
