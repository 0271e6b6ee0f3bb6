import { readdirSync, readFileSync } from 'node:fs'

/** Where the processes of this machine can be looked at. */
export const LINUX = process.platform === 'linux'

/** The processes that this one has started and that live. */
export function childProcesses(): number[] {
  if (!LINUX) return []
  const parent = new RegExp(`^PPid:\\s+${process.pid}$`, 'm')
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => parent.test(statusOf(pid)))
}

/** The most memory a process had, in MB; 0 when it is no more. What the system counts for it begins with what its parent had. */
export function peakMegabytes(pid: number): number {
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0) / 1024)
}

/** The same without the pages of the program's own file, which all of its processes share; in MB. */
export function ownPeakMegabytes(pid: number): number {
  const shared = Number(/^RssFile:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0)
  return Math.max(0, peakMegabytes(pid) - Math.round(shared / 1024))
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
