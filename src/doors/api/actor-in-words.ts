import { t, type Language } from '../../values/text.ts'

/** Names of colleagues and keys by their pseudonyms. */
export type ActorNames = ReadonlyMap<string, string>

/** Who acted, for a reader: a colleague by name, everybody else by what they are. */
export function actorInWords(language: Language, kind: string, id: string | null, names: ActorNames): string {
  const name = (id === null ? undefined : names.get(id)) ?? ''
  return t(language, 'api.actor', { kind: kind === 'system' && name === '' ? 'program' : kind, name })
}
