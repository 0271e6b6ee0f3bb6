import { Problem } from '../../plumbing/errors.ts'

const MAX_FILE_NAME = 200

/** The last part of the name that was sent percent-encoded; it is shown, never used as a path. */
export function fileNameOf(header: string): string {
  try {
    const name = decodeURIComponent(header).split(/[/\\]/).at(-1)!.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()
    if (name !== '') return name.slice(0, MAX_FILE_NAME)
  } catch {
    // Falls through to the same refusal as an empty name.
  }
  throw new Problem('invalid', { text: 'api.file-name-unreadable', field: 'x-file-name' })
}
