/** What a backup's file is called: the moment it shows, and its id, so that a folder of them tells its own story. */
export function backupName(at: Date, backupId: string): string {
  return `tillit-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${backupId}.age`
}

/** The moment and the id in such a name, whether the file is whole or a draft of it; undefined for a name of somebody else. */
export function parseBackupName(name: string): { at: Date; backupId: string; draft: boolean } | undefined {
  const [, day, time, backupId, rest] = /^tillit-(\d{8})T(\d{6})Z-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.age((?:\.[0-9a-f-]{36}\.draft)?)$/.exec(name) ?? []
  if (!day || !time || !backupId) return undefined
  const at = new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`)
  return Number.isNaN(at.getTime()) ? undefined : { at, backupId, draft: rest !== '' }
}
