import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where sqlmap puts its pieces. */
export const MARK = '*'

/** One request to be scanned, with marks. */
export interface Target {
  method: string
  path: string
  body?: string
}

export interface Scan {
  /** Undefined when sqlmap came to no end: then nothing is known. */
  injectable: boolean | undefined
  requests: number
  words: string
}

/** What sqlmap says when it has found something, and when it has tried everything and found nothing. */
const FOUND = /sqlmap identified the following injection point/
const NOTHING = /all tested parameters do not appear to be injectable/

/** Scans one request with sqlmap (level 3, risk 1) and reads what it says at the end. */
export async function scanned(sqlmap: string, port: number, target: Target & { headers: Record<string, string> }, limitMs: number): Promise<Scan> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-sqlmap-'))
  try {
    const request = join(folder, 'request.txt')
    writeFileSync(request, rawRequest(port, target))
    const traffic = join(folder, 'traffic.txt')
    const words = await run(sqlmap, [
      '-r', request, '--batch', '--ignore-stdin', '--level', '3', '--risk', '1', '--dbms', 'PostgreSQL', '--output-dir', join(folder, 'out'), '--flush-session',
      '--drop-set-cookie', '--skip-waf', '--keep-alive', '--disable-coloring', '--timeout', '20', '-t', traffic,
    ], limitMs, folder)
    return { injectable: FOUND.test(words) ? true : NOTHING.test(words) ? false : undefined, requests: countRequests(traffic), words }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** sqlmap writes down each request with its number. */
function countRequests(traffic: string): number {
  return existsSync(traffic) ? readFileSync(traffic, 'utf8').match(/^HTTP request \[#\d+\]:$/gm)?.length ?? 0 : 0
}

function rawRequest(port: number, { method, path, headers, body }: Target & { headers: Record<string, string> }): string {
  const heads = { host: `127.0.0.1:${port}`, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(heads).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body ?? ''}`
}

/** What a program says until it ends, or until its time is over. */
function run(sqlmap: string, words: string[], limitMs: number, home: string): Promise<string> {
  const [command, first] = sqlmap.endsWith('.py') ? ['python3', [sqlmap]] : [sqlmap, []]
  return new Promise((done, failed) => {
    const child = spawn(command, [...first, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: home, XDG_DATA_HOME: home } })
    const said: Buffer[] = []
    child.stdout.on('data', (text: Buffer) => said.push(text))
    child.stderr.on('data', (text: Buffer) => said.push(text))
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
    child.on('error', failed).on('close', () => {
      clearTimeout(limit)
      done(Buffer.concat(said).toString())
    })
  })
}
